#pragma once

#include <QFontMetricsF>
#include <QString>

class QPainter;

namespace benchglass::theme {

/// Whether @p text is a figure (digits, signs, separators, short units) and may be set digit by digit.
bool isTabular(QStringView text);

/// The width of @p text with all digits as wide as the widest. Qt 6.4 cannot ask a font for its tabular
/// figures, so figures are set digit by digit.
qreal tabularWidth(const QFontMetricsF& metrics, QStringView text);

/// Draws @p text in the painter's font and pen, all digits as wide as the widest, so that columns of figures
/// line up.
/// @p alignment: left, right or centre; always in the middle vertically. Text that is no figure is drawn as
/// it is, and elided.
void drawTabular(QPainter& painter, const QRectF& area, Qt::Alignment alignment, const QString& text);

} // namespace benchglass::theme
