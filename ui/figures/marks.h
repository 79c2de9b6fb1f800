#pragma once

#include "charts/figure.h"

#include <QList>
#include <QRectF>

namespace benchglass::figures {

/// What a figure draws of its data, each where it stands, in the order of drawing.
struct Marks
{
    QList<QPointF> points; ///< Centres of dots and markers.
    QList<QRectF> bars;    ///< Filled rectangles without an outline.
};

/// Lets @p figure draw into @p area and notes its marks: so whatever is clicked is what was seen, and a
/// figure need not say a second time where it puts its points.
Marks marksOf(const charts::Figure& figure, const QRectF& area, const theme::Tokens& tokens);

/// Index of the point nearest to @p at, at most 10 away; -1 for none.
qsizetype nearestPoint(const QList<QPointF>& points, const QPointF& at);

} // namespace benchglass::figures
