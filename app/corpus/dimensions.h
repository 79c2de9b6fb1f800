#pragma once

#include "corpus/parsed.h"

#include <vector>

namespace benchglass::corpus {

/// One file's share of a series.
struct SeriesPart
{
    const Parsed* file = nullptr;
    const Places* places = nullptr;
    const NumberColumn* column = nullptr;
    qint32 document = 0;
};

/// What the observations of @p parts, in their order, can be grouped by: `file` first, then the text
/// columns that stand beside them, or in the objects around them, with 2..24 levels.
QList<Dimension> dimensionsOf(const std::vector<SeriesPart>& parts, qsizetype observations);

} // namespace benchglass::corpus
