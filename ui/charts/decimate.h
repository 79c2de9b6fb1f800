#pragma once

#include <QList>
#include <QPointF>

namespace benchglass::charts {

/// Keeps the first, lowest, highest and last point of each of @p columns equal slices between @p from and @p
/// to, in order, so that a line through the result covers the same pixels. @p points: ascending in x; points
/// that are not finite are dropped. At most 4 points a column, and one neighbour on either side of the range.
QList<QPointF> decimated(const QList<QPointF>& points, double from, double to, int columns);

} // namespace benchglass::charts
