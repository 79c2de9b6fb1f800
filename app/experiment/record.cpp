#include "corpus/catalog.h"
#include "experiment/experiment.h"

#include <QStringBuilder>

#include <algorithm>
#include <array>

namespace benchglass::experiment {

namespace {

constexpr qsizetype heaviestFacts = 2000;
constexpr qsizetype namesShown = 5;

FileRecord recordOf(const corpus::Document& document)
{
    return {document.path, corpus::documentTypeName(document.type), document.bytes, document.modified,
        QString::fromLatin1(document.sha256.toHex()), document.rows, document.problems, document.headings};
}

QString textOf(const corpus::Problem& problem)
{
    QString place = problem.path;
    if (problem.line > 0)
        place += u':' % QString::number(problem.line);
    if (problem.line > 0 && problem.column > 0)
        place += u':' % QString::number(problem.column);
    return place % u' ' % problem.reason;
}

/// Every count and the heaviest others, in the catalog's order.
QList<FactRecord> factsKept(const QList<corpus::Fact>& facts)
{
    QList<const corpus::Fact*> kept;
    QList<const corpus::Fact*> others;
    for (const corpus::Fact& fact : facts)
        (fact.kind == u"count" ? kept : others) += &fact;
    std::ranges::stable_sort(others, std::ranges::greater {}, &corpus::Fact::weight);
    kept += others.first(std::min(others.size(), heaviestFacts));
    std::ranges::sort(kept); // They point into one list: the order of addresses is the catalog's.
    QList<FactRecord> records;
    for (const corpus::Fact* fact : std::as_const(kept))
        records += FactRecord {fact->id, fact->text, fact->value, fact->unit, fact->source};
    return records;
}

} // namespace

CorpusRecord recordOf(const corpus::Catalog& catalog, qint64 ingestNs)
{
    CorpusRecord record;
    record.folder = catalog.folder();
    record.name = catalog.name();
    record.hash = QString::fromLatin1(catalog.hash().toHex());
    record.values = catalog.valueCount();
    record.ingestNs = ingestNs;
    for (const corpus::Document& document : catalog.documents())
        record.files += recordOf(document);
    for (const corpus::Problem& problem : catalog.problems())
        record.problems += textOf(problem);
    record.facts = factsKept(catalog.facts());
    return record;
}

QString dataSummaryText(const CorpusRecord& corpus)
{
    QString text = u"Total files analyzed: " % QString::number(corpus.files.size()) % u"\n\n";
    for (const QString& type : {QStringLiteral("csv"), QStringLiteral("json"), QStringLiteral("markdown")}) {
        QStringList paths;
        QDateTime latest;
        for (const FileRecord& file : corpus.files) {
            if (file.type != type)
                continue;
            paths += file.path;
            if (file.modified.isValid() && (!latest.isValid() || file.modified > latest))
                latest = file.modified;
        }
        if (paths.isEmpty())
            continue;
        text += type.toUpper() % u" Files (" % QString::number(paths.size()) % u")\n";
        for (const QString& path : paths.first(std::min(paths.size(), namesShown)))
            text += u"  - "_qs % path % u'\n';
        if (paths.size() > namesShown)
            text += u"  ... and "_qs % QString::number(paths.size() - namesShown) % u" more\n";
        if (latest.isValid())
            text += u"  Latest modified: "_qs % latest.toUTC().toString(u"yyyy-MM-dd HH:mm:ss") % u" UTC\n";
        text += u'\n';
    }
    return text;
}

} // namespace benchglass::experiment
