#include "store/owner.h"

#include "base/clock.h"

#include <QCoreApplication>
#include <QFile>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <csignal>
#endif

namespace benchglass::store {

namespace {

qint64 startTicksOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = file.readAll();
    // The second field is the program's name in parentheses and may hold anything; start time is the 22nd.
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype startField = 22 - 3;
    return fields.size() > startField ? fields.at(startField).toLongLong() : 0;
}

bool exists(qint64 pid)
{
#ifdef Q_OS_UNIX
    return kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM;
#else
    return pid == QCoreApplication::applicationPid();
#endif
}

} // namespace

Owner thisProcess()
{
    const qint64 pid = QCoreApplication::applicationPid();
    return {pid, startTicksOf(pid), base::bootId()};
}

bool isAlive(const Owner& owner)
{
    return owner.pid > 0 && owner.bootId == base::bootId() && exists(owner.pid)
        && startTicksOf(owner.pid) == owner.startTicks;
}

} // namespace benchglass::store
