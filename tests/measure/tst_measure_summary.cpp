#include "traces.h"

#include "measure/median.h"
#include "measure/summary.h"

#include <QtTest>

#include <functional>
#include <limits>
#include <numeric>

using namespace benchglass::measure;

using Values = QList<double>;
using Spoil = std::function<void(MeasuredCall&)>;
Q_DECLARE_METATYPE(Spoil)
Q_DECLARE_METATYPE(Metric)

class TestSummary : public QObject
{
    Q_OBJECT

private slots:
    void percentiles_data();
    void percentiles();
    void mediansOfTimes_data();
    void mediansOfTimes();
    void describesASample();
    void describesLittle();
    void tailsNeedManyValues();
    void metricValues();
    void exclusions_data();
    void exclusions();
    void putBackOverrulesAllButAbsentAndConcurrent();
    void groupsAreApartAndInOrder();
    void processorCountsIfAllRanThere();
    void countsOfOneSource();
    void tokenWeighted();
    void runaways();

private:
    void firstTokenRows();
    void decodeRows();
    void wholeRows();
};

namespace {

MeasuredCall goodCall(int run = 1)
{
    MeasuredCall call;
    call.arm = QStringLiteral("Baseline");
    call.run = run;
    call.stage = Stage::Analysis;
    call.stratum = Stratum::Warm;
    const Trace trace = steadyTrace(100);
    call.metrics = metricsOf(trace, CallState::Ok, {});
    call.metrics.loadNs = 2e8;
    call.metrics.prefillRatePerSecond = 1000;
    return call;
}

QString reasonOf(Metric metric, const MeasuredCall& call)
{
    return exclusionOf(metric, call).value_or(QStringLiteral("counts"));
}

Spoil with(Flag flag)
{
    return [flag](MeasuredCall& call) {
        call.flags |= flag;
    };
}

Spoil ending(CallState state)
{
    return [state](MeasuredCall& call) {
        call.state = state;
    };
}

void row(const char* name, Metric metric, const Spoil& spoil, const char* reason)
{
    QTest::newRow(name) << metric << spoil << QString::fromLatin1(reason);
}

} // namespace

void TestSummary::percentiles_data()
{
    QTest::addColumn<Values>("values");
    QTest::addColumn<double>("ratio");
    QTest::addColumn<double>("wanted");
    // numpy.percentile of scipy 1.17.1's environment, method "linear".
    const Values five {15, 20, 35, 40, 50};
    QTest::newRow("least") << five << 0.0 << 15.0;
    QTest::newRow("p5") << five << 0.05 << 16.0;
    QTest::newRow("p30") << five << 0.30 << 23.0;
    QTest::newRow("p40") << five << 0.40 << 29.0;
    QTest::newRow("median") << five << 0.50 << 35.0;
    QTest::newRow("p90") << five << 0.90 << 46.0;
    QTest::newRow("p95") << five << 0.95 << 48.0;
    QTest::newRow("p99") << five << 0.99 << 49.6;
    QTest::newRow("most") << five << 1.0 << 50.0;
    const Values ten {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    QTest::newRow("ten, lower quartile") << ten << 0.25 << 3.25;
    QTest::newRow("ten, upper quartile") << ten << 0.75 << 7.75;
    QTest::newRow("ten, p99") << ten << 0.99 << 9.91;
    QTest::newRow("one value") << Values {7} << 0.9 << 7.0;
    QTest::newRow("below the range") << ten << -1.0 << 1.0;
    QTest::newRow("above the range") << ten << 2.0 << 10.0;
}

void TestSummary::percentiles()
{
    QFETCH(Values, values);
    QFETCH(double, ratio);
    QFETCH(double, wanted);
    QCOMPARE(percentileOf(values, ratio), wanted);
}

void TestSummary::mediansOfTimes_data()
{
    QTest::addColumn<QList<qint64>>("values");
    QTest::addColumn<qint64>("median");
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    QTest::newRow("one") << QList<qint64> {7} << qint64(7);
    QTest::newRow("two: the middle between them") << QList<qint64> {20, 10} << qint64(15);
    QTest::newRow("rounded down") << QList<qint64> {10, 13} << qint64(11);
    QTest::newRow("odd, unsorted") << QList<qint64> {9, 1, 5} << qint64(5);
    QTest::newRow("even, unsorted") << QList<qint64> {9, 1, 5, 2, 100, 4} << qint64(4);
    QTest::newRow("equal ones") << QList<qint64> {3, 3, 3, 3} << qint64(3);
    QTest::newRow("as long as can be") << QList<qint64> {most, most} << most;
}

/// METRICS' convention of percentiles, in whole nanoseconds.
void TestSummary::mediansOfTimes()
{
    QFETCH(QList<qint64>, values);
    QFETCH(qint64, median);
    QCOMPARE(medianOf({values.begin(), values.end()}), median);
}

void TestSummary::describesASample()
{
    const Values values {4, 2, 8, 6};
    const Summary summary = summaryOf(values);
    QCOMPARE(summary.n, 4);
    QCOMPARE(*summary.mean, 5.0);
    QCOMPARE(*summary.sd, std::sqrt(20.0 / 3));
    QCOMPARE(*summary.cv, std::sqrt(20.0 / 3) / 5);
    QCOMPARE(*summary.min, 2.0);
    QCOMPARE(*summary.median, 5.0);
    QCOMPARE(*summary.max, 8.0);
    // Where the textbook formula of sums of squares gives 0 or a negative variance.
    QCOMPARE(*summaryOf(Values {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}).sd, std::sqrt(30.0));
}

void TestSummary::describesLittle()
{
    QCOMPARE(summaryOf({}), Summary {});
    const Summary one = summaryOf(Values {3});
    QCOMPARE(one.n, 1);
    QCOMPARE(*one.mean, 3.0);
    QVERIFY(!one.sd);
    QVERIFY(!one.cv);
    const Summary zeros = summaryOf(Values {0, 0});
    QCOMPARE(*zeros.sd, 0.0);
    QVERIFY(!zeros.cv);
}

void TestSummary::tailsNeedManyValues()
{
    const auto upTo = [](int count) {
        Values values(count);
        std::iota(values.begin(), values.end(), 1.0);
        return summaryOf(values);
    };
    QVERIFY(!upTo(63).p90);
    QCOMPARE(*upTo(64).p90, 57.7);
    QVERIFY(!upTo(661).p99);
    QCOMPARE(*upTo(662).p99, 655.39);
    QCOMPARE(*upTo(662).p90, 595.9);
}

void TestSummary::metricValues()
{
    CallMetrics metrics;
    for (int at = 0; at <= int(Metric::Load); ++at)
        QVERIFY(!metricValue(Metric(at), metrics));
    metrics.ttftNs = 12e6;
    metrics.outputTokens = 42;
    metrics.decodeRatePerSecond = 99.5;
    metrics.tpotNs = std::numeric_limits<double>::infinity();
    metrics.e2elNs = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(*metricValue(Metric::Ttft, metrics), 12.0);
    QCOMPARE(*metricValue(Metric::OutputTokens, metrics), 42.0);
    QCOMPARE(*metricValue(Metric::DecodeRate, metrics), 99.5);
    QVERIFY(!metricValue(Metric::Tpot, metrics));
    QVERIFY(!metricValue(Metric::E2el, metrics));
}

void TestSummary::firstTokenRows()
{
    const Metric m = Metric::Ttft;
    row(
        "ttft: good", m, [](MeasuredCall&) {}, "counts");
    row("ttft: at the limit", m, ending(CallState::Length), "counts");
    row("ttft: cut off later", m, ending(CallState::Aborted), "counts");
    row("ttft: cancelled later", m, ending(CallState::Cancelled), "counts");
    row(
        "ttft: cancelled before the first token", m,
        [](MeasuredCall& call) {
            call.state = CallState::Cancelled;
            call.metrics.ttftNs.reset();
        },
        "cancelled");
    row("ttft: error", m, ending(CallState::Error), "error");
    row("ttft: warm-up", m, with(Flag::Warmup), "warmup");
    row("ttft: suspended", m, with(Flag::Suspended), "suspended");
    row("ttft: several agents at once", m, with(Flag::Concurrent), "concurrent");
    row("ttft: built-in analyst", m, with(Flag::NoModel), "no-model");
    row("ttft: paced", m, with(Flag::Paced), "paced");
    row("ttft: cut prompt", m, with(Flag::PromptTruncated), "prompt-truncated");
    row("ttft: cold is a stratum", m, with(Flag::Cold), "counts");
    row("ttft: cached is a stratum", m, with(Flag::CachedPrefix), "counts");
    row("ttft: buffered", m, with(Flag::Buffered), "counts");
    row("ttft: few tokens", m, with(Flag::FewTokens), "counts");
    row(
        "ttft: none", m, [](MeasuredCall& call) { call.metrics.ttftNs.reset(); }, "absent");
    row("load: suspended", Metric::Load, with(Flag::Suspended), "suspended");
    row("prefill: cut prompt", Metric::PrefillRate, with(Flag::PromptTruncated), "prompt-truncated");
    row("ttfo: error", Metric::Ttfo, ending(CallState::Error), "error");
}

void TestSummary::decodeRows()
{
    const Metric m = Metric::DecodeRate;
    row(
        "decode: good", m, [](MeasuredCall&) {}, "counts");
    row("decode: at the limit", m, ending(CallState::Length), "counts");
    row("decode: aborted", m, ending(CallState::Aborted), "aborted");
    row("decode: cancelled", m, ending(CallState::Cancelled), "cancelled");
    row("decode: error", m, ending(CallState::Error), "error");
    row("decode: warm-up", m, with(Flag::Warmup), "warmup");
    row("decode: few tokens", m, with(Flag::FewTokens), "few-tokens");
    row("decode: buffered", m, with(Flag::Buffered), "buffered");
    row("decode: loop", m, with(Flag::RepeatLoop), "repeat-loop");
    row("decode: suspended", m, with(Flag::Suspended), "suspended");
    row("decode: several agents at once", m, with(Flag::Concurrent), "concurrent");
    row("decode: built-in analyst", m, with(Flag::NoModel), "no-model");
    row("decode: paced", m, with(Flag::Paced), "paced");
    row("decode: processor", m, with(Flag::CpuFallback), "cpu-fallback");
    row("decode: cut prompt", m, with(Flag::PromptTruncated), "counts");
    row("decode: bundled", m, with(Flag::Bundled), "counts");
    row("decode: runaway", m, with(Flag::Runaway), "counts");
    row("tpot: few tokens", Metric::Tpot, with(Flag::FewTokens), "few-tokens");
    row("gaps: bundled", Metric::ChunkGap, with(Flag::Bundled), "bundled");
    row("gaps: late client", Metric::ChunkGap, with(Flag::ClientLate), "client-late");
    row("gaps: processor", Metric::ChunkGap, with(Flag::CpuFallback), "cpu-fallback");
    row("gaps: aborted", Metric::ChunkGap, ending(CallState::Aborted), "aborted");
    row(
        "gaps: good", Metric::ChunkGap, [](MeasuredCall&) {}, "counts");
}

void TestSummary::wholeRows()
{
    const Metric m = Metric::E2el;
    row(
        "whole: good", m, [](MeasuredCall&) {}, "counts");
    row("whole: aborted", m, ending(CallState::Aborted), "aborted");
    row("whole: cancelled", m, ending(CallState::Cancelled), "cancelled");
    row("whole: error", m, ending(CallState::Error), "error");
    row("whole: runaway", m, with(Flag::Runaway), "runaway");
    row("whole: warm-up", m, with(Flag::Warmup), "warmup");
    row("whole: hit a limit by accident", m, ending(CallState::Length), "length");
    row(
        "whole: length fixed on purpose", m,
        [](MeasuredCall& call) {
            call.state = CallState::Length;
            call.lengthFixed = true;
        },
        "counts");
    row("whole: few tokens", m, with(Flag::FewTokens), "counts");
    row("tokens: runaway", Metric::OutputTokens, with(Flag::Runaway), "runaway");
    row(
        "tokens: none", Metric::OutputTokens, [](MeasuredCall& call) { call.metrics.outputTokens.reset(); },
        "absent");
}

void TestSummary::exclusions_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("reason");
    firstTokenRows();
    decodeRows();
    wholeRows();
}

void TestSummary::exclusions()
{
    QFETCH(Metric, metric);
    QFETCH(Spoil, spoil);
    QFETCH(QString, reason);
    MeasuredCall call = goodCall();
    spoil(call);
    QCOMPARE(reasonOf(metric, call), reason);
}

void TestSummary::putBackOverrulesAllButAbsentAndConcurrent()
{
    MeasuredCall call = goodCall();
    call.putBack = true;
    for (int bit = 0; bit < 18; ++bit)
        call.flags |= Flag(1U << bit);
    for (const CallState state :
        {CallState::Ok, CallState::Length, CallState::Aborted, CallState::Cancelled, CallState::Error}) {
        call.state = state;
        for (int at = 0; at <= int(Metric::Load); ++at) {
            const bool has = metricValue(Metric(at), call.metrics).has_value();
            QVERIFY(has);
            QCOMPARE(reasonOf(Metric(at), call), QStringLiteral("counts"));
        }
    }
    call.metrics = {};
    for (int at = 0; at <= int(Metric::Load); ++at)
        QCOMPARE(reasonOf(Metric(at), call), QStringLiteral("absent"));
    call.flags |= Flag::Concurrent;
    for (int at = 0; at <= int(Metric::Load); ++at)
        QCOMPARE(reasonOf(Metric(at), call), QStringLiteral("concurrent"));
}

void TestSummary::groupsAreApartAndInOrder()
{
    QList<MeasuredCall> calls;
    const auto add = [&](const char* arm, int run, Stage stage, Stratum stratum, double ttftMs) {
        MeasuredCall call = goodCall(run);
        call.arm = QString::fromLatin1(arm);
        call.stage = stage;
        call.stratum = stratum;
        call.metrics.ttftNs = ttftMs * 1e6;
        calls += call;
    };
    add("Tuned", 2, Stage::Report, Stratum::Warm, 20);
    add("Tuned", 1, Stage::Report, Stratum::Warm, 10);
    add("Baseline", 1, Stage::Analysis, Stratum::Cold, 5000);
    add("Baseline", 2, Stage::Analysis, Stratum::Warm, 50);
    add("Tuned", 1, Stage::Analysis, Stratum::Warm, 40);
    add("Tuned", 3, Stage::Report, Stratum::Warm, 30);
    calls.last().flags |= Flag::Suspended;
    calls[4].state = CallState::Error;

    const QList<StratumSummary> all = summariesOf(Metric::Ttft, calls);
    QCOMPARE(all.size(), 4);
    QCOMPARE(all[0].arm, QStringLiteral("Tuned"));
    QCOMPARE(all[0].stage, Stage::Analysis);
    QCOMPARE(all[0].summary.n, 0);
    QCOMPARE(all[0].leftOut, (QList<Exclusion> {{1, QStringLiteral("error")}}));
    QCOMPARE(all[1].stage, Stage::Report);
    QCOMPARE(all[1].values, (Values {10, 20}));
    QCOMPARE(all[1].leftOut, (QList<Exclusion> {{3, QStringLiteral("suspended")}}));
    QCOMPARE(all[2].arm, QStringLiteral("Baseline"));
    QCOMPARE(all[2].stratum, Stratum::Cold);
    QCOMPARE(all[2].values, Values {5000});
    QCOMPARE(all[3].stratum, Stratum::Warm);
    QVERIFY(summariesOf(Metric::Ttft, {}).isEmpty());
}

void TestSummary::processorCountsIfAllRanThere()
{
    QList<MeasuredCall> calls {goodCall(1), goodCall(2), goodCall(3)};
    calls[1].flags |= Flag::CpuFallback;
    StratumSummary summary = summariesOf(Metric::DecodeRate, calls).first();
    QCOMPARE(summary.summary.n, 2);
    QCOMPARE(summary.leftOut, (QList<Exclusion> {{2, QStringLiteral("cpu-fallback")}}));
    QCOMPARE(summariesOf(Metric::Ttft, calls).first().summary.n, 3);

    calls[0].flags |= Flag::CpuFallback;
    calls[2].flags |= Flag::CpuFallback | Flag::FewTokens;
    summary = summariesOf(Metric::DecodeRate, calls).first();
    QCOMPARE(summary.summary.n, 2);
    QCOMPARE(summary.leftOut, (QList<Exclusion> {{3, QStringLiteral("few-tokens")}}));
}

void TestSummary::countsOfOneSource()
{
    QList<MeasuredCall> calls {goodCall(1), goodCall(2), goodCall(3)};
    calls[1].metrics.tokenSource = TokenSource::Chunks;
    const StratumSummary summary = summariesOf(Metric::DecodeRate, calls).first();
    QCOMPARE(summary.summary.n, 2);
    QCOMPARE(summary.tokenSource, TokenSource::Server);
    QCOMPARE(summary.leftOut, (QList<Exclusion> {{2, QStringLiteral("token-source")}}));
    QCOMPARE(summariesOf(Metric::Ttft, calls).first().summary.n, 3);
}

void TestSummary::tokenWeighted()
{
    QList<MeasuredCall> calls {goodCall(1), goodCall(2)};
    calls[0].metrics.outputTokens = 101;
    calls[0].metrics.decodeRatePerSecond = 100; // 100 steps in 1 s
    calls[1].metrics.outputTokens = 21;
    calls[1].metrics.decodeRatePerSecond = 10; // 20 steps in 2 s
    const StratumSummary summary = summariesOf(Metric::DecodeRate, calls).first();
    QCOMPARE(*summary.summary.mean, 55.0);
    QCOMPARE(*summary.tokenWeightedRatePerSecond, 40.0);
    QVERIFY(!summariesOf(Metric::Ttft, calls).first().tokenWeightedRatePerSecond);
    calls[1].metrics.decodeRatePerSecond.reset();
    QCOMPARE(*summariesOf(Metric::DecodeRate, calls).first().tokenWeightedRatePerSecond, 100.0);
}

void TestSummary::runaways()
{
    QList<MeasuredCall> calls;
    for (int at = 0; at < 5; ++at) {
        calls += goodCall(at + 1);
        calls.last().arm = at % 2 ? QStringLiteral("Tuned") : QStringLiteral("Baseline");
        calls.last().metrics.outputTokens = 1000;
    }
    calls[3].metrics.outputTokens = 4001;
    calls[4].metrics.outputTokens = 4000;
    MeasuredCall other = goodCall(1);
    other.stage = Stage::Report;
    other.metrics.outputTokens = 90000; // Alone in its stage.
    calls += other;
    flagRunaways(calls);
    QList<bool> flagged;
    for (const MeasuredCall& call : calls)
        flagged += call.flags.testFlag(Flag::Runaway);
    QCOMPARE(flagged, (QList<bool> {false, false, false, true, false, false}));
}

QTEST_GUILESS_MAIN(TestSummary)
#include "tst_measure_summary.moc"
