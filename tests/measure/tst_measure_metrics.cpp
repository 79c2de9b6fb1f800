#include "traces.h"

#include "measure/call.h"
#include "measure/thinking.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

using namespace benchglass::measure;

using Maybe = std::optional<double>;
using Pieces = QList<Piece>;
Q_DECLARE_METATYPE(Maybe)
Q_DECLARE_METATYPE(Pieces)

class TestMetrics : public QObject
{
    Q_OBJECT

private slots:
    void times_data();
    void times();
    void inlineThinking_data();
    void inlineThinking();
    void rates_data();
    void rates();
    void abortedCallHasNoCounts();
    void serverParts();
    void prefillRate_data();
    void prefillRate();
    void gaps();
    void tailsNeedManyGaps();
    void interTokenLatency();
    void tokensOfChunks();
    void connectIsASum();
    void neverNonsense();
};

namespace {

constexpr double ms = 1e6;

} // namespace

void TestMetrics::times_data()
{
    QTest::addColumn<Pieces>("pieces");
    QTest::addColumn<Maybe>("ttftMs");
    QTest::addColumn<Maybe>("ttfoMs");
    QTest::addColumn<Maybe>("thinkingMs");
    QTest::addColumn<Maybe>("lastMs");

    const auto think = ChunkKind::Thinking;
    const auto tool = ChunkKind::Tool;
    const QString a = QStringLiteral("a");
    QTest::newRow("end marker alone has no first token")
        << Pieces {} << Maybe {} << Maybe {} << Maybe {} << Maybe {};
    QTest::newRow("empty pieces never count")
        << Pieces {{5, {}}, {9, a}, {12, {}}} << Maybe {9} << Maybe {9} << Maybe {} << Maybe {9};
    QTest::newRow("plain answer") << Pieces {{20, a}, {30, a}} << Maybe {20} << Maybe {20} << Maybe {}
                                  << Maybe {30};
    QTest::newRow("thinking counts as first token") << Pieces {{20, a, think}, {30, a, think}, {70, a}}
                                                    << Maybe {20} << Maybe {70} << Maybe {50} << Maybe {70};
    QTest::newRow("thinking without an answer")
        << Pieces {{20, a, think}} << Maybe {20} << Maybe {} << Maybe {} << Maybe {20};
    QTest::newRow("a tool call is no answer")
        << Pieces {{20, a, tool}, {40, a}} << Maybe {20} << Maybe {40} << Maybe {} << Maybe {40};
    QTest::newRow("thinking after the answer began is not before it")
        << Pieces {{20, a}, {30, a, think}} << Maybe {20} << Maybe {20} << Maybe {} << Maybe {30};
    QTest::newRow("inline thinking, tags cut anywhere")
        << Pieces {{10, QStringLiteral("<th")}, {20, QStringLiteral("ink>Hm")},
               {30, QStringLiteral("m</thi")}, {40, QStringLiteral("nk>\n")}, {50, QStringLiteral("\nSo")}}
        << Maybe {10} << Maybe {50} << Maybe {40} << Maybe {50};
    QTest::newRow("answer in the chunk that ends the thinking")
        << Pieces {{10, QStringLiteral("<think>Hm")}, {30, QStringLiteral("</think> So")}} << Maybe {10}
        << Maybe {30} << Maybe {20} << Maybe {30};
    QTest::newRow("empty inline block is no thinking")
        << Pieces {{10, QStringLiteral("<think>\n\n</think>\n\n")}, {30, a}} << Maybe {10} << Maybe {30}
        << Maybe {} << Maybe {30};
    QTest::newRow("inline thinking never closed has no answer") << Pieces {{10, QStringLiteral("<think>Hm")},
        {30, a}} << Maybe {10} << Maybe {} << Maybe {} << Maybe {30};
}

void TestMetrics::times()
{
    QFETCH(Pieces, pieces);
    QFETCH(Maybe, ttftMs);
    QFETCH(Maybe, ttfoMs);
    QFETCH(Maybe, thinkingMs);
    QFETCH(Maybe, lastMs);
    const auto inNs = [](Maybe value) {
        return value ? Maybe(*value * ms) : Maybe();
    };
    const CallMetrics metrics = metricsOf(traceOf(pieces, 200), CallState::Ok, {});
    QCOMPARE(metrics.ttftNs, inNs(ttftMs));
    QCOMPARE(metrics.ttfoNs, inNs(ttfoMs));
    QCOMPARE(metrics.thinkingNs, inNs(thinkingMs));
    QCOMPARE(metrics.lastTextNs, inNs(lastMs));
    QCOMPARE(metrics.e2elNs, Maybe(200 * ms));
}

void TestMetrics::inlineThinking_data()
{
    QTest::addColumn<QString>("content");
    QTest::addColumn<bool>("unsplit");
    QTest::addColumn<bool>("thought");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char* name, const char* content, bool unsplit, bool thought,
                         const char* answer) {
        QTest::newRow(name) << QString::fromLatin1(content) << unsplit << thought
                            << QString::fromLatin1(answer);
    };
    row("nothing", "", false, false, "");
    row("plain", "Yes.", false, false, "Yes.");
    row("leading space is the answer's", "  Yes.", false, false, "  Yes.");
    row("block", "<think>why</think>Yes.", false, true, "Yes.");
    row("block after white space", "\n <think>\nwhy\n</think>\n\nYes.", false, true, "Yes.");
    row("blank block", "<think>\n</think>\nYes.", false, false, "Yes.");
    row("never closed", "<think>why", true, true, "");
    row("opened, nothing more", "<think>", true, false, "");
    row("closed, never opened", "why</think>Yes.", true, true, "");
    row("a quoted tag is text", "The tag <think> opens, </think> closes.", false, false,
        "The tag <think> opens, </think> closes.");
    row("thought, no answer", "<think>why</think>", false, true, "");
}

void TestMetrics::inlineThinking()
{
    QFETCH(QString, content);
    QFETCH(bool, unsplit);
    QFETCH(bool, thought);
    QFETCH(QString, answer);
    const InlineThinking thinking = inlineThinkingOf(content);
    QCOMPARE(thinking.isUnsplit, unsplit);
    QCOMPARE(thinking.hasThought, thought);
    QCOMPARE(content.sliced(thinking.answerFrom), answer);
}

void TestMetrics::rates_data()
{
    QTest::addColumn<int>("tokens");
    QTest::addColumn<qint64>("firstMs");
    QTest::addColumn<qint64>("endMs");
    QTest::addColumn<qint64>("evalMs");
    QTest::addColumn<Maybe>("client");
    QTest::addColumn<Maybe>("server");
    QTest::addColumn<Maybe>("legacy");
    QTest::addColumn<Maybe>("tpotMs");

    QTest::newRow("101 tokens in a second") << 101 << qint64(200) << qint64(1200) << qint64(1000)
                                            << Maybe {100} << Maybe {100} << Maybe {101} << Maybe {10};
    QTest::newRow("two tokens are one step") << 2 << qint64(200) << qint64(250) << qint64(40) << Maybe {20}
                                             << Maybe {25} << Maybe {50} << Maybe {50};
    QTest::newRow("one token has no rate")
        << 1 << qint64(200) << qint64(250) << qint64(40) << Maybe {} << Maybe {} << Maybe {25} << Maybe {};
    QTest::newRow("a count of nothing is not said")
        << 0 << qint64(200) << qint64(250) << qint64(40) << Maybe {} << Maybe {} << Maybe {} << Maybe {};
    QTest::newRow("a negative count is not said")
        << -7 << qint64(200) << qint64(250) << qint64(40) << Maybe {} << Maybe {} << Maybe {} << Maybe {};
    QTest::newRow("all in one read: no client rate")
        << 50 << qint64(200) << qint64(200) << qint64(490) << Maybe {} << Maybe {100} << Maybe {50 / 0.49}
        << Maybe {};
    QTest::newRow("no server time: no server rate") << 101 << qint64(200) << qint64(1200) << qint64(0)
                                                    << Maybe {100} << Maybe {} << Maybe {} << Maybe {10};
}

void TestMetrics::rates()
{
    QFETCH(int, tokens);
    QFETCH(qint64, firstMs);
    QFETCH(qint64, endMs);
    QFETCH(qint64, evalMs);
    QFETCH(Maybe, client);
    QFETCH(Maybe, server);
    QFETCH(Maybe, legacy);
    QFETCH(Maybe, tpotMs);
    Trace trace = traceOf({{firstMs, QStringLiteral("a")}}, endMs);
    trace.server.outputTokens = tokens;
    trace.server.evalNs = evalMs * 1'000'000;
    const CallMetrics metrics = metricsOf(trace, CallState::Ok, {});
    const auto near = [](Maybe is, Maybe wanted) {
        return is.has_value() == wanted.has_value() && (!is || std::abs(*is - *wanted) < 1e-9 * *wanted);
    };
    QVERIFY(near(metrics.decodeRatePerSecond, client));
    QVERIFY(near(metrics.serverDecodeRatePerSecond, server));
    QVERIFY(near(metrics.legacyThroughputPerSecond, legacy));
    QVERIFY(near(metrics.tpotNs, tpotMs ? Maybe(*tpotMs * ms) : Maybe()));
    QVERIFY(near(metrics.e2eThroughputPerSecond, tokens > 0 ? Maybe(tokens * 1e3 / double(endMs)) : Maybe()));
    QCOMPARE(metrics.tokenSource, tokens > 0 ? TokenSource::Server : TokenSource::None);
}

void TestMetrics::abortedCallHasNoCounts()
{
    Trace trace = traceOf({{50, QStringLiteral("a")}, {60, QStringLiteral("b")}}, {});
    const CallMetrics metrics = metricsOf(trace, CallState::Aborted, {});
    QCOMPARE(metrics.ttftNs, Maybe(50 * ms));
    QCOMPARE(metrics.lastTextNs, Maybe(60 * ms));
    QCOMPARE(metrics.chunks, 2);
    QVERIFY(!metrics.outputTokens);
    QVERIFY(!metrics.e2elNs);
    QVERIFY(!metrics.decodeRatePerSecond);
    QVERIFY(!metrics.serverDecodeRatePerSecond);
    QVERIFY(!metrics.legacyThroughputPerSecond);
    QVERIFY(!metrics.tpotNs);
    QVERIFY(!metrics.batchRatio);
    QVERIFY(!metrics.loadNs);
    QVERIFY(!metrics.serverFloorNs);

    trace.server.outputTokens = 40; // A usage figure that grew with every chunk.
    QCOMPARE(metricsOf(trace, CallState::Aborted, {}).outputTokens, std::optional<int>(40));
    trace.endMarkerNs = 100'000'000; // An end marker after an error proves nothing.
    QVERIFY(!metricsOf(trace, CallState::Error, {}).decodeRatePerSecond);
}

void TestMetrics::serverParts()
{
    Trace trace = steadyTrace(20, 500, 10);
    trace.server.loadNs = 100'000'000;
    trace.server.promptEvalNs = 300'000'000;
    trace.server.totalNs = 650'000'000;
    CallMetrics metrics = metricsOf(trace, CallState::Ok, {});
    QCOMPARE(metrics.serverFloorNs, Maybe(400 * ms));
    QCOMPARE(metrics.queueAndOverheadNs, Maybe(100 * ms));
    QCOMPARE(metrics.serverOverheadNs, Maybe(50 * ms));

    trace.server.loadNs.reset(); // llama.cpp has no load: the floor is the prefill.
    metrics = metricsOf(trace, CallState::Ok, {});
    QCOMPARE(metrics.serverFloorNs, Maybe(300 * ms));
    QVERIFY(!metrics.serverOverheadNs);

    trace.server.promptEvalNs = 600'000'000; // A floor above the TTFT supports no queue.
    QVERIFY(!metricsOf(trace, CallState::Ok, {}).queueAndOverheadNs);
    trace.server.promptEvalNs.reset();
    QVERIFY(!metricsOf(trace, CallState::Ok, {}).serverFloorNs);
}

void TestMetrics::prefillRate_data()
{
    QTest::addColumn<int>("prompt");
    QTest::addColumn<int>("cached");
    QTest::addColumn<int>("nonce");
    QTest::addColumn<int>("same");
    QTest::addColumn<Maybe>("rate");
    QTest::addColumn<QString>("reason");
    const QString none;
    const QString cached = QStringLiteral("cached");
    QTest::newRow("nonce") << 1000 << -1 << 1 << -1 << Maybe {2000} << none;
    QTest::newRow("nonce in a repeated prompt") << 1000 << -1 << 1 << 1 << Maybe {2000} << none;
    QTest::newRow("server says uncached") << 1000 << 0 << -1 << -1 << Maybe {2000} << none;
    QTest::newRow("shared head of the template is taken off")
        << 1000 << 20 << 1 << -1 << Maybe {1960} << none;
    QTest::newRow("server says cached") << 1000 << 900 << 1 << -1 << Maybe {} << cached;
    QTest::newRow("repeat without a nonce") << 1000 << -1 << 0 << 1 << Maybe {} << cached;
    QTest::newRow("nobody knows") << 1000 << -1 << -1 << -1 << Maybe {} << QStringLiteral("possibly-cached");
    QTest::newRow("no count") << 0 << -1 << 1 << -1 << Maybe {} << QStringLiteral("not-said");
    QTest::newRow("more cached than there is") << 10 << 5000 << 1 << -1 << Maybe {} << cached;
}

void TestMetrics::prefillRate()
{
    QFETCH(int, prompt);
    QFETCH(int, cached);
    QFETCH(int, nonce);
    QFETCH(int, same);
    QFETCH(Maybe, rate);
    QFETCH(QString, reason);
    Trace trace = steadyTrace(20, 600);
    trace.server.promptTokens = prompt;
    trace.server.promptEvalNs = 500'000'000;
    if (cached >= 0)
        trace.server.cachedPromptTokens = cached;
    Evidence evidence;
    if (nonce >= 0)
        evidence.nonceSent = nonce == 1;
    if (same >= 0)
        evidence.samePromptBefore = same == 1;
    const CallMetrics metrics = metricsOf(trace, CallState::Ok, evidence);
    QCOMPARE(metrics.prefillRatePerSecond, rate);
    QCOMPARE(metrics.prefillRateAbsentReason, reason);
}

void TestMetrics::gaps()
{
    Trace trace = traceOf({{100, QStringLiteral("a")}, {110, QStringLiteral("b")}, {140, QStringLiteral("c")},
                              {140, QStringLiteral("d")}, {160, QStringLiteral("e")}},
        200);
    trace.chunks[3].readId = trace.chunks[2].readId;
    trace.chunks[2].bundled = true;
    trace.chunks[3].bundled = true;
    const CallMetrics metrics = metricsOf(trace, CallState::Ok, {});
    QCOMPARE(metrics.chunks, 5);
    QCOMPARE(metrics.bundledChunks, 2);
    // Left are 100 -> 110 and 140 -> 160: the last of a bundle has an exact stamp.
    QCOMPARE(metrics.chunkGapMedianNs, Maybe(15 * ms));
    QVERIFY(!metrics.chunkGapP90Ns);
    QVERIFY(!metrics.itlMedianNs);
    QVERIFY(!metricsOf(traceOf({{100, QStringLiteral("a")}}, 110), CallState::Ok, {}).chunkGapMedianNs);
}

void TestMetrics::tailsNeedManyGaps()
{
    const auto of = [](int gaps) {
        return metricsOf(steadyTrace(gaps + 1), CallState::Ok, {});
    };
    QVERIFY(!of(63).chunkGapP90Ns);
    QCOMPARE(of(64).chunkGapP90Ns, Maybe(10 * ms));
    QVERIFY(!of(661).chunkGapP99Ns);
    QCOMPARE(of(662).chunkGapP99Ns, Maybe(10 * ms));
}

void TestMetrics::interTokenLatency()
{
    Trace trace =
        traceOf({{0, QStringLiteral("a")}, {10, QStringLiteral("b")}, {50, QStringLiteral("cdef")}}, 60);
    trace.chunks[0].tokens = 1;
    trace.chunks[1].tokens = 1;
    trace.chunks[2].tokens = 8;
    // 10 ms for one token, then 40 ms for eight of 5 ms each, which weigh more.
    QCOMPARE(metricsOf(trace, CallState::Ok, {}).itlMedianNs, Maybe(5 * ms));
    trace.server.outputTokens = 11;
    QCOMPARE(metricsOf(trace, CallState::Ok, {}).batchRatio, Maybe(3.0 / 11));
    trace.chunks[1].tokens.reset();
    QVERIFY(!metricsOf(trace, CallState::Ok, {}).itlMedianNs);
}

void TestMetrics::tokensOfChunks()
{
    Trace trace = traceOf({{0, QStringLiteral("a")}, {10, QStringLiteral("b")}}, 60);
    trace.chunks[0].tokens = 1;
    trace.chunks[1].tokens = 3;
    const CallMetrics metrics = metricsOf(trace, CallState::Ok, {});
    QCOMPARE(metrics.outputTokens, std::optional<int>(4));
    QCOMPARE(metrics.tokenSource, TokenSource::Chunks);
    trace.chunks[1].tokens.reset();
    QVERIFY(!metricsOf(trace, CallState::Ok, {}).outputTokens);
}

void TestMetrics::connectIsASum()
{
    Trace trace = steadyTrace(20);
    QVERIFY(!metricsOf(trace, CallState::Ok, {}).connectNs);
    trace.dnsNs = 1'000'000;
    trace.tcpNs = 2'000'000;
    QCOMPARE(metricsOf(trace, CallState::Ok, {}).connectNs, Maybe(3 * ms));
    trace.tlsNs = 4'000'000;
    trace.firstByteNs = 80'000'000;
    QCOMPARE(metricsOf(trace, CallState::Ok, {}).connectNs, Maybe(7 * ms));
    QCOMPARE(metricsOf(trace, CallState::Ok, {}).ttfbNs, Maybe(80 * ms));
}

namespace {

/// Mostly plausible, now and then anything at all.
qint64 randomNs(QRandomGenerator& random)
{
    switch (random.bounded(8)) {
    case 0: return 0;
    case 1: return -qint64(random.generate());
    case 2: return qint64(random.generate64());
    case 3: return std::numeric_limits<qint64>::max();
    case 4: return std::numeric_limits<qint64>::min();
    default: return qint64(random.generate());
    }
}

int randomCount(QRandomGenerator& random)
{
    constexpr std::array edges {
        0, 1, 2, -1, std::numeric_limits<int>::max(), std::numeric_limits<int>::min()};
    if (random.bounded(2) == 0)
        return edges[random.bounded(quint32(edges.size()))];
    return random.bounded(5000);
}

template <typename T, typename Make>
std::optional<T> perhaps(QRandomGenerator& random, Make make)
{
    if (random.bounded(3) == 0)
        return std::nullopt;
    return make(random);
}

Chunk randomChunk(QRandomGenerator& random)
{
    static const QStringList texts {{}, QStringLiteral("a"), QStringLiteral("<think>"),
        QStringLiteral("</think>"), QStringLiteral("\n"), QStringLiteral(" word")};
    Chunk chunk;
    chunk.arrivalNs = randomNs(random);
    chunk.readId = random.bounded(5);
    chunk.kind = ChunkKind(random.bounded(3));
    chunk.source = StampSource(random.bounded(2));
    chunk.bundled = random.bounded(4) == 0;
    chunk.delayNs = randomNs(random);
    chunk.tokens = perhaps<int>(random, randomCount);
    chunk.text = texts[random.bounded(int(texts.size()))];
    return chunk;
}

Trace randomTrace(QRandomGenerator& random)
{
    Trace trace;
    for (auto* time : {&trace.dnsNs, &trace.tcpNs, &trace.tlsNs, &trace.headersNs, &trace.firstByteNs,
             &trace.endMarkerNs, &trace.closedNs, &trace.server.totalNs, &trace.server.loadNs,
             &trace.server.promptEvalNs, &trace.server.evalNs})
        *time = perhaps<qint64>(random, randomNs);
    for (auto* count :
        {&trace.server.promptTokens, &trace.server.cachedPromptTokens, &trace.server.outputTokens})
        *count = perhaps<int>(random, randomCount);
    for (int left = random.bounded(40); left > 0; --left)
        trace.chunks += randomChunk(random);
    if (random.bounded(2) == 0) {
        std::ranges::sort(trace.chunks, {}, &Chunk::arrivalNs);
    }
    return trace;
}

Evidence randomEvidence(QRandomGenerator& random)
{
    Evidence evidence;
    const auto coin = [](QRandomGenerator& toss) {
        return toss.bounded(2) == 0;
    };
    evidence.residentBefore = perhaps<bool>(random, coin);
    evidence.nonceSent = perhaps<bool>(random, coin);
    evidence.samePromptBefore = perhaps<bool>(random, coin);
    for (auto* count :
        {&evidence.promptTokensEstimate, &evidence.requestedContext, &evidence.effectiveContext,
            &evidence.requestedGpuLayers, &evidence.blockCount, &evidence.outputTokensLimit})
        *count = perhaps<int>(random, randomCount);
    evidence.modelBytes = perhaps<qint64>(random, randomNs);
    evidence.modelVramBytes = perhaps<qint64>(random, randomNs);
    return evidence;
}

bool isSane(const CallMetrics& metrics)
{
    for (const Maybe& value : {metrics.ttfbNs, metrics.ttftNs, metrics.ttfoNs, metrics.thinkingNs,
             metrics.lastTextNs, metrics.e2elNs, metrics.decodeRatePerSecond,
             metrics.serverDecodeRatePerSecond, metrics.legacyThroughputPerSecond, metrics.tpotNs,
             metrics.e2eThroughputPerSecond, metrics.connectNs, metrics.loadNs, metrics.prefillNs,
             metrics.prefillRatePerSecond, metrics.serverFloorNs, metrics.queueAndOverheadNs,
             metrics.serverOverheadNs, metrics.chunkGapMedianNs, metrics.chunkGapP90Ns, metrics.chunkGapP99Ns,
             metrics.batchRatio, metrics.itlMedianNs}) {
        if (value && (!std::isfinite(*value) || *value < 0))
            return false;
    }
    return metrics.outputTokens.value_or(1) > 0 && metrics.promptTokens.value_or(1) > 0
        && metrics.prefillRatePerSecond.has_value() == metrics.prefillRateAbsentReason.isEmpty();
}

} // namespace

void TestMetrics::neverNonsense()
{
    QRandomGenerator random(20251122);
    int withRate = 0;
    for (int round = 0; round < 5000; ++round) {
        const Trace trace = randomTrace(random);
        const Evidence evidence = randomEvidence(random);
        const CallState state = CallState(random.bounded(5));
        const CallMetrics metrics = metricsOf(trace, state, evidence);
        QVERIFY2(isSane(metrics), qPrintable(QStringLiteral("round %1").arg(round)));
        const Flags flags = flagsOf(trace, metrics, state, evidence);
        QCOMPARE(flagsFromNames(flagNames(flags)), flags);
        QVERIFY(!stratumName(stratumOf(trace, evidence)).isEmpty());
        withRate += metrics.decodeRatePerSecond ? 1 : 0;
    }
    // The traces are not so wild that there was nothing to compute.
    QVERIFY(withRate > 50);
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_measure_metrics.moc"
