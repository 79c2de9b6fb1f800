#pragma once

#include "charts/chart.h"
#include "charts/scale.h"

#include <QCoreApplication>

namespace benchglass::charts {

/// One call's rate over time.
struct RateLine
{
    QString label;         ///< `report 2`
    int arm = 0;           ///< Gives the colour.
    int stage = 0;         ///< Gives the dash: 0 solid, 1 dashed, 2 dotted.
    QList<QPointF> points; ///< Seconds since t0, tokens per second; ascending.
    bool isLive = false;   ///< Being written now: drawn last, with a dot at its end.
};

/// Lines over time, from zero. @p unit stands in tips and the table.
class RateFigure : public Figure
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::charts::RateFigure)

public:
    explicit RateFigure(QList<RateLine> lines, const QString& unit = QStringLiteral("tok/s"));

    bool isEmpty() const override;
    QString emptyText() const override;
    void paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const override;
    ChartTable table() const override;
    QString tipAt(const QPointF& position, const QRectF& area, const theme::Tokens& tokens) const override;

private:
    QList<RateLine> m_lines;
    QString m_unit;
    Scale m_x;
    Scale m_y;
};

class RateChart : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;

    void setLines(const QList<RateLine>& lines);
    /// Adds a line and returns its index.
    int addLine(const RateLine& line);
    void appendPoints(int line, const QList<QPointF>& points);
    void setLive(int line, bool live);

protected:
    std::shared_ptr<const Figure> makeFigure() const override;

private:
    QList<RateLine> m_lines;
};

} // namespace benchglass::charts
