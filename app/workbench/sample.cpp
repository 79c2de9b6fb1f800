#include "workbench/sample.h"

#include "report/report.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>

namespace benchglass::workbench {

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

base::Result<QString> unpackSample(const QString& folder)
{
    const QString root = QStringLiteral(":/sample");
    QDirIterator files(root, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString source = files.next();
        const QString target = folder + source.mid(root.size());
        const QByteArray content = contentOf(source);
        if (QFile::exists(target) && contentOf(target) == content)
            continue;
        if (!QDir().mkpath(QFileInfo(target).path())) {
            return base::failure(base::ErrorCode::WriteFailed,
                QCoreApplication::translate("Sample", "The sample cannot be unpacked to “%1”.").arg(folder),
                target, base::Remedy::ChooseFolder);
        }
        if (const auto written = report::writeFile(target, content); !written)
            return tl::unexpected(written.error());
    }
    return folder;
}

} // namespace benchglass::workbench
