#include "theme/marker.h"

#include <QPolygonF>

namespace benchglass::theme {

namespace {

QPainterPath closed(const QPointF& centre, qreal scale, const QList<QPointF>& unit)
{
    QPolygonF polygon;
    for (const QPointF& point : unit)
        polygon.append(centre + point * scale);
    QPainterPath path;
    path.addPolygon(polygon);
    path.closeSubpath();
    return path;
}

} // namespace

QPainterPath markerPath(Marker marker, const QPointF& centre, qreal radius)
{
    QPainterPath path;
    switch (marker) {
    case Marker::Circle: path.addEllipse(centre, radius, radius); break;
    case Marker::Diamond: return closed(centre, radius * 1.28, {{0, -1}, {1, 0}, {0, 1}, {-1, 0}});
    case Marker::Triangle: return closed(centre, radius * 1.3, {{0, -0.95}, {1, 0.75}, {-1, 0.75}});
    case Marker::Square: return closed(centre, radius * 0.9, {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}});
    case Marker::Plus:
        return closed(centre, radius * 1.15,
            {{-0.35, -1}, {0.35, -1}, {0.35, -0.35}, {1, -0.35}, {1, 0.35}, {0.35, 0.35}, {0.35, 1},
                {-0.35, 1}, {-0.35, 0.35}, {-1, 0.35}, {-1, -0.35}, {-0.35, -0.35}});
    case Marker::TriangleDown: return closed(centre, radius * 1.3, {{0, 0.95}, {1, -0.75}, {-1, -0.75}});
    }
    return path;
}

} // namespace benchglass::theme
