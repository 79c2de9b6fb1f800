#include "measure/summary.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace benchglass::measure {

namespace {

double inMs(std::optional<qint64> ns)
{
    return double(std::max<qint64>(ns.value_or(0), 0)) / 1e6;
}

/// Response text only: the reference does not look at thinking.
std::optional<qint64> firstContentNs(const Trace& trace)
{
    for (const Chunk& chunk : trace.chunks) {
        if (chunk.kind == ChunkKind::Content && !chunk.text.isEmpty())
            return chunk.arrivalNs;
    }
    return std::nullopt;
}

/// The reference has 0 where there is no spread to speak of.
double sdOf(const std::vector<double>& values)
{
    return summaryOf(values).sd.value_or(0);
}

double cvPercent(double sd, double mean)
{
    constexpr double almostZero = 1e-12;
    return std::abs(mean) < almostZero ? 0 : sd / mean * 100;
}

} // namespace

LegacyCall legacyCallOf(const Trace& trace, const CallMetrics& metrics)
{
    const auto endNs = trace.closedNs ? trace.closedNs : trace.endMarkerNs;
    LegacyCall call;
    call.totalMs = inMs(endNs);
    const auto firstNs = firstContentNs(trace);
    call.ttftMs = firstNs ? inMs(firstNs) : call.totalMs;
    call.throughputPerSecond = metrics.legacyThroughputPerSecond.value_or(0);
    call.tokens = std::max(0, trace.server.outputTokens.value_or(0));
    call.promptEvalMs = inMs(trace.server.promptEvalNs);
    call.evalMs = inMs(trace.server.evalNs);
    call.loadMs = inMs(trace.server.loadNs);
    return call;
}

LegacyAggregate legacyAggregateOf(std::span<const LegacyCall> calls)
{
    LegacyAggregate all;
    all.calls = int(calls.size());
    if (calls.empty())
        return all;
    std::vector<double> throughputs;
    std::vector<double> ttfts;
    for (const LegacyCall& call : calls) {
        throughputs.push_back(call.throughputPerSecond);
        ttfts.push_back(call.ttftMs);
        all.totalTokens += call.tokens;
        all.totalDurationMs += call.totalMs;
        all.promptEvalMs += call.promptEvalMs;
        all.evalMs += call.evalMs;
        all.loadMs += call.loadMs;
    }
    all.meanThroughputPerSecond = summaryOf(throughputs).mean.value_or(0);
    all.sdThroughputPerSecond = sdOf(throughputs);
    all.cvThroughputPercent = cvPercent(all.sdThroughputPerSecond, all.meanThroughputPerSecond);
    all.meanTtftMs = summaryOf(ttfts).mean.value_or(0);
    all.sdTtftMs = sdOf(ttfts);
    all.cvTtftPercent = cvPercent(all.sdTtftMs, all.meanTtftMs);
    return all;
}

} // namespace benchglass::measure
