#include "charts/figure.h"

#include "charts/draw.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

namespace benchglass::charts {

Figure::~Figure() = default;

QString Figure::tipAt(const QPointF&, const QRectF&, const theme::Tokens&) const
{
    return {};
}

void paintFigure(const Figure& figure, QPainter& painter, const QRectF& area, const theme::Tokens& tokens)
{
    if (area.width() < 8 || area.height() < 8)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (figure.isEmpty()) {
        painter.setFont(labelFont(tokens));
        painter.setPen(tokens.muted);
        painter.drawText(area, int(Qt::AlignCenter) | Qt::TextWordWrap, figure.emptyText());
    } else {
        figure.paint(painter, area, tokens);
    }
    painter.restore();
}

QPicture pictureOf(const Figure& figure, const QSizeF& size, const theme::Tokens& tokens)
{
    QPicture picture;
    QPainter painter(&picture);
    paintFigure(figure, painter, QRectF(QPointF(), size), tokens);
    painter.end();
    return picture;
}

QByteArray svgOf(const Figure& figure, const QSizeF& size, const theme::Tokens& tokens)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF(QPointF(), size));
    QPainter painter(&generator);
    paintFigure(figure, painter, QRectF(QPointF(), size), tokens);
    painter.end();
    return buffer.data();
}

} // namespace benchglass::charts
