#include "corpus/dimensions.h"

#include <QHash>

#include <algorithm>

namespace benchglass::corpus {

namespace {

int openIndexes(const QByteArray& pointer)
{
    return int(pointer.count(hole));
}

/// Reads the level of one text column for the places of one numeric column.
class LevelReader
{
public:
    LevelReader(const SeriesPart& part, const TextColumn& text)
        : m_part(part)
        , m_text(text)
        , m_up(openIndexes(part.column->pointer) - openIndexes(text.scope))
    {
    }

    qint32 at(qint32 place) const
    {
        if (m_part.file->document.type != DocumentType::Json) {
            const auto row = m_part.file->document.type == DocumentType::Markdown
                ? m_part.places->cells[size_t(place)].row
                : place;
            return row >= 0 && size_t(row) < m_text.levelOf.size() ? m_text.levelOf[size_t(row)] : -1;
        }
        for (int up = 0; up < m_up && place >= 0; ++up)
            place = m_part.places->parentOf(place);
        const auto found =
            std::ranges::lower_bound(m_text.levelAt, place, {}, &std::pair<qint32, qint32>::first);
        return found != m_text.levelAt.end() && found->first == place ? found->second : -1;
    }

private:
    const SeriesPart& m_part;
    const TextColumn& m_text;
    int m_up;
};

/// The text columns that say something about @p part, the nearest of each name.
std::vector<const TextColumn*> textsBeside(const SeriesPart& part)
{
    constexpr size_t enough = 32;
    std::vector<const TextColumn*> texts;
    for (const TextColumn& text : part.file->texts) {
        if (part.file->document.type == DocumentType::Json
            && !part.column->pointer.startsWith(QByteArray(text.scope + '/')))
            continue;
        const auto same = std::ranges::find(texts, text.name, &TextColumn::name);
        if (same == texts.end() && texts.size() < enough)
            texts.push_back(&text);
        else if (same != texts.end() && text.scope.size() > (*same)->scope.size())
            *same = &text;
    }
    return texts;
}

struct Growing
{
    Dimension dimension;
    QHash<QString, qint32> levels;
    bool tooMany = false;
};

void grow(Growing& growing, const SeriesPart& part, const TextColumn& text, qsizetype offset,
    qsizetype observations)
{
    std::vector<qint32> translated;
    for (const QString& level : text.levels) {
        auto known = growing.levels.constFind(level);
        if (known == growing.levels.cend()) {
            known = growing.levels.insert(level, qint32(growing.levels.size()));
            growing.dimension.levels.append(level);
        }
        translated.push_back(*known);
    }
    if (growing.levels.size() > TextColumn::maxLevels) {
        growing.tooMany = true;
        growing.dimension.levelOf = {};
        return;
    }
    if (growing.dimension.levelOf.isEmpty())
        growing.dimension.levelOf.fill(-1, observations);
    const LevelReader reader(part, text);
    for (size_t at = 0; at < part.column->places.size(); ++at) {
        const qint32 level = reader.at(part.column->places[at]);
        if (level >= 0)
            growing.dimension.levelOf[offset + qsizetype(at)] = translated[size_t(level)];
    }
}

/// Drops levels that no observation has, so that what is left is a true grouping.
void tidy(Dimension& dimension)
{
    std::vector<qint32> renumbered(size_t(dimension.levels.size()), -1);
    QStringList used;
    for (qint32& level : dimension.levelOf) {
        if (level < 0)
            continue;
        qint32& number = renumbered[size_t(level)];
        if (number < 0) {
            number = qint32(used.size());
            used.append(dimension.levels.at(level));
        }
        level = number;
    }
    dimension.levels = used;
}

Dimension fileDimension(const std::vector<SeriesPart>& parts, qsizetype observations)
{
    Dimension file;
    file.name = QStringLiteral("file");
    file.levelOf.reserve(observations);
    for (const SeriesPart& part : parts) {
        file.levelOf.resize(
            file.levelOf.size() + qsizetype(part.column->values.size()), qint32(file.levels.size()));
        file.levels.append(part.file->document.path);
    }
    return file;
}

} // namespace

QList<Dimension> dimensionsOf(const std::vector<SeriesPart>& parts, qsizetype observations)
{
    std::vector<Growing> all;
    qsizetype offset = 0;
    for (const SeriesPart& part : parts) {
        for (const TextColumn* const text : textsBeside(part)) {
            auto growing = std::ranges::find_if(
                all, [&](const Growing& other) { return other.dimension.name == text->name; });
            if (growing == all.end()) {
                growing = all.insert(all.end(), Growing());
                growing->dimension.name = text->name;
            }
            if (!growing->tooMany)
                grow(*growing, part, *text, offset, observations);
        }
        offset += qsizetype(part.column->values.size());
    }
    QList<Dimension> dimensions {fileDimension(parts, observations)};
    for (Growing& growing : all) {
        if (growing.tooMany || growing.dimension.name == dimensions.front().name)
            continue;
        tidy(growing.dimension);
        if (growing.dimension.levels.size() >= 2)
            dimensions.append(std::move(growing.dimension));
    }
    return dimensions;
}

} // namespace benchglass::corpus
