#pragma once

#include "report/modeltext.h"

#include <QColor>
#include <QFont>
#include <QTextLayout>

#include <memory>

namespace benchglass::report {

/// The report's fonts, colours and measures, in points. Always the light theme.
namespace ink {
inline constexpr QRgb text = 0xff1b2330;
inline constexpr QRgb muted = 0xff5c6778;
inline constexpr QRgb line = 0xffe1e5eb;
inline constexpr QRgb strongLine = 0xff8b95a5;
inline constexpr QRgb sunk = 0xfff5f6f8;
inline constexpr QRgb accent = 0xff2563c9;
} // namespace ink

namespace page {
inline constexpr double width = 595.276; // A4
inline constexpr double height = 841.89;
inline constexpr double side = 56;
inline constexpr double top = 68;
inline constexpr double bottom = 62;
inline constexpr double textWidth = width - 2 * side;
inline constexpr double textHeight = height - top - bottom;
} // namespace page

/// How a text is set. Sizes in points.
struct TextStyle
{
    double size = 9.5;
    double leading = 1.42; ///< Line height as a ratio of size.
    QRgb color = ink::text;
    bool bold = false;
    bool italic = false;
    bool mono = false;
    bool breaksAnywhere = false;
    Align align = Align::Left;

    double lineHeight() const { return size * leading; }
};

/// The font of @p style in pixels of a tenth of a point. A Latin family stands before the CJK one, and a
/// plain symbol font before any of coloured bitmaps, which print blank.
QFont fontOf(const TextStyle& style);

/// A laid-out paragraph; its lines can be drawn one by one.
class TextBlock
{
public:
    TextBlock(const Spans& spans, const TextStyle& style, double width);

    int lineCount() const;
    double lineHeight(int line) const;
    double height() const { return m_height; }
    /// Draws lines [@p from, @p to) with the first one's top at @p topLeft.
    void draw(QPainter& painter, const QPointF& topLeft, int from, int to) const;

private:
    QTextLayout m_layout;
    TextStyle m_style;
    double m_height = 0;
};

/// The width that @p spans take in one line.
double naturalWidth(const Spans& spans, const TextStyle& style);

/// The width of the longest word of @p spans.
double longestWordWidth(const Spans& spans, const TextStyle& style);

} // namespace benchglass::report
