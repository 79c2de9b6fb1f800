#pragma once

#include <QByteArray>
#include <QStringList>

#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace benchglass::corpus {

class PlaceList;
struct Places;
struct TextColumn;

/// What observations are grouped by: the file, a text column beside them with few distinct values, an
/// index of a short array, or a part of the file's name. Levels are looked up where they stand and not
/// stored for every observation.
class Dimension
{
public:
    QString name;       ///< `model`, `quantisation`, `file`...
    QStringList levels; ///< Distinct values.

    Dimension() = default;

    /// @param levelOf by observation, an index into @p levels, -1 = none
    Dimension(QString dimensionName, QStringList dimensionLevels, std::vector<qint32> levelOf);

    /// The level of one observation, -1 = none.
    qint32 levelAt(qsizetype observation) const;

    /// The levels of the observations from @p from on, as many as @p out has room for.
    void read(qsizetype from, std::span<qint32> out) const;

    /// The text of levelAt(), empty where there is none.
    QString labelAt(qsizetype observation) const { return levels.value(levelAt(observation)); }

    /// How many observations have each level. Costs a pass over all.
    /// Ends early, with too small counts, once @p stop is requested.
    std::vector<qint64> counts(const std::stop_token& stop = {}) const;

    /// Where the levels of consecutive observations are found.
    struct Piece
    {
        enum class From { Document, Text, Index };

        qsizetype start = 0;
        qsizetype size = 0;
        From from = From::Document;
        qint32 level = -1;                ///< Document: of all of them.
        const TextColumn* text = nullptr; ///< Text
        bool byCell = false;              ///< Places are cells of Markdown tables: texts go by their row.
        int up = 0;                       ///< Text, Index: how many arrays further out it stands.
        const Places* places = nullptr;
        const PlaceList* records = nullptr; ///< Places of the observations.
        qsizetype offset = 0;               ///< Index of the first observation in @p records.
        std::vector<qint32> levelOf;        ///< Text: levels of the dimension by level of the column.
    };

    /// Appends where the next observations find their levels.
    void append(Piece piece);

private:
    void readPiece(const Piece& piece, qsizetype from, std::span<qint32> out) const;

    std::shared_ptr<std::vector<Piece>> m_pieces; ///< Shared by copies, which are never changed.
    std::vector<qint32> m_levelOf;
};

} // namespace benchglass::corpus
