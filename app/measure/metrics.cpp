#include "measure/evidence.h"
#include "measure/summary.h"
#include "measure/thinking.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace benchglass::measure {

namespace {

constexpr int leastForP90 = 64;
constexpr int leastForP99 = 662;

std::optional<double> ratio(double above, double below)
{
    if (!(below > 0))
        return std::nullopt;
    return above / below;
}

std::optional<double> unlessNegative(double value)
{
    if (value < 0)
        return std::nullopt;
    return value;
}

std::optional<qint64> firstTextNs(const Trace& trace)
{
    for (const Chunk& chunk : trace.chunks) {
        if (!chunk.text.isEmpty())
            return chunk.arrivalNs;
    }
    return std::nullopt;
}

std::optional<qint64> lastTextNs(const Trace& trace)
{
    for (auto chunk = trace.chunks.crbegin(); chunk != trace.chunks.crend(); ++chunk) {
        if (!chunk->text.isEmpty())
            return chunk->arrivalNs;
    }
    return std::nullopt;
}

/// The chunk that brought the first character of the answer.
const Chunk* firstAnswer(const Trace& trace, const InlineThinking& thinking)
{
    qsizetype seen = 0;
    for (const Chunk& chunk : trace.chunks) {
        if (chunk.kind != ChunkKind::Content)
            continue;
        seen += chunk.text.size();
        if (seen > thinking.answerFrom)
            return &chunk;
    }
    return nullptr;
}

void setTimes(CallMetrics& metrics, const Trace& trace)
{
    metrics.ttfbNs = notNegative(trace.firstByteNs);
    metrics.ttftNs = notNegative(firstTextNs(trace));
    metrics.lastTextNs = notNegative(lastTextNs(trace));
    metrics.e2elNs = notNegative(trace.endMarkerNs);
    for (const auto part : {trace.dnsNs, trace.tcpNs, trace.tlsNs}) {
        if (const auto ns = notNegative(part))
            metrics.connectNs = metrics.connectNs.value_or(0) + *ns;
    }
}

void setThinking(CallMetrics& metrics, const Trace& trace)
{
    const InlineThinking thinking = inlineThinkingOf(trace.text(ChunkKind::Content));
    const Chunk* answer = firstAnswer(trace, thinking);
    if (!answer || answer->arrivalNs < 0)
        return;
    metrics.ttfoNs = double(answer->arrivalNs);
    bool thought = thinking.hasThought;
    for (const Chunk& chunk : trace.chunks) {
        if (&chunk == answer)
            break;
        thought = thought || (chunk.kind == ChunkKind::Thinking && !chunk.text.isEmpty());
    }
    if (thought && metrics.ttftNs)
        metrics.thinkingNs = unlessNegative(*metrics.ttfoNs - *metrics.ttftNs);
}

/// The sum of what the server said chunk by chunk; absent unless it said so of every text.
std::optional<int> tokensOfChunks(const Trace& trace)
{
    qint64 sum = 0;
    for (const Chunk& chunk : trace.chunks) {
        if (chunk.text.isEmpty())
            continue;
        if (chunk.tokens.value_or(0) <= 0)
            return std::nullopt;
        sum += *chunk.tokens;
    }
    if (sum == 0 || sum > std::numeric_limits<int>::max())
        return std::nullopt;
    return int(sum);
}

void setTokens(CallMetrics& metrics, const Trace& trace)
{
    const ServerFigures& server = trace.server;
    if (server.promptTokens.value_or(0) > 0)
        metrics.promptTokens = server.promptTokens;
    // A count of 0 is how servers say nothing: even a reply of an end marker alone counts 1.
    if (server.outputTokens.value_or(0) > 0) {
        metrics.outputTokens = server.outputTokens;
        metrics.tokenSource = TokenSource::Server;
    } else if (const auto tokens = tokensOfChunks(trace)) {
        metrics.outputTokens = tokens;
        metrics.tokenSource = TokenSource::Chunks;
    }
}

void setRates(CallMetrics& metrics, const Trace& trace, CallState state)
{
    if (!metrics.outputTokens)
        return;
    const double tokens = *metrics.outputTokens;
    const auto decodeNs = clientDecodeNs(trace);
    const bool ended = state == CallState::Ok || state == CallState::Length;
    if (tokens > 1 && decodeNs && ended) {
        metrics.decodeRatePerSecond = (tokens - 1) / *decodeNs * 1e9;
        metrics.tpotNs = *decodeNs / (tokens - 1);
    }
    if (metrics.e2elNs && ended)
        metrics.e2eThroughputPerSecond = ratio(tokens * 1e9, *metrics.e2elNs);
    const auto evalNs = notNegative(trace.server.evalNs);
    if (!evalNs || metrics.tokenSource != TokenSource::Server)
        return;
    metrics.legacyThroughputPerSecond = ratio(tokens * 1e9, *evalNs);
    if (tokens > 1)
        metrics.serverDecodeRatePerSecond = ratio((tokens - 1) * 1e9, *evalNs);
}

void setPrefillRate(CallMetrics& metrics, const Trace& trace, const Evidence& evidence)
{
    if (!metrics.promptTokens || metrics.prefillNs.value_or(0) <= 0) {
        metrics.prefillRateAbsentReason = QStringLiteral("not-said");
        return;
    }
    const auto reused = isPrefixReused(trace, evidence);
    if (!reused || *reused) {
        metrics.prefillRateAbsentReason =
            reused ? QStringLiteral("cached") : QStringLiteral("possibly-cached");
        return;
    }
    const int cached = std::max(0, trace.server.cachedPromptTokens.value_or(0));
    const double evaluated = double(*metrics.promptTokens) - cached;
    metrics.prefillRatePerSecond = ratio(evaluated * 1e9, *metrics.prefillNs);
}

void setServerParts(CallMetrics& metrics, const Trace& trace)
{
    const auto evalNs = notNegative(trace.server.evalNs);
    const auto totalNs = notNegative(trace.server.totalNs);
    metrics.loadNs = notNegative(trace.server.loadNs);
    metrics.prefillNs = notNegative(trace.server.promptEvalNs);
    if (!metrics.prefillNs)
        return;
    metrics.serverFloorNs = metrics.loadNs.value_or(0) + *metrics.prefillNs;
    if (metrics.ttftNs)
        metrics.queueAndOverheadNs = unlessNegative(*metrics.ttftNs - *metrics.serverFloorNs);
    if (totalNs && metrics.loadNs && evalNs)
        metrics.serverOverheadNs = unlessNegative(*totalNs - *metrics.serverFloorNs - *evalNs);
}

bool isBundled(const Chunk& earlier, const Chunk& later)
{
    // Only the last chunk of a read has an exact stamp, so what counts is where the gap ends.
    return later.bundled || (earlier.readId == later.readId && earlier.arrivalNs == later.arrivalNs);
}

/// The middle of the gaps per token, each weighted by its tokens.
std::optional<double> weightedMedian(std::vector<std::pair<double, int>> weighted)
{
    std::ranges::sort(weighted);
    double whole = 0;
    for (const auto& [value, weight] : weighted)
        whole += weight;
    double below = 0;
    for (const auto& [value, weight] : weighted) {
        below += weight;
        if (2 * below >= whole)
            return value;
    }
    return std::nullopt;
}

void setGaps(CallMetrics& metrics, const Trace& trace)
{
    std::vector<double> gaps;
    std::vector<std::pair<double, int>> perToken;
    bool tokensKnown = true;
    const Chunk* earlier = nullptr;
    for (const Chunk& chunk : trace.chunks) {
        if (chunk.text.isEmpty())
            continue;
        ++metrics.chunks;
        metrics.bundledChunks += chunk.bundled ? 1 : 0;
        const int tokens = chunk.tokens.value_or(0);
        tokensKnown = tokensKnown && tokens > 0;
        const Chunk* before = std::exchange(earlier, &chunk);
        if (!before || isBundled(*before, chunk) || chunk.arrivalNs < before->arrivalNs)
            continue;
        gaps.push_back(double(chunk.arrivalNs) - double(before->arrivalNs));
        if (tokensKnown)
            perToken.emplace_back(gaps.back() / tokens, tokens);
    }
    if (tokensKnown)
        metrics.itlMedianNs = weightedMedian(std::move(perToken));
    if (metrics.outputTokens)
        metrics.batchRatio = double(metrics.chunks) / *metrics.outputTokens;
    if (gaps.empty())
        return;
    std::ranges::sort(gaps);
    metrics.chunkGapMedianNs = percentileOf(gaps, 0.5);
    if (gaps.size() >= leastForP90)
        metrics.chunkGapP90Ns = percentileOf(gaps, 0.9);
    if (gaps.size() >= leastForP99)
        metrics.chunkGapP99Ns = percentileOf(gaps, 0.99);
}

} // namespace

std::optional<double> notNegative(std::optional<qint64> value)
{
    if (!value || *value < 0)
        return std::nullopt;
    return double(*value);
}

std::optional<double> clientDecodeNs(const Trace& trace)
{
    const auto first = notNegative(firstTextNs(trace));
    const auto end = notNegative(trace.endMarkerNs);
    if (!first || !end || !(*end > *first))
        return std::nullopt;
    return *end - *first;
}

CallMetrics metricsOf(const Trace& trace, CallState state, const Evidence& evidence)
{
    CallMetrics metrics;
    setTimes(metrics, trace);
    setThinking(metrics, trace);
    setTokens(metrics, trace);
    setRates(metrics, trace, state);
    setServerParts(metrics, trace);
    setPrefillRate(metrics, trace, evidence);
    setGaps(metrics, trace);
    return metrics;
}

} // namespace benchglass::measure
