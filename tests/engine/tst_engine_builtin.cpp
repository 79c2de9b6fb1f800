#include "engine/builtin/analyst.h"
#include "engine/listening.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

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
    void init() { m_engine = std::move(*engine::makeEngine(QStringLiteral("builtin"), {}, nullptr)); }

    void everyNumberStandsInACitedFact_data()
    {
        QTest::addColumn<engine::Purpose>("purpose");
        QTest::newRow("analysis") << engine::Purpose::Analysis;
        QTest::newRow("report") << engine::Purpose::Report;
    }
    void everyNumberStandsInACitedFact()
    {
        QFETCH(const engine::Purpose, purpose);
        const QList<Fact> facts = someFacts();
        const QString text = engine::analystText(promptWith(facts, purpose));
        static const QRegularExpression number(QStringLiteral("\\d+(?:[.,\u2009 ]\\d+)*"));
        int numbers = 0;
        for (const auto& [part, id] : citedParts(text)) {
            const auto at = std::ranges::find(facts, id, &Fact::id);
            auto found = number.globalMatch(part);
            while (found.hasNext()) {
                const QString figure = found.next().captured();
                QVERIFY2(at != facts.end(), qPrintable(part));
                QVERIFY2(at->text.contains(figure), qPrintable(figure + u" is not in " + at->text));
                ++numbers;
            }
        }
        QVERIFY(numbers > 20);
        for (const Fact& given : facts)
            QVERIFY2(text.contains(u'[' + given.id + u']'), qPrintable(given.id));
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
