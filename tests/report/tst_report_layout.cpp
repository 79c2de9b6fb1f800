#include "report/experiments.h"

#include "base/format.h"
#include "measure/comparison.h"

#include <QSet>
#include <QTest>

namespace benchglass::report {

using namespace tests;

namespace {

QString markdownOf(const experiment::Experiment& experiment, const Selection& selection = {})
{
    return toMarkdown(reportOf(experiment, {squareFigure()}, selection), QStringLiteral("figures"));
}

/// The table that starts with this header cell, after the heading.
const Table* tableAfter(const Report& report, const QString& heading, int skip = 0)
{
    bool found = false;
    for (const Block& block : report.blocks) {
        if (const auto* title = std::get_if<Heading>(&block))
            found = found || title->text == heading;
        else if (const auto* table = std::get_if<Table>(&block); table && found && skip-- == 0)
            return table;
    }
    return nullptr;
}

} // namespace

class TestReportLayout : public QObject
{
    Q_OBJECT

private slots:
    void hasReferenceOutlineForOneArm();
    void comparesFirstForTwoArms();
    void showsFiguresOfTheCalls();
    void keepsWarmupsOut();
    void marksPartialText();
    void saysTheBuiltinIsNone();
    void saysWhatStatisticsAreWithoutAModel();
    void reportsOnlyWhatIsSelected();
    void leavesOutSections();
    void survivesNothing();
    void hidesSecrets();
    void showsTheAddressInUse();
    void definesWhatIsMeasured();
    void measuresAgentsBesideOneAlone();
    void keepsAgentsOutOfEverythingElse();
    void isSilentAboutAgentsWhereThereWasOne();
};

void TestReportLayout::hasReferenceOutlineForOneArm()
{
    const Report report = reportOf(experimentOf(oneArm()), {squareFigure()});
    QCOMPARE(report.title, QStringLiteral("Baseline Agent Report"));
    const QStringList expected {QStringLiteral("## Configuration"), QStringLiteral("## Aggregate Metrics"),
        QStringLiteral("## TTFT Anatomy"), QStringLiteral("## Workflow Summary"),
        QStringLiteral("### Data Summary"), QStringLiteral("### Key Findings"),
        QStringLiteral("### Recommendations"), QStringLiteral("## Technical Report (LLM Generated)"),
        QStringLiteral("### Run 1"), QStringLiteral("### Run 2"), QStringLiteral("## LLM Call Metrics"),
        QStringLiteral("## Statistical Summary"), QStringLiteral("## Figures"),
        QStringLiteral("## Reproducibility"), QStringLiteral("### Plan"), QStringLiteral("### Options"),
        QStringLiteral("### Files"), QStringLiteral("### Prompts"), QStringLiteral("#### analysis, run 1"),
        QStringLiteral("#### report, run 1"), QStringLiteral("### Definitions"), QStringLiteral("## Legacy")};
    QCOMPARE(headingsOf(report), expected);
    const QString markdown = markdownOf(experimentOf(oneArm()));
    QVERIFY(markdown.contains(
        QStringLiteral("**Model:** gemma3:latest  \n**Runs:** 2 of 2  \n"
                       "**Timestamp:** 2025-11-21 09:30:00 UTC  \n**Language:** C++ (Benchglass 0.1.0)  \n"
                       "**System:** Debian GNU/Linux 12, Example CPU, 8 cores, 32.0 GB  \n"
                       "**Engine:** Ollama 0.12.3  \n")));
    QVERIFY(markdown.contains(QStringLiteral("![TTFT per call (ms)](<figures/ttft-per-call.svg>)")));
    QVERIFY(markdown.contains(QStringLiteral("### Recommendations\n\n- None captured\n")));
    QVERIFY(markdown.contains(QStringLiteral("\n#### Technical Report\n")));
}

void TestReportLayout::comparesFirstForTwoArms()
{
    const experiment::Experiment experiment = twoArms();
    const Report report = reportOf(experiment, {});
    QCOMPARE(report.title, QStringLiteral("corpus Agent Report"));
    const QStringList headings = headingsOf(report);
    QCOMPARE(headings.mid(0, 6),
        (QStringList {QStringLiteral("## Comparison"), QStringLiteral("### Like for like"),
            QStringLiteral("### Tuned against Baseline"), QStringLiteral("### Calls left out"),
            QStringLiteral("## Data Summary"), QStringLiteral("## Baseline")}));
    QCOMPARE(headings.last(), QStringLiteral("## Legacy"));
    QVERIFY(headings.contains(QStringLiteral("### LLM Call Metrics")));
    const QList<measure::MeasuredCall> calls = experiment.measuredCalls();
    const measure::Metric ttft = measure::Metric::Ttft;
    const QList<measure::Difference> differences =
        measure::compareArms(QStringLiteral("Baseline"), QStringLiteral("Tuned"), calls, std::span(&ttft, 1));
    const Table* table = tableAfter(report, QStringLiteral("Tuned against Baseline"));
    QVERIFY(table && !differences.isEmpty());
    QCOMPARE(table->rows.first().at(6), base::fixedText(differences.first().difference, 2));
    QVERIFY(markdownOf(experiment).contains(QStringLiteral("aborted (run 2)")));
}

void TestReportLayout::showsFiguresOfTheCalls()
{
    const experiment::Experiment experiment = experimentOf(oneArm());
    const Report report = reportOf(experiment, {});
    const Table* table = tableAfter(report, QStringLiteral("LLM Call Metrics"));
    QVERIFY(table);
    QCOMPARE(table->rows.size(), experiment.calls.size());
    for (qsizetype at = 0; at < experiment.calls.size(); ++at) {
        const measure::CallMetrics& metrics = experiment.calls.at(at).metrics;
        QCOMPARE(table->rows.at(at).at(4), base::msText(metrics.ttftNs, 2));
        QCOMPARE(table->rows.at(at).at(5), base::fixedText(metrics.decodeRatePerSecond, 2));
        QCOMPARE(table->rows.at(at).at(7), base::countText(*metrics.outputTokens));
        QCOMPARE(table->rows.at(at).at(8), base::msText(metrics.e2elNs, 2));
    }
    const Table* aggregate = tableAfter(report, QStringLiteral("Aggregate Metrics"));
    QVERIFY(aggregate);
    // One cold analysis, one warm one, two warm reports: never one row for all.
    QCOMPARE(aggregate->rows.size(), 3);
    QCOMPARE(aggregate->rows.at(0).mid(0, 4),
        (QStringList {QStringLiteral("analysis"), QStringLiteral("cold"), QStringLiteral("1"),
            base::fixedText(4899.9, 2)}));
    QCOMPARE(aggregate->rows.at(0).at(4), base::absentText());
    QCOMPARE(aggregate->rows.at(2).at(3), base::fixedText(647.26, 2));
    const Table* legacy = tableAfter(report, QStringLiteral("Legacy"));
    QVERIFY(legacy);
    QCOMPARE(legacy->rows.at(0).at(1), QStringLiteral("4"));
    QCOMPARE(legacy->rows.at(3).at(1), base::countText(1600));
}

void TestReportLayout::keepsWarmupsOut()
{
    const Report report = reportOf(twoArms(), {}, {QStringLiteral("Baseline"), 0, {}});
    const Table* calls = tableAfter(report, QStringLiteral("LLM Call Metrics"));
    const Table* warmups = tableAfter(report, QStringLiteral("Warm-ups"));
    QVERIFY(calls && warmups);
    QCOMPARE(calls->rows.size(), 6);
    QCOMPARE(warmups->rows.size(), 1);
    const Table* aggregate = tableAfter(report, QStringLiteral("Aggregate Metrics"));
    QVERIFY(aggregate);
    for (const QStringList& row : aggregate->rows) {
        QCOMPARE(row.at(2), QStringLiteral("3"));
        QCOMPARE(row.last(), base::absentText());
    }
}

void TestReportLayout::marksPartialText()
{
    const QString markdown = markdownOf(twoArms());
    const qsizetype mark =
        markdown.indexOf(QStringLiteral("aborted: the stream ended without its end marker"));
    const qsizetype text = markdown.indexOf(QStringLiteral("It begins, and then"));
    QVERIFY(mark > 0 && text > mark && text - mark < 200);

    experiment::Experiment interrupted = experimentOf(oneArm().mid(0, 1));
    interrupted.calls[0].finished = false;
    interrupted.state = experiment::ExperimentState::Interrupted;
    const QString partial = markdownOf(interrupted);
    QVERIFY(partial.contains(QStringLiteral("Run 1: analysis only")));
    QVERIFY(partial.contains(QStringLiteral("unfinished")));
    QVERIFY(partial.contains(QStringLiteral("Key findings")));
    QVERIFY(partial.contains(QStringLiteral("The program ended while the experiment ran.")));
}

void TestReportLayout::saysTheBuiltinIsNone()
{
    experiment::Experiment experiment = twoArms();
    experiment.spec.engine = QStringLiteral("builtin");
    for (experiment::Call& call : experiment.calls) {
        call.evidence.noModel = true;
        call.flags |= measure::Flag::NoModel;
    }
    const QString markdown = markdownOf(experiment);
    QVERIFY(markdown.contains(QStringLiteral("Technical Report (Built-in Analyst)")));
    QVERIFY(!markdown.contains(QStringLiteral("LLM Generated")));
    QVERIFY(markdown.contains(QStringLiteral("No language model took part.")));
    QVERIFY(markdown.contains(QStringLiteral("Nothing is compared")));
    QVERIFY(!markdown.contains(QStringLiteral("against Baseline")));
    const Report report = reportOf(experiment, {}, {QStringLiteral("Baseline"), 0, {}});
    const Table* aggregate = tableAfter(report, QStringLiteral("Aggregate Metrics"));
    QVERIFY(aggregate);
    for (const QStringList& row : aggregate->rows) {
        QCOMPARE(row.at(2), QStringLiteral("0"));
        QVERIFY(row.last().contains(QStringLiteral("no-model")));
    }
}

void TestReportLayout::saysWhatStatisticsAreWithoutAModel()
{
    experiment::Experiment experiment = experimentOf(oneArm());
    experiment.spec.engine = QStringLiteral("builtin");
    for (experiment::Call& call : experiment.calls) {
        call.evidence.noModel = true;
        call.flags |= measure::Flag::NoModel;
    }
    QVERIFY(!markdownOf(experiment).contains(QStringLiteral("stand in no statistics")));
    QVERIFY(markdownOf(experiment).contains(QStringLiteral("durations and counts of tokens are described")));
    const Report report = reportOf(experiment, {});
    const Table* statistics = tableAfter(report, QStringLiteral("Statistical Summary"));
    QVERIFY(statistics);
    QSet<QString> described;
    for (const QStringList& row : statistics->rows) {
        if (row.at(3) != u"0")
            described.insert(row.first());
    }
    QCOMPARE(described,
        (QSet<QString> {QStringLiteral("Duration (E2EL) (ms)"), QStringLiteral("Output tokens (tokens)")}));
}

void TestReportLayout::reportsOnlyWhatIsSelected()
{
    const experiment::Experiment experiment = twoArms();
    const Report whole = reportOf(experiment, {}, {QStringLiteral("Baseline"), 0, {}});
    QCOMPARE(tableAfter(whole, QStringLiteral("LLM Call Metrics"))->rows.size(), 6);
    const Selection selection {QStringLiteral("Baseline"), 2, {}};
    const Report part = reportOf(experiment, {}, selection);
    const Table* calls = tableAfter(part, QStringLiteral("LLM Call Metrics"));
    QVERIFY(calls);
    QCOMPARE(calls->rows.size(), 2);
    for (const QStringList& row : calls->rows)
        QCOMPARE(row.first(), QStringLiteral("2"));
    QVERIFY(!headingsOf(part).join(u' ').contains(QStringLiteral("Warm-ups"))); // That came before run 1.
    const Table* statistics = tableAfter(part, QStringLiteral("Statistical Summary"));
    QVERIFY(statistics);
    for (const QStringList& row : statistics->rows)
        QVERIFY2(row.at(3).toInt() <= 1, qPrintable(row.join(u' ')));
    const QString markdown = toMarkdown(part, QString());
    QVERIFY(markdown.contains(QStringLiteral("**Runs:** run 2 of 3")));
    QVERIFY(markdown.contains(QStringLiteral("Runs: run 2 of 3.")));
    QVERIFY(markdown.contains(QStringLiteral(
        "Only a part of the experiment is reported here: arm Baseline, run 2, 2 of 14 calls.")));
    QVERIFY(!markdown.contains(QStringLiteral("Tuned")));
    QVERIFY(!markdownOf(experiment).contains(QStringLiteral("Only a part")));
}

void TestReportLayout::leavesOutSections()
{
    Selection selection;
    selection.leftOut = allSections();
    QVERIFY(
        !headingsOf(reportOf(experimentOf(oneArm()), {squareFigure()}, selection)).join(u' ').contains(u'L'));
    selection.leftOut = {};
    selection.textOfRun = 2;
    const QString markdown = markdownOf(experimentOf(oneArm()), selection);
    QVERIFY(markdown.contains(QStringLiteral("### Run 2")));
    QVERIFY(markdown.contains(QStringLiteral("**Runs:** 2 of 2")));
    QVERIFY(!markdown.contains(QStringLiteral("### Run 1\n")));
    for (const Section section : allSections())
        QVERIFY(!sectionName(section).isEmpty());
    QCOMPARE(formatFromName(QStringLiteral("pdf")), std::optional(Format::Pdf));
    QCOMPARE(formatFromName(QStringLiteral("docx")), std::nullopt);
}

void TestReportLayout::survivesNothing()
{
    QVERIFY(!toMarkdown(reportOf({}, {}), QString()).isEmpty());
    const Report unknown = reportOf(twoArms(), {}, {QStringLiteral("nobody"), 0, {}});
    QVERIFY(!unknown.title.isEmpty());
}

void TestReportLayout::hidesSecrets()
{
    const QString markdown = markdownOf(twoArms());
    QVERIFY(markdown.contains(QStringLiteral("127.0.0.1:11434")));
    QVERIFY(!markdown.contains(QStringLiteral("secret")));
}

void TestReportLayout::showsTheAddressInUse()
{
    // Nobody typed one: it came from OLLAMA_HOST, or is the engine's default.
    experiment::Experiment experiment = twoArms();
    experiment.spec.url.clear();
    QVERIFY(markdownOf(experiment).contains(QStringLiteral("**Address:** \u2013")));
    experiment.environment.serverUrl = QStringLiteral("http://127.0.0.1:18001");
    QVERIFY(markdownOf(experiment).contains(QStringLiteral("127.0.0.1:18001")));
    QVERIFY(!markdownOf(experiment).contains(QStringLiteral("**Address:** \u2013")));
}

void TestReportLayout::definesWhatIsMeasured()
{
    const Report report = reportOf(twoArms(), {});
    const Table* table = tableAfter(report, QStringLiteral("Definitions"));
    QVERIFY(table);
    const auto meaning = [&](const QString& name) {
        for (const QStringList& row : table->rows) {
            if (row.first() == name)
                return row.last();
        }
        return QString();
    };
    // The end marker comes a second after the last text: which of them the rate ends with shows.
    measure::Trace trace;
    for (const qint64 seconds : {1, 3}) {
        measure::Chunk chunk;
        chunk.arrivalNs = seconds * 1'000'000'000;
        chunk.text = QStringLiteral("x");
        trace.chunks.append(chunk);
    }
    trace.endMarkerNs = 4'000'000'000;
    trace.server.outputTokens = 31;
    const auto metrics = measure::metricsOf(trace, measure::CallState::Ok, {});
    QCOMPARE(*metrics.decodeRatePerSecond, 30 / (4.0 - 1.0));
    QCOMPARE(*metrics.tpotNs, 3e9 / 30);
    QCOMPARE(meaning(QStringLiteral("Decode rate")),
        QStringLiteral("(output tokens - 1) / (end marker - first text); absent for one token"));
    QCOMPARE(
        meaning(QStringLiteral("TPOT")), QStringLiteral("(end marker - first text) / (output tokens - 1)"));
    // A tool call is text, but no answer.
    trace.chunks.first().kind = measure::ChunkKind::Tool;
    const auto tool = measure::metricsOf(trace, measure::CallState::Ok, {});
    QCOMPARE(*tool.ttftNs, 1e9);
    QCOMPARE(*tool.ttfoNs, 3e9);
    QCOMPARE(meaning(QStringLiteral("TTFO")),
        QStringLiteral("first text of the answer (no thinking, no tool call) - t0"));
}

void TestReportLayout::measuresAgentsBesideOneAlone()
{
    const Report report = reportOf(twoAgents(), {});
    QVERIFY(headingsOf(report).contains(QStringLiteral("## Concurrency")));
    const Table* rounds = tableAfter(report, QStringLiteral("Concurrency"));
    QVERIFY(rounds);
    QCOMPARE(rounds->rows.size(), 2);
    // 800 tokens in 10 s alone; 1600 in 20 s together.
    QCOMPARE(rounds->rows.at(0),
        (QStringList {QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("80.0"),
            QStringLiteral("10.00"), QStringLiteral("80.0"), QStringLiteral("20.00"), base::countText(1600),
            QStringLiteral("1.00"), QStringLiteral("1.00"), QStringLiteral("100.0"), QString()}));
    QCOMPARE(rounds->rows.at(1).at(7), base::absentText());
    QCOMPARE(rounds->rows.at(1).last(), QStringLiteral("a call did not end well"));
    const Table* agents = tableAfter(report, QStringLiteral("Concurrency"), 1);
    QVERIFY(agents);
    QCOMPARE(agents->rows.size(), 4 + 3);
    for (const QStringList& row : agents->rows) {
        QCOMPARE(row.at(9), QStringLiteral("2.00")); // TTFT: of the broken one, too.
        const bool isBroken = row.at(0) == u"2" && row.at(1) == u"2";
        QCOMPARE(row.at(6), isBroken ? base::absentText() : QStringLiteral("2.00"));
    }
    const QString markdown = markdownOf(twoAgents());
    QVERIFY(markdown.contains(QStringLiteral("2 agents at once wrote 80.0 tok/s together, one alone 80.0 "
                                             "tok/s (median of 1 round(s)). Speed-up: 1.00.")));
    QVERIFY(markdown.contains(QStringLiteral("1 round(s) left out: a call did not end well.")));
    QVERIFY(markdown.contains(QStringLiteral("**Agents at once:** 2")));
    // The reference's figure praises what gained nothing, and stands last under its name.
    const Table* legacy = tableAfter(report, QStringLiteral("Legacy"), 1);
    QVERIFY(legacy);
    QCOMPARE(legacy->rows.size(), 1);
    QCOMPARE(legacy->header.first(), QStringLiteral("legacy metric"));
    QCOMPARE(legacy->rows.first().mid(1),
        (QStringList {QStringLiteral("1"), QStringLiteral("2.00"), QStringLiteral("100.0")}));
}

void TestReportLayout::keepsAgentsOutOfEverythingElse()
{
    const experiment::Experiment experiment = twoAgents();
    const Report report = reportOf(experiment, {});
    const Table* ttft = tableAfter(report, QStringLiteral("Aggregate Metrics"));
    QVERIFY(ttft);
    QCOMPARE(ttft->rows.size(), 2);
    for (const QStringList& row : ttft->rows) {
        QCOMPARE(row.at(2), QStringLiteral("2"));
        QVERIFY(row.last().contains(QStringLiteral("concurrent (run 1, 2)")));
    }
    const Table* legacy = tableAfter(report, QStringLiteral("Legacy"));
    QVERIFY(legacy);
    QCOMPARE(legacy->rows.first().last(), QStringLiteral("4"));
    const QString markdown = toMarkdown(report, {});
    QVERIFY(markdown.contains(QStringLiteral("Report of agent 0.")));
    QVERIFY(!markdown.contains(QStringLiteral("Report of agent 1.")));
    QVERIFY(markdown.contains(QStringLiteral("1, agent 2")));
    QCOMPARE(experiment.runsDone(QStringLiteral("Baseline")), 1);
}

void TestReportLayout::isSilentAboutAgentsWhereThereWasOne()
{
    const Report report = reportOf(twoArms(), {});
    QVERIFY(!headingsOf(report).join(u' ').contains(QStringLiteral("Concurrency")));
    QVERIFY(!toMarkdown(report, {}).contains(QStringLiteral("agents at once")));
}

} // namespace benchglass::report

QTEST_MAIN(benchglass::report::TestReportLayout)
#include "tst_report_layout.moc"
