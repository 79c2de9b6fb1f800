#include "charts/ratechart.h"

#include "base/format.h"
#include "charts/decimate.h"
#include "charts/draw.h"
#include "measure/summary.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

namespace benchglass::charts {

namespace {

const QList<qreal>& stageDashes(int stage)
{
    static const QList<QList<qreal>> dashes {{}, {5, 3}, {1.5, 2.5}};
    return dashes[std::clamp(stage, 0, 2)];
}

struct Layout
{
    QRectF legend;
    QRectF plot;
};

Layout layoutOf(const Scale& y, const QRectF& area, const theme::Tokens& tokens)
{
    Layout layout;
    layout.legend = QRectF(area.left(), area.top(), area.width(), labelLine);
    layout.plot = area.adjusted(axisWidth(y, tokens), labelLine + 10, -10, -labelLine - 4);
    return layout;
}

constexpr qsizetype fullyDrawn = 8;

/// How many columns a line is drawn in, of @p lines: nobody tells many crowded ones apart by single pixels,
/// and painting must not take longer the more calls there are.
int columnsOf(qsizetype lines, double width)
{
    constexpr double least = 48;
    const double share = double(fullyDrawn) / double(std::max(lines, fullyDrawn));
    return std::max(1, int(std::max(std::min(width, least), width * share)));
}

void paintLine(QPainter& painter, const RateLine& line, int columns, const QRectF& plot, const Scale& x,
    const Scale& y, const theme::Tokens& tokens)
{
    const QList<QPointF> kept = decimated(line.points, x.begin, x.end, columns);
    QList<QPointF> pixels;
    pixels.reserve(kept.size());
    for (const QPointF& point : kept) {
        const auto px = position(point.x(), x, plot.left(), plot.right());
        const auto py = position(point.y(), y, plot.bottom(), plot.top());
        if (px && py)
            pixels.append(QPointF(*px, *py));
    }
    if (pixels.isEmpty())
        return;
    const QColor colour = tokens.armStyle(line.arm).colour;
    const bool isDense = qreal(pixels.size()) > columns || columns < int(plot.width());
    QPen pen(colour, isDense ? 1.0 : 1.4, Qt::SolidLine, Qt::FlatCap);
    // A dash only shows along a whole polyline; dense lines would fall apart into noise.
    const QList<qreal>& dashes = stageDashes(line.stage);
    painter.setBrush(Qt::NoBrush);
    if (!dashes.isEmpty() && !isDense) {
        pen.setDashPattern(dashes);
        painter.setPen(pen);
        painter.drawPolyline(pixels.constData(), int(pixels.size()));
    } else {
        painter.setPen(pen);
        drawSegments(painter, pixels);
    }
    if (line.isLive || pixels.size() == 1) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(pixels.last(), 3, 3);
    }
}

/// What @p one and @p other begin with, whole words only: `Tuned report 1` and `Tuned report 2` share `Tuned
/// report`.
QString sharedStart(const QString& one, const QString& other)
{
    const auto endsWord = [](const QString& text, qsizetype at) {
        return at == text.size() || text[at].isSpace();
    };
    qsizetype end = std::mismatch(one.begin(), one.end(), other.begin(), other.end()).first - one.begin();
    while (end > 0 && !(endsWord(one, end) && endsWord(other, end)))
        --end;
    return one.left(end).trimmed();
}

/// An entry for each way lines look, not for each line: calls of one arm and stage look alike.
QList<LegendItem> legendOf(const QList<RateLine>& lines, const theme::Tokens& tokens)
{
    std::map<std::pair<int, int>, QString> labels;
    for (const RateLine& line : lines) {
        const auto [known, isNew] = labels.try_emplace({line.arm, line.stage}, line.label);
        if (isNew)
            continue;
        if (const QString shared = sharedStart(known->second, line.label); !shared.isEmpty())
            known->second = shared;
    }
    QList<LegendItem> legend;
    for (const auto& [look, label] : labels)
        legend.append({label, LegendItem::Kind::Line, tokens.armStyle(look.first).colour,
            stageDashes(look.second), {}});
    return legend;
}

/// The point of @p line nearest in x; nothing beyond its ends.
std::optional<QPointF> pointNear(const RateLine& line, double x, double reach)
{
    std::optional<QPointF> best;
    for (const QPointF& point : line.points) {
        if (std::abs(point.x() - x) <= reach && (!best || std::abs(point.x() - x) < std::abs(best->x() - x)))
            best = point;
    }
    return best;
}

} // namespace

RateFigure::RateFigure(QList<RateLine> lines, const QString& unit)
    : m_lines(std::move(lines))
    , m_unit(lineOf(unit, 24))
{
    double last = 0;
    double highest = 0;
    for (const RateLine& line : m_lines) {
        for (const QPointF& point : line.points) {
            if (!std::isfinite(point.x()) || !std::isfinite(point.y()))
                continue;
            last = std::max(last, point.x());
            highest = std::max(highest, point.y());
        }
    }
    m_x = niceScaleFromZero(last, 6);
    // The end of the data, not the next round number, ends the axis: the line fills its width.
    m_x.end = std::max(last, m_x.step);
    m_y = niceScaleFromZero(highest * 1.02, 4);
}

bool RateFigure::isEmpty() const
{
    return std::all_of(m_lines.begin(), m_lines.end(), [](const RateLine& line) {
        return std::none_of(line.points.begin(), line.points.end(),
            [](const QPointF& point) { return std::isfinite(point.x()) && std::isfinite(point.y()); });
    });
}

QString RateFigure::emptyText() const
{
    const bool isDone =
        !m_lines.isEmpty() && std::ranges::none_of(m_lines, [](const RateLine& line) { return line.isLive; });
    if (isDone)
        return tr("No call wrote for long enough to draw a rate over time");
    return tr("The rate of each call over time will appear here as the model writes");
}

void RateFigure::paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const
{
    const Layout layout = layoutOf(m_y, area, tokens);
    drawLegend(painter, layout.legend, legendOf(m_lines, tokens), tokens);
    drawRows(painter, layout.plot, m_y, tokens);
    drawColumns(painter, layout.plot, m_x, tokens, false, QStringLiteral("s"));
    painter.save();
    painter.setClipRect(layout.plot.adjusted(-2, -4, 4, 4));
    const int columns = columnsOf(m_lines.size(), layout.plot.width());
    // A hundred smooth lines would take longer than a frame may.
    painter.setRenderHint(QPainter::Antialiasing, m_lines.size() <= fullyDrawn);
    for (const bool live : {false, true}) {
        for (const RateLine& line : m_lines) {
            if (line.isLive == live)
                paintLine(painter, line, columns, layout.plot, m_x, m_y, tokens);
        }
    }
    painter.restore();
}

ChartTable RateFigure::table() const
{
    ChartTable table;
    table.header = {tr("call"), tr("points"), tr("from s"), tr("to s"), tr("lowest %1").arg(m_unit),
        tr("median %1").arg(m_unit), tr("highest %1").arg(m_unit)};
    for (const RateLine& line : m_lines) {
        QList<double> rates;
        std::optional<double> first;
        std::optional<double> last;
        for (const QPointF& point : line.points) {
            if (!std::isfinite(point.x()) || !std::isfinite(point.y()))
                continue;
            rates.append(point.y());
            first = first.value_or(point.x());
            last = point.x();
        }
        std::sort(rates.begin(), rates.end());
        const auto at = [&rates](double ratio) -> std::optional<double> {
            if (rates.isEmpty())
                return std::nullopt;
            return measure::percentileOf(rates, ratio);
        };
        table.rows.append(
            {line.label, base::countText(rates.size()), base::fixedText(first, 2), base::fixedText(last, 2),
                base::fixedText(at(0), 1), base::fixedText(at(0.5), 1), base::fixedText(at(1), 1)});
    }
    return table;
}

QRectF RateFigure::plotOf(const QRectF& area, const theme::Tokens& tokens) const
{
    return layoutOf(m_y, area, tokens).plot;
}

std::optional<double> RateFigure::secondsAt(
    const QPointF& at, const QRectF& area, const theme::Tokens& tokens) const
{
    const QRectF plot = plotOf(area, tokens);
    if (isEmpty() || plot.width() <= 0 || !plot.adjusted(-8, -8, 8, labelLine).contains(at))
        return {};
    const double ratio = std::clamp((at.x() - plot.left()) / plot.width(), 0.0, 1.0);
    return m_x.begin + ratio * (m_x.end - m_x.begin);
}

std::optional<qreal> RateFigure::xOf(double seconds, const QRectF& area, const theme::Tokens& tokens) const
{
    const QRectF plot = plotOf(area, tokens);
    if (isEmpty() || plot.width() <= 0 || !(seconds >= m_x.begin && seconds <= m_x.end))
        return {};
    return position(seconds, m_x, plot.left(), plot.right());
}

std::optional<QPointF> RateFigure::pointOn(
    int line, double seconds, const QRectF& area, const theme::Tokens& tokens) const
{
    if (line < 0 || line >= m_lines.size())
        return {};
    const QList<QPointF>& points = m_lines.at(line).points;
    const auto after = std::ranges::upper_bound(points, seconds, {}, &QPointF::x);
    if (after == points.begin())
        return {};
    const QRectF plot = plotOf(area, tokens);
    const std::optional<qreal> x = xOf(seconds, area, tokens);
    const std::optional<qreal> y = position(std::prev(after)->y(), m_y, plot.bottom(), plot.top());
    return x && y ? std::optional(QPointF(*x, *y)) : std::nullopt;
}

int RateFigure::lineNear(const QPointF& at, const QRectF& area, const theme::Tokens& tokens) const
{
    const std::optional<double> seconds = secondsAt(at, area, tokens);
    if (!seconds)
        return -1;
    int nearest = -1;
    double least = 0;
    for (int i = 0; i < m_lines.size(); ++i) {
        const QList<QPointF>& points = m_lines.at(i).points;
        if (points.isEmpty())
            continue;
        // Beside a line its nearer end counts.
        const double on = std::clamp(*seconds, points.first().x(), points.last().x());
        const auto x = xOf(on, area, tokens);
        const auto point = pointOn(i, on, area, tokens);
        if (!x || !point)
            continue;
        const double distance = std::hypot(*x - at.x(), point->y() - at.y());
        if (nearest < 0 || distance < least) {
            nearest = i;
            least = distance;
        }
    }
    return nearest;
}

QString RateFigure::tipAt(const QPointF& at, const QRectF& area, const theme::Tokens& tokens) const
{
    const Layout layout = layoutOf(m_y, area, tokens);
    if (!layout.plot.adjusted(-4, -4, 4, 4).contains(at) || layout.plot.width() <= 0)
        return {};
    const double perPixel = (m_x.end - m_x.begin) / layout.plot.width();
    const double x = m_x.begin + (at.x() - layout.plot.left()) * perPixel;
    QStringList lines;
    for (const RateLine& line : m_lines) {
        const auto point = pointNear(line, x, perPixel * 12);
        if (point && lines.size() < 12)
            lines.append(QStringLiteral("%1: %2 %3").arg(lineOf(line.label, 40), number(point->y()), m_unit));
    }
    if (!lines.isEmpty())
        lines.prepend(QStringLiteral("%1 s").arg(base::fixedText(x, 1)));
    return lines.join(u'\n');
}

RateChart::RateChart(const theme::Theme& theme, QWidget* parent)
    : Chart(theme, parent)
{
}

void RateChart::setLines(const QList<RateLine>& lines)
{
    m_lines = lines;
    touch();
}

int RateChart::addLine(const RateLine& line)
{
    m_lines.append(line);
    touch();
    return int(m_lines.size()) - 1;
}

void RateChart::appendPoints(int line, const QList<QPointF>& points)
{
    if (line < 0 || line >= m_lines.size() || points.isEmpty())
        return;
    m_lines[line].points += points;
    touch();
}

void RateChart::setLive(int line, bool live)
{
    if (line < 0 || line >= m_lines.size())
        return;
    m_lines[line].isLive = live;
    touch();
}

std::shared_ptr<const Figure> RateChart::makeFigure() const
{
    return std::make_shared<RateFigure>(m_lines);
}

void RateChart::setPlayback(const std::optional<Playback>& playback)
{
    if (playback == m_playback)
        return;
    m_playback = playback;
    update();
}

std::shared_ptr<const RateFigure> RateChart::rates() const
{
    refresh();
    return std::dynamic_pointer_cast<const RateFigure>(figure());
}

std::optional<QPointF> RateChart::placeOf(double seconds) const
{
    const auto drawn = rates();
    const auto x = drawn ? drawn->xOf(seconds, figureArea(), tokens()) : std::nullopt;
    return x ? std::optional(QPointF(*x, drawn->plotOf(figureArea(), tokens()).center().y())) : std::nullopt;
}

void RateChart::choose(const QPointF& at)
{
    const auto drawn = rates();
    if (!drawn)
        return;
    if (const auto seconds = drawn->secondsAt(at, figureArea(), tokens()))
        Q_EMIT momentChosen(*seconds, drawn->lineNear(at, figureArea(), tokens()));
}

void RateChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        choose(event->position());
    else
        Chart::mousePressEvent(event);
}

void RateChart::mouseMoveEvent(QMouseEvent* event)
{
    // Only a call that is played again is scrubbed through: a drag must not wander from line to line.
    if (m_playback && event->buttons() & Qt::LeftButton)
        choose(event->position());
    else
        Chart::mouseMoveEvent(event);
}

void RateChart::paintEvent(QPaintEvent* event)
{
    Chart::paintEvent(event);
    const auto drawn = m_playback ? rates() : nullptr;
    if (!drawn || drawn->isEmpty())
        return;
    QPainter painter(this);
    paintPlayback(painter, *m_playback, *drawn, figureArea(), tokens());
}

} // namespace benchglass::charts
