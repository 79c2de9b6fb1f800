#include "models/narrowing.h"

#include "corpus/parsed.h"

#include <algorithm>

namespace benchglass::models {

namespace {

/// Read at once from dimensions.
constexpr size_t blockSize = 4096;

const corpus::Dimension* dimensionOf(const QString& name, const corpus::Series& series)
{
    const auto at = std::ranges::find(series.dimensions, name, &corpus::Dimension::name);
    return at == series.dimensions.end() ? nullptr : &*at;
}

/// A series with the columns that its observations are views of.
struct Kept
{
    corpus::Series series;
    std::vector<std::unique_ptr<corpus::NumberColumn>> columns;
};

/// Takes over some observations of a series, in their order.
class Picker
{
public:
    Picker(const Narrowing& narrowing, const corpus::Catalog& catalog, const corpus::Series& series)
        : m_series(series)
        , m_document(narrowing.file.isEmpty() ? -1 : documentAt(narrowing.file, catalog))
        , m_isOneFile(!narrowing.file.isEmpty())
    {
        for (auto at = narrowing.levels.begin(); at != narrowing.levels.end(); ++at)
            if (const corpus::Dimension* dimension = dimensionOf(at.key(), series))
                m_wanted.push_back({dimension, qint32(dimension->levels.indexOf(at.value()))});
    }

    void pick()
    {
        for (const corpus::Observations::Span& span : m_series.observations.spans())
            if (!m_isOneFile || span.document == m_document)
                pickFrom(span);
    }

    const std::vector<qsizetype>& picked() const { return m_picked; }

    /// The observations, by column of a document.
    void moveTo(Kept* kept)
    {
        for (size_t i = 0; i < m_columns.size(); ++i) {
            m_columns[i]->values.squeeze();
            kept->series.observations.append(m_documents[i], *m_columns[i]);
        }
        kept->columns = std::move(m_columns);
    }

private:
    struct Wanted
    {
        const corpus::Dimension* dimension;
        qint32 level;
    };

    void pickFrom(const corpus::Observations::Span& span)
    {
        std::vector<qint32> levels(blockSize);
        for (size_t from = 0; from < span.values.size(); from += blockSize) {
            const size_t size = std::min(blockSize, span.values.size() - from);
            std::vector<bool> fits(size, true);
            for (const Wanted& wanted : m_wanted) {
                wanted.dimension->read(span.start + qsizetype(from), std::span(levels).first(size));
                for (size_t at = 0; at < size; ++at)
                    fits[at] = fits[at] && wanted.level >= 0 && levels[at] == wanted.level;
            }
            for (size_t at = 0; at < size; ++at)
                if (fits[at])
                    take(span, qsizetype(from) + qsizetype(at));
        }
    }

    void take(const corpus::Observations::Span& span, qsizetype at)
    {
        if (m_from != span.column || m_documents.empty() || m_documents.back() != span.document) {
            m_from = span.column;
            auto column = std::make_unique<corpus::NumberColumn>();
            column->key = span.column->key;
            column->column = span.column->column; // with it, places are found as in the whole
            column->pointer = span.column->pointer;
            m_columns.push_back(std::move(column));
            m_documents.push_back(span.document);
        }
        m_columns.back()->values.append(span.values[size_t(at)]);
        m_columns.back()->places.append(span.placeAt(at));
        m_picked.push_back(span.start + at);
    }

    const corpus::Series& m_series;
    qint32 m_document;
    bool m_isOneFile;
    std::vector<Wanted> m_wanted;
    const corpus::NumberColumn* m_from = nullptr;
    std::vector<std::unique_ptr<corpus::NumberColumn>> m_columns;
    std::vector<qint32> m_documents; ///< Of each column.
    std::vector<qsizetype> m_picked;
};

/// The levels of the observations that were picked; those of no observation are left out.
corpus::Dimension pickedOf(const corpus::Dimension& dimension, const std::vector<qsizetype>& picked)
{
    std::vector<qint32> levelOf;
    levelOf.reserve(picked.size());
    std::vector<qint32> renamed(size_t(dimension.levels.size()), -1);
    QStringList levels;
    for (const qsizetype at : picked) {
        const qint32 level = dimension.levelAt(at);
        if (level >= 0 && renamed[size_t(level)] < 0) {
            renamed[size_t(level)] = qint32(levels.size());
            levels.append(dimension.levels.at(level));
        }
        levelOf.push_back(level < 0 ? -1 : renamed[size_t(level)]);
    }
    return {dimension.name, levels, std::move(levelOf)};
}

} // namespace

qint32 documentAt(const QString& path, const corpus::Catalog& catalog)
{
    const auto& documents = catalog.documents();
    const auto at = std::ranges::find(documents, path, &corpus::Document::path);
    return at == documents.end() ? -1 : qint32(at - documents.begin());
}

bool mayMatch(const Narrowing& narrowing, qint32 document, const corpus::Series& series)
{
    if (narrowing.unit && series.unit != *narrowing.unit)
        return false;
    if (!narrowing.file.isEmpty() && !series.observations.columnOf(document))
        return false;
    for (auto at = narrowing.levels.begin(); at != narrowing.levels.end(); ++at) {
        const corpus::Dimension* dimension = dimensionOf(at.key(), series);
        if (!dimension || !dimension->levels.contains(at.value()))
            return false;
    }
    return true;
}

std::shared_ptr<const corpus::Series> narrowed(
    const Narrowing& narrowing, const corpus::Catalog& catalog, const corpus::Series& series)
{
    if (narrowing.file.isEmpty() && narrowing.levels.isEmpty())
        return {std::shared_ptr<void>(), &series};
    Picker picker(narrowing, catalog, series);
    picker.pick();
    auto kept = std::make_shared<Kept>();
    kept->series.key = series.key;
    kept->series.unit = series.unit;
    kept->series.unitReason = series.unitReason;
    kept->series.files = series.files;
    kept->series.min = series.min;
    kept->series.median = series.median;
    kept->series.mean = series.mean;
    kept->series.max = series.max;
    kept->series.sd = series.sd;
    kept->series.mad = series.mad;
    for (const corpus::Dimension& dimension : series.dimensions)
        kept->series.dimensions.append(pickedOf(dimension, picker.picked()));
    picker.moveTo(kept.get());
    return {kept, &kept->series};
}

} // namespace benchglass::models
