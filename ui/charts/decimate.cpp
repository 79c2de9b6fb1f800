#include "charts/decimate.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace benchglass::charts {

namespace {

/// The remarkable points of one column.
struct Column
{
    qsizetype index = -1;
    qsizetype first = 0;
    qsizetype low = 0;
    qsizetype high = 0;
    qsizetype last = 0;

    void open(qsizetype at, qsizetype point)
    {
        index = at;
        first = low = high = last = point;
    }

    void flush(const QList<QPointF>& points, QList<QPointF>& out) const
    {
        if (index < 0)
            return;
        std::array<qsizetype, 4> keep {first, low, high, last};
        std::sort(keep.begin(), keep.end());
        const auto end = std::unique(keep.begin(), keep.end());
        for (auto it = keep.begin(); it != end; ++it)
            out.append(points[*it]);
    }
};

} // namespace

QList<QPointF> decimated(const QList<QPointF>& points, double from, double to, int columns)
{
    QList<QPointF> out;
    if (columns <= 0 || !(to > from))
        return out;
    const double perColumn = (to - from) / columns;
    Column column;
    for (qsizetype i = 0; i < points.size(); ++i) {
        const QPointF& point = points[i];
        if (!std::isfinite(point.x()) || !std::isfinite(point.y()))
            continue;
        // One column on either side gathers what lies outside, so that lines leave the picture in the right
        // direction.
        const double slice = std::clamp(std::floor((point.x() - from) / perColumn), -1.0, double(columns));
        const auto at = qsizetype(slice) + 1;
        if (at != column.index) {
            column.flush(points, out);
            column.open(at, i);
            continue;
        }
        if (point.y() < points[column.low].y())
            column.low = i;
        if (point.y() > points[column.high].y())
            column.high = i;
        column.last = i;
    }
    column.flush(points, out);
    return out;
}

} // namespace benchglass::charts
