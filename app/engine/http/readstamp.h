#pragma once

#include "measure/trace.h"

#include <QtGlobal>

namespace benchglass::engine {

/// The largest piece that is read from a socket at once, and looked at for its stamp.
constexpr long readBytes = 512 * 1024;

/// When the bytes of one read arrived.
struct ReadStamp
{
    qint64 monotonicNs = 0;
    measure::StampSource source = measure::StampSource::User;
    qint64 delayNs = 0; ///< Kernel stamp to now; 0 with a user stamp.
};

/// Asks the kernel to stamp what arrives at @p socket. Without effect where it cannot.
void enableStamps(int socket);

/// The kernel's stamp of the last segment that waits at @p socket, without taking any byte, as
/// monotonic time; the present where there is none. Segments that wait together are coalesced by the
/// kernel, so the stamp is an upper bound for all but the last.
ReadStamp peekStamp(int socket);

/// The present.
ReadStamp userStamp();

/// A socket that keeps the kernel's stamping switched on from the start: switching it on takes the
/// kernel a moment, in which a first answer would go unstamped.
class StampKeeper
{
public:
    StampKeeper();
    ~StampKeeper();
    Q_DISABLE_COPY_MOVE(StampKeeper)

private:
    int m_socket = -1;
};

} // namespace benchglass::engine
