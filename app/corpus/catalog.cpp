#include "corpus/catalog.h"

#include "corpus/catalogdata.h"

#include <algorithm>

namespace benchglass::corpus {

namespace {

/// Fills the open array indexes of a pointer template, innermost last.
QString pointerAt(const QByteArray& open, const Places& places, qint32 place)
{
    std::vector<qint32> indexes;
    for (; place >= 0; place = places.parentOf(place)) {
        indexes.push_back(places.indexOf(place));
    }
    // The outermost array of JSONL is the file: its index is the line.
    if (places.linesOfJson && !indexes.empty())
        indexes.pop_back();
    QByteArray pointer;
    for (const char c : open) {
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
    return places.lineOf(places.indexOf(outermost));
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

const QList<NameDimension>& Catalog::nameDimensions() const
{
    return d->names;
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
    const NumberColumn* const column = series.observations.columnOf(observation.document);
    if (!column || observation.document < 0 || size_t(observation.document) >= d->files.size())
        return {};
    const Places& places = d->files[size_t(observation.document)]->places;
    switch (d->documents.at(observation.document).type) {
    case DocumentType::Csv: return {places.lineOf(observation.place), column->column, {}};
    case DocumentType::Json:
        return {places.linesOfJson ? recordLine(places, observation.place) : 0, 0,
            pointerAt(column->pointer, places, observation.place)};
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
