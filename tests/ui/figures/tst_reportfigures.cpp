#include "figures/chartdata.h"
#include "figures/reportfigures.h"
#include "ui/twoarms.h"

#include <QTest>

using namespace benchglass;

class TestReportFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lanesFollowTheCall();
    void untoldWaitingIsNotSplit();
    void barsNeedAToken();
    void figuresOfAReport();
};

void TestReportFigures::lanesFollowTheCall()
{
    const auto lanes = figures::lanesOf(*ui::twoArms());
    QCOMPARE(lanes.size(), 2);
    using theme::Phase;
    const QList<charts::LanePhase> expected {{Phase::Queue, 0, 0.1}, {Phase::Load, 0.1, 0.3},
        {Phase::Prefill, 0.3, 0.6}, {Phase::Thinking, 0.6, 1.0}, {Phase::Writing, 1.0, 2.0}};
    QCOMPARE(lanes.first().phases.size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QCOMPARE(lanes.first().phases.at(i).phase, expected.at(i).phase);
        QVERIFY(qAbs(lanes.first().phases.at(i).beginS - expected.at(i).beginS) < 1e-9);
        QVERIFY(qAbs(lanes.first().phases.at(i).endS - expected.at(i).endS) < 1e-9);
    }
    QVERIFY(qAbs(lanes.last().phases.first().beginS - 10) < 1e-9);
    QCOMPARE(*lanes.last().arm, 1);
}

void TestReportFigures::untoldWaitingIsNotSplit()
{
    auto experiment = ui::twoArms();
    experiment->calls.first().metrics.loadNs.reset();
    experiment->calls.first().metrics.prefillNs.reset();
    const auto lanes = figures::lanesOf(*experiment);
    QCOMPARE(lanes.first().phases.first().phase, theme::Phase::Rest);
    QVERIFY(qAbs(lanes.first().phases.first().endS - 0.6) < 1e-9);
}

void TestReportFigures::barsNeedAToken()
{
    auto experiment = ui::twoArms();
    experiment->calls[1].metrics.ttftNs.reset();
    const auto bars = figures::ttftBars(*experiment);
    QCOMPARE(bars.size(), 1);
    QCOMPARE(*bars.first().totalMs, 600.0);
    experiment->calls.first().warmup = true;
    QVERIFY(figures::ttftBars(*experiment).isEmpty());
}

void TestReportFigures::figuresOfAReport()
{
    const auto figures = figures::reportFigures(*ui::twoArms());
    QStringList ids;
    for (const report::Figure& figure : figures)
        ids.append(figure.id);
    QVERIFY(ids.contains(QStringLiteral("ttft-per-call")));
    QVERIFY(ids.contains(QStringLiteral("stages")));
    QVERIFY(figures::reportFigures({}).isEmpty());
}

QTEST_MAIN(TestReportFigures)
#include "tst_reportfigures.moc"
