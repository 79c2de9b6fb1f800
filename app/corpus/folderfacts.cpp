#include "corpus/folderfacts.h"

#include "base/format.h"
#include "corpus/facts.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

namespace benchglass::corpus {

namespace {

class FolderFacts
{
public:
    FolderFacts(const Catalog& catalog)
        : m_catalog(catalog)
        , m_source(QStringLiteral("%1 files").arg(catalog.documents().size()))
    {
    }

    void addCounts(const QMap<QString, int>& otherFiles);
    void addSizes();
    void addDates(const DateSpan& contents);
    void addRepeated();

    QList<Fact> facts;

private:
    void add(const char* kind, double value, const QString& unit, const QString& text, double weight);
    void addSpan(const QString& what, const DateSpan& span, double weight);

    const Catalog& m_catalog;
    QString m_source;
};

void FolderFacts::add(const char* kind, double value, const QString& unit, const QString& text, double weight)
{
    Fact fact;
    fact.kind = QString::fromLatin1(kind);
    fact.value = value;
    fact.unit = unit;
    fact.text = text;
    fact.source = m_source;
    fact.weight = weight;
    facts.append(fact);
}

void FolderFacts::addCounts(const QMap<QString, int>& otherFiles)
{
    const auto n = [](qint64 value, const char* one, const char* many) -> QString {
        return base::countText(value) + u' ' + QString::fromLatin1(value == 1 ? one : many);
    };
    const qint64 files = m_catalog.documents().size();
    add("count", double(files), {},
        QStringLiteral("The folder holds %1 that can be read.").arg(n(files, "file", "files")), 10);
    const std::pair<DocumentType, QString> types[] = {{DocumentType::Csv, QStringLiteral("CSV")},
        {DocumentType::Json, QStringLiteral("JSON")}, {DocumentType::Markdown, QStringLiteral("Markdown")}};
    for (const auto& [type, name] : types) {
        if (const int count = m_catalog.documentCount(type); count > 0)
            add("count", count, {},
                QStringLiteral("%1 of the files %2 %3.")
                    .arg(base::countText(count), count == 1 ? QStringLiteral("is") : QStringLiteral("are"),
                        name),
                9.5);
    }
    qint64 rows = 0;
    qint64 headings = 0;
    for (const Document& document : m_catalog.documents()) {
        rows += document.rows;
        headings += document.headings;
    }
    add("count", double(rows), {},
        QStringLiteral("The files hold %1 (CSV rows, JSON records, Markdown table rows).")
            .arg(n(rows, "record", "records")),
        8.5);
    add("count", double(m_catalog.valueCount()), {},
        QStringLiteral("The files hold %1.")
            .arg(n(m_catalog.valueCount(), "numeric value", "numeric values")),
        9);
    const qint64 series = m_catalog.series().size();
    add("count", double(series), {},
        QStringLiteral("The numeric values form %1.").arg(n(series, "series", "series")), 8);
    if (headings > 0)
        add("count", double(headings), {},
            QStringLiteral("The Markdown files have %1.").arg(n(headings, "heading", "headings")), 4);
    const qint64 problems = m_catalog.problems().size();
    add("count", double(problems), {},
        QStringLiteral("Reading the files raised %1.")
            .arg(n(problems, "problem or doubt", "problems or doubts")),
        problems > 0 ? 6 : 2);
    int others = 0;
    for (const int count : otherFiles)
        others += count;
    if (others > 0)
        add("count", others, {},
            QStringLiteral("%1 of other types were not read.").arg(n(others, "file", "files")), 3);
}

void FolderFacts::addSizes()
{
    qint64 bytes = 0;
    const Document* biggest = &m_catalog.documents().first();
    for (const Document& document : m_catalog.documents()) {
        bytes += document.bytes;
        if (document.bytes > biggest->bytes)
            biggest = &document;
    }
    const QString unit = QStringLiteral("bytes");
    add("size", double(bytes), unit,
        QStringLiteral("The files have %1 bytes in all.").arg(base::countText(bytes)), 7);
    add("size", double(biggest->bytes), unit,
        QStringLiteral("The biggest file is %1 with %2 bytes.")
            .arg(quotedName(biggest->path), base::countText(biggest->bytes)),
        3);
    facts.last().source = biggest->path;
}

void FolderFacts::addSpan(const QString& what, const DateSpan& span, double weight)
{
    if (span.isEmpty())
        return;
    const auto day = [](qint64 ms) {
        return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).date().toString(Qt::ISODate);
    };
    const QString unit = QStringLiteral("s since 1970 UTC");
    add("date", double(span.firstMs) / 1000, unit,
        QStringLiteral("The earliest %1 is %2 (UTC).").arg(what, day(span.firstMs)), weight);
    add("date", double(span.lastMs) / 1000, unit,
        QStringLiteral("The latest %1 is %2 (UTC).").arg(what, day(span.lastMs)), weight);
}

/// Dates and Unix time stamps in a path.
void addNamedDates(const QString& path, DateSpan& span)
{
    static const QRegularExpression day(
        QStringLiteral("(?<!\\d)(20\\d\\d)[-_.]?([01]\\d)[-_.]?([0-3]\\d)(?!\\d)"));
    static const QRegularExpression stamp(QStringLiteral("(?<!\\d)(1[3-9]\\d{8})(?!\\d)"));
    for (auto at = day.globalMatch(path); at.hasNext();) {
        const auto match = at.next();
        const QDate date(
            match.capturedView(1).toInt(), match.capturedView(2).toInt(), match.capturedView(3).toInt());
        if (date.isValid())
            span.add(date.startOfDay(Qt::UTC).toMSecsSinceEpoch());
    }
    for (auto at = stamp.globalMatch(path); at.hasNext();)
        span.add(at.next().capturedView(1).toLongLong() * 1000);
}

void FolderFacts::addDates(const DateSpan& contents)
{
    DateSpan names;
    DateSpan modified;
    for (const Document& document : m_catalog.documents()) {
        addNamedDates(document.path, names);
        modified.add(document.modified.toMSecsSinceEpoch());
    }
    addSpan(QStringLiteral("date in the contents of the files"), contents, 7.5);
    addSpan(QStringLiteral("date in the names of the files"), names, 6);
    // A copy or a checkout sets these: they say little about the measurements.
    addSpan(QStringLiteral("modification date of a file"), modified,
        contents.isEmpty() && names.isEmpty() ? 5 : 1);
}

/// `“a”, “b” and 3 more`
QString namesText(const QList<const Document*>& documents)
{
    constexpr qsizetype most = 3;
    QStringList names;
    for (const Document* const document : documents.mid(0, most))
        names.append(quotedName(document->path));
    if (const qint64 rest = documents.size() - most; rest > 0)
        names.append(base::countText(rest) + u" more"_qs);
    const QString last = names.takeLast();
    return names.isEmpty() ? last : QString(names.join(u", "_qs) + u" and "_qs + last);
}

void FolderFacts::addRepeated()
{
    constexpr qsizetype told = 10;
    QHash<QByteArray, qsizetype> numbers;
    QList<QList<const Document*>> groups; // By their first file.
    for (const Document& document : m_catalog.documents()) {
        const auto known = numbers.constFind(document.sha256);
        if (known == numbers.cend()) {
            numbers.insert(document.sha256, groups.size());
            groups.append(QList<const Document*>());
        }
        groups[numbers.value(document.sha256)].append(&document);
    }
    groups.removeIf([](const QList<const Document*>& group) { return group.size() < 2; });
    // What is repeated most counts most.
    std::ranges::stable_sort(groups, std::ranges::greater {}, [](const QList<const Document*>& group) {
        return (group.size() - 1) * std::max<qint64>(group.first()->bytes, 1);
    });
    for (const QList<const Document*>& group : std::as_const(groups).mid(0, told)) {
        const Document& first = *group.first();
        const auto n = qint64(group.size());
        add("count", double(n), QStringLiteral("files"),
            first.bytes == 0
                ? QStringLiteral("%1 files are empty: %2.").arg(base::countText(n), namesText(group))
                : QStringLiteral("%1 files hold the same %2 bytes: %3.")
                      .arg(base::countText(n), base::countText(first.bytes), namesText(group)),
            3.5);
        facts.last().source = first.path;
    }
    qint64 files = 0;
    for (const QList<const Document*>& group : std::as_const(groups).mid(told))
        files += group.size();
    if (files > 0)
        add("count", double(files), QStringLiteral("files"),
            QStringLiteral("%1 more files have another one with the same bytes, in %2 %3.")
                .arg(base::countText(files), base::countText(groups.size() - told),
                    groups.size() - told == 1 ? QStringLiteral("group") : QStringLiteral("groups")),
            3);
}

} // namespace

QList<Fact> folderFacts(const Catalog& catalog, const DateSpan& dates, const QMap<QString, int>& otherFiles)
{
    FolderFacts all(catalog);
    all.addCounts(otherFiles);
    all.addSizes();
    all.addDates(dates);
    all.addRepeated();
    return all.facts;
}

} // namespace benchglass::corpus
