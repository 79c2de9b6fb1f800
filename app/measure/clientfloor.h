#pragma once

#include "measure/trace.h"

#include <QtGlobal>

#include <optional>

namespace benchglass::measure {

/// What the program itself added to a measurement, found with a server of its own on the loopback that
/// writes the time into each chunk just before sending it.
struct ClientFloor
{
    qint64 p50Ns = 0; ///< Sent to stamp.
    qint64 p99Ns = 0;
    qint64 maxNs = 0;
    StampSource source = StampSource::User; ///< Of most of the stamps.
    int streams = 0;
    int chunks = 0;                       ///< Over all streams.
    std::optional<qint64> eventLoopP99Ns; ///< Posted to handled, in the thread that asked.

    friend bool operator==(const ClientFloor&, const ClientFloor&) = default;
};

} // namespace benchglass::measure
