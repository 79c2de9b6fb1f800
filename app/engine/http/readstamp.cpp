#include "engine/http/readstamp.h"

#include "base/clock.h"

#ifdef Q_OS_LINUX
#include <array>
#include <cstring>
#include <optional>

#include <sys/socket.h>
#include <unistd.h>
#endif

namespace benchglass::engine {

ReadStamp userStamp()
{
    return {base::monotonicNs(), measure::StampSource::User, 0};
}

#ifdef Q_OS_LINUX

namespace {

/// The wall clock's lead over the monotonic one. Sampled at each read, because the wall clock may step.
qint64 wallClockLeadNs()
{
    const qint64 before = base::monotonicNs();
    const qint64 wall = base::realtimeNs();
    const qint64 after = base::monotonicNs();
    return wall - (before + (after - before) / 2);
}

std::optional<qint64> waitingWallNs(int socket)
{
    static thread_local std::array<char, readBytes> scratch;
    alignas(cmsghdr) std::array<char, 256> control {};
    iovec vector {scratch.data(), scratch.size()};
    msghdr message {};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    // MSG_TRUNC walks over all waiting segments without copying them.
    if (recvmsg(socket, &message, MSG_PEEK | MSG_TRUNC | MSG_DONTWAIT) <= 0)
        return std::nullopt;
    for (cmsghdr* header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_TIMESTAMPNS)
            continue;
        timespec stamp {};
        std::memcpy(&stamp, CMSG_DATA(header), sizeof stamp);
        return qint64 {stamp.tv_sec} * 1'000'000'000 + stamp.tv_nsec;
    }
    return std::nullopt;
}

} // namespace

void enableStamps(int socket)
{
    const int on = 1;
    setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
}

ReadStamp peekStamp(int socket)
{
    const auto wall = waitingWallNs(socket);
    const ReadStamp now = userStamp();
    if (!wall)
        return now;
    const qint64 arrived = *wall - wallClockLeadNs();
    // A wall clock that stepped between arrival and now cannot be told apart from delay unless it
    // stepped far; then our own stamp is the better one.
    constexpr qint64 believableNs = 60'000'000'000;
    const qint64 delay = now.monotonicNs - arrived;
    if (delay < -1'000'000 || delay > believableNs)
        return now;
    return {qMin(arrived, now.monotonicNs), measure::StampSource::Kernel, qMax<qint64>(delay, 0)};
}

StampKeeper::StampKeeper()
    : m_socket(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0))
{
    if (m_socket >= 0)
        enableStamps(m_socket);
}

StampKeeper::~StampKeeper()
{
    if (m_socket >= 0)
        close(m_socket);
}

#else

void enableStamps(int) { }

ReadStamp peekStamp(int)
{
    return userStamp();
}

StampKeeper::StampKeeper() = default;
StampKeeper::~StampKeeper() = default;

#endif

} // namespace benchglass::engine
