#include "charts/ttftchart.h"

#include "base/format.h"
#include "charts/draw.h"
#include "charts/scale.h"
#include "charts/stagetimeline.h"
#include "theme/marker.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <set>

namespace benchglass::charts {

namespace {

constexpr qreal widestBar = 40;
constexpr qreal narrowestLabelled = 34;

bool hasTotal(const TtftBar& bar)
{
    return bar.totalMs && std::isfinite(*bar.totalMs) && *bar.totalMs >= 0;
}

/// Where things go in a given area.
struct Layout
{
    QRectF legend;
    QRectF plot;
    Scale scale;
    QList<QRectF> columns;
    qreal pitch = 0;
};

Layout layoutOf(const QList<TtftBar>& bars, bool hasArms, const QRectF& area, const theme::Tokens& tokens)
{
    double highest = 0;
    for (const TtftBar& bar : bars) {
        if (hasTotal(bar))
            highest = std::max(highest, *bar.totalMs);
    }
    Layout layout;
    const int ticks = int(std::clamp(area.height() / 42, 2.0, 6.0));
    layout.scale = niceScaleFromZero(highest, ticks);
    layout.legend = QRectF(area.left(), area.top(), area.width(), labelLine);
    const qreal left = axisWidth(layout.scale, tokens);
    const qreal bottom = labelLine + 4 + (hasArms ? 12 : 0);
    layout.plot = area.adjusted(left, labelLine + 22, -2, -bottom);
    layout.columns = barColumns(int(bars.size()), layout.plot);
    layout.pitch = layout.plot.width() / qreal(std::max<qsizetype>(bars.size(), 1));
    return layout;
}

QList<LegendItem> legendOf(const QList<TtftBar>& bars, const theme::Tokens& tokens)
{
    std::set<theme::Phase> seen;
    for (const TtftBar& bar : bars) {
        for (const TtftPart& part : stackedParts(bar))
            seen.insert(part.phase);
    }
    QList<LegendItem> items;
    for (const theme::Phase phase : seen)
        items.append({phaseText(phase), LegendItem::Kind::Swatch, tokens.phaseColour(phase), {}, {}});
    return items;
}

void paintStack(QPainter& painter, const TtftBar& bar, const QRectF& column, const Scale& scale,
    const theme::Tokens& tokens)
{
    double sum = 0;
    for (const TtftPart& part : stackedParts(bar)) {
        const qreal bottom = position(sum, scale, column.bottom(), column.top()).value_or(column.bottom());
        sum += part.ms;
        const qreal top = position(sum, scale, column.bottom(), column.top()).value_or(column.bottom());
        const QRectF box(column.left(), top, column.width(), bottom - top);
        QColor fill = tokens.phaseColour(part.phase);
        if (!bar.isOutside) {
            painter.fillRect(box, fill);
            continue;
        }
        painter.setPen(QPen(fill, 1));
        fill.setAlphaF(0.35F);
        painter.setBrush(fill);
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

} // namespace

TtftFigure::TtftFigure(QList<TtftBar> bars)
    : m_bars(std::move(bars))
{
    m_hasArms = std::any_of(
        m_bars.begin(), m_bars.end(), [this](const TtftBar& bar) { return bar.arm != m_bars.first().arm; });
}

bool TtftFigure::isEmpty() const
{
    return m_bars.isEmpty();
}

QString TtftFigure::emptyText() const
{
    return tr("The time to first token of each call will appear here");
}

void TtftFigure::paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const
{
    const Layout layout = layoutOf(m_bars, m_hasArms, area, tokens);
    drawLegend(painter, layout.legend, legendOf(m_bars, tokens), tokens);
    drawRows(painter, layout.plot, layout.scale, tokens);
    // Where labels would touch, every second, third, ... keeps its own.
    const int every = std::max(1, int(std::ceil(narrowestLabelled / std::max(layout.pitch, 1.0))));
    const QFont font = labelFont(tokens);
    const QFont strong = labelFontStrong(tokens);
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const TtftBar& bar = m_bars[i];
        const QRectF& column = layout.columns[i];
        paintStack(painter, bar, column, layout.scale, tokens);
        const qreal centre = column.center().x();
        if (m_hasArms) {
            const theme::ArmStyle arm = tokens.armStyle(bar.arm);
            painter.setPen(Qt::NoPen);
            painter.setBrush(arm.colour);
            painter.drawPath(theme::markerPath(arm.marker, {centre, layout.plot.bottom() + 8}, 3.6));
        }
        if (i % every != 0)
            continue;
        const qreal room = layout.pitch * every;
        const qreal top = hasTotal(bar)
            ? position(*bar.totalMs, layout.scale, column.bottom(), column.top()).value_or(column.bottom())
            : column.bottom();
        painter.setFont(strong);
        painter.setPen(bar.isOutside ? tokens.muted : tokens.text);
        painter.drawText(QRectF(centre - room / 2, top - 17, room, labelLine), Qt::AlignCenter,
            base::fixedText(hasTotal(bar) ? bar.totalMs : std::nullopt, 0));
        painter.setFont(font);
        if (!bar.note.isEmpty()) {
            painter.setPen(tokens.warn);
            painter.drawText(QRectF(centre - room / 2, top - 30, room, labelLine), Qt::AlignCenter,
                fitted(bar.note, font, room));
        }
        painter.setPen(tokens.muted);
        painter.drawText(
            QRectF(centre - room / 2, layout.plot.bottom() + (m_hasArms ? 15 : 4), room, labelLine),
            Qt::AlignCenter, fitted(bar.label, font, room - 4));
    }
}

ChartTable TtftFigure::table() const
{
    std::set<theme::Phase> seen;
    for (const TtftBar& bar : m_bars) {
        for (const TtftPart& part : stackedParts(bar))
            seen.insert(part.phase);
    }
    ChartTable table;
    table.header = {tr("call"), tr("arm")};
    for (const theme::Phase phase : seen)
        table.header.append(phaseText(phase) + QStringLiteral(" ms"));
    table.header << tr("TTFT ms") << tr("note");
    for (const TtftBar& bar : m_bars) {
        QStringList row {bar.label, bar.armLabel};
        for (const theme::Phase phase : seen) {
            std::optional<double> ms;
            for (const TtftPart& part : stackedParts(bar)) {
                if (part.phase == phase)
                    ms = ms.value_or(0) + part.ms;
            }
            row.append(base::fixedText(ms, 1));
        }
        row << base::fixedText(hasTotal(bar) ? bar.totalMs : std::nullopt, 1) << bar.note;
        table.rows.append(row);
    }
    return table;
}

QString TtftFigure::tipAt(const QPointF& at, const QRectF& area, const theme::Tokens& tokens) const
{
    const Layout layout = layoutOf(m_bars, m_hasArms, area, tokens);
    const auto index = qsizetype(std::floor((at.x() - layout.plot.left()) / std::max(layout.pitch, 1e-9)));
    if (index < 0 || index >= m_bars.size())
        return {};
    const TtftBar& bar = m_bars[index];
    QStringList lines {
        lineOf(bar.armLabel.isEmpty() ? bar.label : bar.label + QStringLiteral(" \u00b7 ") + bar.armLabel)};
    lines.append(hasTotal(bar) ? tr("%1 ms to the first token").arg(base::fixedText(*bar.totalMs, 1))
                               : tr("no token came"));
    for (const TtftPart& part : stackedParts(bar))
        lines.append(QStringLiteral("%1 %2 ms").arg(phaseText(part.phase), base::fixedText(part.ms, 1)));
    if (bar.isOutside)
        lines.append(tr("kept out of the statistics"));
    if (!bar.note.isEmpty())
        lines.append(lineOf(bar.note));
    return lines.join(u'\n');
}

QList<TtftPart> stackedParts(const TtftBar& bar)
{
    if (!hasTotal(bar))
        return {};
    QList<TtftPart> parts;
    double left = *bar.totalMs;
    for (const TtftPart& part : bar.parts) {
        if (!std::isfinite(part.ms) || part.ms <= 0 || left <= 0)
            continue;
        parts.append({part.phase, std::min(part.ms, left)});
        left -= parts.last().ms;
    }
    if (left > *bar.totalMs * 1e-9)
        parts.append({theme::Phase::Rest, left});
    return parts;
}

QList<QRectF> barColumns(int count, const QRectF& area)
{
    QList<QRectF> columns;
    const qreal pitch = count > 0 ? area.width() / count : 0;
    const qreal width = std::min(widestBar, pitch * (pitch > 6 ? 0.62 : 1.0));
    for (int i = 0; i < count; ++i)
        columns.append(QRectF(area.left() + pitch * (i + 0.5) - width / 2, area.top(), width, area.height()));
    return columns;
}

void TtftChart::setBars(const QList<TtftBar>& bars)
{
    setFigure(std::make_shared<TtftFigure>(bars));
}

} // namespace benchglass::charts
