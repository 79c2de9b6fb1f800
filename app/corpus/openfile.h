#pragma once

#include <QDateTime>
#include <QString>

#include <filesystem>
#include <optional>

#ifndef Q_OS_UNIX
#include <QFile>
#endif

namespace benchglass::corpus {

/// What tells a file from the same file after somebody wrote it.
struct FileStamp
{
    qint64 bytes = 0;
    qint64 modifiedNs = 0; ///< Since 1970 UTC.
    quint64 inode = 0;
    quint64 device = 0;

    QDateTime modified() const; ///< UTC.
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// The stamp of the file at @p path, which is followed if it is a link; nothing when there is none.
std::optional<FileStamp> stampOf(const std::filesystem::path& path);

/// A regular file, open for reading from any thread. Opening is not blocked by what it turned into
/// since it was listed.
class OpenFile
{
public:
    explicit OpenFile(const std::filesystem::path& path);
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    /// Why it could not be opened, translated; empty when it is open.
    QString error() const { return m_error; }

    /// As it is now.
    FileStamp stamp() const;

    /// Reads @p bytes at @p offset, fewer only at the end of the file. @return how many, -1 on failure
    qint64 readAt(char* to, qint64 bytes, qint64 offset);

    /// The system's words about the last failure.
    QString lastError() const;

private:
    QString m_error;
#ifdef Q_OS_UNIX
    int m_fd = -1;
    int m_errno = 0;
#else
    QFile m_file;
#endif
};

} // namespace benchglass::corpus
