#include "traces.h"

#include "measure/summary.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace benchglass::measure;

/// One row of the table "LLM Call Metrics" of an old report.
struct OldCall
{
    int run = 0;
    Stage stage = Stage::Analysis;
    double ttftMs = 0;
    double throughputPerSecond = 0;
    int tokens = 0;
    double durationMs = 0;
    double loadMs = 0;

    friend bool operator==(const OldCall&, const OldCall&) = default;
};

/// The figures of a published report, recomputed from its own six calls: first as its authors pooled
/// them, then apart.
class TestSeed : public QObject
{
    Q_OBJECT

private slots:
    void legacyFigures();
    void strataThatPoolingHid();
    void rowsAreThoseOfTheReport();
    void rowsAreThoseOfTheRecord();
    void noCallsAreNoFigures();
    void lostStreamIsAZeroToTheReference();
};

namespace {

/// The rows of the report; the load of each call from the record beside it.
QList<OldCall> seedCalls()
{
    return {
        {1, Stage::Analysis, 4899.90, 117.62, 977, 13624.91, 4795.7759},
        {1, Stage::Report, 632.36, 111.96, 1288, 12633.95, 256.1662},
        {2, Stage::Analysis, 537.87, 114.87, 1146, 10937.75, 259.6437},
        {2, Stage::Report, 668.02, 112.49, 1352, 13228.51, 257.7866},
        {3, Stage::Analysis, 536.46, 114.72, 986, 9509.78, 255.8765},
        {3, Stage::Report, 641.40, 112.30, 1311, 12826.65, 258.1052},
    };
}

MeasuredCall measured(const OldCall& old)
{
    Trace trace;
    trace.server.loadNs = qint64(old.loadMs * 1e6);
    MeasuredCall call;
    call.arm = QStringLiteral("Baseline");
    call.run = old.run;
    call.stage = old.stage;
    call.stratum = stratumOf(trace, {});
    call.metrics.ttftNs = old.ttftMs * 1e6;
    call.metrics.legacyThroughputPerSecond = old.throughputPerSecond;
    call.metrics.outputTokens = old.tokens;
    call.metrics.tokenSource = TokenSource::Server;
    return call;
}

/// The table's rows are rounded, so a mean can fall on a half exactly: it is rounded up, whatever binary
/// made of it.
QString fixed(double value, int decimals = 2)
{
    return QString::number(value + 1e-9, 'f', decimals);
}

} // namespace

void TestSeed::legacyFigures()
{
    QList<LegacyCall> calls;
    for (const OldCall& old : seedCalls())
        calls +=
            LegacyCall {old.ttftMs, old.throughputPerSecond, old.tokens, old.durationMs, 0, 0, old.loadMs};
    const LegacyAggregate legacy = legacyAggregateOf(calls);
    QCOMPARE(legacy.calls, 6);
    QCOMPARE(fixed(legacy.meanThroughputPerSecond), QStringLiteral("113.99"));
    QCOMPARE(fixed(legacy.sdThroughputPerSecond), QStringLiteral("2.18"));
    QCOMPARE(fixed(legacy.meanTtftMs), QStringLiteral("1319.34"));
    QCOMPARE(fixed(legacy.sdTtftMs), QStringLiteral("1754.98"));
    QCOMPARE(legacy.totalTokens, 7060);
    QCOMPARE(fixed(legacy.totalDurationMs), QStringLiteral("72761.55"));
    QCOMPARE(fixed(legacy.cvThroughputPercent, 1), QStringLiteral("1.9"));
    QCOMPARE(fixed(legacy.cvTtftPercent, 1), QStringLiteral("133.0"));
}

void TestSeed::strataThatPoolingHid()
{
    QList<MeasuredCall> calls;
    for (const OldCall& old : seedCalls())
        calls += measured(old);
    const QList<StratumSummary> strata = summariesOf(Metric::Ttft, calls);
    QCOMPARE(strata.size(), 3);

    QCOMPARE(strata[0].stage, Stage::Analysis);
    QCOMPARE(strata[0].stratum, Stratum::Cold);
    QCOMPARE(strata[0].summary.n, 1);
    QCOMPARE(fixed(*strata[0].summary.mean), QStringLiteral("4899.90"));
    QVERIFY(!strata[0].summary.sd);

    QCOMPARE(strata[1].stage, Stage::Analysis);
    QCOMPARE(strata[1].stratum, Stratum::Warm);
    QCOMPARE(strata[1].summary.n, 2);
    QCOMPARE(fixed(*strata[1].summary.mean), QStringLiteral("537.17"));
    QCOMPARE(fixed(*strata[1].summary.sd), QStringLiteral("1.00"));

    QCOMPARE(strata[2].stage, Stage::Report);
    QCOMPARE(strata[2].stratum, Stratum::Warm);
    QCOMPARE(strata[2].summary.n, 3);
    QCOMPARE(fixed(*strata[2].summary.mean), QStringLiteral("647.26"));
    QCOMPARE(fixed(*strata[2].summary.sd), QStringLiteral("18.54"));

    for (const StratumSummary& stratum : strata)
        QVERIFY(stratum.leftOut.isEmpty());
    // The report has no client's rate, and the engine's own figure never stands in for it.
    for (const StratumSummary& stratum : summariesOf(Metric::DecodeRate, calls))
        QCOMPARE(stratum.summary.n, 0);
}

void TestSeed::rowsAreThoseOfTheReport()
{
    QFile file(QStringLiteral(BENCHGLASS_SOURCE_DIR "/../shared/data/seeds/000_e86b2c35aab49605.txt"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the report is not on this machine");
    const QString text = QString::fromUtf8(file.readAll());
    const qsizetype table = text.indexOf(u"## LLM Call Metrics");
    QVERIFY(table > 0);
    QList<OldCall> read;
    for (const QString& line : text.sliced(table).split(u'\n')) {
        const QStringList cells = line.split(u'|');
        bool isNumber = false;
        const int run = cells.value(1).trimmed().toInt(&isNumber);
        const auto stage = stageFromName(cells.value(2).trimmed());
        if (!isNumber || !stage)
            continue;
        read += OldCall {run, *stage, cells[3].toDouble(), cells[4].toDouble(), cells[5].trimmed().toInt(),
            cells[6].toDouble(), 0};
    }
    QList<OldCall> wanted = seedCalls();
    for (OldCall& call : wanted)
        call.loadMs = 0;
    QCOMPARE(read, wanted);
}

void TestSeed::rowsAreThoseOfTheRecord()
{
    QFile file(QStringLiteral(BENCHGLASS_SOURCE_DIR "/../shared/data/legacy/A3/metrics.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the record is not on this machine");
    const QJsonObject arm = QJsonDocument::fromJson(file.readAll()).object()[u"baseline"].toObject();
    const QJsonArray records = arm[u"llm_calls"].toArray();
    const QList<OldCall> seeds = seedCalls();
    QCOMPARE(records.size(), seeds.size());
    QList<LegacyCall> calls;
    for (qsizetype at = 0; at < records.size(); ++at) {
        const QJsonObject record = records[at].toObject()[u"metrics"].toObject();
        const LegacyCall call {record[u"ttft_ms"].toDouble(), record[u"throughput_tokens_per_sec"].toDouble(),
            record[u"tokens_generated"].toInteger(), record[u"total_duration_ms"].toDouble(),
            record[u"prompt_eval_duration_ms"].toDouble(), record[u"eval_duration_ms"].toDouble(),
            record[u"load_duration_ms"].toDouble()};
        QCOMPARE(fixed(call.ttftMs), fixed(seeds[at].ttftMs));
        QCOMPARE(fixed(call.loadMs, 4), fixed(seeds[at].loadMs, 4));
        calls += call;
    }
    // The whole digits that its authors' program computed from the same calls.
    const QJsonObject theirs = arm[u"aggregate_metrics"].toObject();
    const LegacyAggregate ours = legacyAggregateOf(calls);
    QCOMPARE(ours.meanThroughputPerSecond, theirs[u"average_tokens_per_second"].toDouble());
    QCOMPARE(ours.sdThroughputPerSecond, theirs[u"stddev_throughput"].toDouble());
    QCOMPARE(ours.meanTtftMs, theirs[u"average_ttft_ms"].toDouble());
    QCOMPARE(ours.sdTtftMs, theirs[u"stddev_ttft"].toDouble());
    QCOMPARE(ours.totalTokens, theirs[u"total_tokens_generated"].toInteger());
    QCOMPARE(ours.totalDurationMs, theirs[u"total_duration_ms"].toDouble());
    QCOMPARE(ours.promptEvalMs, theirs[u"prompt_eval_duration_ms"].toDouble());
    QCOMPARE(ours.evalMs, theirs[u"eval_duration_ms"].toDouble());
    QCOMPARE(ours.loadMs, theirs[u"load_duration_ms"].toDouble());
}

void TestSeed::noCallsAreNoFigures()
{
    const LegacyAggregate none = legacyAggregateOf({});
    QCOMPARE(none.calls, 0);
    QCOMPARE(none.meanTtftMs, 0.0);
    const QList<LegacyCall> one {{100, 50, 10, 300, 0, 200, 0}};
    const LegacyAggregate single = legacyAggregateOf(one);
    QCOMPARE(single.meanTtftMs, 100.0);
    QCOMPARE(single.sdTtftMs, 0.0);
    QCOMPARE(single.cvTtftPercent, 0.0);
}

void TestSeed::lostStreamIsAZeroToTheReference()
{
    Trace whole = traceOf({{40, QStringLiteral("Hm"), ChunkKind::Thinking}, {90, QStringLiteral("So")}}, 190);
    whole.server.outputTokens = 11;
    whole.server.evalNs = 100'000'000;
    const LegacyCall kept = legacyCallOf(whole, metricsOf(whole, CallState::Ok, {}));
    QCOMPARE(kept.ttftMs, 90.0); // It does not see thinking.
    QCOMPARE(kept.throughputPerSecond, 110.0);
    QCOMPARE(kept.tokens, 11);
    QCOMPARE(kept.totalMs, 190.0);

    Trace lost = traceOf({{40, QStringLiteral("So")}}, {});
    lost.closedNs = 500'000'000;
    const LegacyCall zeros = legacyCallOf(lost, metricsOf(lost, CallState::Aborted, {}));
    QCOMPARE(zeros.ttftMs, 40.0);
    QCOMPARE(zeros.throughputPerSecond, 0.0);
    QCOMPARE(zeros.tokens, 0);
    QCOMPARE(zeros.totalMs, 500.0);

    lost.chunks.clear();
    QCOMPARE(legacyCallOf(lost, metricsOf(lost, CallState::Aborted, {})).ttftMs, 500.0);
}

QTEST_GUILESS_MAIN(TestSeed)
#include "tst_measure_seed.moc"
