#include "traces.h"

#include "measure/call.h"
#include "measure/loops.h"

#include <QtTest>

#include <functional>

using namespace benchglass::measure;

namespace {

/// A call to be spoiled by one row.
struct Scene
{
    Trace trace = steadyTrace(40);
    Evidence evidence;
    CallState state = CallState::Ok;

    Flags flags() const { return flagsOf(trace, metricsOf(trace, state, evidence), state, evidence); }
};

} // namespace

using Spoil = std::function<void(Scene&)>;
Q_DECLARE_METATYPE(Spoil)
Q_DECLARE_METATYPE(Flags)
Q_DECLARE_METATYPE(Stratum)

class TestFlags : public QObject
{
    Q_OBJECT

private slots:
    void flags_data();
    void flags();
    void everyFlagHasARow_data();
    void everyFlagHasARow();
    void strata_data();
    void strata();
    void loopingTail_data();
    void loopingTail();
    void endlessTail_data();
    void endlessTail();
    void loopingTailIsLinear();
    void fixedLength();

private:
    void circumstanceRows();
    void streamRows();
    void timingRows();
};

namespace {

void row(const char* name, Flags wanted, const Spoil& spoil)
{
    QTest::newRow(name) << spoil << wanted;
}

} // namespace

void TestFlags::circumstanceRows()
{
    row("nothing remarkable", {}, [](Scene&) {});
    row("not in memory before", Flag::Cold, [](Scene& s) { s.evidence.residentBefore = false; });
    row("long load", Flag::Cold, [](Scene& s) { s.trace.server.loadNs = 4'000'000'000; });
    row("reloaded though it was in memory", Flag::Cold, [](Scene& s) {
        s.evidence.residentBefore = true;
        s.trace.server.loadNs = 4'000'000'000;
    });
    row("reload by the schedule, quick and resident", Flag::Cold, [](Scene& s) {
        s.evidence.residentBefore = true;
        s.evidence.reloadScheduled = true;
        s.trace.server.loadNs = 300'000'000;
    });
    row("no reload in the schedule", {}, [](Scene& s) {
        s.evidence.residentBefore = true;
        s.evidence.reloadScheduled = false;
    });
    row("loaded by somebody else with another context, quick", Flag::Cold, [](Scene& s) {
        s.evidence.residentBefore = true;
        s.evidence.contextBefore = 8192;
        s.evidence.effectiveContext = 2048;
        s.trace.server.loadNs = 300'000'000;
    });
    row("loaded before with the context that is in force", {}, [](Scene& s) {
        s.evidence.residentBefore = true;
        s.evidence.contextBefore = 2048;
        s.evidence.effectiveContext = 2048;
    });
    row("another context, but other calls were under way", Flag::Concurrent, [](Scene& s) {
        s.evidence.residentBefore = true;
        s.evidence.contextBefore = 8192;
        s.evidence.effectiveContext = 2048;
        s.evidence.otherCallUnderWay = true;
    });
    row("long load behind another call", Flag::Concurrent, [](Scene& s) {
        s.trace.server.loadNs = 4'000'000'000;
        s.evidence.otherCallUnderWay = true;
    });
    row("load of exactly a second", {}, [](Scene& s) { s.trace.server.loadNs = 1'000'000'000; });
    row("same prompt again", Flag::CachedPrefix, [](Scene& s) { s.evidence.samePromptBefore = true; });
    row("same prompt behind a nonce", {}, [](Scene& s) {
        s.evidence.samePromptBefore = true;
        s.evidence.nonceSent = true;
    });
    row("same prompt after a load: the cache is gone", Flag::Cold, [](Scene& s) {
        s.evidence.samePromptBefore = true;
        s.evidence.residentBefore = false;
    });
    row("begins like an earlier prompt", Flag::CachedPrefix,
        [](Scene& s) { s.evidence.sentPrefixRatio = 0.6; });
    row("shares a word with an earlier prompt", {}, [](Scene& s) { s.evidence.sentPrefixRatio = 0.04; });
    row("begins like an earlier prompt, behind a nonce", {}, [](Scene& s) {
        s.evidence.sentPrefixRatio = 0.6;
        s.evidence.nonceSent = true;
    });
    row("begins like an earlier prompt, loaded anew", Flag::Cold, [](Scene& s) {
        s.evidence.sentPrefixRatio = 0.6;
        s.evidence.reloadScheduled = true;
    });
    row("server's count fills the context, nothing estimated", Flag::PromptTruncated, [](Scene& s) {
        s.evidence.effectiveContext = 2048;
        s.trace.server.promptTokens = 2048;
    });
    row("server's count below the context, rough estimate above", {}, [](Scene& s) {
        s.evidence.promptTokensEstimate = 2500;
        s.evidence.isEstimateRough = true;
        s.evidence.effectiveContext = 2048;
        s.trace.server.promptTokens = 1900;
    });
    row("rough estimate a third high", {}, [](Scene& s) {
        s.evidence.promptTokensEstimate = 1000;
        s.evidence.isEstimateRough = true;
        s.trace.server.promptTokens = 667;
    });
    row("less than half of a rough estimate evaluated", Flag::PromptTruncated, [](Scene& s) {
        s.evidence.promptTokensEstimate = 1000;
        s.evidence.isEstimateRough = true;
        s.trace.server.promptTokens = 499;
    });
    row("prompt above the context", Flag::PromptTruncated, [](Scene& s) {
        s.evidence.promptTokensEstimate = 2049;
        s.evidence.effectiveContext = 2048;
    });
    row("prompt fills the context", {}, [](Scene& s) {
        s.evidence.promptTokensEstimate = 2048;
        s.evidence.effectiveContext = 2048;
    });
    row("half of the estimate evaluated", Flag::PromptTruncated, [](Scene& s) {
        s.evidence.promptTokensEstimate = 1000;
        s.trace.server.promptTokens = 500;
    });
    row("estimate a little high", {}, [](Scene& s) {
        s.evidence.promptTokensEstimate = 1000;
        s.trace.server.promptTokens = 800;
    });
    row("few evaluated because cached", Flag::CachedPrefix, [](Scene& s) {
        s.evidence.promptTokensEstimate = 1000;
        s.trace.server.promptTokens = 10;
        s.evidence.samePromptBefore = true;
    });
    row("context raised", Flag::ContextRaised, [](Scene& s) {
        s.evidence.requestedContext = 512;
        s.evidence.effectiveContext = 2048;
    });
    row("context clipped", Flag::ContextClipped, [](Scene& s) {
        s.evidence.requestedContext = 8192;
        s.evidence.effectiveContext = 2048;
    });
    row("80 layers of 34", Flag::GpuLayersNoEffect, [](Scene& s) {
        s.evidence.requestedGpuLayers = 80;
        s.evidence.blockCount = 34;
    });
    row("all blocks and the output layer", {}, [](Scene& s) {
        s.evidence.requestedGpuLayers = 35;
        s.evidence.blockCount = 34;
    });
    row("partly on the processor", Flag::CpuFallback, [](Scene& s) {
        s.evidence.modelBytes = 1000;
        s.evidence.modelVramBytes = 999;
    });
    row("all on the GPU", {}, [](Scene& s) {
        s.evidence.modelBytes = 1000;
        s.evidence.modelVramBytes = 1000;
    });
    row("nobody says how much is on the GPU", {}, [](Scene& s) { s.evidence.modelBytes = 1000; });
    row("nothing loaded yet", {}, [](Scene& s) {
        s.evidence.modelBytes = 0;
        s.evidence.modelVramBytes = 0;
    });
    row("suspended", Flag::Suspended, [](Scene& s) { s.trace.suspended = true; });
    row("paced", Flag::Paced, [](Scene& s) { s.evidence.paced = true; });
    row("built-in analyst", Flag::NoModel, [](Scene& s) { s.evidence.noModel = true; });
    row("warm-up", Flag::Warmup, [](Scene& s) { s.evidence.warmup = true; });
}

void TestFlags::streamRows()
{
    row("15 tokens", Flag::FewTokens, [](Scene& s) { s.trace = steadyTrace(14); });
    row("16 tokens", {}, [](Scene& s) { s.trace = steadyTrace(15); });
    row("few because cut off", {}, [](Scene& s) {
        s.trace = steadyTrace(5);
        s.state = CallState::Aborted;
    });
    row("unknown count is not few", {}, [](Scene& s) { s.trace.server.outputTokens.reset(); });
    row("ten contexts of text", Flag::Runaway, [](Scene& s) {
        s.trace.server.outputTokens = 20480;
        s.evidence.effectiveContext = 2048;
    });
    row("nearly ten contexts", {}, [](Scene& s) {
        s.trace.server.outputTokens = 20479;
        s.evidence.effectiveContext = 2048;
    });
    row("30 equal pieces", Flag::RepeatLoop, [](Scene& s) {
        for (int at = 5; at < 35; ++at)
            s.trace.chunks[at].text = at % 2 ? QStringLiteral("so") : QStringLiteral(" so\n");
    });
    row("29 equal pieces", {}, [](Scene& s) {
        for (int at = 5; at < 34; ++at)
            s.trace.chunks[at].text = QStringLiteral(" so");
    });
    row("empty heartbeats are no pieces", {}, [](Scene& s) {
        for (int at = 3; at < 40; ++at)
            s.trace.chunks[at].text.clear();
    });
    row("loop in the thinking", Flag::RepeatLoop, [](Scene& s) {
        for (int at = 0; at < 20; ++at) {
            s.trace.chunks[at].kind = ChunkKind::Thinking;
            s.trace.chunks[at].text = at % 2
                ? QStringLiteral("But wait, the answer may be another one after all. ")
                : QStringLiteral("Let me look at it once more, line by line, slowly. ");
        }
    });
    row("inline thinking split", {}, [](Scene& s) {
        s.trace.chunks[0].text = QStringLiteral("<think>");
        s.trace.chunks[9].text = QStringLiteral("</think>");
    });
    row("inline thinking never closed", Flag::ThinkingUnsplit,
        [](Scene& s) { s.trace.chunks[0].text = QStringLiteral("<think>"); });
}

void TestFlags::timingRows()
{
    row("all came at the end", Flag::Buffered, [](Scene& s) { s.trace.server.evalNs = 2'000'000'000; });
    row("client a little below the server", {}, [](Scene& s) { s.trace.server.evalNs = 500'000'000; });
    row("buffered, server silent", Flag::Buffered, [](Scene& s) {
        s.trace = steadyTrace(40, 9000, 1);
        s.trace.server.evalNs.reset();
    });
    row("long prefill, server speaks", {}, [](Scene& s) { s.trace = steadyTrace(40, 9000, 1); });
    row("a fifth of the chunks in shared reads", {}, [](Scene& s) {
        for (int at = 0; at < 8; ++at)
            s.trace.chunks[at].bundled = true;
    });
    row("more than a fifth of them", Flag::Bundled, [](Scene& s) {
        for (int at = 0; at < 9; ++at)
            s.trace.chunks[at].bundled = true;
    });
    row("late by a tenth of a gap", Flag::ClientLate, [](Scene& s) {
        for (Chunk& chunk : s.trace.chunks) {
            chunk.source = StampSource::Kernel;
            chunk.delayNs = 1'000'000;
        }
    });
    row("late by a hundredth of a gap", {}, [](Scene& s) {
        for (Chunk& chunk : s.trace.chunks) {
            chunk.source = StampSource::Kernel;
            chunk.delayNs = 100'000;
        }
    });
    row("without kernel stamps nobody knows", {}, [](Scene& s) {
        for (Chunk& chunk : s.trace.chunks)
            chunk.delayNs = 5'000'000;
    });
}

void TestFlags::flags_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<Flags>("wanted");
    circumstanceRows();
    streamRows();
    timingRows();
}

void TestFlags::flags()
{
    QFETCH(Spoil, spoil);
    QFETCH(Flags, wanted);
    Scene scene;
    spoil(scene);
    QCOMPARE(flagNames(scene.flags()), flagNames(wanted));
}

void TestFlags::everyFlagHasARow_data()
{
    flags_data();
}

/// Which rows exist is known only after the last one: what the rows set is gathered, and looked at there.
void TestFlags::everyFlagHasARow()
{
    QFETCH(Spoil, spoil);
    static Flags seen;
    Scene scene;
    spoil(scene);
    seen |= scene.flags();
    if (QLatin1String(QTest::currentDataTag()) != QLatin1String("without kernel stamps nobody knows"))
        return;
    Flags all;
    for (quint32 bit = 0; !flagName(static_cast<Flag>(1U << bit)).isEmpty(); ++bit)
        all |= static_cast<Flag>(1U << bit);
    QCOMPARE(flagNames(seen), flagNames(all));
}

void TestFlags::strata_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<Stratum>("wanted");
    const auto stratum = [](const char* name, Stratum wanted, const Spoil& spoil) {
        QTest::newRow(name) << spoil << wanted;
    };
    stratum("a server that tells nothing", Stratum::Unknown, [](Scene&) {});
    stratum("in memory before", Stratum::Warm, [](Scene& s) { s.evidence.residentBefore = true; });
    stratum("in memory with another context", Stratum::Cold, [](Scene& s) {
        s.evidence.residentBefore = true;
        s.evidence.contextBefore = 4096;
        s.evidence.effectiveContext = 2048;
    });
    stratum("quick load", Stratum::Warm, [](Scene& s) { s.trace.server.loadNs = 256'000'000; });
    stratum("long load", Stratum::Cold, [](Scene& s) { s.trace.server.loadNs = 4'795'000'000; });
    stratum("long load behind another call", Stratum::Unknown, [](Scene& s) {
        s.trace.server.loadNs = 4'795'000'000;
        s.evidence.otherCallUnderWay = true;
    });
    stratum("in memory, queued behind another call", Stratum::Warm, [](Scene& s) {
        s.evidence.residentBefore = true;
        s.trace.server.loadNs = 4'795'000'000;
        s.evidence.otherCallUnderWay = true;
    });
    stratum("not in memory, however quick", Stratum::Cold, [](Scene& s) {
        s.evidence.residentBefore = false;
        s.trace.server.loadNs = 300'000'000;
    });
    stratum("server counts reused tokens", Stratum::Cached, [](Scene& s) {
        s.trace.server.cachedPromptTokens = 900;
        s.trace.server.promptTokens = 1000;
    });
    stratum("only the template's head reused", Stratum::Warm, [](Scene& s) {
        s.evidence.residentBefore = true;
        s.trace.server.cachedPromptTokens = 4;
        s.trace.server.promptTokens = 1000;
    });
    stratum("repeated prompt without a nonce", Stratum::Cached, [](Scene& s) {
        s.evidence.residentBefore = true;
        s.evidence.samePromptBefore = true;
        s.evidence.nonceSent = false;
    });
    stratum("cold outweighs cached", Stratum::Cold, [](Scene& s) {
        s.evidence.residentBefore = false;
        s.trace.server.cachedPromptTokens = 900;
    });
}

void TestFlags::strata()
{
    QFETCH(Spoil, spoil);
    QFETCH(Stratum, wanted);
    Scene scene;
    spoil(scene);
    QCOMPARE(stratumOf(scene.trace, scene.evidence), wanted);
}

void TestFlags::loopingTail_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("loops");
    const QString intro =
        QStringLiteral("The throughput of the second arm is higher in every stage but one. ");
    const QString block =
        QStringLiteral("## Findings\nThe mean was not given, and neither was the spread of it.\n");
    const QString distinct = [] {
        QString text;
        for (int at = 0; at < 400; ++at)
            text += QStringLiteral("| run %1 | %2 ms |\n").arg(at).arg(at * at * 31 % 977);
        return text;
    }();
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("prose") << intro + block << false;
    QTest::newRow("rows of a table that differ") << distinct << false;
    QTest::newRow("block ten times") << intro + block.repeated(10) << true;
    QTest::newRow("block ten times, cut inside") << intro + block.repeated(10).chopped(17) << true;
    QTest::newRow("block twice") << intro + block.repeated(2) << false;
    QTest::newRow("one word for ever") << intro + QStringLiteral("so ").repeated(80) << true;
    QTest::newRow("a rule under a heading") << intro + QString(80, u'-') << false;
    QTest::newRow("loop, then an end") << intro + block.repeated(10) + distinct << false;
    QTest::newRow("107 copies of a page") << QString(intro + distinct.first(1500)).repeated(107) << true;
}

void TestFlags::loopingTail()
{
    QFETCH(QString, text);
    QFETCH(bool, loops);
    QCOMPARE(hasLoopingTail(text), loops);
}

void TestFlags::endlessTail_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isEndless");
    const QString block = QStringLiteral("## Findings\nThe mean was not given, nor was the spread of it.\n");
    const qsizetype enough = 4096 / block.size() + 1;
    QTest::newRow("a loop that a text may still leave") << block.repeated(enough / 2) << false;
    QTest::newRow("a loop of more than 4096 characters") << block.repeated(enough) << true;
    QTest::newRow("nine copies of a page") << (block.repeated(8) + u'.').repeated(9) << false;
    QTest::newRow("ten copies of a page") << (block.repeated(8) + u'.').repeated(10) << true;
    QTest::newRow("a rule of a thousand dashes") << QString(1000, u'-') << false;
    QTest::newRow("dashes for ever") << QString(5000, u'-') << true;
    QString rows;
    for (int at = 0; at < 2000; ++at)
        rows += QStringLiteral("| run %1 | %2 ms |\n").arg(at).arg(at * at * 31 % 977);
    QTest::newRow("a long table") << rows << false;
}

void TestFlags::endlessTail()
{
    QFETCH(QString, text);
    QFETCH(bool, isEndless);
    QCOMPARE(hasEndlessTail(text), isEndless);
}

void TestFlags::loopingTailIsLinear()
{
    // The worst case of a naive search: nearly periodic at every length.
    QString text;
    for (int at = 0; at < 1'000'000; ++at)
        text += at % 190 == 0 ? u'b' : u'a';
    text += QStringLiteral("c");
    QVERIFY(!hasLoopingTail(text)); // Quadratic time would outlast what a test has.
}

void TestFlags::fixedLength()
{
    Evidence evidence;
    CallMetrics metrics;
    metrics.outputTokens = 128;
    QVERIFY(!isLengthFixed(CallState::Length, metrics, evidence));
    evidence.outputTokensLimit = 128;
    QVERIFY(isLengthFixed(CallState::Length, metrics, evidence));
    QVERIFY(!isLengthFixed(CallState::Ok, metrics, evidence));
    evidence.outputTokensLimit = 4096; // The context ended it, not the limit.
    QVERIFY(!isLengthFixed(CallState::Length, metrics, evidence));
    evidence.outputTokensLimit = -1;
    QVERIFY(!isLengthFixed(CallState::Length, metrics, evidence));
}

QTEST_GUILESS_MAIN(TestFlags)
#include "tst_measure_flags.moc"
