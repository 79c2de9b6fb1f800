#pragma once

#include "measure/trace.h"

namespace benchglass::measure {

/// A shorter silence is never remarkable.
inline constexpr qint64 leastRemarkableSilenceNs = 2'000'000'000;

/// From which silence on, in nanoseconds, a stream that has begun is clearly slower than it was: ten times
/// the median gap between its texts so far, and at least leastRemarkableSilenceNs. Before three gaps are
/// known, 10 s. Pure.
qint64 remarkableSilenceNs(const QList<Chunk>& chunks);

} // namespace benchglass::measure
