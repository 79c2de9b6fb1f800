#pragma once

#include "charts/scale.h"
#include "theme/tokens.h"

#include <QFont>
#include <QList>
#include <QRectF>
#include <QString>

class QPainter;

namespace benchglass::charts {

/// @p text on one line, at most @p longest characters, with control characters as spaces.
QString lineOf(const QString& text, qsizetype longest = 80);

/// @p text cut to @p width with an ellipsis.
QString fitted(const QString& text, const QFont& font, qreal width);

QFont labelFont(const theme::Tokens& tokens);
QFont labelFontStrong(const theme::Tokens& tokens);
qreal textWidth(const QString& text, const QFont& font);

/// One entry of a legend.
struct LegendItem
{
    enum class Kind { Swatch, Line, Marker };

    QString label;
    Kind kind = Kind::Swatch;
    QColor colour;
    QList<qreal> dashes;
    theme::Marker marker = theme::Marker::Circle;
};

/// Draws the items in one line at the right of @p area's top; those that do not fit become `+3`. @return the
/// height taken, 0 without items.
qreal drawLegend(
    QPainter& painter, const QRectF& area, const QList<LegendItem>& items, const theme::Tokens& tokens);

/// What drawLegend() takes for all of @p items.
qreal legendWidth(const QList<LegendItem>& items, const theme::Tokens& tokens);

/// Whose marks these are at the left of @p area's top, what the colours mean at its right. Names become
/// shorter before any entry is left out.
void drawLegends(QPainter& painter, const QRectF& area, const QList<LegendItem>& names,
    const QList<LegendItem>& colours, const theme::Tokens& tokens);

/// The width that the labels of a vertical axis need, gap included.
qreal axisWidth(const Scale& scale, const theme::Tokens& tokens);

/// Horizontal grid lines with their labels left of @p plot.
void drawRows(QPainter& painter, const QRectF& plot, const Scale& scale, const theme::Tokens& tokens);

/// Labels of a horizontal axis below @p plot; @p grid draws vertical lines too. @p unit stands at the last
/// label.
void drawColumns(QPainter& painter, const QRectF& plot, const Scale& scale, const theme::Tokens& tokens,
    bool grid, const QString& unit = {});

/// A line of single lines, never joined: thick antialiased polylines are slow beyond reason.
void drawSegments(QPainter& painter, const QList<QPointF>& points);

/// A tip's number: four significant digits.
QString number(double value);

/// A table's number: all of one @p scale with as many decimals, so that they stand under one another.
QString aligned(double value, const Scale& scale);

inline constexpr qreal labelLine = 16; ///< The height of a line of labels.

} // namespace benchglass::charts
