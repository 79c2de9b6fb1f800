#include "charts/boxchart.h"

#include "base/format.h"
#include "charts/draw.h"
#include "measure/summary.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace benchglass::charts {

namespace {

constexpr qreal groupPitch = 48;
constexpr qsizetype mostPoints = 30;
constexpr int fewestForBox = 5;
constexpr qsizetype mostOutside = 400;

struct Layout
{
    QRectF plot;
    qreal pitch = groupPitch;
    qsizetype shown = 0;
};

Layout layoutOf(qsizetype groups, const QRectF& area)
{
    Layout layout;
    layout.plot = area.adjusted(6, 0, -16, -labelLine - 6);
    const auto fit = std::max<qsizetype>(1, qsizetype(layout.plot.height() / 34));
    layout.shown = std::min(groups, fit);
    layout.pitch = std::min(60.0, layout.plot.height() / qreal(std::max<qsizetype>(layout.shown, 1)));
    layout.plot.setHeight(layout.pitch * qreal(layout.shown));
    return layout;
}

void paintBox(
    QPainter& painter, const Box& box, const Scale& scale, const QRectF& row, const theme::ArmStyle& style)
{
    const auto x = [&](double value) {
        return position(value, scale, row.left(), row.right()).value_or(row.left());
    };
    const qreal y = row.center().y();
    const qreal half = std::min(9.0, row.height() / 2 - 1);
    painter.setPen(QPen(style.colour, 1.2));
    painter.drawLine(QPointF(x(box.low), y), QPointF(x(box.q1), y));
    painter.drawLine(QPointF(x(box.q3), y), QPointF(x(box.high), y));
    QColor fill = style.colour;
    fill.setAlphaF(0.25F);
    painter.setBrush(fill);
    painter.drawRect(QRectF(QPointF(x(box.q1), y - half), QPointF(x(box.q3), y + half)));
    painter.setPen(QPen(style.label, 2.4, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(x(box.median), y - half), QPointF(x(box.median), y + half));
}

} // namespace

std::optional<Box> boxOf(const QList<double>& values)
{
    QList<double> sorted;
    std::copy_if(
        values.begin(), values.end(), std::back_inserter(sorted), [](double v) { return std::isfinite(v); });
    if (sorted.isEmpty())
        return std::nullopt;
    std::sort(sorted.begin(), sorted.end());
    Box box;
    box.n = int(sorted.size());
    box.q1 = measure::percentileOf(sorted, 0.25);
    box.median = measure::percentileOf(sorted, 0.5);
    box.q3 = measure::percentileOf(sorted, 0.75);
    const double reach = 1.5 * (box.q3 - box.q1);
    box.low = *std::lower_bound(sorted.begin(), sorted.end(), box.q1 - reach);
    box.high = *(std::upper_bound(sorted.begin(), sorted.end(), box.q3 + reach) - 1);
    // Between few values the quartiles lie where no value is: a whisker never points into its own box.
    box.low = std::min(box.low, box.q1);
    box.high = std::max(box.high, box.q3);
    for (const double value : sorted) {
        if (value < box.low || value > box.high)
            box.outside.append(value);
    }
    return box;
}

BoxFigure::BoxFigure(const QList<BoxGroup>& groups, const QString& unit)
    : m_unit(lineOf(unit, 24))
{
    std::optional<double> low;
    std::optional<double> high;
    for (const BoxGroup& group : groups) {
        const auto box = boxOf(group.values);
        if (!box)
            continue;
        m_groups.append(group);
        m_boxes.append(*box);
        const double least = box->outside.isEmpty() ? box->low : std::min(box->low, box->outside.first());
        const double most = box->outside.isEmpty() ? box->high : std::max(box->high, box->outside.last());
        low = std::min(low.value_or(least), least);
        high = std::max(high.value_or(most), most);
    }
    m_scale = niceScale(std::min(low.value_or(0), 0.0), std::max(high.value_or(1), 0.0), 7);
}

bool BoxFigure::isEmpty() const
{
    return m_boxes.isEmpty();
}

QString BoxFigure::emptyText() const
{
    return tr("A box for each group will appear here");
}

qreal BoxFigure::preferredHeight() const
{
    return groupPitch * qreal(std::max<qsizetype>(m_boxes.size(), 2)) + labelLine + 8;
}

void BoxFigure::paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const
{
    const Layout layout = layoutOf(m_boxes.size(), area);
    const theme::ArmStyle style = tokens.armStyle(0);
    const QFont font = labelFont(tokens);
    painter.setPen(QPen(tokens.line, 1));
    painter.drawLine(layout.plot.bottomLeft(), layout.plot.bottomRight());
    drawColumns(painter, layout.plot, m_scale, tokens, false, lineOf(m_unit, 12));
    for (qsizetype i = 0; i < layout.shown; ++i) {
        const QRectF slot(layout.plot.left(), layout.plot.top() + layout.pitch * qreal(i),
            layout.plot.width(), layout.pitch);
        const Box& box = m_boxes[i];
        const QString n = QStringLiteral(" (n = %1)").arg(base::countText(box.n));
        painter.setFont(font);
        painter.setPen(tokens.muted);
        const QString label = fitted(m_groups[i].label, font, slot.width() - textWidth(n, font)) + n;
        painter.drawText(QRectF(area.left(), slot.top(), slot.width(), labelLine),
            int(Qt::AlignLeft | Qt::AlignVCenter), label);
        const QRectF row(
            slot.left(), slot.top() + labelLine, slot.width(), std::min(slot.height() - labelLine, 26.0));
        if (box.n >= fewestForBox)
            paintBox(painter, box, m_scale, row, style);
        QColor fill = style.colour;
        fill.setAlphaF(0.55F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        const QList<double>& points = box.n <= mostPoints ? m_groups[i].values : box.outside;
        for (qsizetype p = 0; p < std::min(points.size(), mostOutside); ++p) {
            if (const auto x = position(points[p], m_scale, row.left(), row.right()))
                painter.drawEllipse(QPointF(*x, row.center().y()), 2.2, 2.2);
        }
    }
    if (layout.shown < m_boxes.size()) {
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(area.left(), area.top(), layout.plot.right() - area.left(), labelLine),
            int(Qt::AlignRight | Qt::AlignVCenter),
            tr("%1 of %2 groups").arg(layout.shown).arg(m_boxes.size()));
    }
}

ChartTable BoxFigure::table() const
{
    ChartTable table;
    table.header = {tr("group"), tr("n"), tr("low %1").arg(m_unit), tr("q1"), tr("median"), tr("q3"),
        tr("high"), tr("outside")};
    for (qsizetype i = 0; i < m_boxes.size(); ++i) {
        const Box& box = m_boxes[i];
        QStringList row {m_groups[i].label, base::countText(box.n)};
        for (const double value : {box.low, box.q1, box.median, box.q3, box.high})
            row.append(aligned(value, m_scale));
        table.rows.append(row << base::countText(box.outside.size()));
    }
    return table;
}

QString BoxFigure::tipAt(const QPointF& at, const QRectF& area, const theme::Tokens&) const
{
    const Layout layout = layoutOf(m_boxes.size(), area);
    const auto index = qsizetype(std::floor((at.y() - layout.plot.top()) / std::max(layout.pitch, 1e-9)));
    if (index < 0 || index >= layout.shown)
        return {};
    const Box& box = m_boxes[index];
    return QStringLiteral("%1\n%2\n%3\n%4")
        .arg(lineOf(m_groups[index].label), tr("median %1 %2").arg(number(box.median), lineOf(m_unit, 20)),
            tr("middle half %1 \u2026 %2").arg(number(box.q1), number(box.q3)),
            tr("n = %1, %2 outside the whiskers")
                .arg(base::countText(box.n), base::countText(box.outside.size())));
}

void BoxChart::setGroups(const QList<BoxGroup>& groups, const QString& unit)
{
    setFigure(std::make_shared<BoxFigure>(groups, unit));
}

} // namespace benchglass::charts
