#include "workbench/exporter.h"

#include "exchange/a3.h"
#include "experiment/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

namespace benchglass::workbench {

namespace {

/// The program's own name for a file of one format.
QString fileName(report::Format format)
{
    switch (format) {
    case report::Format::Markdown: return QStringLiteral("report.md");
    case report::Format::Pdf: return QStringLiteral("report.pdf");
    case report::Format::Csv: return QStringLiteral("calls.csv");
    case report::Format::Json: return QStringLiteral("run.json");
    case report::Format::A3: return QStringLiteral("metrics.json");
    }
    return {};
}

class Exporter
{
public:
    explicit Exporter(const ExportRequest& request)
        : m_request(request)
        , m_excerpt(request.experiment->excerpt(request.selection.arm, request.selection.run))
        , m_report(report::reportOf(*request.experiment, request.figures, request.selection))
    {
    }

    base::Result<QStringList> run()
    {
        const QString folder =
            m_request.file.isEmpty() ? m_request.folder : QFileInfo(m_request.file).absolutePath();
        if (!QDir().mkpath(folder)) {
            return base::failure(base::ErrorCode::WriteFailed,
                QCoreApplication::translate("Exporter", "The folder “%1” cannot be made.").arg(folder),
                folder, base::Remedy::ChooseOtherPlace);
        }
        for (const auto format : m_request.formats) {
            const QString path =
                m_request.file.isEmpty() ? QDir(folder).filePath(fileName(format)) : m_request.file;
            if (const auto written = write(format, QFileInfo(path).absoluteFilePath()); !written)
                return tl::unexpected(withFilesWritten(written.error(), QDir(folder)));
        }
        return m_written;
    }

private:
    /// What is there is no whole export: the error says so.
    base::Error withFilesWritten(base::Error error, const QDir& folder) const
    {
        if (m_written.isEmpty())
            return error;
        QStringList names;
        for (const QString& path : m_written.first(qMin<qsizetype>(m_written.size(), 6)))
            names += folder.relativeFilePath(path);
        if (m_written.size() > names.size())
            names += QStringLiteral("\u2026");
        error.message += u' '
            + QCoreApplication::translate("Exporter", "Written before that: %1.")
                  .arg(names.join(QStringLiteral(", ")));
        return error;
    }

    base::Result<void> write(report::Format format, const QString& path)
    {
        switch (format) {
        case report::Format::Markdown: return writeMarkdown(path);
        case report::Format::Pdf: return noted(path, report::writePdf(m_report, path));
        case report::Format::Csv: return writeCsv(path);
        case report::Format::Json:
            return save(path, QJsonDocument(experiment::toJson(experiment())).toJson());
        case report::Format::A3: return save(path, QJsonDocument(exchange::toA3(experiment())).toJson());
        }
        return {};
    }

    base::Result<void> writeMarkdown(const QString& path)
    {
        const QFileInfo file(path);
        const QString figures = file.completeBaseName() + u"-figures"_qs;
        if (!m_report.figures.isEmpty() && !file.dir().mkpath(figures)) {
            return base::failure(base::ErrorCode::WriteFailed,
                QCoreApplication::translate("Exporter", "The folder “%1” cannot be made.")
                    .arg(file.dir().filePath(figures)),
                path, base::Remedy::ChooseOtherPlace);
        }
        for (const auto& figure : std::as_const(m_report.figures)) {
            const QString figurePath = file.dir().filePath(figures + u'/' + figure.id + u".svg"_qs);
            if (const auto written = save(figurePath, report::svgOf(figure)); !written)
                return written;
        }
        return save(path, report::toMarkdown(m_report, figures).toUtf8());
    }

    base::Result<void> writeCsv(const QString& path)
    {
        const QFileInfo file(path);
        const QString chunks = m_request.file.isEmpty()
            ? file.dir().filePath(QStringLiteral("chunks.csv"))
            : file.dir().filePath(file.completeBaseName() + u"-chunks.csv"_qs);
        if (const auto written = save(path, report::callsCsv(experiment())); !written)
            return written;
        return save(chunks, report::chunksCsv(experiment()));
    }

    base::Result<void> save(const QString& path, const QByteArray& content)
    {
        return noted(path, report::writeFile(path, content));
    }

    base::Result<void> noted(const QString& path, const base::Result<void>& written)
    {
        if (written)
            m_written.append(path);
        return written;
    }

    const experiment::Experiment& experiment() const { return m_excerpt; }

    const ExportRequest& m_request;
    experiment::Experiment m_excerpt;
    report::Report m_report;
    QStringList m_written;
};

} // namespace

base::Result<QStringList> exportFiles(const ExportRequest& request)
{
    if (!request.file.isEmpty() && request.formats.size() != 1) {
        return base::failure(base::ErrorCode::Usage,
            QCoreApplication::translate("Exporter", "One file holds one format; name a folder for several."));
    }
    return Exporter(request).run();
}

} // namespace benchglass::workbench
