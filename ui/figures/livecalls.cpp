#include "figures/livecalls.h"

#include "figures/chartdata.h"

#include <algorithm>

namespace benchglass::figures {

namespace {

using measure::ChunkKind;

/// More of what is being written only moves its end.
void moveEnd(measure::Anatomy& anatomy, qint64 lastNs)
{
    const qint64 firstNs = anatomy.ttftNs.value_or(0);
    const qint64 end = std::max(firstNs, lastNs);
    if (anatomy.writing.ns)
        anatomy.writing.ns = std::max(*anatomy.writing.ns, end - firstNs - anatomy.thinking.ns.value_or(0));
    else if (anatomy.thinking.ns)
        anatomy.thinking.ns = end - firstNs;
    else if (anatomy.unsplit.ns)
        anatomy.unsplit.ns = end - firstNs;
}

} // namespace

measure::Anatomy LiveCalls::anatomyOf(const experiment::Call& call)
{
    Known& known = m_calls[call.ordinal];
    if (known.isFinal)
        return known.anatomy;
    if (call.finished) {
        known.anatomy = call.anatomy();
        known.isFinal = true;
    } else {
        extend(known, call);
    }
    return known.anatomy;
}

void LiveCalls::extend(Known& known, const experiment::Call& call)
{
    constexpr qsizetype few = 256;
    constexpr qsizetype share = 8;
    const QList<measure::Chunk>& chunks = call.trace.chunks;
    // Once the answer has begun, and as long as nothing but thoughts comes, how it divides stands.
    for (; known.lookedAt < chunks.size(); ++known.lookedAt) {
        const measure::Chunk& chunk = chunks.at(known.lookedAt);
        known.hasContent |= chunk.kind == ChunkKind::Content && !chunk.text.isEmpty();
        known.wantsDivision |=
            !known.isSettled && (!known.anatomy.ttftNs || chunk.kind != ChunkKind::Thinking);
    }
    const bool isWorthIt = chunks.size() <= few || (chunks.size() - known.dividedAt) * share >= chunks.size();
    if (known.wantsDivision && isWorthIt) {
        known.anatomy = call.anatomy();
        known.dividedAt = chunks.size();
        known.wantsDivision = false;
        known.isSettled = known.hasContent && known.anatomy.writing.ns;
    } else if (!chunks.isEmpty()) {
        moveEnd(known.anatomy, chunks.last().arrivalNs);
    }
}

charts::RateLine LiveCalls::rateLineOf(const experiment::Experiment& experiment, const experiment::Call& call)
{
    Known& known = m_calls[call.ordinal];
    if (known.isLineFinal)
        return known.line;
    // Many lines share the picture, which draws each of them coarsely.
    constexpr int crowd = 8;
    if (known.metered == 0 && experiment.spec.agents > crowd)
        known.meter = charts::RateMeter({}, MostPoints / crowd);
    meter(known, call);
    known.line = emptyRateLine(experiment, call);
    known.line.points = known.meter.points();
    known.isLineFinal = call.finished;
    if (!call.finished)
        return known.line;
    // Chunks counted as tokens until the server said how many there were.
    if (known.withTokens == 0) {
        const double tokens = tokensPerChunk(call);
        for (QPointF& point : known.line.points)
            point.ry() *= tokens;
    } else if (known.withTokens < known.metered) {
        known.line = rateLine(experiment, call);
    }
    known.meter = charts::RateMeter {};
    return known.line;
}

void LiveCalls::meter(Known& known, const experiment::Call& call)
{
    const QList<measure::Chunk>& chunks = call.trace.chunks;
    for (; known.metered < chunks.size(); ++known.metered) {
        const measure::Chunk& chunk = chunks.at(known.metered);
        known.withTokens += chunk.tokens ? 1 : 0;
        known.meter.add({chunk.arrivalNs, double(chunk.tokens.value_or(1))});
    }
}

} // namespace benchglass::figures
