#include "corpus/dimensions.h"

#include <QHash>

#include <algorithm>

namespace benchglass::corpus {

namespace {

using Piece = Dimension::Piece;

int openIndexes(const QByteArray& pointer)
{
    return int(pointer.count(hole));
}

bool isJson(const SeriesPart& part)
{
    return part.file->document.type == DocumentType::Json;
}

Piece pieceOf(const SeriesPart& part)
{
    Piece piece;
    piece.start = part.start;
    piece.size = part.column->values.size();
    piece.places = &part.file->places;
    piece.records = &part.column->places;
    return piece;
}

/// The text columns that say something about @p part, the nearest of each name.
std::vector<const TextColumn*> textsBeside(const SeriesPart& part)
{
    constexpr size_t enough = 32;
    std::vector<const TextColumn*> texts;
    for (const TextColumn& text : part.file->texts) {
        const bool around = !isJson(part)
            || (part.column->pointer.startsWith(text.scope) && part.column->pointer.size() > text.scope.size()
                && part.column->pointer.at(text.scope.size()) == '/');
        if (!around)
            continue;
        const auto same = std::ranges::find(texts, text.name, &TextColumn::name);
        if (same == texts.end() && texts.size() < enough)
            texts.push_back(&text);
        else if (same != texts.end() && text.scope.size() > (*same)->scope.size())
            *same = &text;
    }
    return texts;
}

/// A dimension of texts while the files that have it are gone through.
struct Growing
{
    QString name;
    QStringList levels;
    QHash<QString, qint32> numbers;
    std::vector<Piece> pieces;
    bool tooMany = false;

    void add(const SeriesPart& part, const TextColumn& text);
    Dimension take(const std::stop_token& stop);
};

void Growing::add(const SeriesPart& part, const TextColumn& text)
{
    tooMany = tooMany || text.tooMany;
    if (tooMany)
        return;
    Piece piece = pieceOf(part);
    piece.from = Piece::From::Text;
    piece.text = &text;
    piece.byCell = part.file->document.type == DocumentType::Markdown;
    piece.up = isJson(part) ? openIndexes(part.column->pointer) - openIndexes(text.scope) : 0;
    for (const QString& level : text.levels) {
        auto known = numbers.constFind(level);
        if (known == numbers.cend()) {
            known = numbers.insert(level, qint32(levels.size()));
            levels.append(level);
        }
        piece.levelOf.push_back(*known);
    }
    // What no observation has is dropped below; this is only to end the search for what never ends.
    constexpr qsizetype hopeless = 1000;
    tooMany = levels.size() > hopeless;
    pieces.push_back(std::move(piece));
}

/// Without the levels that no observation has, so that what is left is a true grouping.
Dimension Growing::take(const std::stop_token& stop)
{
    Dimension all;
    all.levels = levels;
    for (const Piece& piece : pieces)
        all.append(piece);
    const std::vector<qint64> counts = all.counts(stop);
    Dimension used;
    used.name = name;
    std::vector<qint32> renumbered;
    for (size_t level = 0; level < counts.size(); ++level) {
        renumbered.push_back(counts[level] > 0 ? qint32(used.levels.size()) : -1);
        if (counts[level] > 0)
            used.levels.append(levels.at(qsizetype(level)));
    }
    for (Piece& piece : pieces) {
        for (qint32& level : piece.levelOf)
            level = renumbered[size_t(level)];
        used.append(std::move(piece));
    }
    return used;
}

void addTexts(const std::vector<SeriesPart>& parts, QList<Dimension>& dimensions, const std::stop_token& stop)
{
    std::vector<Growing> all;
    for (const SeriesPart& part : parts) {
        if (stop.stop_requested())
            return;
        for (const TextColumn* const text : textsBeside(part)) {
            auto growing = std::ranges::find(all, text->name, &Growing::name);
            if (growing == all.end()) {
                growing = all.insert(all.end(), Growing());
                growing->name = text->name;
            }
            growing->add(part, *text);
        }
    }
    for (Growing& growing : all) {
        if (growing.tooMany || growing.levels.size() < 2 || growing.name == dimensions.front().name)
            continue;
        Dimension dimension = growing.take(stop);
        if (dimension.levels.size() >= 2 && dimension.levels.size() <= TextColumn::maxLevels)
            dimensions.append(std::move(dimension));
    }
}

Dimension fileDimension(const std::vector<SeriesPart>& parts)
{
    Dimension file;
    file.name = QStringLiteral("file");
    file.levels.reserve(qsizetype(parts.size()));
    for (const SeriesPart& part : parts) {
        Piece piece = pieceOf(part);
        piece.level = qint32(file.levels.size());
        file.levels.append(part.file->document.path);
        file.append(std::move(piece));
    }
    return file;
}

/// What the names of these files differ in. A column of the same name knows better.
void addNames(
    const std::vector<SeriesPart>& parts, const QList<NameDimension>& names, QList<Dimension>& dimensions)
{
    for (const NameDimension& named : names) {
        if (std::ranges::find(dimensions, named.name, &Dimension::name) != dimensions.end())
            continue;
        std::vector<qint32> numbers(size_t(named.levels.size()), -1);
        for (const SeriesPart& part : parts) {
            if (const qint32 level = named.levelOfDocument[size_t(part.document)]; level >= 0)
                numbers[size_t(level)] = 0;
        }
        Dimension dimension;
        dimension.name = named.name;
        for (size_t level = 0; level < numbers.size(); ++level) {
            if (numbers[level] < 0)
                continue;
            numbers[level] = qint32(dimension.levels.size());
            dimension.levels.append(named.levels.at(qsizetype(level)));
        }
        if (dimension.levels.size() < 2)
            continue;
        for (const SeriesPart& part : parts) {
            Piece piece = pieceOf(part);
            const qint32 level = named.levelOfDocument[size_t(part.document)];
            piece.level = level < 0 ? -1 : numbers[size_t(level)];
            dimension.append(std::move(piece));
        }
        dimensions.append(std::move(dimension));
    }
}

/// The highest index that the observations have in the arrays @p up levels out; nothing when it is
/// too high to group by.
std::optional<qint32> highestIndex(const std::vector<SeriesPart>& parts, int up, const std::stop_token& stop)
{
    qint32 highest = -1;
    for (const SeriesPart& part : parts) {
        const Places& places = part.file->places;
        const PlaceList& records = part.column->places;
        for (qsizetype at = 0; at < records.size(); ++at) {
            const qint32 place = places.outwardOf(records.at(at), up);
            if (place >= 0)
                highest = std::max(highest, places.indexOf(place));
            if (highest >= TextColumn::maxLevels || (at % 4096 == 0 && stop.stop_requested()))
                return {};
        }
    }
    return highest;
}

/// Arrays whose index means something: a few elements each, and several arrays of them.
void addIndexes(const std::vector<SeriesPart>& parts, const QString& key, QList<Dimension>& dimensions,
    const std::stop_token& stop)
{
    const qsizetype observations = parts.back().start + parts.back().column->values.size();
    const int open = openIndexes(parts.front().column->pointer);
    const bool alike = std::ranges::all_of(parts,
        [&](const SeriesPart& part) { return isJson(part) && openIndexes(part.column->pointer) == open; });
    // A member whose name looks like an index leaves the names of the arrays in doubt.
    if (!alike || key.count(u"[]") != open)
        return;
    qsizetype end = 0;
    for (int from = 0; from < open; ++from) {
        end = key.indexOf(u"[]", end) + 2;
        const int up = open - 1 - from;
        const auto highest = highestIndex(parts, up, stop);
        // One array alone: its index is but the number of the value.
        if (!highest || *highest < 1 || observations <= qsizetype(*highest) + 1)
            continue;
        Dimension index;
        index.name = key.left(end);
        for (qint32 level = 0; level <= *highest; ++level)
            index.levels.append(QString::number(level));
        for (const SeriesPart& part : parts) {
            Piece piece = pieceOf(part);
            piece.from = Piece::From::Index;
            piece.up = up;
            index.append(std::move(piece));
        }
        dimensions.append(std::move(index));
    }
}

} // namespace

QList<Dimension> dimensionsOf(
    const std::vector<SeriesPart>& parts, const QList<NameDimension>& names, const std::stop_token& stop)
{
    QList<Dimension> dimensions {fileDimension(parts)};
    addTexts(parts, dimensions, stop);
    addNames(parts, names, dimensions);
    addIndexes(parts, parts.front().column->key, dimensions, stop);
    return dimensions;
}

} // namespace benchglass::corpus
