#include "report/typography.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace benchglass::report {

namespace {

/// Text is laid out in tenths of a point: fonts come in whole pixels only, and here a pixel is a tenth.
constexpr double fine = 10;

QStringList families(bool mono)
{
    const QStringList rest {QStringLiteral("DejaVu Sans"), QStringLiteral("Noto Sans CJK SC"),
        QStringLiteral("Microsoft YaHei"), QStringLiteral("PingFang SC"), QStringLiteral("Noto Sans Arabic"),
        QStringLiteral("Noto Sans Hebrew"), QStringLiteral("Symbola"), QStringLiteral("Segoe UI Symbol")};
    // Figures of equal width: a column of numbers must line up, and Inter's do only as an option.
    const QStringList first = mono ? QStringList {QStringLiteral("DejaVu Sans Mono"),
                                  QStringLiteral("Consolas"), QStringLiteral("Menlo")}
                                   : QStringList {QStringLiteral("Noto Sans"), QStringLiteral("Segoe UI"),
                                       QStringLiteral("Helvetica Neue")};
    return first + rest;
}

TextStyle styleOf(const Span& span, TextStyle style)
{
    style.bold = style.bold || span.strong;
    style.italic = style.italic || span.emphasis;
    if (span.code && !style.mono) {
        style.mono = true;
        style.size *= 0.9;
    }
    return style;
}

} // namespace

QFont fontOf(const TextStyle& style)
{
    QFont font;
    font.setFamilies(families(style.mono));
    font.setStyleHint(style.mono ? QFont::Monospace : QFont::SansSerif);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setPixelSize(int(std::lround(style.size * fine)));
    font.setBold(style.bold);
    font.setItalic(style.italic);
    return font;
}

TextBlock::TextBlock(const Spans& spans, const TextStyle& style, double width)
    : m_style(style)
{
    QList<QTextLayout::FormatRange> formats;
    QString text;
    for (const Span& span : spans) {
        if (span.strong || span.emphasis || span.code || span.struck) {
            QTextCharFormat format;
            format.setFont(fontOf(styleOf(span, style)));
            format.setFontStrikeOut(span.struck);
            formats.append({int(text.size()), int(span.text.size()), format});
        }
        text += span.text;
    }
    text.replace(u'\n', QChar::LineSeparator);
    m_layout.setText(text);
    m_layout.setFont(fontOf(style));
    m_layout.setFormats(formats);
    QTextOption option;
    option.setUseDesignMetrics(true);
    option.setWrapMode(
        style.breaksAnywhere ? QTextOption::WrapAnywhere : QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    option.setAlignment(
        style.align == Align::Right ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTabStopDistance(style.size * 2.4 * fine);
    m_layout.setTextOption(option);
    m_layout.beginLayout();
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        line.setLineWidth(width * fine);
        line.setPosition({0, m_height * fine});
        m_height += std::max(style.lineHeight(), line.height() / fine);
    }
    m_layout.endLayout();
    if (m_layout.lineCount() == 0)
        m_height = style.lineHeight();
}

int TextBlock::lineCount() const
{
    return std::max(1, m_layout.lineCount());
}

double TextBlock::lineHeight(int line) const
{
    if (line >= m_layout.lineCount())
        return m_height;
    const double end = line + 1 < m_layout.lineCount() ? m_layout.lineAt(line + 1).y() / fine : m_height;
    return end - m_layout.lineAt(line).y() / fine;
}

void TextBlock::draw(QPainter& painter, const QPointF& topLeft, int from, int to) const
{
    if (from >= m_layout.lineCount())
        return;
    painter.save();
    painter.translate(topLeft);
    painter.scale(1 / fine, 1 / fine);
    painter.setPen(QColor::fromRgb(m_style.color));
    const double firstTop = m_layout.lineAt(from).y();
    for (int at = from; at < std::min(to, m_layout.lineCount()); ++at) {
        const QTextLine line = m_layout.lineAt(at);
        const double slack = (lineHeight(at) * fine - line.height()) / 2;
        line.draw(&painter, {0, slack - firstTop});
    }
    painter.restore();
}

double naturalWidth(const Spans& spans, const TextStyle& style)
{
    double width = 0;
    double widest = 0;
    for (const Span& span : spans) {
        const QFontMetricsF metrics(fontOf(styleOf(span, style)));
        bool first = true;
        for (const QString& line : span.text.split(QChar(QChar::LineSeparator))) {
            width = first ? width : 0;
            width += metrics.horizontalAdvance(line);
            widest = std::max(widest, width);
            first = false;
        }
    }
    // Layout rounds up to a sixty-fourth; without the slack a text that just fits would wrap.
    return std::ceil(widest / fine) + 1;
}

double longestWordWidth(const Spans& spans, const TextStyle& style)
{
    double widest = 0;
    for (const Span& span : spans) {
        const QFontMetricsF metrics(fontOf(styleOf(span, style)));
        for (const QString& word : span.text.split(u' '))
            widest = std::max(widest, metrics.horizontalAdvance(word));
    }
    return std::ceil(widest / fine) + 1;
}

} // namespace benchglass::report
