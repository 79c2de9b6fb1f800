#include "base/clock.h"

#include <QFile>

#include <chrono>
#include <ctime>

namespace benchglass::base {

namespace {

#ifdef Q_OS_LINUX
qint64 readNs(clockid_t id)
{
    timespec now {};
    clock_gettime(id, &now);
    return qint64 {now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}
#endif

} // namespace

qint64 monotonicNs()
{
#ifdef Q_OS_LINUX
    return readNs(CLOCK_MONOTONIC);
#else
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
#endif
}

qint64 realtimeNs()
{
#ifdef Q_OS_LINUX
    return readNs(CLOCK_REALTIME);
#else
    return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
#endif
}

qint64 boottimeNs()
{
#ifdef Q_OS_LINUX
    return readNs(CLOCK_BOOTTIME);
#else
    return monotonicNs();
#endif
}

QString bootId()
{
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLatin1(file.readAll()).trimmed();
}

} // namespace benchglass::base
