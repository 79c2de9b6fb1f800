#include "figures/chartdata.h"
#include "figures/reportfigures.h"
#include "ui/twoarms.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace benchglass;

Q_DECLARE_METATYPE(std::function<void(benchglass::experiment::Call&)>)

class TestReportFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lanesFollowTheCall();
    void agentsAtOnceOverlap();
    void untoldWaitingIsNotSplit();
    void barsDivideAsLanesDo_data();
    void barsDivideAsLanesDo();
    void contradictionsAreSaid();
    void aLiveCallGrowsInItsPhase_data();
    void aLiveCallGrowsInItsPhase();
    void barsNeedAToken();
    void figuresOfAReport();
    void stripsSayWhereTheyStart();
    void stagesShowEveryCall_data();
    void stagesShowEveryCall();
    void figuresNameTheArms();
};

void TestReportFigures::lanesFollowTheCall()
{
    const auto lanes = figures::lanesOf(*ui::twoArms());
    QCOMPARE(lanes.size(), 2);
    using theme::Phase;
    const QList<charts::LanePhase> expected {{Phase::Load, 0, 0.2}, {Phase::Rest, 0.2, 0.3},
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

void TestReportFigures::agentsAtOnceOverlap()
{
    auto experiment = ui::twoArms();
    experiment::Call& first = experiment->calls.first();
    experiment::Call& second = experiment->calls.last();
    second.arm = first.arm;
    second.run = first.run;
    second.trace.t0MonotonicNs = first.trace.t0MonotonicNs;
    first.agent = 1;
    second.agent = 2;
    const auto lanes = figures::lanesOf(*experiment);
    QCOMPARE(lanes.size(), 2);
    QVERIFY(lanes.first().label.endsWith(QStringLiteral("agent 1")));
    QVERIFY(lanes.last().label.endsWith(QStringLiteral("agent 2")));
    QVERIFY(lanes.last().phases.first().beginS < lanes.first().phases.last().endS);
    QVERIFY(figures::reportFigures(*experiment).first().caption.contains(QStringLiteral("agent 2")));
    QVERIFY(!figures::reportFigures(*ui::twoArms()).first().caption.contains(QStringLiteral("agent 2")));
    const auto bars = figures::ttftBars(*experiment);
    QVERIFY2(
        bars.last().label.startsWith(QStringLiteral("%1.2 ").arg(second.run)), qPrintable(bars.last().label));
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

void TestReportFigures::barsDivideAsLanesDo_data()
{
    using theme::Phase;
    using Change = std::function<void(experiment::Call&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QList<Phase>>("phases");
    QTest::newRow("Ollama") << Change([](experiment::Call&) {})
                            << QList<Phase> {Phase::Load, Phase::Rest, Phase::Prefill};
    QTest::newRow("llama.cpp") << Change([](experiment::Call& call) {
        call.metrics.loadNs.reset();
        call.trace.server.promptEvalNs = 300'000'000;
        call.trace.headersNs = 290'000'000;
    }) << QList<Phase> {Phase::Queue, Phase::Rest, Phase::Prefill};
    QTest::newRow("a server that tells nothing") << Change([](experiment::Call& call) {
        call.metrics.loadNs.reset();
        call.metrics.prefillNs.reset();
    }) << QList<Phase> {Phase::Rest};
    QTest::newRow("a server that tells everything")
        << Change([](experiment::Call& call) { call.trace.server.queueNs = 100'000'000; })
        << QList<Phase> {Phase::Queue, Phase::Load, Phase::Prefill};
}

/// What nobody told is a part of its own, and the parts of window, report and drawing are the same.
void TestReportFigures::barsDivideAsLanesDo()
{
    QFETCH(const std::function<void(experiment::Call&)>, change);
    QFETCH(const QList<theme::Phase>, phases);
    auto experiment = ui::twoArms();
    change(experiment->calls.first());
    const charts::Lane lane = figures::lanesOf(*experiment).first();
    QList<theme::Phase> drawn;
    for (const charts::LanePhase& phase : lane.phases)
        if (phase.endS <= 0.6 + 1e-9)
            drawn.append(phase.phase);
    QCOMPARE(drawn, phases);
    const QList<charts::TtftPart> parts = charts::stackedParts(figures::ttftBars(*experiment).first());
    double sumMs = 0;
    for (const charts::TtftPart& part : parts) {
        const auto at = std::ranges::find(lane.phases, part.phase, &charts::LanePhase::phase);
        QVERIFY(at != lane.phases.end());
        QVERIFY(qAbs(part.ms - (at->endS - at->beginS) * 1e3) < 1e-6);
        sumMs += part.ms;
    }
    QCOMPARE(parts.size(), phases.size());
    QVERIFY(qAbs(sumMs - 600) < 1e-6);
}

void TestReportFigures::contradictionsAreSaid()
{
    auto experiment = ui::twoArms();
    experiment->calls.first().metrics.prefillNs = 500e6; // With 200 ms of load in 600 ms.
    const charts::Lane lane = figures::lanesOf(*experiment).first();
    QCOMPARE(lane.phases.first().phase, theme::Phase::Rest);
    QVERIFY(qAbs(lane.phases.first().endS - 0.6) < 1e-9);
    QCOMPARE(lane.note, QStringLiteral("the server's times add up to more than the whole wait"));
    QCOMPARE(figures::ttftBars(*experiment).first().note, QStringLiteral("contradictory"));
    QVERIFY(figures::ttftBars(*experiment).last().note.isEmpty());
}

void TestReportFigures::aLiveCallGrowsInItsPhase_data()
{
    using measure::ChunkKind;
    using theme::Phase;
    QTest::addColumn<QList<measure::Chunk>>("chunks");
    QTest::addColumn<theme::Phase>("last");
    QTest::newRow("nothing came yet") << QList<measure::Chunk>() << Phase::Rest;
    QTest::newRow("the first thought") << QList {ui::chunk(600, ChunkKind::Thinking)} << Phase::Thinking;
    QTest::newRow("the first word") << QList {ui::chunk(600, ChunkKind::Content)} << Phase::Writing;
    QTest::newRow("a thought and a word")
        << QList {ui::chunk(600, ChunkKind::Thinking), ui::chunk(700, ChunkKind::Content)} << Phase::Writing;
}

void TestReportFigures::aLiveCallGrowsInItsPhase()
{
    QFETCH(const QList<measure::Chunk>, chunks);
    auto experiment = ui::twoArms();
    experiment->calls.removeLast();
    experiment::Call& call = experiment->calls.first();
    call.finished = false;
    call.metrics = {};
    call.trace.endMarkerNs.reset();
    call.trace.chunks = chunks;
    const charts::Lane lane = figures::lanesOf(*experiment).first();
    QVERIFY(lane.isLive);
    QTEST(lane.phases.last().phase, "last");
    QVERIFY(lane.phases.last().endS > lane.phases.last().beginS);
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

void TestReportFigures::stripsSayWhereTheyStart()
{
    const auto captionOf = [](double other) {
        auto experiment = ui::twoArms();
        experiment->calls[0].metrics.decodeRatePerSecond = 100;
        experiment->calls[1].metrics.decodeRatePerSecond = other;
        for (const report::Figure& figure : figures::reportFigures(*experiment))
            if (figure.id == u"arms-decode_rate")
                return figure.caption;
        return QString();
    };
    QVERIFY(captionOf(101).contains(QStringLiteral("The axis does not start at zero.")));
    QVERIFY(captionOf(1).contains(QStringLiteral("points are calls")));
    QVERIFY(!captionOf(1).contains(QStringLiteral("zero")));
}

void TestReportFigures::stagesShowEveryCall_data()
{
    QTest::addColumn<int>("calls");
    QTest::addColumn<int>("figures");
    QTest::addColumn<QString>("lastCaption");
    QTest::newRow("one figure") << 24 << 1 << "Stages of all calls, seconds since the start.";
    QTest::newRow("a second one")
        << 25 << 2
        << "Stages of calls 25 to 25 of 25, seconds since the start. The axis begins with the first of them.";
    QTest::newRow("too many")
        << 400 << 12
        << "Stages of calls 265 to 288 of 400, seconds since the start. The axis begins with the first of "
           "them. The calls after these are not drawn; the tables list them.";
}

void TestReportFigures::stagesShowEveryCall()
{
    QFETCH(const int, calls);
    QFETCH(const int, figures);
    auto experiment = ui::twoArms();
    experiment->corpus.ingestNs = 1'000'000'000;
    experiment->calls.clear();
    for (int i = 0; i < calls; ++i)
        experiment->calls.append(ui::told(i, QStringLiteral("Tuned")));
    QList<report::Figure> stages = figures::reportFigures(*experiment);
    stages.removeIf([](const report::Figure& figure) { return !figure.id.startsWith(u"stages"); });
    QCOMPARE(stages.size(), figures);
    QTEST(stages.last().caption, "lastCaption");
    for (const report::Figure& figure : stages) {
        // The ingest and 24 calls find room where figures are highest.
        QVERIFY(charts::StageFigure::fitting(340 * 1.3) >= 25);
        QVERIFY(figure.sizePoints.height() <= 340);
    }
}

/// The names stand in the drawing itself: window, SVG and PDF show the same.
void TestReportFigures::figuresNameTheArms()
{
    const auto textsOf = [](const experiment::Experiment& experiment, const QString& id) {
        for (const report::Figure& figure : figures::reportFigures(experiment))
            if (figure.id == id)
                return QString::fromUtf8(report::svgOf(figure));
        return QString();
    };
    auto experiment = ui::twoArms();
    for (const QString& id : {QStringLiteral("ttft-per-call"), QStringLiteral("stages")}) {
        const QString both = textsOf(*experiment, id);
        QVERIFY2(both.contains(QStringLiteral("Baseline")) && both.contains(QStringLiteral("Tuned")),
            qPrintable(id));
    }
    experiment->spec.arms.removeLast();
    experiment->calls.removeLast();
    for (const QString& id : {QStringLiteral("ttft-per-call"), QStringLiteral("stages")}) {
        const QString one = textsOf(*experiment, id);
        QVERIFY2(one.contains(QStringLiteral("prefill")), qPrintable(id));
        QVERIFY2(!one.contains(QStringLiteral("Baseline")), qPrintable(id));
    }
}

QTEST_MAIN(TestReportFigures)
#include "tst_reportfigures.moc"
