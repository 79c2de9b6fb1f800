#pragma once

#include "corpus/catalog.h"
#include "corpus/namedimensions.h"
#include "corpus/parsed.h"

#include <stop_token>
#include <vector>

namespace benchglass::corpus {

/// One quantity with a different value in two files.
struct ValueConflict
{
    const Series* series = nullptr;
    qsizetype first = 0;  ///< Index of the observation in the file that comes first.
    qsizetype second = 0; ///< Index of the other one.
    qint64 equal = 0;     ///< Common values of both files that are equal, if they are what tells so...
    qint64 common = 0;    ///< ...and of how many; 0 where the names of the files tell.
    qint64 others = 0;    ///< More files with another value than the first one.
};

struct ValueConflicts
{
    std::vector<ValueConflict> found; ///< By series and place.
    qint64 skippedSeries = 0;         ///< Too long to be searched.
};

/// What tells the values of one series apart besides numbers: the texts beside each, and where there is
/// none, its index in arrays.
class Labels
{
public:
    /// @param names dimensions of the catalog's files; those are compared elsewhere, in the names as a whole
    Labels(const Series& series, const QList<NameDimension>& names);

    const QList<const Dimension*>& texts() const { return m_texts; }
    const QList<const Dimension*>& indexes() const { return m_indexes; }

    /// Those that hold for one observation.
    QList<const Dimension*> of(qsizetype observation) const;

private:
    QList<const Dimension*> m_texts;
    QList<const Dimension*> m_indexes;
};

/// See conflictFacts() for the rule and the parameters.
ValueConflicts valueConflicts(const Catalog& catalog, const QList<NameDimension>& names,
    const std::vector<DateSpan>& dates, const std::stop_token& stop);

} // namespace benchglass::corpus
