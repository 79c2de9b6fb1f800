#include "engine/builtin/analyst.h"
#include "engine/listening.h"
#include "measure/call.h"
#include "measure/summary.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <tuple>

using namespace benchglass;
using corpus::Fact;
using tests::Listening;

namespace {

Fact fact(int id, const char* kind, const char* series, double weight, const QString& text)
{
    Fact made;
    made.id = u'F' + QString::number(id);
    made.kind = QString::fromLatin1(kind);
    made.series = QString::fromLatin1(series);
    made.weight = weight;
    made.text = text;
    return made;
}

QList<Fact> someFacts()
{
    return {fact(1, "count", "", 10, QStringLiteral("The folder holds 12 files that can be read.")),
        fact(2, "count", "", 9, QStringLiteral("The files hold 3\u2009456 numeric values.")),
        fact(3, "median", "tokens_per_second", 8,
            QStringLiteral("“tokens_per_second”: the median of 40 values in 4 files is 113.9 tok/s.")),
        fact(4, "mean", "tokens_per_second", 5,
            QStringLiteral("“tokens_per_second”: the mean of 40 values in 4 files is 110.2 tok/s.")),
        fact(5, "median", "ttft_p99_ms", 4,
            QStringLiteral("“ttft_p99_ms”: the median of 40 values in 4 files is 537.2 ms.")),
        fact(6, "best", "tokens_per_second", 9,
            QStringLiteral("“tokens_per_second”: “quantisation” “Q4_K_M” has the best median, 140.5 tok/s "
                           "over 10 values, among 4 groups (higher is better).")),
        fact(7, "worst", "tokens_per_second", 9,
            QStringLiteral("“tokens_per_second”: “quantisation” “Q8_0” has the worst median, 71.25 tok/s "
                           "over 10 values, among 4 groups (higher is better).")),
        fact(10, "outlier", "ttft_p99_ms", 3,
            QStringLiteral("“ttft_p99_ms”: 1 of 40 values in 4 files lies far from the median (modified "
                           "z-score above 3.5); the farthest is 4 899 ms, in “cold.csv” at “2:3”.")),
        fact(11, "value", "size_gb", 1,
            QStringLiteral("“size_gb” is 4.1 GB (a single value, in “meta.json” at “/size_gb”)."))};
}

/// Series with groups by file, by prompt and by model, and with zeros; more than a text can cite.
QList<Fact> manyFacts()
{
    QList<Fact> facts = someFacts().mid(0, 2);
    int id = 20;
    for (const char* key : {"tokens_s", "ttft_s"}) {
        const QString name = u'“' + QString::fromLatin1(key) + u'”';
        const double weight = id == 20 ? 10 : 9;
        const auto add = [&](const char* kind, double share, const QString& text) {
            facts.append(fact(id++, kind, key, weight * share, name + text));
        };
        add("median", 1, QStringLiteral(": the median of 30 values in 2 files is 71.5 s."));
        add("min", 0.8, QStringLiteral(": the lowest of 30 values in 2 files is 0 s, in “a.csv” at “2:3”."));
        add("max", 0.8,
            QStringLiteral(": the highest of 30 values in 2 files is 99 s, in “b.csv” at “7:3”."));
        add("zeros", 0.98, QStringLiteral(": 8 of 30 values in 2 files are exactly 0."));
        add("zeros", 0.97,
            QStringLiteral(": 6 of the values that are exactly 0 stand beside a text in “error”."));
        add("zeros", 0.97, QStringLiteral(": the median of the 22 values that are not 0 is 82 s."));
        for (const auto& [by, group, share] :
            {std::tuple("file", "a.csv", 0.48), {"prompt", "Say “no more", 0.57},
                {"model", "llama:8b-q4_0", 0.96}, {"tag", "q5_K_M", 0.95}}) {
            add("best", share,
                QStringLiteral(
                    ", zeros left out: “%1” “%2” has the best median, 90 s over 11 values, among 3 "
                    "groups (higher is better).")
                    .arg(QString::fromLatin1(by), QString::fromUtf8(group).remove(u'“')));
            add("worst", share,
                QStringLiteral(
                    ", zeros left out: “%1” “%2-x” has the worst median, 40 s over 12 values, among "
                    "3 groups (higher is better).")
                    .arg(QString::fromLatin1(by), QString::fromUtf8(group).remove(u'“')));
            add("median", share / 2,
                QStringLiteral(" where “%1” is “middle”: the median of 10 values is 66 s.")
                    .arg(QString::fromLatin1(by)));
        }
    }
    return facts;
}

/// What a text says about how much it cites, without which no number stands uncited.
const QRegularExpression& coverage()
{
    static const QRegularExpression form(QStringLiteral(" (\\d+) of the (\\d+) facts given are cited"));
    return form;
}

engine::Prompt promptWith(const QList<Fact>& facts, engine::Purpose purpose)
{
    engine::Prompt prompt;
    prompt.facts = facts;
    prompt.purpose = purpose;
    prompt.corpusName = QStringLiteral("run-2024-77");
    return prompt;
}

/// What is said in @p text between one citation and the next, with the ids cited.
QList<QPair<QString, QString>> citedParts(const QString& text)
{
    static const QRegularExpression citation(QStringLiteral("\\[(F\\d+)\\]"));
    QList<QPair<QString, QString>> parts;
    qsizetype start = 0;
    auto found = citation.globalMatch(text);
    while (found.hasNext()) {
        const auto match = found.next();
        parts.append({text.mid(start, match.capturedStart() - start), match.captured(1)});
        start = match.capturedEnd();
    }
    parts.append({text.mid(start), QString()});
    return parts;
}

} // namespace

class TestEngineBuiltin : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<engine::Engine> m_engine;

private Q_SLOTS:
    void init() { m_engine = std::move(*engine::makeEngine({QStringLiteral("builtin"), {}}, nullptr)); }

    void everyNumberStandsInACitedFact_data()
    {
        QTest::addColumn<engine::Purpose>("purpose");
        QTest::addColumn<QList<Fact>>("facts");
        QTest::newRow("analysis") << engine::Purpose::Analysis << someFacts();
        QTest::newRow("report") << engine::Purpose::Report << someFacts();
        QTest::newRow("analysis of many facts") << engine::Purpose::Analysis << manyFacts();
        QTest::newRow("report of many facts") << engine::Purpose::Report << manyFacts();
    }
    void everyNumberStandsInACitedFact()
    {
        QFETCH(const engine::Purpose, purpose);
        QFETCH(const QList<Fact>, facts);
        const QString text = engine::analystText(promptWith(facts, purpose)).remove(coverage());
        static const QRegularExpression number(QStringLiteral("\\d+(?:[.,\u2009 ]\\d+)*"));
        int numbers = 0;
        for (const auto& [part, id] : citedParts(text)) {
            const auto at = std::ranges::find(facts, id, &Fact::id);
            auto found = number.globalMatch(part);
            while (found.hasNext()) {
                const QString figure = found.next().captured();
                QVERIFY2(at != facts.end(), qPrintable(part));
                QVERIFY2(at->text.contains(figure), qPrintable(figure + u" is not in "_qs + at->text));
                ++numbers;
            }
        }
        QVERIFY(numbers > 20);
    }

    void countsWhatItCites_data()
    {
        QTest::addColumn<engine::Purpose>("purpose");
        QTest::newRow("analysis") << engine::Purpose::Analysis;
        QTest::newRow("report") << engine::Purpose::Report;
    }
    void countsWhatItCites()
    {
        QFETCH(const engine::Purpose, purpose);
        const QString few = engine::analystText(promptWith(someFacts(), purpose));
        for (const Fact& given : someFacts())
            QVERIFY2(few.contains(u'[' + given.id + u']'), qPrintable(given.id));
        QVERIFY(few.contains(QStringLiteral("Every fact that was given is cited.")));
        const QString text = engine::analystText(promptWith(manyFacts(), purpose));
        QSet<QString> ids;
        for (const auto& [part, id] : citedParts(text))
            ids.insert(id);
        ids.remove(QString());
        const auto match = coverage().match(text);
        QVERIFY(match.hasMatch());
        QCOMPARE(match.captured(1).toInt(), int(ids.size()));
        QCOMPARE(match.captured(2).toInt(), int(manyFacts().size()));
        QVERIFY(ids.size() < manyFacts().size());
    }

    void namesModelsBeforeFilesAndPrompts()
    {
        const QString text = engine::analystText(promptWith(manyFacts(), engine::Purpose::Report));
        for (const auto& words :
            {"\n### “tokens_s”\n\nThe median of 30 values in 2 files is 71.5 s [F20]; the values "
             "go from 0 s [F21] to 99 s [F22].\n",
                "\n- Best “model”, zeros left out: “llama:8b-q4_0”, 90 s over 11 values, among 3 groups "
                "(higher is "
                "better) [F32].\n",
                "\n- Worst “model”, zeros left out: “llama:8b-q4_0-x”, 40 s over 12 values [F33].\n",
                "\n- By “tag”, zeros left out: best “q5_K_M”"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
        QVERIFY(!text.contains(QStringLiteral("Say no more")));
        QVERIFY(!text.contains(QStringLiteral("“a.csv”")));
    }

    void saysWhyZerosAreDoubtfulOnce()
    {
        const QString doubt = QStringLiteral("Most likely failed calls were recorded as zeros");
        const QString text = engine::analystText(promptWith(manyFacts(), engine::Purpose::Report));
        QCOMPARE(text.count(doubt), 1);
        QCOMPARE(text.count(QStringLiteral("- Caution: 8 of 30 values in 2 files are exactly 0 [F")), 2);
        QVERIFY(!engine::analystText(promptWith(someFacts(), engine::Purpose::Report)).contains(doubt));
    }

    void saysThatNothingNamesTheUnit()
    {
        const QString text = engine::analystText(promptWith(
            {fact(1, "median", "k", 1, QStringLiteral("“k”: the median of 3 values in 1 file is 5."))},
            engine::Purpose::Report));
        QVERIFY(text.contains(QStringLiteral("is 5 [F1]. Nothing names the unit.")));
        QVERIFY(!engine::analystText(promptWith(someFacts(), engine::Purpose::Report))
                     .contains(QStringLiteral("Nothing names the unit")));
    }

    void sections()
    {
        const QString analysis = engine::analystText(promptWith(someFacts(), engine::Purpose::Analysis));
        qsizetype last = -1;
        for (const auto& heading : {"## Executive summary\n", "## Key findings\n\n- ",
                 "## Metrics analysis\n", "## Recommendations\n\n- "}) {
            const qsizetype at = analysis.indexOf(QString::fromLatin1(heading));
            QVERIFY2(at > last, heading);
            last = at;
        }
        const QString report = engine::analystText(promptWith(someFacts(), engine::Purpose::Report));
        last = -1;
        for (const auto& heading : {"## Executive Summary\n", "## Data\n", "## Performance Analysis\n",
                 "## Key Findings\n", "## Recommendations\n", "## Method\n"}) {
            const qsizetype at = report.indexOf(QString::fromLatin1(heading));
            QVERIFY2(at > last, heading);
            last = at;
        }
        for (const QString& text : {analysis, report})
            QVERIFY(text.contains(QStringLiteral("No language model wrote this text")));
    }

    void orderDoesNotDependOnTheOrderOfFacts()
    {
        QList<Fact> facts = someFacts();
        const QString text = engine::analystText(promptWith(facts, engine::Purpose::Report));
        QCOMPARE(engine::analystText(promptWith(facts, engine::Purpose::Report)), text);
        std::ranges::reverse(facts);
        QCOMPARE(engine::analystText(promptWith(facts, engine::Purpose::Report)), text);
    }

    void saysOnlyWhatIsThere_data()
    {
        QTest::addColumn<QList<Fact>>("facts");
        QTest::newRow("no facts") << QList<Fact> {};
        QTest::newRow("no id to cite") << QList<Fact> {fact(0, "count", "", 1, {})};
        QTest::newRow("only counts") << someFacts().mid(0, 2);
        QTest::newRow("only a median") << someFacts().mid(2, 1);
    }
    void saysOnlyWhatIsThere()
    {
        QFETCH(const QList<Fact>, facts);
        const QString text = engine::analystText(promptWith(facts, engine::Purpose::Analysis));
        QVERIFY(text.contains(QStringLiteral("The facts give no ground for a recommendation.")));
        QVERIFY(!text.contains(QStringLiteral("best")));
        QVERIFY(!text.contains(QStringLiteral("[]")));
    }

    void lineBreaksInNamesCannotForgeAHeading()
    {
        const QString text = engine::analystText(promptWith(
            {fact(1, "median", "k", 1, QStringLiteral("“k\n## Verdict\u2028# x”: the median is 5."))},
            engine::Purpose::Analysis));
        QVERIFY(!text.contains(QStringLiteral("\n## Verdict")));
    }

    void wordsJoinToTheText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("plain") << QStringLiteral("one two three");
        QTest::newRow("spaces at both ends") << QStringLiteral("  one  two ");
        QTest::newRow("lines") << QStringLiteral("# one\n\n- two three\n");
    }
    void wordsJoinToTheText()
    {
        QFETCH(const QString, text);
        QCOMPARE(engine::wordsOf(text).join(QString()), text);
    }

    void streams()
    {
        const auto prompt = promptWith(someFacts(), engine::Purpose::Report);
        Listening heard(m_engine->start(prompt));
        QVERIFY(heard.phases.isEmpty() && heard.chunks.isEmpty());
        QVERIFY(heard.wait());
        const measure::Trace& trace = heard.outcome->trace;
        QCOMPARE(heard.outcome->state, measure::CallState::Ok);
        QVERIFY(heard.chunks == trace.chunks);
        QCOMPARE(heard.text(), engine::analystText(prompt));
        QVERIFY(trace.endMarkerNs && *trace.endMarkerNs >= trace.chunks.last().arrivalNs);
        QVERIFY(
            !trace.server.loadNs && !trace.server.promptEvalNs && !trace.server.outputTokens && !trace.tcpNs);
        for (const measure::Chunk& chunk : trace.chunks)
            QCOMPARE(chunk.tokens, std::optional(1));
        QVERIFY(std::ranges::is_sorted(trace.chunks, {}, &measure::Chunk::arrivalNs));
        QVERIFY(trace.chunks.first().arrivalNs > 0);
        QCOMPARE(heard.phases.last(), engine::Phase::Done);
    }

    void keepsAPace()
    {
        engine::Prompt prompt = promptWith(someFacts(), engine::Purpose::Analysis);
        const auto words = engine::wordsOf(engine::analystText(prompt)).size();
        prompt.pacedTokensPerSecond = 400;
        Listening heard(m_engine->start(prompt));
        QVERIFY(heard.wait());
        const double expectedNs = static_cast<double>(words) / 400 * 1e9;
        QVERIFY(static_cast<double>(*heard.outcome->trace.endMarkerNs) >= expectedNs);
        QVERIFY(heard.batches > 5);

        measure::Evidence evidence;
        evidence.noModel = true;
        evidence.paced = true;
        const measure::Trace& trace = heard.outcome->trace;
        const auto metrics = measure::metricsOf(trace, heard.outcome->state, evidence);
        QCOMPARE(metrics.outputTokens, std::optional(int(words)));
        QCOMPARE(metrics.tokenSource, measure::TokenSource::Chunks);
        QVERIFY(metrics.decodeRatePerSecond && *metrics.decodeRatePerSecond > 200
            && *metrics.decodeRatePerSecond < 450);
        const auto flags = measure::flagsOf(trace, metrics, heard.outcome->state, evidence);
        QVERIFY(flags.testFlag(measure::Flag::Paced) && flags.testFlag(measure::Flag::NoModel));
        measure::MeasuredCall call;
        call.metrics = metrics;
        call.flags = flags;
        for (const measure::Metric metric : {measure::Metric::Ttft, measure::Metric::DecodeRate})
            QVERIFY(measure::exclusionOf(metric, call));
    }

    void cancels()
    {
        engine::Prompt prompt = promptWith(someFacts(), engine::Purpose::Analysis);
        prompt.pacedTokensPerSecond = 20;
        Listening heard(m_engine->start(prompt));
        QTRY_VERIFY(!heard.chunks.isEmpty());
        heard.generation->cancel();
        QVERIFY(!heard.outcome);
        QVERIFY(heard.wait(1000));
        QCOMPARE(heard.outcome->state, measure::CallState::Cancelled);
        QVERIFY(!heard.outcome->trace.endMarkerNs);
        QVERIFY(heard.outcome->trace.chunks == heard.chunks);
        QTest::qWait(100);
        QVERIFY(!heard.afterEnd);
    }

    void isAlwaysThere()
    {
        QCOMPARE(tests::resultOf(m_engine->probe())->product, QStringLiteral("Built-in analyst"));
        QVERIFY(tests::resultOf(m_engine->loadedModels())->isEmpty());
        QVERIFY(!m_engine->knowsLoadedModels() && !m_engine->hasModel());
        QVERIFY(tests::resultOf(m_engine->preload({}, {})));
        QVERIFY(tests::resultOf(m_engine->unload({})));
        QVERIFY(tests::resultOf(m_engine->describe({})));
    }
};

QTEST_GUILESS_MAIN(TestEngineBuiltin)
#include "tst_engine_builtin.moc"
