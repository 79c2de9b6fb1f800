#include "charts/histogram.h"

#include "base/format.h"
#include "charts/draw.h"
#include "measure/summary.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace benchglass::charts {

namespace {

constexpr int mostBins = 60;
constexpr qsizetype mostPoints = 30;

QList<double> sortedFinite(const QList<double>& values)
{
    QList<double> finite;
    std::copy_if(
        values.begin(), values.end(), std::back_inserter(finite), [](double v) { return std::isfinite(v); });
    std::sort(finite.begin(), finite.end());
    return finite;
}

int binCount(const QList<double>& sorted)
{
    const double range = sorted.last() / 2 - sorted.first() / 2;
    const double iqr = measure::percentileOf(sorted, 0.75) / 2 - measure::percentileOf(sorted, 0.25) / 2;
    const double width = 2 * iqr / std::cbrt(double(sorted.size()));
    // Half of the values being equal leaves no IQR to go by: Sturges instead.
    const double count = width > 0 ? range / width : std::log2(double(sorted.size())) + 1;
    return int(std::clamp(std::ceil(count), 1.0, double(mostBins) / 2));
}

struct Layout
{
    QRectF plot;
};

Layout layoutOf(const Scale& counts, const QRectF& area, const theme::Tokens& tokens)
{
    return {area.adjusted(axisWidth(counts, tokens), 8, -14, -labelLine - 12)};
}

} // namespace

Bins binsOf(const QList<double>& values)
{
    const QList<double> sorted = sortedFinite(values);
    if (sorted.isEmpty())
        return {};
    Bins bins;
    bins.scale = niceScale(sorted.first(), sorted.last(), binCount(sorted));
    const double count = std::round((bins.scale.end - bins.scale.begin) / bins.scale.step);
    const int n = int(std::clamp(std::isfinite(count) ? count : 1.0, 1.0, double(mostBins)));
    bins.counts.fill(0, n);
    for (const double value : sorted) {
        const double at = position(value, bins.scale, 0, n).value_or(0);
        ++bins.counts[std::clamp(int(std::floor(at + 1e-9)), 0, n - 1)];
    }
    return bins;
}

QList<QRectF> histogramBars(const QList<int>& counts, const QRectF& area)
{
    QList<QRectF> bars;
    const int most = counts.isEmpty() ? 0 : *std::max_element(counts.begin(), counts.end());
    const qreal width = area.width() / qreal(std::max<qsizetype>(counts.size(), 1));
    for (qsizetype i = 0; i < counts.size(); ++i) {
        const qreal height = most > 0 ? area.height() * counts[i] / most : 0;
        bars.append(QRectF(area.left() + width * qreal(i), area.bottom() - height, width, height));
    }
    return bars;
}

HistogramFigure::HistogramFigure(const QList<double>& values, QString label)
    : m_values(sortedFinite(values))
    , m_label(std::move(label))
    , m_bins(binsOf(values))
{
    const int most =
        m_bins.counts.isEmpty() ? 0 : *std::max_element(m_bins.counts.begin(), m_bins.counts.end());
    m_counts = niceScaleFromZero(most, std::clamp(most, 1, 4));
    if (m_counts.step < 1)
        m_counts = {0, double(std::max(most, 1)), 1};
}

bool HistogramFigure::isEmpty() const
{
    return m_values.isEmpty();
}

QString HistogramFigure::emptyText() const
{
    return tr("How the values are distributed will appear here");
}

void HistogramFigure::paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const
{
    const QRectF plot = layoutOf(m_counts, area, tokens).plot;
    drawRows(painter, plot, m_counts, tokens);
    const int most = *std::max_element(m_bins.counts.begin(), m_bins.counts.end());
    QRectF bars = plot;
    bars.setTop(position(most, m_counts, plot.bottom(), plot.top()).value_or(plot.top()));
    const theme::ArmStyle style = tokens.armStyle(0);
    QColor fill = style.colour;
    fill.setAlphaF(0.55F);
    for (const QRectF& bar : histogramBars(m_bins.counts, bars)) {
        if (bar.height() > 0)
            painter.fillRect(bar.adjusted(0.5, 0, -0.5, 0), fill);
    }
    painter.setPen(QPen(tokens.muted, 1));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    drawColumns(painter, plot.adjusted(0, 0, 0, 8), m_bins.scale, tokens, false);
    if (m_values.size() > mostPoints)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.colour);
    for (const double value : m_values) {
        if (const auto x = position(value, m_bins.scale, plot.left(), plot.right()))
            painter.drawEllipse(QPointF(*x, plot.bottom() + 5), 2, 2);
    }
}

ChartTable HistogramFigure::table() const
{
    ChartTable table;
    table.header = {tr("from"), tr("to"), tr("count")};
    for (qsizetype i = 0; i < m_bins.counts.size(); ++i) {
        const double from = m_bins.scale.begin + m_bins.scale.step * double(i);
        table.rows.append(
            {number(from), number(from + m_bins.scale.step), base::countText(m_bins.counts[i])});
    }
    return table;
}

QString HistogramFigure::tipAt(const QPointF& at, const QRectF& area, const theme::Tokens& tokens) const
{
    const QRectF plot = layoutOf(m_counts, area, tokens).plot;
    if (!plot.contains(at) || m_bins.counts.isEmpty())
        return {};
    const auto index =
        std::clamp<qsizetype>(qsizetype((at.x() - plot.left()) / plot.width() * qreal(m_bins.counts.size())),
            0, m_bins.counts.size() - 1);
    const QStringList row = table().rows[index];
    return QStringLiteral("%1\n%2 \u2026 %3: %4").arg(lineOf(m_label), row[0], row[1], row[2]);
}

void HistogramChart::setValues(const QList<double>& values, const QString& label)
{
    setFigure(std::make_shared<HistogramFigure>(values, label));
}

} // namespace benchglass::charts
