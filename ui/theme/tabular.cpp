#include "theme/tabular.h"

#include <QPainter>

#include <algorithm>

namespace benchglass::theme {

namespace {

constexpr qsizetype longestFigure = 48;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

qreal digitWidth(const QFontMetricsF& metrics)
{
    qreal widest = 0;
    for (char16_t c = u'0'; c <= u'9'; ++c)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(c)));
    return widest;
}

} // namespace

bool isTabular(QStringView text)
{
    if (text.size() > longestFigure)
        return false;
    const bool figures = std::any_of(text.begin(), text.end(), isDigit);
    // Set letter by letter, anything but Latin and punctuation would lose its shaping.
    const bool plain = std::all_of(text.begin(), text.end(),
        [](QChar c) { return c < QChar(0x250) || (c >= QChar(0x2000) && c < QChar(0x2300)); });
    return figures && plain;
}

qreal tabularWidth(const QFontMetricsF& metrics, QStringView text)
{
    const qreal digit = digitWidth(metrics);
    qreal width = 0;
    for (const QChar c : text)
        width += isDigit(c) ? digit : metrics.horizontalAdvance(c);
    return width;
}

void drawTabular(QPainter& painter, const QRectF& area, Qt::Alignment alignment, const QString& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const bool figure = isTabular(text);
    const qreal width = figure ? tabularWidth(metrics, text) : 0;
    if (!figure || width > area.width()) {
        const QString shown = metrics.elidedText(text.left(1000), Qt::ElideRight, area.width());
        painter.drawText(
            area, int((alignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
        return;
    }
    qreal x = area.left();
    if (alignment & Qt::AlignRight)
        x = area.right() - width;
    else if (alignment & Qt::AlignHCenter)
        x = area.center().x() - width / 2;
    const qreal y = area.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    const qreal digit = digitWidth(metrics);
    for (const QChar c : text) {
        const qreal advance = metrics.horizontalAdvance(c);
        const qreal box = isDigit(c) ? digit : advance;
        if (!c.isSpace())
            painter.drawText(QPointF(x + (box - advance) / 2, y), QString(c));
        x += box;
    }
}

} // namespace benchglass::theme
