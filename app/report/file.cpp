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

/// A device or pipe cannot be replaced by a renamed file: it is written as it stands.
base::Result<void> writeDirectly(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return writeFailure(path, file.errorString());
    if (file.write(content) != content.size() || !file.flush())
        return writeFailure(path, file.errorString());
    return {};
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
    if (file.write(content) != content.size() || !file.commit())
        return writeFailure(path, file.errorString());
    return {};
}

} // namespace benchglass::report
