#include "report/report.h"

#include <QBuffer>
#include <QPainter>
#include <QStringBuilder>
#include <QSvgGenerator>

namespace benchglass::report {

QByteArray svgOf(const Figure& figure)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(72);
    generator.setSize(figure.sizePoints.toSize());
    generator.setViewBox(QRectF(QPointF(), figure.sizePoints));
    generator.setTitle(figure.caption.toHtmlEscaped());
    if (figure.paint) {
        QPainter painter(&generator);
        figure.paint(painter, QRectF(QPointF(), figure.sizePoints));
    }
    return buffer.data();
}

QString figureFileName(const Figure& figure)
{
    QString name;
    for (const QChar c : figure.id.left(80)) {
        const bool plain = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
        name += plain || c == u'-' || c == u'_' ? c : QChar(u'-');
    }
    return name % u".svg";
}

} // namespace benchglass::report
