#pragma once

#include "charts/chart.h"
#include "charts/scale.h"

#include <QCoreApplication>

namespace benchglass::charts {

/// Counts of equally wide bins from scale.begin to scale.end, scale.step wide.
struct Bins
{
    Scale scale;
    QList<int> counts;

    friend bool operator==(const Bins&, const Bins&) = default;
};

/// Bins on round numbers, about as wide as Freedman and Diaconis have it (2 IQR n^-1/3), at most 60. Values
/// that are not finite are left out. The last bin contains its upper bound.
Bins binsOf(const QList<double>& values);

/// Where each bar goes, tallest filling @p area. Pure, so tests need no pixels.
QList<QRectF> histogramBars(const QList<int>& counts, const QRectF& area);

/// How often values occur. Up to 30 values also as points under the bars.
class HistogramFigure : public Figure
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::charts::HistogramFigure)

public:
    HistogramFigure(const QList<double>& values, QString label);

    bool isEmpty() const override;
    QString emptyText() const override;
    void paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const override;
    ChartTable table() const override;
    QString tipAt(const QPointF& position, const QRectF& area, const theme::Tokens& tokens) const override;

private:
    QList<double> m_values;
    QString m_label;
    Bins m_bins;
    Scale m_counts;
};

class HistogramChart : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;
    /// @p label: what is counted, with its unit: `tokens_per_second, tok/s`.
    void setValues(const QList<double>& values, const QString& label);
};

} // namespace benchglass::charts
