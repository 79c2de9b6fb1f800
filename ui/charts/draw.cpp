#include "charts/draw.h"

#include "base/format.h"
#include "theme/fonts.h"
#include "theme/marker.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace benchglass::charts {

namespace {

constexpr qreal legendMark = 14;
constexpr qreal legendGap = 14;
constexpr qreal leastName = 24; ///< A name shorter than that says nothing.
constexpr qsizetype longestEntry = 28;
constexpr qreal closestRows = 12; ///< Labels nearer to each other would touch.

void drawLegendMark(QPainter& painter, const QPointF& at, const LegendItem& item)
{
    const QPointF centre = at + QPointF(6, labelLine / 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(item.colour);
    if (item.kind == LegendItem::Kind::Swatch) {
        painter.drawRoundedRect(QRectF(at.x() + 1, at.y() + 3.5, 9, 9), 2, 2);
    } else if (item.kind == LegendItem::Kind::Marker) {
        painter.drawPath(theme::markerPath(item.marker, centre, 4));
    } else {
        QPen pen(item.colour, 1.4, Qt::SolidLine, Qt::FlatCap);
        if (!item.dashes.isEmpty())
            pen.setDashPattern(item.dashes);
        painter.setPen(pen);
        painter.drawLine(QPointF(at.x() - 4, centre.y()), QPointF(at.x() + 10, centre.y()));
    }
}

} // namespace

QString lineOf(const QString& text, qsizetype longest)
{
    QString line = text.left(longest);
    for (QChar& c : line) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line
            || c.category() == QChar::Separator_Paragraph)
            c = u' ';
    }
    if (text.size() > longest)
        line += QChar(u'\u2026');
    return line;
}

QString fitted(const QString& text, const QFont& font, qreal width)
{
    return QFontMetricsF(font).elidedText(lineOf(text), Qt::ElideRight, width);
}

QFont labelFont(const theme::Tokens& tokens)
{
    return theme::uiFont(tokens.labelPx);
}

QFont labelFontStrong(const theme::Tokens& tokens)
{
    return theme::uiFont(tokens.labelPx, 600);
}

qreal textWidth(const QString& text, const QFont& font)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

qreal drawLegend(
    QPainter& painter, const QRectF& area, const QList<LegendItem>& items, const theme::Tokens& tokens)
{
    if (items.isEmpty())
        return 0;
    const QFont font = labelFont(tokens);
    QStringList labels;
    QList<qreal> widths;
    qreal total = 0;
    for (const LegendItem& item : items) {
        const QString label = lineOf(item.label, longestEntry);
        const qreal width = legendMark + textWidth(label, font) + legendGap;
        if (total + width > area.width() - 30 && !labels.isEmpty())
            break;
        labels.append(label);
        widths.append(width);
        total += width;
    }
    const qsizetype missing = items.size() - labels.size();
    const QString more = missing > 0 ? QStringLiteral("+%1").arg(missing) : QString();
    qreal x = area.right() - total + legendGap - (more.isEmpty() ? 0 : textWidth(more, font) + legendGap);
    x = std::max(x, area.left());
    painter.setFont(font);
    for (qsizetype i = 0; i < labels.size(); ++i) {
        drawLegendMark(painter, QPointF(x, area.top()), items[i]);
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(x + legendMark, area.top(), widths[i], labelLine),
            int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, labels[i]);
        x += widths[i];
    }
    painter.setPen(tokens.muted);
    painter.drawText(QRectF(x, area.top(), 40, labelLine), int(Qt::AlignLeft | Qt::AlignVCenter), more);
    return labelLine + 6;
}

qreal legendWidth(const QList<LegendItem>& items, const theme::Tokens& tokens)
{
    const QFont font = labelFont(tokens);
    qreal width = 0;
    for (const LegendItem& item : items)
        width += legendMark + textWidth(lineOf(item.label, longestEntry), font) + legendGap;
    return width;
}

void drawLegends(QPainter& painter, const QRectF& area, const QList<LegendItem>& names,
    const QList<LegendItem>& colours, const theme::Tokens& tokens)
{
    if (names.isEmpty()) {
        drawLegend(painter, area, colours, tokens);
        return;
    }
    const QFont font = labelFont(tokens);
    const qreal left = area.width() - legendWidth(colours, tokens) - legendGap;
    const qreal room = std::max(left, area.width() / 3);
    const auto count = qreal(names.size());
    // Each may be as wide as its share, or as it is where all of them fit.
    const bool fitsAll = legendWidth(names, tokens) <= room;
    const qreal share = std::max(leastName, room / count - legendMark - legendGap);
    qreal x = area.left();
    qsizetype drawn = 0;
    for (const LegendItem& item : names) {
        const QString label = fitsAll ? lineOf(item.label, longestEntry) : fitted(item.label, font, share);
        const qreal width = legendMark + textWidth(label, font) + legendGap;
        if (drawn > 0 && x + width > area.left() + room + legendGap)
            break;
        drawLegendMark(painter, {x, area.top()}, item);
        painter.setFont(font);
        painter.setPen(tokens.text);
        painter.drawText(QRectF(x + legendMark, area.top(), width, labelLine),
            int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, label);
        x += width;
        ++drawn;
    }
    if (drawn < names.size()) {
        const QString more = QStringLiteral("+%1").arg(names.size() - drawn);
        painter.drawText(QRectF(x, area.top(), 40, labelLine), int(Qt::AlignLeft | Qt::AlignVCenter), more);
        x += textWidth(more, font) + legendGap;
    }
    drawLegend(painter, area.adjusted(x - area.left(), 0, 0, 0), colours, tokens);
}

qreal axisWidth(const Scale& scale, const theme::Tokens& tokens)
{
    const QFont font = labelFont(tokens);
    qreal widest = 8;
    for (const double tick : ticksOf(scale))
        widest = std::max(widest, textWidth(tickText(tick, scale), font));
    return widest + 8;
}

void drawRows(QPainter& painter, const QRectF& plot, const Scale& scale, const theme::Tokens& tokens)
{
    painter.setFont(labelFont(tokens));
    qreal lastLabel = 1e9;
    for (const double tick : ticksOf(scale)) {
        const auto y = position(tick, scale, plot.bottom(), plot.top());
        if (!y)
            continue;
        const qreal crisp = std::floor(*y) + 0.5;
        painter.setPen(QPen(tokens.line, 1));
        painter.drawLine(QPointF(plot.left(), crisp), QPointF(plot.right(), crisp));
        if (std::abs(lastLabel - *y) < closestRows)
            continue;
        lastLabel = *y;
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(plot.left() - 208, *y - 8, 200, 16), int(Qt::AlignRight | Qt::AlignVCenter),
            tickText(tick, scale));
    }
}

void drawColumns(QPainter& painter, const QRectF& plot, const Scale& scale, const theme::Tokens& tokens,
    bool grid, const QString& unit)
{
    const QFont font = labelFont(tokens);
    painter.setFont(font);
    const QList<double> ticks = ticksOf(scale);
    qreal lastRight = -1e9;
    for (const double tick : ticks) {
        const auto x = position(tick, scale, plot.left(), plot.right());
        if (!x)
            continue;
        if (grid) {
            const qreal crisp = std::floor(*x) + 0.5;
            painter.setPen(QPen(tokens.line, 1));
            painter.drawLine(QPointF(crisp, plot.top()), QPointF(crisp, plot.bottom()));
        }
        QString label = tickText(tick, scale);
        if (tick == ticks.last() && !unit.isEmpty())
            label += u' ' + unit;
        const qreal width = textWidth(label, font);
        // The outer labels stay within the figure.
        const qreal left = std::min(*x - width / 2, plot.right() + 8 - width);
        if (left < lastRight + 6)
            continue;
        lastRight = left + width;
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(left, plot.bottom() + 3, width + 2, labelLine),
            int(Qt::AlignLeft | Qt::AlignVCenter), label);
    }
}

void drawSegments(QPainter& painter, const QList<QPointF>& points)
{
    QList<QLineF> lines;
    lines.reserve(points.size());
    for (qsizetype i = 1; i < points.size(); ++i)
        lines.append(QLineF(points[i - 1], points[i]));
    painter.drawLines(lines);
}

QString aligned(double value, const Scale& scale)
{
    const double magnitude = std::max(std::abs(scale.begin), std::abs(scale.end));
    if (magnitude >= 1e9 || magnitude < 1e-6)
        return number(value);
    return base::fixedText(value, std::clamp(3 - int(std::floor(std::log10(magnitude))), 0, 9));
}

QString number(double value)
{
    return base::significantText(value, 4);
}

} // namespace benchglass::charts
