#include "corpus/catalog.h"

#include "corpus/catalogdata.h"

#include <algorithm>

namespace benchglass::corpus {

namespace {

/// Fills the open array indexes of a pointer template, innermost last.
QString pointerAt(const ColumnRef& ref, const Places& places, qint32 place)
{
    std::vector<qint32> indexes;
    for (; place >= 0; place = places.parentOf(place)) {
        const ElementRun& run = places.runOf(place);
        indexes.push_back(run.index + place - run.first);
    }
    // The outermost array of JSONL is the file: its index is the line.
    if (places.linesOfJson && !indexes.empty())
        indexes.pop_back();
    QByteArray pointer;
    for (const char c : ref.pointer) {
        if (c != hole || indexes.empty()) {
            pointer += c;
            continue;
        }
        pointer += QByteArray::number(indexes.back());
        indexes.pop_back();
    }
    return QString::fromUtf8(pointer);
}

qint64 recordLine(const Places& places, qint32 place)
{
    qint32 outermost = place;
    for (qint32 parent = place; parent >= 0; parent = places.parentOf(parent))
        outermost = parent;
    const ElementRun& run = places.runOf(outermost);
    return places.lineOf(run.index + outermost - run.first);
}

} // namespace

QString Locator::text() const
{
    if (!pointer.isEmpty())
        return line > 0 ? QString::number(line) + u' ' + pointer : pointer;
    if (line == 0)
        return {};
    return column > 0 ? QString::number(line) + u':' + QString::number(column) : QString::number(line);
}

QString documentTypeName(DocumentType type)
{
    switch (type) {
    case DocumentType::Csv: return QStringLiteral("csv");
    case DocumentType::Json: return QStringLiteral("json");
    case DocumentType::Markdown: return QStringLiteral("markdown");
    }
    Q_UNREACHABLE();
}

Catalog::Catalog()
    : d(std::make_unique<Data>())
{
}

Catalog::~Catalog() = default;
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;

QString Catalog::folder() const
{
    return d->folder;
}

QString Catalog::name() const
{
    return d->folder.section(u'/', -1, -1, QString::SectionSkipEmpty);
}

QByteArray Catalog::hash() const
{
    return d->hash;
}

const QList<Document>& Catalog::documents() const
{
    return d->documents;
}

const QList<Series>& Catalog::series() const
{
    return d->series;
}

const QList<Problem>& Catalog::problems() const
{
    return d->problems;
}

const QList<Fact>& Catalog::facts() const
{
    return d->facts;
}

qint64 Catalog::valueCount() const
{
    return d->values;
}

int Catalog::documentCount(DocumentType type) const
{
    return int(std::ranges::count(d->documents, type, &Document::type));
}

Locator Catalog::locatorOf(const Series& series, const Observation& observation) const
{
    const auto columns = d->columns.constFind(series.key);
    if (columns == d->columns.cend())
        return {};
    const auto ref = std::ranges::lower_bound(*columns, observation.document, {}, &ColumnRef::document);
    if (ref == columns->end() || ref->document != observation.document)
        return {};
    const Places& places = d->places[size_t(observation.document)];
    switch (d->documents.at(observation.document).type) {
    case DocumentType::Csv: return {places.lineOf(observation.place), ref->column, {}};
    case DocumentType::Json:
        return {places.linesOfJson ? recordLine(places, observation.place) : 0, 0,
            pointerAt(*ref, places, observation.place)};
    case DocumentType::Markdown: {
        const TableCell& cell = places.cells[size_t(observation.place)];
        return {cell.line, cell.column, {}};
    }
    }
    return {};
}

const Series* Catalog::find(const QString& key) const
{
    const auto at = d->seriesByKey.constFind(key);
    return at == d->seriesByKey.cend() ? nullptr : &d->series.at(*at);
}

} // namespace benchglass::corpus
