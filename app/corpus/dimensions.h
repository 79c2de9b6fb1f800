#pragma once

#include "corpus/namedimensions.h"
#include "corpus/parsed.h"

#include <stop_token>
#include <vector>

namespace benchglass::corpus {

/// One file's share of a series.
struct SeriesPart
{
    const Parsed* file = nullptr;
    const NumberColumn* column = nullptr;
    qint32 document = 0;
    qsizetype start = 0; ///< Index of its first observation in the series.
};

/// What the observations of @p parts, in their order, can be grouped by: `file` first, then with 2..24
/// levels the text columns that stand beside them or in the objects around them, what the names of the
/// files differ in, and the indexes of short arrays (`runs[]`).
/// @param stop ends it early, with dimensions left out
QList<Dimension> dimensionsOf(const std::vector<SeriesPart>& parts, const QList<NameDimension>& names,
    const std::stop_token& stop = {});

} // namespace benchglass::corpus
