#pragma once

#include "theme/tokens.h"

#include <QList>
#include <QPicture>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <QStringList>

class QPainter;

namespace benchglass::charts {

/// A figure's numbers as a table: the chart's twin for readers, screen readers and the clipboard.
struct ChartTable
{
    QStringList header;      ///< With the unit.
    QList<QStringList> rows; ///< As many cells as the header; absent is an en dash.

    friend bool operator==(const ChartTable&, const ChartTable&) = default;
};

/// One drawing of some data: a value, painted into any device on any thread. It knows no widget, so the
/// window and the report draw the same figure. All words in it are plain text.
class Figure
{
public:
    virtual ~Figure();

    /// True when there is nothing to draw; emptyText() is shown instead.
    virtual bool isEmpty() const = 0;

    /// What will appear here, translated.
    virtual QString emptyText() const = 0;

    /// Draws the data. Only called when not empty. @p area: what may be drawn on, in the painter's units.
    virtual void paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const = 0;

    virtual ChartTable table() const = 0;

    /// Plain text about what is drawn at @p position; empty for nothing.
    virtual QString tipAt(const QPointF& position, const QRectF& area, const theme::Tokens& tokens) const;

    /// The height that shows everything without crowding.
    virtual qreal preferredHeight() const { return 220; }
};

/// Draws the figure, or what will appear in its place. Any thread.
void paintFigure(const Figure& figure, QPainter& painter, const QRectF& area, const theme::Tokens& tokens);

/// The figure as drawing commands, to be replayed elsewhere as a vector.
QPicture pictureOf(const Figure& figure, const QSizeF& size, const theme::Tokens& tokens);

/// The figure as an SVG document with no reference to anything outside it.
QByteArray svgOf(const Figure& figure, const QSizeF& size, const theme::Tokens& tokens);

} // namespace benchglass::charts
