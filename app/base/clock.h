#pragma once

#include <QString>
#include <QtGlobal>

namespace benchglass::base {

/// CLOCK_MONOTONIC in nanoseconds. Stops while the machine sleeps. Any thread.
qint64 monotonicNs();

/// CLOCK_REALTIME in nanoseconds since 1970, UTC. May step. Any thread.
qint64 realtimeNs();

/// CLOCK_BOOTTIME in nanoseconds: like monotonicNs(), but it counts time asleep too. Any thread.
qint64 boottimeNs();

/// The kernel's id of this boot. Monotonic stamps are comparable only under the same id.
/// Empty where the platform has none.
QString bootId();

} // namespace benchglass::base
