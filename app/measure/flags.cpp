#include "measure/evidence.h"
#include "measure/loops.h"
#include "measure/summary.h"
#include "measure/thinking.h"

#include <algorithm>
#include <vector>

namespace benchglass::measure {

namespace {

constexpr int fewTokens = 16;
constexpr int hardCapContexts = 10;
constexpr double bundledRatio = 0.2;
constexpr double lateRatio = 0.05;
/// The estimate of a prompt's tokens is by its bytes and may be too high by a quarter...
constexpr double estimateSlack = 0.75;
/// ... or by half, where the model's own cost of a token is not known yet.
constexpr double roughEstimateSlack = 0.5;

bool isPromptTruncated(const Trace& trace, const CallMetrics& metrics, const Evidence& evidence)
{
    const int context = evidence.effectiveContext.value_or(0);
    // A prompt is cut to what the context holds: one that fills it has lost what did not fit.
    if (context > 0 && metrics.promptTokens.value_or(0) >= context)
        return true;
    const int estimate = evidence.promptTokensEstimate.value_or(0);
    if (estimate <= 0)
        return false;
    // Some servers count only what they evaluated, so a reused prefix looks like a cut one.
    const bool isCounted = metrics.promptTokens && !isPrefixReused(trace, evidence).value_or(false);
    if (evidence.isEstimateRough) {
        // The server's count outweighs a guess.
        const double least = roughEstimateSlack * estimate;
        return isCounted ? *metrics.promptTokens < least : context > 0 && least > context;
    }
    if (context > 0 && estimate > context)
        return true;
    return isCounted && *metrics.promptTokens < estimateSlack * estimate;
}

/// One layer more than the blocks exists, the output layer; a higher number means the same as that.
bool haveGpuLayersNoEffect(const Evidence& evidence)
{
    return evidence.requestedGpuLayers && evidence.blockCount && *evidence.blockCount > 0
        && *evidence.requestedGpuLayers > qint64(*evidence.blockCount) + 1;
}

bool isCpuFallback(const Evidence& evidence)
{
    return evidence.modelBytes && evidence.modelVramBytes && *evidence.modelBytes > 0
        && *evidence.modelVramBytes < *evidence.modelBytes;
}

bool reachedHardCap(const CallMetrics& metrics, const Evidence& evidence)
{
    const qint64 context = evidence.effectiveContext.value_or(0);
    return context > 0 && metrics.outputTokens && *metrics.outputTokens >= hardCapContexts * context;
}

bool isBuffered(const Trace& trace, const CallMetrics& metrics)
{
    if (!metrics.ttftNs || !metrics.e2elNs)
        return false;
    if (const auto evalNs = notNegative(trace.server.evalNs); evalNs && *evalNs > 0)
        return metrics.outputTokens.value_or(0) > 1 && *metrics.e2elNs - *metrics.ttftNs < *evalNs / 2;
    // Without the server's own time: nearly everything came at the end.
    return metrics.outputTokens.value_or(0) > 10 && *metrics.ttftNs > 0.9 * *metrics.e2elNs;
}

bool isBundled(const CallMetrics& metrics)
{
    return metrics.chunks > 0 && metrics.bundledChunks > bundledRatio * metrics.chunks;
}

bool isClientLate(const Trace& trace, const CallMetrics& metrics)
{
    if (metrics.chunkGapMedianNs.value_or(0) <= 0)
        return false;
    std::vector<double> delays;
    for (const Chunk& chunk : trace.chunks) {
        if (chunk.source == StampSource::Kernel && !chunk.text.isEmpty())
            delays.push_back(double(chunk.delayNs));
    }
    if (delays.empty())
        return false;
    std::ranges::sort(delays);
    return percentileOf(delays, 0.99) > lateRatio * *metrics.chunkGapMedianNs;
}

bool isRepeatLoop(const Trace& trace)
{
    return hasEqualPieces(trace.chunks) || hasLoopingTail(trace.text(ChunkKind::Content))
        || hasLoopingTail(trace.text(ChunkKind::Thinking));
}

Flags contextFlags(const Evidence& evidence)
{
    Flags flags;
    const int requested = evidence.requestedContext.value_or(0);
    const int effective = evidence.effectiveContext.value_or(0);
    if (requested <= 0 || effective <= 0)
        return flags;
    flags.setFlag(Flag::ContextRaised, effective > requested);
    flags.setFlag(Flag::ContextClipped, effective < requested);
    return flags;
}

Flags timingFlags(const Trace& trace, const CallMetrics& metrics)
{
    Flags flags;
    flags.setFlag(Flag::Buffered, isBuffered(trace, metrics));
    flags.setFlag(Flag::Bundled, isBundled(metrics));
    flags.setFlag(Flag::ClientLate, isClientLate(trace, metrics));
    flags.setFlag(Flag::Suspended, trace.suspended);
    return flags;
}

} // namespace

Flags flagsOf(const Trace& trace, const CallMetrics& metrics, CallState state, const Evidence& evidence)
{
    Flags flags = contextFlags(evidence) | timingFlags(trace, metrics);
    flags.setFlag(Flag::Cold, isColdStart(trace, evidence));
    flags.setFlag(Flag::CachedPrefix, isPrefixReused(trace, evidence).value_or(false));
    flags.setFlag(Flag::PromptTruncated, isPromptTruncated(trace, metrics, evidence));
    flags.setFlag(Flag::GpuLayersNoEffect, haveGpuLayersNoEffect(evidence));
    flags.setFlag(Flag::CpuFallback, isCpuFallback(evidence));
    // A stream cut short by us or by a fault says nothing about how much there was to say.
    const bool ended = state == CallState::Ok || state == CallState::Length;
    flags.setFlag(Flag::FewTokens, ended && metrics.outputTokens && *metrics.outputTokens < fewTokens);
    flags.setFlag(Flag::Runaway, reachedHardCap(metrics, evidence));
    flags.setFlag(Flag::RepeatLoop, !evidence.noModel && isRepeatLoop(trace));
    flags.setFlag(Flag::ThinkingUnsplit, inlineThinkingOf(trace.text(ChunkKind::Content)).isUnsplit);
    flags.setFlag(Flag::Paced, evidence.paced);
    flags.setFlag(Flag::NoModel, evidence.noModel);
    flags.setFlag(Flag::Warmup, evidence.warmup);
    flags.setFlag(Flag::Concurrent, evidence.otherCallUnderWay);
    return flags;
}

bool isLengthFixed(CallState state, const CallMetrics& metrics, const Evidence& evidence)
{
    return state == CallState::Length && evidence.outputTokensLimit.value_or(0) > 0
        && metrics.outputTokens.value_or(0) >= *evidence.outputTokensLimit;
}

} // namespace benchglass::measure
