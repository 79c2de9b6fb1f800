#include "measure/anatomy.h"

#include "traces.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace benchglass::measure;

namespace {

constexpr qint64 ms = 1'000'000;

/// What a row expects, in whole milliseconds; -1 = unknown.
struct Wanted
{
    int queue = -1;
    int load = -1;
    int prefill = -1;
    int untold = -1;
    int thinking = -1;
    int writing = -1;
    int unsplit = -1;
};

/// First text at 1000 ms, ten words, the end at 1100 ms.
Trace answered()
{
    Trace trace = steadyTrace(10, 1000, 10);
    trace.dnsNs = 1 * ms;
    trace.tcpNs = 2 * ms;
    trace.tlsNs = 4 * ms;
    trace.headersNs = 990 * ms;
    trace.firstByteNs = 991 * ms;
    return trace;
}

Trace waitedFor(qint64 closedMs)
{
    Trace trace;
    trace.closedNs = closedMs * ms;
    return trace;
}

Trace ollama(qint64 loadMs, qint64 prefillMs)
{
    Trace trace = answered();
    trace.server.totalNs = 1090 * ms;
    trace.server.loadNs = loadMs * ms;
    trace.server.promptEvalNs = prefillMs * ms;
    return trace;
}

Trace llama(qint64 headersMs, qint64 promptMs)
{
    Trace trace = answered();
    trace.headersNs = headersMs * ms;
    trace.server.promptEvalNs = promptMs * ms;
    return trace;
}

Trace vllm(std::optional<qint64> queueMs, std::optional<qint64> ttftMs)
{
    Trace trace = answered();
    if (queueMs)
        trace.server.queueNs = *queueMs * ms;
    if (ttftMs)
        trace.server.ttftNs = *ttftMs * ms;
    return trace;
}

PrefillProgress progressAt(qint64 arrivalMs, int processed, std::optional<qint64> elapsedMs)
{
    PrefillProgress progress {arrivalMs * ms, 1000, 0, processed, {}};
    if (elapsedMs)
        progress.elapsedNs = *elapsedMs * ms;
    return progress;
}

Trace progressed(Trace trace, const QList<PrefillProgress>& prefill)
{
    trace.headersNs = 100 * ms;
    trace.prefill = prefill;
    return trace;
}

Trace texts(const QList<Piece>& pieces, std::optional<qint64> endMs)
{
    return traceOf(pieces, endMs);
}

Anatomy anatomy(const Trace& trace, CallState state = CallState::Ok)
{
    return anatomyOf(trace, metricsOf(trace, state, {}));
}

int inMs(const AnatomyPart& part)
{
    return part.ns ? int(*part.ns / ms) : -1;
}

Trace changed(Trace trace, const std::function<void(Trace&)>& change)
{
    change(trace);
    return trace;
}

} // namespace

Q_DECLARE_METATYPE(Wanted)

class TestAnatomy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parts_data();
    void parts();
    void sources_data();
    void sources();
    void faults_data();
    void faults();
    void connectStandsApart();
    void neverMoreThanTheWait_data();
    void neverMoreThanTheWait();
    void figuresOfAnImportMayBeAnything();
};

void TestAnatomy::parts_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<Wanted>("wanted");
    const auto row = [](const char* name, const Trace& trace, const Wanted& wanted) {
        QTest::newRow(name) << trace << wanted;
    };
    const QString a = QStringLiteral("a");
    const auto thought = ChunkKind::Thinking;
    row("Ollama: the load holds the queue", ollama(200, 700),
        {.load = 200, .prefill = 700, .untold = 100, .writing = 100});
    row("Ollama, warm: a load of 0 ms is told", ollama(0, 700),
        {.load = 0, .prefill = 700, .untold = 300, .writing = 100});
    row("Ollama without the load (0.2.2)", changed(ollama(0, 700), [](Trace& t) { t.server.loadNs.reset(); }),
        {.prefill = 700, .untold = 300, .writing = 100});
    row("llama.cpp: headers end the queue", llama(300, 690),
        {.queue = 300, .prefill = 690, .untold = 10, .writing = 100});
    row("llama.cpp with timings and progress", progressed(llama(100, 880), {progressAt(110, 512, 10)}),
        {.queue = 100, .prefill = 880, .untold = 20, .writing = 100});
    row("llama.cpp, progress only",
        progressed(answered(), {progressAt(150, 512, 40), progressAt(600, 1000, 490)}),
        {.queue = 100, .prefill = 890, .untold = 10, .writing = 100});
    row("progress without the server's clock", progressed(answered(), {progressAt(150, 0, {})}),
        {.queue = 100, .prefill = 850, .untold = 50, .writing = 100});
    row("reading began before the headers came", progressed(answered(), {progressAt(150, 512, 90)}),
        {.queue = 60, .prefill = 940, .untold = 0, .writing = 100});
    row("llama.cpp behind a proxy that holds its headers back", llama(995, 690),
        {.prefill = 690, .untold = 310, .writing = 100});
    row("vLLM with metrics", vllm(250, 980), {.queue = 250, .prefill = 730, .untold = 20, .writing = 100});
    row("vLLM with its queue alone", vllm(250, {}), {.queue = 250, .untold = 750, .writing = 100});
    row("vLLM with its TTFT alone", vllm({}, 980), {.untold = 1000, .writing = 100});
    row("no fields at all", answered(), {.untold = 1000, .writing = 100});
    row("headers of a server that tells nothing are no queue",
        changed(answered(), [](Trace& t) { t.headersNs = 5 * ms; }), {.untold = 1000, .writing = 100});
    row("cancelled before the first byte", waitedFor(400), {.untold = 400});
    row("cancelled while it read the prompt", progressed(waitedFor(400), {progressAt(150, 512, 40)}),
        {.queue = 100, .prefill = 290, .untold = 10});
    row("nothing happened", {}, {});
    row("thinking, then an answer", texts({{100, a, thought}, {400, a}, {500, a}}, 600),
        {.untold = 100, .thinking = 300, .writing = 200});
    row("thinking only", texts({{100, a, thought}, {400, a, thought}}, 600),
        {.untold = 100, .thinking = 500});
    row("cancelled while thinking",
        changed(texts({{100, a, thought}}, {}), [](Trace& t) { t.closedNs = 450 * ms; }),
        {.untold = 100, .thinking = 350});
    row("broken off without a word of its end", texts({{100, a, thought}, {400, a}, {500, a}}, {}),
        {.untold = 100, .thinking = 300, .writing = 100});
    row("thinking, then a tool's call", texts({{100, a, thought}, {400, a, ChunkKind::Tool}}, 600),
        {.untold = 100, .thinking = 300, .writing = 200});
    row("a tool's call only", texts({{100, a, ChunkKind::Tool}}, 600), {.untold = 100, .writing = 500});
    row("inline thinking",
        texts({{100, QStringLiteral("<think>hm")}, {300, QStringLiteral("</think>yes")}}, 600),
        {.untold = 100, .thinking = 200, .writing = 300});
    row("inline thinking that never ends", texts({{100, QStringLiteral("<think>hm")}, {300, a}}, 600),
        {.untold = 100, .thinking = 500});
    row("thinking ends that never began",
        texts({{100, QStringLiteral("hm")}, {300, QStringLiteral("</think>yes")}}, 600),
        {.untold = 100, .unsplit = 500});
    row("role chunks are no text", texts({{50, {}}, {100, a}}, 200), {.untold = 100, .writing = 100});
    // Hostile figures.
    row("load and prefill beyond the TTFT", ollama(600, 700), {.untold = 1000, .writing = 100});
    row("a load beyond the TTFT leaves the prefill", ollama(5000, 700),
        {.prefill = 700, .untold = 300, .writing = 100});
    row("a negative load leaves the prefill", ollama(-1, 700),
        {.prefill = 700, .untold = 300, .writing = 100});
    row("a negative prefill leaves the load", ollama(200, -700),
        {.load = 200, .untold = 800, .writing = 100});
    row("rounding of two clocks is cut", ollama(305, 700),
        {.load = 305, .prefill = 695, .untold = 0, .writing = 100});
    row("a queue beyond the server's own TTFT", vllm(500, 400), {.untold = 1000, .writing = 100});
    row("a server's TTFT beyond ours", vllm(100, 4000), {.queue = 100, .untold = 900, .writing = 100});
    row("a queue without end",
        changed(vllm(1, 2), [](Trace& t) { t.server.queueNs = std::numeric_limits<qint64>::max(); }),
        {.untold = 1000, .writing = 100});
    row("progress after the first text", progressed(answered(), {progressAt(5000, 512, 10)}),
        {.queue = 100, .untold = 900, .writing = 100});
    row("progress of a negative time", progressed(answered(), {progressAt(150, 512, -10)}),
        {.queue = 100, .untold = 900, .writing = 100});
    row("the end before the first text", changed(answered(), [](Trace& t) { t.endMarkerNs = 10 * ms; }),
        {.untold = 1000, .writing = 0});
}

void TestAnatomy::parts()
{
    QFETCH(Trace, trace);
    QFETCH(Wanted, wanted);
    const Anatomy made = anatomy(trace);
    QCOMPARE(inMs(made.queue), wanted.queue);
    QCOMPARE(inMs(made.load), wanted.load);
    QCOMPARE(inMs(made.prefill), wanted.prefill);
    QCOMPARE(inMs(made.untold), wanted.untold);
    QCOMPARE(inMs(made.thinking), wanted.thinking);
    QCOMPARE(inMs(made.writing), wanted.writing);
    QCOMPARE(inMs(made.unsplit), wanted.unsplit);
    QCOMPARE(made.loadHoldsQueue, wanted.load >= 0 && wanted.queue < 0);
    for (const AnatomyPart* part : {&made.connect, &made.queue, &made.load, &made.prefill, &made.untold,
             &made.thinking, &made.writing, &made.unsplit})
        QCOMPARE(part->ns.has_value(), part->source != PartSource::None);
}

void TestAnatomy::sources_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<QStringList>("sources"); ///< Of queue, load, prefill, untold.
    const auto row = [](const char* name, const Trace& trace, const char* sources) {
        QTest::newRow(name) << trace << QString::fromLatin1(sources).split(u' ');
    };
    row("Ollama", ollama(200, 700), "- server server difference");
    row("llama.cpp", llama(300, 690), "headers - server difference");
    row("prompt progress", progressed(answered(), {progressAt(150, 512, 40)}),
        "headers - progress difference");
    row("vLLM", vllm(250, 980), "server - difference difference");
    row("silent server", answered(), "- - - difference");
}

void TestAnatomy::sources()
{
    QFETCH(Trace, trace);
    const Anatomy made = anatomy(trace);
    QStringList sources;
    for (const AnatomyPart* part : {&made.queue, &made.load, &made.prefill, &made.untold})
        sources += part->ns ? partSourceName(part->source) : QStringLiteral("-");
    QTEST(sources, "sources");
    QCOMPARE(partSourceName(made.writing.source), QStringLiteral("client"));
}

void TestAnatomy::faults_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<QString>("faults");
    const auto row = [](const char* name, const Trace& trace, const char* faults) {
        QTest::newRow(name) << trace << QString::fromLatin1(faults);
    };
    row("figures that can be", ollama(200, 700), "");
    row("rounding", ollama(305, 700), "");
    row("just beyond rounding", ollama(311, 700), "sum-beyond-wait");
    row("negative", ollama(-1, 700), "negative");
    row("absurd", ollama(1'000'000'000, 700), "beyond-wait");
    row("together too long", ollama(600, 700), "sum-beyond-wait");
    row("a negative and an absurd one", ollama(-1, 5000), "negative beyond-wait");
    row("queue beyond the server's TTFT", vllm(500, 400), "sum-beyond-wait");
    row("server's TTFT beyond ours", vllm(100, 4000), "beyond-wait");
    row("server's TTFT negative", vllm(100, -1), "negative");
    row("headers after the first text", llama(4000, 300), "beyond-wait");
    row("headers that a proxy held back", llama(995, 690), "");
    row("a prefill beyond the wait, and late headers", llama(995, 1500), "beyond-wait");
    row("silent server", answered(), "");
}

void TestAnatomy::faults()
{
    QFETCH(Trace, trace);
    QTEST(anatomyFaultNames(anatomy(trace).faults).join(u' '), "faults");
}

void TestAnatomy::connectStandsApart()
{
    const Anatomy made = anatomy(ollama(200, 700));
    QCOMPARE(inMs(made.connect), 7);
    QCOMPARE(made.connect.source, PartSource::Client);
    QCOMPARE(made.ttftNs, std::optional<qint64>(1000 * ms));
    QVERIFY(!anatomy(waitedFor(100)).connect.ns);
    QVERIFY(!anatomy(waitedFor(100)).ttftNs);
    QCOMPARE(anatomy(waitedFor(100)).waitNs, std::optional<qint64>(100 * ms));
}

void TestAnatomy::neverMoreThanTheWait_data()
{
    QTest::addColumn<qint64>("figure");
    for (const qint64 figure :
        {std::numeric_limits<qint64>::min(), qint64(-1), qint64(0), qint64(1), 333 * ms, 334 * ms, 337 * ms,
            500 * ms, 1000 * ms, 1009 * ms, 1011 * ms, 100'000 * ms, std::numeric_limits<qint64>::max()})
        QTest::addRow("%lld", static_cast<long long>(figure)) << figure;
}

/// Every server field and stamp takes the same value, one of them at a time left out.
void TestAnatomy::neverMoreThanTheWait()
{
    QFETCH(qint64, figure);
    for (int left = 0; left < 8; ++left) {
        Trace trace = answered();
        const QList<std::optional<qint64>*> fields {&trace.server.loadNs, &trace.server.promptEvalNs,
            &trace.server.queueNs, &trace.server.ttftNs, &trace.server.totalNs, &trace.headersNs,
            &trace.closedNs};
        for (int at = 0; at < fields.size(); ++at)
            *fields[at] = at == left ? std::nullopt : std::optional(figure);
        trace.prefill = {{figure, 1000, 0, 10, figure}};
        const Anatomy made = anatomy(trace);
        qint64 sum = 0;
        for (const AnatomyPart* part : {&made.queue, &made.load, &made.prefill, &made.untold}) {
            QVERIFY(part->ns.value_or(0) >= 0 && part->ns.value_or(0) <= *made.ttftNs);
            sum += part->ns.value_or(0);
        }
        QCOMPARE(sum, *made.ttftNs);
    }
}

void TestAnatomy::figuresOfAnImportMayBeAnything()
{
    for (const double figure :
        {-1.0, 1e300, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        CallMetrics metrics;
        metrics.ttftNs = metrics.ttfoNs = metrics.connectNs = figure;
        metrics.loadNs = metrics.prefillNs = metrics.thinkingNs = figure;
        QCOMPARE(anatomyOf({}, metrics), Anatomy());
        metrics.ttftNs = 100.0 * ms;
        const Anatomy made = anatomyOf({}, metrics);
        QCOMPARE(inMs(made.untold), 100);
        QVERIFY(!made.connect.ns && !made.load.ns && !made.prefill.ns);
    }
    CallMetrics metrics; // The parts were computed elsewhere, and the trace is gone.
    metrics.ttftNs = 100.0 * ms;
    metrics.ttfoNs = 150.0 * ms;
    metrics.loadNs = 30.0 * ms;
    metrics.prefillNs = 60.0 * ms;
    const Anatomy made = anatomyOf({}, metrics);
    QCOMPARE(inMs(made.load), 30);
    QCOMPARE(inMs(made.prefill), 60);
    QCOMPARE(inMs(made.untold), 10);
}

QTEST_GUILESS_MAIN(TestAnatomy)
#include "tst_anatomy.moc"
