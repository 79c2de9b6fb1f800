#pragma once

#include "charts/chart.h"
#include "charts/scale.h"

#include <QCoreApplication>

namespace benchglass::charts {

/// The calls of one arm.
struct StripRow
{
    QString label;
    int arm = 0;
    QList<double> values;

    friend bool operator==(const StripRow&, const StripRow&) = default;
};

/// Arms as rows: points are calls, bars are means. The axis need not start at zero, for it compares
/// positions.
class StripFigure : public Figure
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::charts::StripFigure)

public:
    StripFigure(QList<StripRow> rows, const QString& unit);

    bool isEmpty() const override;
    QString emptyText() const override;
    void paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const override;
    ChartTable table() const override;
    QString tipAt(const QPointF& position, const QRectF& area, const theme::Tokens& tokens) const override;
    qreal preferredHeight() const override;
    bool startsAtZero() const { return m_scale.begin == 0; }

private:
    QList<StripRow> m_rows;
    QString m_unit;
    Scale m_scale;
};

class StripChart : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;
    void setRows(const QList<StripRow>& rows, const QString& unit);
};

} // namespace benchglass::charts
