#include "report/report.h"
#include "report/words.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QStringBuilder>

namespace benchglass::report {

namespace {

tl::unexpected<base::Error> writeFailure(const QString& path, const QString& systemWords)
{
    return base::failure(base::ErrorCode::WriteFailed,
        Words::tr("%1 could not be written: %2.").arg(path, systemWords), path % u": " % systemWords,
        base::Remedy::ChooseOtherPlace);
}

/// Writes all of @p content. A full disk takes a part first: only the write after it fails, and only what
/// @p file says right then is the system's word; closing forgets it.
base::Result<void> writeAll(QFileDevice& file, const QString& path, const QByteArray& content)
{
    for (qint64 done = 0; done < content.size();) {
        const qint64 more = file.write(content.constData() + done, content.size() - done);
        if (more <= 0)
            return writeFailure(path, file.errorString());
        done += more;
    }
    // The same here: the first failure may be a part that was taken, the second says why no more is.
    if (!file.flush() && !file.flush())
        return writeFailure(path, file.errorString());
    return {};
}

/// A device or pipe cannot be replaced by a renamed file: it is written as it stands.
base::Result<void> writeDirectly(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return writeFailure(path, file.errorString());
    return writeAll(file, path, content);
}

} // namespace

base::Result<void> writeFile(const QString& path, const QByteArray& content)
{
    const QFileInfo target(path);
    if (target.exists() && !target.isFile() && !target.isDir())
        return writeDirectly(path, content);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return writeFailure(path, file.errorString());
    if (const auto written = writeAll(file, path, content); !written)
        return written;
    if (!file.commit())
        return writeFailure(path, file.errorString());
    return {};
}

} // namespace benchglass::report
