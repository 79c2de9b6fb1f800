#include "corpus/openfile.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace benchglass::corpus {

QDateTime FileStamp::modified() const
{
    return QDateTime::fromMSecsSinceEpoch(modifiedNs / 1'000'000, Qt::UTC);
}

#ifdef Q_OS_UNIX

namespace {

FileStamp stampFrom(const struct stat& status)
{
    return {status.st_size, qint64(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec,
        status.st_ino, status.st_dev};
}

} // namespace

std::optional<FileStamp> stampOf(const std::filesystem::path& path)
{
    struct stat status
    {
    };
    return ::stat(path.c_str(), &status) == 0 ? std::optional(stampFrom(status)) : std::nullopt;
}

OpenFile::OpenFile(const std::filesystem::path& path)
    : m_fd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC))
{
    struct stat status
    {
    };
    if (m_fd < 0)
        m_error = QString::fromLocal8Bit(std::strerror(errno));
    else if (::fstat(m_fd, &status) != 0 || !S_ISREG(status.st_mode))
        m_error = QCoreApplication::translate("corpus", "It is no longer a regular file.");
}

OpenFile::~OpenFile()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

FileStamp OpenFile::stamp() const
{
    struct stat status
    {
    };
    if (m_fd < 0 || ::fstat(m_fd, &status) != 0)
        return {};
    return stampFrom(status);
}

qint64 OpenFile::readAt(char* to, qint64 bytes, qint64 offset)
{
    qint64 done = 0;
    while (done < bytes) {
        const ssize_t got = ::pread(m_fd, to + done, size_t(bytes - done), offset + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            m_errno = errno;
            return -1;
        }
        if (got == 0)
            break;
        done += got;
    }
    return done;
}

QString OpenFile::lastError() const
{
    return QString::fromLocal8Bit(std::strerror(m_errno));
}

#else

std::optional<FileStamp> stampOf(const std::filesystem::path& path)
{
    const QFileInfo info(QString::fromStdWString(path.wstring()));
    if (!info.exists())
        return {};
    return FileStamp {info.size(), info.lastModified().toMSecsSinceEpoch() * 1'000'000, 0, 0};
}

OpenFile::OpenFile(const std::filesystem::path& path)
    : m_file(QString::fromStdWString(path.wstring()))
{
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        m_error = m_file.errorString();
}

OpenFile::~OpenFile() = default;

FileStamp OpenFile::stamp() const
{
    const QFileInfo info(m_file);
    return {m_file.size(), info.lastModified().toMSecsSinceEpoch() * 1'000'000, 0, 0};
}

qint64 OpenFile::readAt(char* to, qint64 bytes, qint64 offset)
{
    if (!m_file.seek(offset))
        return -1;
    qint64 done = 0;
    while (done < bytes) {
        const qint64 got = m_file.read(to + done, bytes - done);
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += got;
    }
    return done;
}

QString OpenFile::lastError() const
{
    return m_file.errorString();
}

#endif

} // namespace benchglass::corpus
