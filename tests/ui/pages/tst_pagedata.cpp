#include "models/rowsmodel.h"
#include "pages/chartdata.h"
#include "pages/comparison.h"
#include "pages/reportfigures.h"
#include "pages/tableproxy.h"
#include "widgets/tableview.h"

#include <QAbstractItemModelTester>
#include <QStandardItemModel>
#include <QTest>

using namespace benchglass;

namespace {

measure::Chunk chunk(qint64 atMs, measure::ChunkKind kind)
{
    measure::Chunk made;
    made.arrivalNs = atMs * 1'000'000;
    made.kind = kind;
    made.text = QStringLiteral("x");
    return made;
}

/// A call of a server: 100 ms queue, 200 ms load, 300 ms prefill, then 400 ms thinking and 1 s writing.
experiment::Call told(int ordinal, const QString& arm)
{
    experiment::Call call;
    call.ordinal = ordinal;
    call.arm = arm;
    call.run = 1;
    call.stage = measure::Stage::Report;
    call.finished = true;
    call.stratum = measure::Stratum::Warm;
    call.trace.t0MonotonicNs = 5'000'000'000 + ordinal * 10'000'000'000;
    call.trace.chunks = {chunk(600, measure::ChunkKind::Thinking), chunk(1000, measure::ChunkKind::Content),
        chunk(2000, measure::ChunkKind::Content)};
    call.trace.endMarkerNs = 2'000'000'000;
    call.metrics.ttftNs = 600e6;
    call.metrics.ttfoNs = 1000e6;
    call.metrics.loadNs = 200e6;
    call.metrics.prefillNs = 300e6;
    call.metrics.decodeRatePerSecond = 100 + ordinal;
    call.metrics.outputTokens = 140;
    return call;
}

std::shared_ptr<experiment::Experiment> twoArms()
{
    auto made = std::make_shared<experiment::Experiment>();
    made->id = QStringLiteral("abcdefghij");
    made->spec.engine = QStringLiteral("ollama");
    made->spec.model = QStringLiteral("tiny");
    made->spec.arms = {{QStringLiteral("Baseline"), {}, {}}, {QStringLiteral("Tuned"), {}, {}}};
    made->calls = {told(0, QStringLiteral("Baseline")), told(1, QStringLiteral("Tuned"))};
    return made;
}

} // namespace

class TestPageData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lanesFollowTheCall();
    void untoldWaitingIsNotSplit();
    void barsNeedAToken();
    void figuresOfAReport();
    void armsGetNamesOfTheirOwn();
    void guardSaysWhatDiffers();
    void leftOutTellsWhy();
    void proxySortsAbsentLast();
    void proxyFiltersByWords();
};

void TestPageData::lanesFollowTheCall()
{
    const auto lanes = pages::lanesOf(*twoArms());
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

void TestPageData::untoldWaitingIsNotSplit()
{
    auto experiment = twoArms();
    experiment->calls.first().metrics.loadNs.reset();
    experiment->calls.first().metrics.prefillNs.reset();
    const auto lanes = pages::lanesOf(*experiment);
    QCOMPARE(lanes.first().phases.first().phase, theme::Phase::Rest);
    QVERIFY(qAbs(lanes.first().phases.first().endS - 0.6) < 1e-9);
}

void TestPageData::barsNeedAToken()
{
    auto experiment = twoArms();
    experiment->calls[1].metrics.ttftNs.reset();
    const auto bars = pages::ttftBars(*experiment);
    QCOMPARE(bars.size(), 1);
    QCOMPARE(*bars.first().totalMs, 600.0);
    experiment->calls.first().warmup = true;
    QVERIFY(pages::ttftBars(*experiment).isEmpty());
}

void TestPageData::figuresOfAReport()
{
    const auto figures = pages::reportFigures(*twoArms());
    QStringList ids;
    for (const report::Figure& figure : figures)
        ids.append(figure.id);
    QVERIFY(ids.contains(QStringLiteral("ttft-per-call")));
    QVERIFY(ids.contains(QStringLiteral("stages")));
    QVERIFY(pages::reportFigures({}).isEmpty());
}

void TestPageData::armsGetNamesOfTheirOwn()
{
    const auto one = twoArms();
    const auto other = twoArms();
    other->id = QStringLiteral("zzzzzzzzzz");
    QList<pages::ComparedArm> arms {{one, QStringLiteral("Baseline"), {}},
        {other, QStringLiteral("Baseline"), {}}, {other, QStringLiteral("Tuned"), {}}};
    pages::nameArms(arms);
    QVERIFY(arms.at(0).title != arms.at(1).title);
    QCOMPARE(arms.at(2).title, QStringLiteral("Tuned"));
    QCOMPARE(pages::callsOf(arms).size(), 3);
}

void TestPageData::guardSaysWhatDiffers()
{
    const auto one = twoArms();
    QList<pages::ComparedArm> arms {
        {one, QStringLiteral("Baseline"), {}}, {one, QStringLiteral("Tuned"), {}}};
    pages::nameArms(arms);
    QVERIFY(pages::guardOf(arms).isEmpty());
    const auto other = twoArms();
    other->spec.model = QStringLiteral("large");
    other->calls[1].flags = measure::Flag::PromptTruncated;
    arms[1].experiment = other;
    const QString said = pages::guardOf(arms).join(u'\n');
    QVERIFY(said.contains(QStringLiteral("tiny")) && said.contains(QStringLiteral("large")));
    QVERIFY(said.contains(QStringLiteral("prompt cut")));
}

void TestPageData::leftOutTellsWhy()
{
    const auto one = twoArms();
    one->calls[0].flags = measure::Flag::FewTokens;
    QList<pages::ComparedArm> arms {
        {one, QStringLiteral("Baseline"), {}}, {one, QStringLiteral("Tuned"), {}}};
    pages::nameArms(arms);
    const auto leftOut = pages::leftOutOf(arms);
    QCOMPARE(leftOut.size(), 1);
    QCOMPARE(leftOut.first().reason, QStringLiteral("few tokens"));
    QVERIFY(leftOut.first().canPutBack);
    one->calls[0].flags = measure::Flag::NoModel;
    QVERIFY(!pages::leftOutOf(arms).first().canPutBack);
}

void TestPageData::proxySortsAbsentLast()
{
    QStandardItemModel source(3, 1);
    source.setData(source.index(0, 0), 2.0, models::SortRole);
    source.setData(source.index(2, 0), 1.0, models::SortRole);
    pages::TableProxy proxy(&source);
    const QAbstractItemModelTester tester(&proxy);
    proxy.sort(0, Qt::AscendingOrder);
    QCOMPARE(proxy.index(0, 0).data(models::SortRole).toDouble(), 1.0);
    QVERIFY(!proxy.index(2, 0).data(models::SortRole).isValid());
    proxy.sort(0, Qt::DescendingOrder);
    QCOMPARE(proxy.index(0, 0).data(models::SortRole).toDouble(), 2.0);
    QVERIFY(!proxy.index(2, 0).data(models::SortRole).isValid());
}

void TestPageData::proxyFiltersByWords()
{
    QStandardItemModel source(2, 2);
    source.setData(source.index(0, 0), QStringLiteral("gemma3"));
    source.setData(source.index(0, 1), QStringLiteral("2 cold, 1 dropped"));
    source.setData(source.index(1, 0), QStringLiteral("llama"));
    pages::TableProxy proxy(&source);
    proxy.setChipsColumn(1, [](const QString&) { return 0; });
    proxy.setWords(QStringLiteral("COLD gemma"));
    QCOMPARE(proxy.rowCount(), 1);
    QCOMPARE(proxy.index(0, 1).data(widgets::ChipsRole).toStringList().size(), 2);
    proxy.setWords({});
    QCOMPARE(proxy.rowCount(), 2);
}

QTEST_MAIN(TestPageData)
#include "tst_pagedata.moc"
