#include "experiment/experiment.h"

#include <QFile>
#include <QStringBuilder>
#include <QSysInfo>
#include <QThread>

#if defined(Q_OS_UNIX)
#include <unistd.h>
#elif defined(Q_OS_WIN)
#include <windows.h>
#endif

namespace benchglass::experiment {

namespace {

/// The processor's own name where the system tells it, else its architecture.
QString processorName()
{
    QFile file(QStringLiteral("/proc/cpuinfo"));
    if (file.open(QIODevice::ReadOnly)) {
        constexpr qint64 enough = 64 * 1024;
        const QList<QByteArray> lines = file.read(enough).split('\n');
        for (const QByteArray& line : lines) {
            if (line.startsWith("model name"))
                return QString::fromUtf8(line.mid(line.indexOf(':') + 1)).simplified();
        }
    }
    return QSysInfo::currentCpuArchitecture();
}

/// 0 where the system does not tell.
qint64 memorySize()
{
#if defined(Q_OS_UNIX)
    const qint64 pages = sysconf(_SC_PHYS_PAGES);
    const qint64 pageBytes = sysconf(_SC_PAGESIZE);
    return pages > 0 && pageBytes > 0 ? pages * pageBytes : 0;
#elif defined(Q_OS_WIN)
    MEMORYSTATUSEX status {};
    status.dwLength = sizeof(status);
    return GlobalMemoryStatusEx(&status) ? static_cast<qint64>(status.ullTotalPhys) : 0;
#else
    return 0;
#endif
}

} // namespace

Environment thisEnvironment()
{
    Environment environment;
    environment.programVersion = QStringLiteral(BENCHGLASS_VERSION);
    environment.qtVersion = QString::fromLatin1(qVersion());
    environment.os = QSysInfo::prettyProductName();
    environment.kernel = QSysInfo::kernelType() % u' ' % QSysInfo::kernelVersion();
    environment.cpu = processorName();
    environment.architecture = QSysInfo::currentCpuArchitecture();
    environment.cores = QThread::idealThreadCount();
    environment.memoryBytes = memorySize();
    return environment;
}

} // namespace benchglass::experiment
