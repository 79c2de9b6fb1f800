#include "charts/ttftchart.h"

#include "base/format.h"
#include "charts/draw.h"
#include "charts/scale.h"
#include "charts/stagetimeline.h"
#include "theme/marker.h"

#include <QHash>
#include <QPainter>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace benchglass::charts {

namespace {

constexpr qreal widestBar = 40;
constexpr qreal labelGap = 6;
constexpr qreal secondLine = 13;
constexpr double shortMs = 10;  ///< Below it, tenths of a millisecond would say nothing.
constexpr double roundMs = 100; ///< Below it, whole milliseconds would make unlike bars alike.

bool hasTotal(const TtftBar& bar)
{
    return bar.totalMs && std::isfinite(*bar.totalMs) && *bar.totalMs >= 0;
}

/// Over a bar: whole milliseconds, but three digits of a short time.
QString valueText(const TtftBar& bar)
{
    if (!hasTotal(bar))
        return base::absentText();
    return *bar.totalMs < roundMs ? base::significantText(*bar.totalMs, 3) : base::fixedText(*bar.totalMs, 0);
}

/// In a table or a tip.
QString msText(std::optional<double> ms)
{
    return base::fixedText(ms, ms && *ms < shortMs ? 3 : 1);
}

qreal widestOf(const QStringList& texts, const QFont& font)
{
    qreal widest = 0;
    for (const QString& text : texts)
        widest = std::max(widest, textWidth(text, font));
    return widest;
}

/// The labels under the bars, in one line or in two.
struct Labels
{
    QStringList upper;
    QStringList lower; ///< Empty in one line.
    QString key;       ///< What shortened words stand for: `an analysis, re report`.
    qreal width = 0;   ///< Of the widest.
};

/// Short forms of @p words by which they can still be told apart; of two letters or more, as A and B are
/// arms.
QHash<QString, QString> shortForms(const QStringList& words)
{
    const QSet<QString> different(words.begin(), words.end());
    QHash<QString, QString> forms;
    for (qsizetype letters = 2; letters < 80; ++letters) {
        QSet<QString> taken;
        for (const QString& word : different) {
            forms[word] = word.left(letters);
            taken.insert(word.left(letters));
        }
        if (taken.size() == different.size())
            break;
    }
    return forms;
}

/// `1 analysis` in one line where the bars stand @p pitch apart; else `1` over `analysis`; else `1` over
/// `an`.
Labels labelsOf(const QList<TtftBar>& bars, qreal pitch, const QFont& font)
{
    Labels labels;
    for (const TtftBar& bar : bars)
        labels.upper.append(lineOf(bar.label));
    labels.width = widestOf(labels.upper, font);
    if (labels.width + labelGap <= pitch)
        return labels;
    for (QString& label : labels.upper) {
        labels.lower.append(label.section(u' ', 1));
        label = label.section(u' ', 0, 0);
    }
    labels.width = widestOf(labels.upper + labels.lower, font);
    if (labels.width + labelGap <= pitch)
        return labels;
    const QHash<QString, QString> forms = shortForms(labels.lower);
    QStringList key;
    for (QString& word : labels.lower) {
        const QString form = forms.value(word);
        const QString entry = form + u' ' + word;
        if (form != word && !key.contains(entry))
            key.append(entry);
        word = form;
    }
    labels.key = key.join(QStringLiteral(", "));
    labels.width = widestOf(labels.upper + labels.lower, font);
    return labels;
}

/// Every how manieth text of this width has room.
int everyFor(qreal width, qreal pitch)
{
    return std::max(1, int(std::ceil((width + labelGap / 2) / std::max(pitch, 1.0))));
}

/// How the values stand over the bars: with less and less room level, upright, or not at all. Figures across
/// the neighbours' bars would be read as theirs; the axis, the tips and the table tell them.
enum class Values { Level, Turned, None };

/// Where things go in a given area.
struct Layout
{
    Labels labels;
    Values values = Values::Level;
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
    layout.pitch = (area.width() - left - 2) / qreal(std::max<qsizetype>(bars.size(), 1));
    layout.labels = labelsOf(bars, layout.pitch, labelFont(tokens));
    const qreal bottom =
        labelLine + 4 + (hasArms ? 12 : 0) + (layout.labels.lower.isEmpty() ? 0 : secondLine);
    QStringList values;
    for (const TtftBar& bar : bars)
        values.append(bar.note.isEmpty() ? valueText(bar) : valueText(bar) + u' ' + lineOf(bar.note));
    const qreal widest = widestOf(values, labelFontStrong(tokens));
    const bool isNarrow = std::ranges::any_of(bars, [&](const TtftBar& bar) {
        return textWidth(valueText(bar), labelFontStrong(tokens)) + labelGap / 2 > layout.pitch;
    });
    if (isNarrow)
        layout.values = layout.pitch >= secondLine ? Values::Turned : Values::None;
    const qreal top = layout.values == Values::Turned ? std::min(widest + labelGap, area.height() / 3) : 22;
    layout.plot = area.adjusted(left, labelLine + top, -2, -bottom);
    layout.columns = barColumns(int(bars.size()), layout.plot);
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

/// Whose the markers under the bars are.
QList<LegendItem> armsOf(const QList<TtftBar>& bars, const theme::Tokens& tokens)
{
    std::map<int, QString> arms;
    for (const TtftBar& bar : bars)
        arms.emplace(bar.arm, bar.armLabel);
    QList<LegendItem> items;
    for (const auto& [arm, name] : arms) {
        const theme::ArmStyle style = tokens.armStyle(arm);
        items.append({name, LegendItem::Kind::Marker, style.colour, {}, style.marker});
    }
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

void paintLegend(QPainter& painter, const QRectF& area, const QString& key, const QList<LegendItem>& arms,
    const QList<LegendItem>& phases, const theme::Tokens& tokens)
{
    const QFont font = labelFont(tokens);
    const QString words = fitted(key, font, area.width() / 2);
    painter.setFont(font);
    painter.setPen(tokens.muted);
    painter.drawText(area, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, words);
    const qreal taken = key.isEmpty() ? 0 : textWidth(words, font) + 12;
    drawLegends(painter, area.adjusted(taken, 0, 0, 0), arms, phases, tokens);
}

/// What stands over a bar whose top is at @p at.
void paintValue(
    QPainter& painter, const TtftBar& bar, const QPointF& at, qreal room, const theme::Tokens& tokens)
{
    painter.setFont(labelFontStrong(tokens));
    const QRectF box(at.x() - room / 2, at.y() - 17, room, labelLine);
    const qreal width = textWidth(valueText(bar), labelFontStrong(tokens)) + 4;
    // No line of the grid runs through a figure.
    painter.fillRect(QRectF(at.x() - width / 2, box.top() + 1, width, labelLine - 2), tokens.surface);
    painter.setPen(bar.isOutside ? tokens.muted : tokens.text);
    painter.drawText(box, Qt::AlignCenter, valueText(bar));
    if (bar.note.isEmpty())
        return;
    const QFont font = labelFont(tokens);
    painter.setFont(font);
    painter.setPen(tokens.warn);
    painter.drawText(QRectF(at.x() - room / 2, at.y() - 30, room, labelLine), Qt::AlignCenter,
        fitted(bar.note, font, room));
}

/// The same, read from below.
void paintTurnedValue(QPainter& painter, const TtftBar& bar, const QPointF& at, const theme::Tokens& tokens)
{
    painter.save();
    painter.translate(at);
    painter.rotate(-90);
    const QString value = valueText(bar);
    QRectF box(4, -labelLine / 2, 200, labelLine);
    painter.setFont(labelFontStrong(tokens));
    painter.setPen(bar.isOutside ? tokens.muted : tokens.text);
    painter.drawText(box, int(Qt::AlignLeft | Qt::AlignVCenter), value);
    box.translate(textWidth(value + u' ', labelFontStrong(tokens)), 0);
    painter.setFont(labelFont(tokens));
    painter.setPen(tokens.warn);
    painter.drawText(box, int(Qt::AlignLeft | Qt::AlignVCenter), lineOf(bar.note, 12));
    painter.restore();
}

/// The label of bar @p index below @p at.
void paintLabel(
    QPainter& painter, const Labels& labels, qsizetype index, const QPointF& at, const theme::Tokens& tokens)
{
    painter.setFont(labelFont(tokens));
    painter.setPen(tokens.muted);
    const qreal width = labels.width + 4;
    const QRectF line(at.x() - width / 2, at.y(), width, labelLine);
    painter.drawText(line, int(Qt::AlignCenter) | Qt::TextSingleLine, labels.upper.at(index));
    if (!labels.lower.isEmpty())
        painter.drawText(line.translated(0, secondLine), int(Qt::AlignCenter) | Qt::TextSingleLine,
            labels.lower.at(index));
}

} // namespace

TtftFigure::TtftFigure(QList<TtftBar> bars, bool isLive)
    : m_bars(std::move(bars))
    , m_isLive(isLive)
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
    return m_isLive ? tr("The time to first token of each call will appear here")
                    : tr("No call got as far as its first token");
}

void TtftFigure::paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const
{
    const Layout layout = layoutOf(m_bars, m_hasArms, area, tokens);
    paintLegend(painter, layout.legend, layout.labels.key,
        m_hasArms ? armsOf(m_bars, tokens) : QList<LegendItem>(), legendOf(m_bars, tokens), tokens);
    drawRows(painter, layout.plot, layout.scale, tokens);
    // Where labels would touch, every second, third, ... keeps its own.
    const int everyLabel = everyFor(layout.labels.width, layout.pitch);
    const qreal markerRadius = std::clamp(layout.pitch * 0.42, 1.0, 3.6);
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const TtftBar& bar = m_bars[i];
        const QRectF& column = layout.columns[i];
        paintStack(painter, bar, column, layout.scale, tokens);
        const qreal centre = column.center().x();
        if (m_hasArms) {
            const theme::ArmStyle arm = tokens.armStyle(bar.arm);
            painter.setPen(Qt::NoPen);
            painter.setBrush(arm.colour);
            painter.drawPath(theme::markerPath(arm.marker, {centre, layout.plot.bottom() + 8}, markerRadius));
        }
        const qreal top = hasTotal(bar)
            ? position(*bar.totalMs, layout.scale, column.bottom(), column.top()).value_or(column.bottom())
            : column.bottom();
        if (layout.values == Values::Turned)
            paintTurnedValue(painter, bar, {centre, top}, tokens);
        else if (layout.values == Values::Level)
            paintValue(painter, bar, {centre, top}, layout.pitch, tokens);
        if (i % everyLabel == 0)
            paintLabel(
                painter, layout.labels, i, {centre, layout.plot.bottom() + (m_hasArms ? 15 : 4)}, tokens);
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
            row.append(msText(ms));
        }
        row << msText(hasTotal(bar) ? bar.totalMs : std::nullopt) << bar.note;
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
    lines.append(
        hasTotal(bar) ? tr("%1 ms to the first token").arg(msText(bar.totalMs)) : tr("no token came"));
    for (const TtftPart& part : stackedParts(bar))
        lines.append(QStringLiteral("%1 %2 ms").arg(phaseText(part.phase), msText(part.ms)));
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

void TtftChart::setBars(const QList<TtftBar>& bars, bool isLive)
{
    setFigure(std::make_shared<TtftFigure>(bars, isLive));
}

} // namespace benchglass::charts
