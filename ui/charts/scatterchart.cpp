#include "charts/scatterchart.h"

#include "base/format.h"
#include "charts/decimate.h"
#include "charts/draw.h"
#include "theme/marker.h"

#include <QPainter>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <optional>

namespace benchglass::charts {

namespace {

constexpr qsizetype mostMarkers = 500;
constexpr qsizetype mostRows = 1000;

bool isFinite(const QPointF& point)
{
    return std::isfinite(point.x()) && std::isfinite(point.y());
}

/// From zero where that costs little room.
Scale looseScale(double low, double high)
{
    if (low > 0 && low < (high - low) / 2)
        low = 0;
    if (high < 0 && -high < (high - low) / 2)
        high = 0;
    return niceScale(low, high, 5);
}

QRectF plotOf(const Scale& y, const QRectF& area, const theme::Tokens& tokens)
{
    return area.adjusted(axisWidth(y, tokens), labelLine + 8, -16, -2 * labelLine - 8);
}

QList<QPointF> pixelsOf(const QList<QPointF>& points, const Scale& x, const Scale& y, const QRectF& plot)
{
    QList<QPointF> pixels;
    pixels.reserve(points.size());
    for (const QPointF& point : points) {
        const auto px = position(point.x(), x, plot.left(), plot.right());
        const auto py = position(point.y(), y, plot.bottom(), plot.top());
        if (px && py)
            pixels.append(QPointF(*px, *py));
    }
    return pixels;
}

} // namespace

QList<QPointF> thinned(const QList<QPointF>& pixels, const QRectF& area, qreal cell)
{
    QList<QPointF> kept;
    if (!(cell > 0) || area.isEmpty())
        return kept;
    QSet<quint64> taken;
    for (const QPointF& pixel : pixels) {
        if (!isFinite(pixel) || !area.adjusted(-1, -1, 1, 1).contains(pixel))
            continue;
        const auto column = quint32(std::max(0.0, (pixel.x() - area.left()) / cell + 1));
        const auto row = quint32(std::max(0.0, (pixel.y() - area.top()) / cell + 1));
        const quint64 key = (quint64(row) << 32U) | column;
        if (taken.contains(key))
            continue;
        taken.insert(key);
        kept.append(pixel);
    }
    return kept;
}

ScatterFigure::ScatterFigure(QList<ScatterSet> sets, QString xLabel, QString yLabel)
    : m_sets(std::move(sets))
    , m_xLabel(std::move(xLabel))
    , m_yLabel(std::move(yLabel))
{
    std::optional<QPointF> low;
    std::optional<QPointF> high;
    for (const ScatterSet& set : m_sets) {
        for (const QPointF& point : set.points) {
            if (!isFinite(point))
                continue;
            low = QPointF(
                std::min(low.value_or(point).x(), point.x()), std::min(low.value_or(point).y(), point.y()));
            high = QPointF(
                std::max(high.value_or(point).x(), point.x()), std::max(high.value_or(point).y(), point.y()));
        }
    }
    m_x = looseScale(low.value_or(QPointF()).x(), high.value_or(QPointF(1, 1)).x());
    m_y = looseScale(low.value_or(QPointF()).y(), high.value_or(QPointF(1, 1)).y());
}

bool ScatterFigure::isEmpty() const
{
    return std::all_of(m_sets.begin(), m_sets.end(),
        [](const ScatterSet& set) { return std::none_of(set.points.begin(), set.points.end(), isFinite); });
}

QString ScatterFigure::emptyText() const
{
    return tr("Pairs of values will appear here as points");
}

void ScatterFigure::paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const
{
    const QRectF plot = plotOf(m_y, area, tokens);
    const QFont font = labelFont(tokens);
    drawRows(painter, plot, m_y, tokens);
    drawColumns(painter, plot, m_x, tokens, false);
    painter.setPen(QPen(tokens.muted, 1));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.setFont(font);
    painter.setPen(tokens.muted);
    painter.drawText(QRectF(area.left(), area.top(), area.width() / 2, labelLine),
        int(Qt::AlignLeft | Qt::AlignVCenter), fitted(m_yLabel, font, area.width() / 2));
    painter.drawText(QRectF(area.left(), area.bottom() - labelLine, area.width() - 16, labelLine),
        int(Qt::AlignRight | Qt::AlignVCenter), fitted(m_xLabel, font, area.width() - 16));
    QList<LegendItem> legend;
    for (const ScatterSet& set : m_sets) {
        const theme::ArmStyle arm = tokens.armStyle(set.arm);
        if (!set.label.isEmpty())
            legend.append({set.label, LegendItem::Kind::Marker, arm.colour, {}, arm.marker});
    }
    drawLegend(painter, QRectF(area.center().x(), area.top(), area.width() / 2, labelLine), legend, tokens);
    for (const ScatterSet& set : m_sets) {
        const theme::ArmStyle arm = tokens.armStyle(set.arm);
        QList<QPointF> pixels = pixelsOf(set.points, m_x, m_y, plot);
        const bool isDense = pixels.size() > mostMarkers;
        if (isDense)
            pixels = thinned(pixels, plot, 2);
        QColor fill = arm.colour;
        fill.setAlphaF(isDense ? 0.6F : 0.75F);
        paintLines(painter, set, plot, tokens);
        if (isDense && !set.lines.isEmpty())
            continue; // the line passes all of them
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        for (const QPointF& pixel : pixels) {
            if (isDense)
                painter.fillRect(QRectF(pixel.x() - 1, pixel.y() - 1, 2, 2), fill);
            else
                painter.drawPath(theme::markerPath(arm.marker, pixel, 3.4));
        }
    }
}

void ScatterFigure::paintLines(
    QPainter& painter, const ScatterSet& set, const QRectF& plot, const theme::Tokens& tokens) const
{
    painter.setPen(QPen(tokens.armStyle(set.arm).colour, 1.2));
    painter.setBrush(Qt::NoBrush);
    for (qsizetype i = 0; i < set.lines.size(); ++i) {
        const qsizetype from = set.lines.at(i);
        const qsizetype to = i + 1 < set.lines.size() ? set.lines.at(i + 1) : set.points.size();
        const auto line = pixelsOf(set.points.mid(from, to - from), m_x, m_y, plot);
        painter.drawPolyline(decimated(line, plot.left(), plot.right(), std::max(1, int(plot.width()))));
    }
}

ChartTable ScatterFigure::table() const
{
    ChartTable table;
    table.header = {tr("set"), m_xLabel, m_yLabel};
    for (const ScatterSet& set : m_sets) {
        for (const QPointF& point : set.points) {
            if (table.rows.size() >= mostRows) {
                table.rows.append({tr("the first %1 points").arg(base::countText(mostRows)), {}, {}});
                return table;
            }
            table.rows.append({set.label, number(point.x()), number(point.y())});
        }
    }
    return table;
}

QString ScatterFigure::tipAt(const QPointF& at, const QRectF& area, const theme::Tokens& tokens) const
{
    const QRectF plot = plotOf(m_y, area, tokens);
    qreal nearest = 10;
    QString tip;
    for (const ScatterSet& set : m_sets) {
        for (const QPointF& point : set.points) {
            const auto px = position(point.x(), m_x, plot.left(), plot.right());
            const auto py = position(point.y(), m_y, plot.bottom(), plot.top());
            if (!px || !py)
                continue;
            const qreal distance = std::hypot(*px - at.x(), *py - at.y());
            if (distance >= nearest)
                continue;
            nearest = distance;
            tip = QStringLiteral("%1: %2\n%3: %4")
                      .arg(lineOf(m_xLabel, 40), number(point.x()), lineOf(m_yLabel, 40), number(point.y()));
            if (!set.label.isEmpty())
                tip.prepend(lineOf(set.label, 40) + u'\n');
        }
    }
    return tip;
}

void ScatterChart::setSets(const QList<ScatterSet>& sets, const QString& xLabel, const QString& yLabel)
{
    setFigure(std::make_shared<ScatterFigure>(sets, xLabel, yLabel));
}

} // namespace benchglass::charts
