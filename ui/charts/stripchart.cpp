#include "charts/stripchart.h"

#include "base/format.h"
#include "charts/draw.h"
#include "measure/summary.h"
#include "theme/marker.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace benchglass::charts {

namespace {

constexpr qreal rowPitch = 40;
constexpr qreal widestPitch = 56;

QList<double> finiteOf(const QList<double>& values)
{
    QList<double> finite;
    std::copy_if(
        values.begin(), values.end(), std::back_inserter(finite), [](double v) { return std::isfinite(v); });
    return finite;
}

std::optional<double> meanOf(const QList<double>& finite)
{
    if (finite.isEmpty())
        return std::nullopt;
    double mean = 0;
    for (qsizetype i = 0; i < finite.size(); ++i)
        mean += finite[i] / double(finite.size());
    return mean;
}

struct Layout
{
    qreal labelLeft = 0;
    QRectF plot;
    qreal pitch = rowPitch;

    qreal middle(qsizetype row) const { return plot.top() + pitch * (qreal(row) + 0.5); }
};

Layout layoutOf(const QList<StripRow>& rows, const QRectF& area, const theme::Tokens& tokens)
{
    const QFont font = labelFontStrong(tokens);
    qreal labels = 40;
    for (const StripRow& row : rows)
        labels = std::max(labels, textWidth(lineOf(row.label), font) + 18);
    Layout layout;
    layout.labelLeft = area.left();
    labels = std::min(labels + 24, area.width() * 0.35);
    layout.plot = area.adjusted(labels, 2, -26, -labelLine - 6);
    const auto count = qreal(std::max<qsizetype>(rows.size(), 1));
    layout.pitch = std::min(layout.plot.height() / count, widestPitch);
    layout.plot.setHeight(layout.pitch * count);
    return layout;
}

} // namespace

StripFigure::StripFigure(QList<StripRow> rows, const QString& unit)
    : m_rows(std::move(rows))
    , m_unit(lineOf(unit, 24))
{
    std::optional<double> low;
    std::optional<double> high;
    for (const StripRow& row : m_rows) {
        for (const double value : finiteOf(row.values)) {
            low = std::min(low.value_or(value), value);
            high = std::max(high.value_or(value), value);
        }
    }
    m_scale = niceScale(low.value_or(0), high.value_or(1), 5);
}

bool StripFigure::isEmpty() const
{
    return std::all_of(
        m_rows.begin(), m_rows.end(), [](const StripRow& row) { return finiteOf(row.values).isEmpty(); });
}

QString StripFigure::emptyText() const
{
    return tr("A point for each call of each arm will appear here");
}

qreal StripFigure::preferredHeight() const
{
    return rowPitch * qreal(std::max<qsizetype>(m_rows.size(), 1)) + labelLine + 8;
}

void StripFigure::paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const
{
    const Layout layout = layoutOf(m_rows, area, tokens);
    drawColumns(painter, layout.plot, m_scale, tokens, true);
    const QFont font = labelFontStrong(tokens);
    const qreal bar = std::min(13.0, layout.pitch / 2 - 1);
    const qreal radius = std::clamp(layout.pitch / 6, 2.0, 4.6);
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const StripRow& row = m_rows[i];
        const theme::ArmStyle arm = tokens.armStyle(row.arm);
        const qreal y = layout.middle(i);
        painter.setPen(Qt::NoPen);
        painter.setBrush(arm.colour);
        painter.drawPath(theme::markerPath(arm.marker, {layout.labelLeft + 5, y}, 4.2));
        painter.setFont(font);
        painter.setPen(arm.label);
        const QRectF label(layout.labelLeft + 15, y - 8, layout.plot.left() - layout.labelLeft - 25, 16);
        painter.drawText(
            label, int(Qt::AlignLeft | Qt::AlignVCenter), fitted(row.label, font, label.width()));
        const QList<double> finite = finiteOf(row.values);
        QColor fill = arm.colour;
        fill.setAlphaF(finite.size() > 30 ? 0.35F : 0.75F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        for (const double value : finite) {
            if (const auto x = position(value, m_scale, layout.plot.left(), layout.plot.right()))
                painter.drawPath(theme::markerPath(arm.marker, {*x, y}, radius));
        }
        if (const auto mean = meanOf(finite)) {
            const auto x = position(*mean, m_scale, layout.plot.left(), layout.plot.right());
            painter.setPen(QPen(arm.label, 2, Qt::SolidLine, Qt::FlatCap));
            painter.drawLine(QPointF(x.value_or(0), y - bar), QPointF(x.value_or(0), y + bar));
        }
    }
}

ChartTable StripFigure::table() const
{
    ChartTable table;
    table.header = {tr("arm"), tr("n"), tr("mean %1").arg(m_unit), tr("values %1").arg(m_unit)};
    for (const StripRow& row : m_rows) {
        const QList<double> finite = finiteOf(row.values);
        QStringList values;
        for (qsizetype i = 0; i < std::min<qsizetype>(finite.size(), 50); ++i)
            values.append(aligned(finite[i], m_scale));
        if (finite.size() > 50)
            values.append(QStringLiteral("\u2026"));
        const auto mean = meanOf(finite);
        table.rows.append({row.label, base::countText(finite.size()),
            mean ? aligned(*mean, m_scale) : base::absentText(), values.join(QStringLiteral("; "))});
    }
    return table;
}

QString StripFigure::tipAt(const QPointF& at, const QRectF& area, const theme::Tokens& tokens) const
{
    const Layout layout = layoutOf(m_rows, area, tokens);
    const auto index = qsizetype(std::floor((at.y() - layout.plot.top()) / std::max(layout.pitch, 1e-9)));
    if (index < 0 || index >= m_rows.size())
        return {};
    const StripRow& row = m_rows[index];
    const QList<double> finite = finiteOf(row.values);
    QStringList lines {lineOf(row.label)};
    for (const double value : finite) {
        const auto x = position(value, m_scale, layout.plot.left(), layout.plot.right());
        if (x && std::abs(*x - at.x()) < 6 && lines.size() < 8)
            lines.append(QStringLiteral("%1 %2").arg(number(value), m_unit));
    }
    if (const auto mean = meanOf(finite))
        lines.append(tr("mean %1 %2 (n = %3)").arg(number(*mean), m_unit, base::countText(finite.size())));
    return lines.join(u'\n');
}

void StripChart::setRows(const QList<StripRow>& rows, const QString& unit)
{
    setFigure(std::make_shared<StripFigure>(rows, unit));
}

} // namespace benchglass::charts
