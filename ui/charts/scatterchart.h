#pragma once

#include "charts/chart.h"
#include "charts/scale.h"

#include <QCoreApplication>

namespace benchglass::charts {

/// One cloud of points.
struct ScatterSet
{
    QString label; ///< May be empty when there is one set.
    int arm = 0;
    QList<QPointF> points;
    QList<qsizetype>
        lines {}; ///< Points that lines begin at, which end before the next one; empty: no lines.
};

/// The first point of each cell of a grid of @p cell pixels, in pixels: what a hundred thousand points look
/// like. Points outside @p area are dropped.
QList<QPointF> thinned(const QList<QPointF>& pixels, const QRectF& area, qreal cell);

/// Two figures against each other. Axes start at zero only where the data is near it.
class ScatterFigure : public Figure
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::charts::ScatterFigure)

public:
    ScatterFigure(QList<ScatterSet> sets, QString xLabel, QString yLabel);

    bool isEmpty() const override;
    QString emptyText() const override;
    void paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const override;
    ChartTable table() const override;
    QString tipAt(const QPointF& position, const QRectF& area, const theme::Tokens& tokens) const override;
    qreal preferredHeight() const override { return 280; }

private:
    void paintLines(
        QPainter& painter, const ScatterSet& set, const QRectF& plot, const theme::Tokens& tokens) const;

    QList<ScatterSet> m_sets;
    QString m_xLabel;
    QString m_yLabel;
    Scale m_x;
    Scale m_y;
};

class ScatterChart : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;
    void setSets(const QList<ScatterSet>& sets, const QString& xLabel, const QString& yLabel);
};

} // namespace benchglass::charts
