#include "models/filesmodel.h"

#include "base/format.h"

#include <QDateTime>

namespace benchglass::models {

namespace {

using Document = corpus::Document;

QString typeText(const Document& document)
{
    switch (document.type) {
    case corpus::DocumentType::Csv: return QStringLiteral("CSV");
    case corpus::DocumentType::Json: return QStringLiteral("JSON");
    case corpus::DocumentType::Markdown: return QStringLiteral("Markdown");
    }
    return {};
}

} // namespace

FilesModel::FilesModel(QObject* parent)
    : RowsModel(parent)
{
    setColumns({
        {tr("file"),
            [](const Document& d) {
                return d.path;
            }},
        {tr("type"), typeText},
        {tr("rows"), [](const Document& d) { return base::countText(d.rows); },
            [](const Document& d) { return QVariant(d.rows); }, true,
            tr("CSV records, JSON elements or rows of Markdown tables")},
        {tr("values"), [](const Document& d) { return base::countText(d.values); },
            [](const Document& d) { return QVariant(d.values); }, true, tr("Numbers found in the file")},
        {tr("bytes"), [](const Document& d) { return base::countText(d.bytes); },
            [](const Document& d) { return QVariant(d.bytes); }, true, tr("Size of the file")},
        {tr("modified"),
            [](const Document& d) {
                return d.modified.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
            },
            [](const Document& d) {
                return QVariant(d.modified);
            }},
        {tr("problems"),
            [](const Document& d) { return d.problems == 0 ? QString() : base::countText(d.problems); },
            [](const Document& d) { return QVariant(d.problems); }, true},
    });
}

} // namespace benchglass::models
