#include "experiment/experiment.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace benchglass;
using namespace benchglass::experiment;
using measure::Stage;

namespace {

/// A finished call of a warm server: TTFT in ms, decode rate in tok/s.
Call call(const QString& arm, int run, Stage stage, double ttftMs, double rate)
{
    Call made;
    made.arm = arm;
    made.run = run;
    made.stage = stage;
    made.finished = true;
    made.stratum = measure::Stratum::Warm;
    made.metrics.ttftNs = ttftMs * 1e6;
    made.metrics.decodeRatePerSecond = rate;
    made.metrics.outputTokens = 100;
    made.metrics.tokenSource = measure::TokenSource::Server;
    return made;
}

FileRecord file(const QString& path, const QString& type, const QString& modified)
{
    FileRecord made;
    made.path = path;
    made.type = type;
    made.modified = QDateTime::fromString(modified, Qt::ISODate);
    return made;
}

const QString baseline = QStringLiteral("Baseline");
const QString tuned = QStringLiteral("Tuned");

} // namespace

class TestExperiment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreShortAndDistinct();
    void stateNamesAreInverse();
    void summaryOfAnArm();
    void warmupsAndOpenCallsDoNotCount();
    void runsDoneAreWhole_data();
    void runsDoneAreWhole();
    void runawaysAreFlagged();
    void excerptHoldsArmAndRunOnly_data();
    void excerptHoldsArmAndRunOnly();
    void excerptKeepsWhatTheWholeSays();
    void excerptHidesPasswords_data();
    void excerptHidesPasswords();
    void dataSummary();
    void environmentIsFilled();
};

void TestExperiment::idsAreShortAndDistinct()
{
    QSet<QString> ids;
    for (int i = 0; i < 1000; ++i) {
        const QString id = newExperimentId();
        QCOMPARE(id.size(), 10);
        for (const QChar c : id)
            QVERIFY((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'));
        ids.insert(id);
    }
    QCOMPARE(ids.size(), 1000);
}

void TestExperiment::stateNamesAreInverse()
{
    for (int i = 0; i < 5; ++i) {
        const auto state = static_cast<ExperimentState>(i);
        QCOMPARE(experimentStateFromName(experimentStateName(state)), state);
    }
    QVERIFY(!experimentStateFromName(QStringLiteral("Finished")));
}

void TestExperiment::summaryOfAnArm()
{
    Experiment run;
    run.id = QStringLiteral("abc");
    run.spec.arms = {Arm {baseline, {}, {}}, Arm {tuned, {{QStringLiteral("num_ctx"), 512}}, {}}};
    run.spec.runs = 3;
    for (int i = 1; i <= 3; ++i) {
        run.calls += call(baseline, i, Stage::Analysis, 500, 100);
        run.calls += call(baseline, i, Stage::Report, 600 + i, 110 + i);
    }
    run.calls += call(tuned, 1, Stage::Report, 9999, 1);
    run.calls.last().stratum = measure::Stratum::Cold;
    run.calls.last().flags = measure::Flag::Cold;
    run.calls += call(tuned, 2, Stage::Report, 700, 1);
    run.calls.last().state = measure::CallState::Aborted;
    const QList<Summary> lines = summariesOf(run);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(0).arm, baseline);
    QCOMPARE(lines.at(0).calls, 6);
    QCOMPARE(lines.at(0).runsDone, 3);
    QCOMPARE(lines.at(0).ttftMedianMs, std::optional(602.0));
    QCOMPARE(lines.at(0).decodeRateMedianPerSecond, std::optional(112.0));
    QCOMPARE(lines.at(0).flags, QString());
    QCOMPARE(lines.at(1).configuration, QStringLiteral("num_ctx=512"));
    QCOMPARE(lines.at(1).runsDone, 1); // The other broke off.
    QCOMPARE(lines.at(1).ttftMedianMs, std::optional(700.0));
    QCOMPARE(lines.at(1).decodeRateMedianPerSecond, std::optional<double>());
    QCOMPARE(lines.at(1).flags, QStringLiteral("1 cold, 1 aborted"));
}

void TestExperiment::warmupsAndOpenCallsDoNotCount()
{
    Experiment run;
    run.spec.arms = {Arm {baseline, {}, {}}};
    run.calls = {call(baseline, 1, Stage::Report, 1, 1), call(baseline, 1, Stage::Report, 600, 100),
        call(baseline, 2, Stage::Report, 1, 1)};
    run.calls[0].warmup = true;
    run.calls[2].finished = false;
    QCOMPARE(run.runsDone(baseline), 1);
    QCOMPARE(run.measuredCalls().size(), 1);
    QVERIFY(!run.measuredCalls().first().flags.testFlag(measure::Flag::Warmup));
    const Summary line = summariesOf(run).first();
    QCOMPARE(line.calls, 1);
    QCOMPARE(line.ttftMedianMs, std::optional(600.0));
}

void TestExperiment::runsDoneAreWhole_data()
{
    QTest::addColumn<measure::CallState>("analysis");
    QTest::addColumn<measure::CallState>("report");
    QTest::addColumn<int>("done");
    using measure::CallState;
    QTest::newRow("whole") << CallState::Ok << CallState::Ok << 1;
    QTest::newRow("at the token limit") << CallState::Length << CallState::Length << 1;
    QTest::newRow("report dropped") << CallState::Ok << CallState::Aborted << 0;
    QTest::newRow("report failed") << CallState::Ok << CallState::Error << 0;
    QTest::newRow("report cancelled") << CallState::Ok << CallState::Cancelled << 0;
    QTest::newRow("written from a dropped analysis") << CallState::Aborted << CallState::Ok << 0;
}

void TestExperiment::runsDoneAreWhole()
{
    QFETCH(measure::CallState, analysis);
    QFETCH(measure::CallState, report);
    QFETCH(int, done);
    Experiment run;
    run.spec.arms = {Arm {baseline, {}, {}}};
    run.calls = {call(baseline, 1, Stage::Analysis, 500, 100), call(baseline, 1, Stage::Report, 600, 100)};
    run.calls[0].state = analysis;
    run.calls[1].state = report;
    QCOMPARE(run.runsDone(baseline), done);
}

void TestExperiment::runawaysAreFlagged()
{
    Experiment run;
    run.spec.arms = {Arm {baseline, {}, {}}};
    for (int i = 0; i < 5; ++i)
        run.calls += call(baseline, i + 1, Stage::Report, 600, 100);
    run.calls.last().metrics.outputTokens = 5000;
    const auto measured = run.measuredCalls();
    QVERIFY(measured.last().flags.testFlag(measure::Flag::Runaway));
    QVERIFY(!measured.first().flags.testFlag(measure::Flag::Runaway));
    QCOMPARE(summariesOf(run).first().flags, QStringLiteral("1 runaway"));
}

void TestExperiment::excerptHoldsArmAndRunOnly_data()
{
    QTest::addColumn<QString>("arm");
    QTest::addColumn<int>("run");
    QTest::addColumn<int>("arms");
    QTest::addColumn<int>("calls");
    QTest::addColumn<int>("warmups");
    QTest::newRow("all") << QString() << 0 << 2 << 8 << 2;
    QTest::newRow("an arm") << tuned << 0 << 1 << 4 << 1;
    QTest::newRow("an arm's run") << tuned << 1 << 1 << 2 << 1;
    QTest::newRow("a run without a warm-up") << tuned << 2 << 1 << 2 << 0;
    QTest::newRow("a run of every arm") << QString() << 2 << 2 << 4 << 0;
    QTest::newRow("nobody") << QStringLiteral("nobody") << 0 << 0 << 0 << 0;
}

void TestExperiment::excerptHoldsArmAndRunOnly()
{
    QFETCH(QString, arm);
    QFETCH(int, run);
    Experiment whole;
    whole.spec.arms = {Arm {baseline, {}, {}}, Arm {tuned, {}, {}}};
    for (const QString& name : {baseline, tuned}) {
        for (const int at : {1, 1, 2, 2})
            whole.calls += call(name, at, Stage::Report, 600, 100);
        whole.calls[whole.calls.size() - 4].warmup = true;
    }
    const Experiment part = whole.excerpt(arm, run);
    QTEST(int(part.spec.arms.size()), "arms");
    QTEST(int(part.calls.size()), "calls");
    QTEST(int(std::ranges::count(part.calls, true, &Call::warmup)), "warmups");
    for (const Call& each : part.calls) {
        QVERIFY(arm.isEmpty() || each.arm == arm);
        QVERIFY(run == 0 || each.run == run);
    }
}

void TestExperiment::excerptKeepsWhatTheWholeSays()
{
    Experiment whole;
    whole.spec.arms = {Arm {baseline, {}, {}}, Arm {tuned, {}, {}}};
    for (int i = 1; i <= 5; ++i)
        whole.calls += call(baseline, i, Stage::Report, 600, 100);
    whole.calls += call(tuned, 1, Stage::Report, 600, 100);
    whole.calls.last().metrics.outputTokens = 5000;
    whole.calls.last().flags = measure::Flag::Cold;
    // Alone it has no median to be measured against.
    const Experiment part = whole.excerpt(tuned);
    QCOMPARE(part.calls.size(), 1);
    QCOMPARE(part.calls.first().flags, measure::Flag::Cold | measure::Flag::Runaway);
    QVERIFY(!whole.calls.last().flags.testFlag(measure::Flag::Runaway));
}

void TestExperiment::excerptHidesPasswords_data()
{
    QTest::addColumn<QString>("shown");
    QTest::newRow("") << QString();
    QTest::newRow("127.0.0.1:11434") << QStringLiteral("127.0.0.1:11434");
    QTest::newRow("http://host/a@b") << QStringLiteral("http://host/a@b");
    QTest::newRow("http://user:secret@host:1/") << QStringLiteral("http://host:1/");
    QTest::newRow("user:sec@ret@host:1") << QStringLiteral("host:1");
}

void TestExperiment::excerptHidesPasswords()
{
    Experiment whole;
    whole.spec.url = QString::fromLatin1(QTest::currentDataTag());
    whole.spec.moreUrls = {whole.spec.url};
    QTEST(whole.excerpt().spec.url, "shown");
    QTEST(whole.excerpt().spec.moreUrls.first(), "shown");
}

void TestExperiment::dataSummary()
{
    CorpusRecord corpus;
    for (int i = 0; i < 7; ++i)
        corpus.files += file(QStringLiteral("a/%1.csv").arg(i), QStringLiteral("csv"),
            QStringLiteral("2025-11-14T18:53:3%1Z").arg(i));
    corpus.files += file(QStringLiteral("README.md"), QStringLiteral("markdown"), QString());
    QCOMPARE(dataSummaryText(corpus),
        QStringLiteral(
            "Total files analyzed: 8\n\nCSV Files (7)\n  - a/0.csv\n  - a/1.csv\n  - a/2.csv\n  - a/3.csv\n"
            "  - a/4.csv\n  ... and 2 more\n  Latest modified: 2025-11-14 18:53:36 UTC\n\n"
            "MARKDOWN Files (1)\n  - README.md\n\n"));
    QCOMPARE(dataSummaryText({}), QStringLiteral("Total files analyzed: 0\n\n"));
}

void TestExperiment::environmentIsFilled()
{
    const Environment here = thisEnvironment();
    QVERIFY(!here.programVersion.isEmpty());
    QCOMPARE(here.qtVersion, QString::fromLatin1(qVersion()));
    QVERIFY(!here.os.isEmpty() && !here.kernel.isEmpty() && !here.cpu.isEmpty());
    QVERIFY(here.cores > 0);
    QVERIFY(here.memoryBytes > 64 * 1024 * 1024);
    QVERIFY(here.serverProduct.isEmpty());
}

QTEST_GUILESS_MAIN(TestExperiment)
#include "tst_experiment.moc"
