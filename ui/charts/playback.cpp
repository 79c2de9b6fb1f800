#include "charts/playback.h"

#include "charts/ratechart.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace benchglass::charts {

namespace {

void paintGaps(QPainter& painter, const Playback& playback, const RateFigure& figure, const QRectF& area,
    const theme::Tokens& tokens)
{
    const QRectF plot = figure.plotOf(area, tokens);
    QColor tint = tokens.warn;
    tint.setAlphaF(tokens.isDark ? 0.22F : 0.16F);
    for (const auto& [beginS, endS] : playback.gapsS) {
        const auto left = figure.xOf(beginS, area, tokens);
        if (!left)
            continue;
        const qreal right = figure.xOf(endS, area, tokens).value_or(plot.right());
        painter.fillRect(QRectF(*left, plot.top(), std::max(right - *left, 1.5), plot.height()), tint);
    }
}

} // namespace

void paintPlayback(QPainter& painter, const Playback& playback, const RateFigure& figure, const QRectF& area,
    const theme::Tokens& tokens)
{
    painter.setRenderHint(QPainter::Antialiasing);
    paintGaps(painter, playback, figure, area, tokens);
    const QRectF plot = figure.plotOf(area, tokens);
    const auto x = figure.xOf(playback.atS, area, tokens);
    if (!x)
        return;
    painter.setPen(QPen(tokens.accent, 1.5));
    painter.drawLine(QPointF(*x, plot.top()), QPointF(*x, plot.bottom()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.accent);
    painter.drawPolygon(
        QPolygonF({{*x - 5, plot.top() - 6}, {*x + 5, plot.top() - 6}, {*x, plot.top() + 1}}));
    if (const auto point = figure.pointOn(playback.line, playback.atS, area, tokens)) {
        painter.setPen(QPen(tokens.surface, 1.5));
        painter.drawEllipse(*point, 4, 4);
    }
}

} // namespace benchglass::charts
