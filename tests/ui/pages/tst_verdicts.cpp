#include "base/format.h"
#include "cli/tables.h"
#include "experiment/thought.h"
#include "pages/comparison.h"
#include "report/report.h"

#include <QTest>

#include <algorithm>

using namespace benchglass;

namespace {

experiment::Call call(const QString& arm, int run, double ttftMs)
{
    experiment::Call made;
    made.arm = arm;
    made.run = run;
    made.stage = measure::Stage::Report;
    made.finished = true;
    made.stratum = measure::Stratum::Warm;
    made.metrics.ttftNs = ttftMs * 1e6;
    made.metrics.e2elNs = (3000 + run % 3) * 1e6;
    made.metrics.decodeRatePerSecond = 100 + run % 4;
    made.metrics.outputTokens = 500 + run % 2;
    made.metrics.tokenSource = measure::TokenSource::Server;
    return made;
}

/// The other arms' TTFT is longer by @p stepMs, all else is alike.
std::shared_ptr<experiment::Experiment> experimentOf(const QStringList& arms, double stepMs)
{
    auto made = std::make_shared<experiment::Experiment>();
    made->id = QStringLiteral("abcdefghij");
    made->spec.engine = QStringLiteral("ollama");
    made->spec.runs = 4;
    for (const QString& arm : arms) {
        made->spec.arms += experiment::Arm {arm, {}, {}};
        const double shift = arm == arms.first() ? 0 : stepMs;
        for (int run = 1; run <= 4; ++run)
            made->calls += call(arm, run, 600 + run + shift);
    }
    return made;
}

QStringList sentencesOf(const QList<measure::Difference>& differences)
{
    QStringList sentences;
    for (const measure::Difference& each : differences)
        sentences += measure::verdictText(each);
    return sentences;
}

QStringList sentencesOnPage(const std::shared_ptr<experiment::Experiment>& experiment)
{
    QList<pages::ComparedArm> compared;
    for (const experiment::Arm& arm : experiment->spec.arms)
        compared += pages::ComparedArm {experiment, arm.name, {}};
    pages::nameArms(compared);
    return sentencesOf(pages::differencesOf(compared, pages::callsOf(compared)));
}

QStringList sentencesInReport(const experiment::Experiment& experiment)
{
    QStringList sentences;
    for (const report::Block& block : report::reportOf(experiment, {}).blocks) {
        const auto* bullets = std::get_if<report::Bullets>(&block);
        for (const QString& item : bullets ? bullets->items : QStringList()) {
            if (item.contains(QStringLiteral("(n =")) || item.contains(QStringLiteral(" is higher by ")))
                sentences += item.mid(item.indexOf(QStringLiteral(": ")) + 2);
        }
    }
    return sentences;
}

QStringList sentencesOnTerminal(const experiment::Experiment& experiment)
{
    QStringList sentences;
    for (const QString& line : cli::experimentText(experiment, cli::Target {}).split(u'\n')) {
        if (line.startsWith(QStringLiteral("  report · ")))
            sentences += line.mid(line.indexOf(QStringLiteral(": ")) + 2);
    }
    return sentences;
}

} // namespace

/// The command line, the report and the window say the same of the same experiment.
class TestVerdicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allSayTheSame_data();
    void allSayTheSame();
    void allWarnOfOneArmThatThinks();
    void allCompareTheAnswersOfThoseWhoThink();
    void terminalShowsFlagsThatNeedOtherCalls();
};

void TestVerdicts::allSayTheSame_data()
{
    QTest::addColumn<QStringList>("arms");
    QTest::addColumn<double>("stepMs");
    QTest::addColumn<bool>("isHigher");
    const QStringList two {QStringLiteral("Baseline"), QStringLiteral("Tuned")};
    QTest::newRow("a clear difference") << two << 50.0 << true;
    QTest::newRow("enough for two metrics only") << two << 3.2 << false; // p = 0.013
    QTest::newRow("enough for two arms") << two << 3.6 << true;          // p = 0.008
    QTest::newRow("three arms") << QStringList {two + QStringList {QStringLiteral("Third")}} << 3.6 << false;
}

void TestVerdicts::allSayTheSame()
{
    QFETCH(QStringList, arms);
    QFETCH(double, stepMs);
    QFETCH(bool, isHigher);
    const auto experiment = experimentOf(arms, stepMs);
    const auto onPage = sentencesOnPage(experiment);
    QCOMPARE(onPage.size(), 4 * (arms.size() - 1));
    QCOMPARE(onPage.first().contains(QStringLiteral("is higher by")), isHigher);
    QCOMPARE(sentencesInReport(*experiment), onPage);
    QCOMPARE(sentencesOnTerminal(*experiment), onPage);
}

/// TTFT of one that thinks says when the thoughts began: the answers' beginnings are compared, too.
void TestVerdicts::allCompareTheAnswersOfThoseWhoThink()
{
    const auto experiment = experimentOf({QStringLiteral("Baseline"), QStringLiteral("Tuned")}, 0);
    for (experiment::Call& each : experiment->calls) {
        const double thinkingNs = each.arm == u"Tuned" ? 900e6 : 0;
        each.metrics.ttfoNs = *each.metrics.ttftNs + thinkingNs;
        if (thinkingNs > 0)
            each.metrics.thinkingNs = thinkingNs;
    }
    const auto onPage = sentencesOnPage(experiment);
    QCOMPARE(onPage.size(), 5);
    QVERIFY2(onPage[0].startsWith(u"No difference"), qPrintable(onPage[0]));
    QVERIFY2(onPage[1].contains(u"is higher by 900"), qPrintable(onPage[1]));
    QCOMPARE(sentencesInReport(*experiment), onPage);
    QCOMPARE(sentencesOnTerminal(*experiment), onPage);
    QVERIFY(cli::experimentText(*experiment, cli::Target {}).contains(QStringLiteral("TTFO ms")));
}

void TestVerdicts::allWarnOfOneArmThatThinks()
{
    const auto experiment = experimentOf({QStringLiteral("Baseline"), QStringLiteral("Tuned")}, 50);
    experiment->spec.arms[1].think = QStringLiteral("on"); // under test, and to be said all the same
    for (experiment::Call& each : experiment->calls) {
        measure::Chunk chunk;
        chunk.text = QStringLiteral("Yes.");
        each.trace.chunks = {chunk};
    }
    const auto inReport = [&](const QString& warning) {
        const auto blocks = report::reportOf(*experiment, {}).blocks;
        return std::ranges::any_of(blocks, [&](const report::Block& block) {
            const auto* paragraph = std::get_if<report::Paragraph>(&block);
            return paragraph && paragraph->text == warning;
        });
    };
    const auto onPage = [&] {
        QList<pages::ComparedArm> arms {
            {experiment, QStringLiteral("Baseline"), {}}, {experiment, QStringLiteral("Tuned"), {}}};
        pages::nameArms(arms);
        return pages::guardOf(arms);
    };
    const QString words = QStringLiteral("Not every arm thinks alike");
    QVERIFY(onPage().filter(words).isEmpty());
    QVERIFY(!cli::experimentText(*experiment, {}).contains(words));

    for (experiment::Call& each : experiment->calls) {
        if (each.arm == u"Tuned")
            each.trace.chunks.first().kind = measure::ChunkKind::Thinking;
    }
    const QString warning = experiment::thinkingWarning(*experiment);
    QVERIFY(warning.startsWith(words));
    QVERIFY(onPage().contains(warning));
    QVERIFY(inReport(warning));
    const QString text = cli::experimentText(*experiment, {});
    QVERIFY(text.contains(warning));
    QVERIFY(text.indexOf(warning) < text.indexOf(QStringLiteral("TTFT ms"))); // above the figures
}

void TestVerdicts::terminalShowsFlagsThatNeedOtherCalls()
{
    const auto experiment = experimentOf({QStringLiteral("Baseline")}, 0);
    QVERIFY(!cli::experimentText(*experiment, cli::Target {}).contains(QStringLiteral("runaway")));
    experiment->calls.last().metrics.outputTokens = 9000;
    for (const int run : {0, 4}) {
        const cli::Target target {experiment->id, QStringLiteral("Baseline"), run};
        const QString text = cli::experimentText(*experiment, target);
        const auto lines = text.split(u'\n').filter(base::countText(9000));
        QCOMPARE(lines.size(), 1);
        QVERIFY2(lines.first().contains(QStringLiteral("runaway")), qPrintable(lines.first()));
    }
}

QTEST_MAIN(TestVerdicts)
#include "tst_verdicts.moc"
