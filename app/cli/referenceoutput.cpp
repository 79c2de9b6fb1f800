#include "cli/referenceoutput.h"

#include "base/format.h"
#include "cli/output.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

namespace benchglass::cli {

namespace {

class ReferenceOutput
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::cli::ReferenceOutput)
};

constexpr qsizetype shownLength = 60;

QJsonValue positionOrNull(qint64 position)
{
    return position > 0 ? QJsonValue(position) : QJsonValue();
}

QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString valueText(const QJsonValue& value)
{
    if (value.isDouble())
        return base::exactText(value.toDouble());
    return value.isString() ? u'"' + value.toString().left(shownLength) + u'"' : QStringLiteral("null");
}

} // namespace

QJsonObject toJson(const corpus::ReferenceHarvest& harvest)
{
    QJsonObject sources;
    for (auto entry = harvest.entries.begin(); entry != harvest.entries.end(); ++entry) {
        sources.insert(entry.key(),
            QJsonObject {{QStringLiteral("path"), entry->path},
                {QStringLiteral("line"), positionOrNull(entry->place.line)},
                {QStringLiteral("column"), positionOrNull(entry->place.column)},
                {QStringLiteral("pointer"), textOrNull(entry->place.pointer)}});
    }
    QJsonArray leftOut;
    for (const corpus::Problem& problem : harvest.leftOut) {
        leftOut.append(QJsonObject {{QStringLiteral("path"), problem.path},
            {QStringLiteral("line"), positionOrNull(problem.line)},
            {QStringLiteral("column"), positionOrNull(problem.column)},
            {QStringLiteral("reason"), problem.reason}});
    }
    return {{QStringLiteral("metrics"), harvest.metrics()}, {QStringLiteral("sources"), sources},
        {QStringLiteral("leftOut"), leftOut}};
}

QString referenceText(const QString& folder, const corpus::ReferenceHarvest& harvest)
{
    QString text = ReferenceOutput::tr(
        "%1, as the reference reads it: %2 files (%3 CSV, %4 JSON, %5 Markdown), %6 bytes, %7 headings, "
        "%8 keys. Of all values under one key only the first is kept.\n\n")
                       .arg(QDir(folder).absolutePath(), base::countText(harvest.files()),
                           base::countText(harvest.csvFiles), base::countText(harvest.jsonDocuments),
                           base::countText(harvest.markdownFiles), base::countText(harvest.bytes),
                           base::countText(harvest.headings), base::countText(harvest.metrics().size()));
    QList<QStringList> rows;
    for (auto entry = harvest.entries.begin(); entry != harvest.entries.end(); ++entry) {
        rows.append({entry.key().left(shownLength), valueText(entry->value),
            entry->path + u' ' + entry->place.text().left(shownLength)});
    }
    text += tableText({QStringLiteral("key"), QStringLiteral("value"), QStringLiteral("source")}, rows,
        {false, true, false});
    if (!harvest.leftOut.isEmpty())
        text += u'\n' + ReferenceOutput::tr("%n file(s) left out\n", nullptr, int(harvest.leftOut.size()));
    for (const corpus::Problem& problem : harvest.leftOut) {
        const QString line = problem.line > 0 ? u':' + QString::number(problem.line) : QString();
        text += u"  "_qs + harmlessLine(problem.path + line + u' ' + problem.reason) + u'\n';
    }
    return text;
}

} // namespace benchglass::cli
