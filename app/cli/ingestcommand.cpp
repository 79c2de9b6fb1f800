#include "cli/ingestcommand.h"

#include "base/format.h"
#include "cli/output.h"
#include "cli/referenceoutput.h"
#include "corpus/ingest.h"

#include <QJsonValue>

namespace benchglass::cli {

namespace {

constexpr qsizetype seriesShown = 30;
constexpr qsizetype problemsShown = 20;

QJsonValue orNull(const std::optional<double>& value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QString problemText(const corpus::Problem& problem)
{
    QString place = problem.path;
    if (problem.line > 0)
        place += u':' + QString::number(problem.line);
    if (problem.column > 0)
        place += u':' + QString::number(problem.column);
    return place + u' ' + problem.reason;
}

QJsonObject toJson(const corpus::Problem& problem)
{
    QJsonObject json {
        {QStringLiteral("reason"), problem.reason}, {QStringLiteral("skipped"), problem.skipped}};
    json.insert(QStringLiteral("line"), problem.line > 0 ? QJsonValue(problem.line) : QJsonValue());
    json.insert(QStringLiteral("column"), problem.column > 0 ? QJsonValue(problem.column) : QJsonValue());
    return json;
}

QJsonArray filesJson(const corpus::Catalog& catalog)
{
    QHash<QString, QJsonArray> problems;
    for (const auto& problem : catalog.problems())
        problems[problem.path].append(toJson(problem));
    QJsonArray files;
    for (const auto& document : catalog.documents()) {
        files.append(QJsonObject {{QStringLiteral("path"), document.path},
            {QStringLiteral("type"), corpus::documentTypeName(document.type)},
            {QStringLiteral("bytes"), document.bytes},
            {QStringLiteral("modified"), document.modified.toString(Qt::ISODate)},
            {QStringLiteral("rows"), document.rows}, {QStringLiteral("values"), document.values},
            {QStringLiteral("sha256"), QString::fromLatin1(document.sha256.toHex())},
            {QStringLiteral("problems"), problems.take(document.path)}});
    }
    return files;
}

/// What was skipped whole has no document.
QJsonArray skippedJson(const corpus::Catalog& catalog)
{
    QJsonArray skipped;
    for (const auto& problem : catalog.problems()) {
        if (problem.skipped) {
            skipped.append(QJsonObject {
                {QStringLiteral("path"), problem.path}, {QStringLiteral("reason"), problem.reason}});
        }
    }
    return skipped;
}

QJsonArray seriesJson(const corpus::Catalog& catalog)
{
    QJsonArray list;
    for (const auto& series : catalog.series()) {
        list.append(QJsonObject {{QStringLiteral("key"), series.key}, {QStringLiteral("unit"), series.unit},
            {QStringLiteral("n"), series.observations.size()}, {QStringLiteral("min"), series.min},
            {QStringLiteral("median"), series.median}, {QStringLiteral("mean"), series.mean},
            {QStringLiteral("max"), series.max}, {QStringLiteral("sd"), orNull(series.sd)},
            {QStringLiteral("files"), series.files}});
    }
    return list;
}

QJsonArray factsJson(const corpus::Catalog& catalog)
{
    QJsonArray list;
    for (const auto& fact : catalog.facts()) {
        list.append(QJsonObject {{QStringLiteral("id"), fact.id}, {QStringLiteral("text"), fact.text},
            {QStringLiteral("value"), orNull(fact.value)}, {QStringLiteral("unit"), fact.unit},
            {QStringLiteral("source"), fact.source}});
    }
    return list;
}

QString textOf(const corpus::Catalog& catalog)
{
    using base::significantText;
    QString text =
        IngestCommand::tr("%1: %2 files (%3 CSV, %4 JSON, %5 Markdown), %6 values in %7 series\n\n")
            .arg(catalog.folder(), base::countText(catalog.documents().size()),
                base::countText(catalog.documentCount(corpus::DocumentType::Csv)),
                base::countText(catalog.documentCount(corpus::DocumentType::Json)),
                base::countText(catalog.documentCount(corpus::DocumentType::Markdown)),
                base::countText(catalog.valueCount()), base::countText(catalog.series().size()));
    QList<QStringList> rows;
    for (const auto& series : catalog.series().mid(0, seriesShown)) {
        rows.append({series.key.left(60), series.unit, QString::number(series.observations.size()),
            QString::number(series.files), significantText(series.min), significantText(series.median),
            significantText(series.max)});
    }
    text += tableText(
        {QStringLiteral("series"), QStringLiteral("unit"), QStringLiteral("n"), QStringLiteral("files"),
            QStringLiteral("min"), QStringLiteral("median"), QStringLiteral("max")},
        rows, {false, false, true, true, true, true, true});
    if (catalog.series().size() > seriesShown)
        text += IngestCommand::tr("... and %1 more series (--json lists all)\n")
                    .arg(catalog.series().size() - seriesShown);
    if (!catalog.problems().isEmpty())
        text += u'\n' + IngestCommand::tr("%1 problems\n").arg(catalog.problems().size());
    for (const auto& problem : catalog.problems().mid(0, problemsShown))
        text += u"  "_qs + harmlessLine(problemText(problem)) + u'\n';
    if (catalog.problems().size() > problemsShown)
        text += IngestCommand::tr("  ... and %1 more\n").arg(catalog.problems().size() - problemsShown);
    return text;
}

} // namespace

QJsonObject toJson(const corpus::Catalog& catalog)
{
    return {{QStringLiteral("folder"), catalog.folder()},
        {QStringLiteral("hash"), QString::fromLatin1(catalog.hash().toHex())},
        {QStringLiteral("files"), filesJson(catalog)}, {QStringLiteral("skipped"), skippedJson(catalog)},
        {QStringLiteral("observations"), catalog.valueCount()},
        {QStringLiteral("series"), seriesJson(catalog)}, {QStringLiteral("facts"), factsJson(catalog)}};
}

void IngestCommand::declare(QCommandLineParser& parser) const
{
    parser.addPositionalArgument(QStringLiteral("FOLDER"), tr("Folder with CSV, JSON and Markdown files."));
    parser.addOption({QStringLiteral("json"), tr("Print JSON.")});
    parser.addOption({QStringLiteral("sample"), tr("Read the sample corpus.")});
    parser.addOption({QStringLiteral("reference"),
        tr("Keep what the reference keeps, to compare with its reports: of the folders reports and csv_data "
           "the first value under each key.")});
}

base::Result<void> IngestCommand::start(const QCommandLineParser& parser, const FigureMaker&)
{
    const bool wantsSample = parser.isSet(QStringLiteral("sample"));
    if (parser.positionalArguments().size() != (wantsSample ? 0 : 1))
        return base::failure(base::ErrorCode::Usage, tr("ingest needs one folder."));
    QString folder = parser.positionalArguments().value(0);
    if (wantsSample) {
        const auto sample = workbench::Workbench::sampleFolder();
        if (!sample)
            return tl::unexpected(sample.error());
        folder = *sample;
    }
    if (parser.isSet(QStringLiteral("reference")))
        return printReference(folder, parser.isSet(QStringLiteral("json")));
    // The command line has no window to keep alive: it may read where it stands.
    const auto catalog = corpus::ingest(folder, {}, {},
        [](int done, int found) { printStatus(tr("reading %1 of %2 files").arg(done).arg(found)); });
    if (!catalog)
        return tl::unexpected(catalog.error());
    if (parser.isSet(QStringLiteral("json")))
        print(toJson(**catalog));
    else
        print(textOf(**catalog));
    Q_EMIT finished(Done);
    return {};
}

base::Result<void> IngestCommand::printReference(const QString& folder, bool asJson)
{
    const auto harvest = corpus::referenceHarvest(folder);
    if (!harvest)
        return tl::unexpected(harvest.error());
    if (asJson)
        print(toJson(*harvest));
    else
        print(referenceText(folder, *harvest));
    Q_EMIT finished(Done);
    return {};
}

} // namespace benchglass::cli
