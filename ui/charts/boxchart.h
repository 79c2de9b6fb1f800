#pragma once

#include "charts/chart.h"
#include "charts/scale.h"

#include <QCoreApplication>

#include <optional>

namespace benchglass::charts {

struct BoxGroup
{
    QString label;
    QList<double> values;

    friend bool operator==(const BoxGroup&, const BoxGroup&) = default;
};

/// Tukey's box: whiskers reach to the furthest value within 1.5 IQR of the box; quartiles by R-7.
struct Box
{
    int n = 0;
    double low = 0;
    double q1 = 0;
    double median = 0;
    double q3 = 0;
    double high = 0;
    QList<double> outside;

    friend bool operator==(const Box&, const Box&) = default;
};

/// Nothing without a finite value.
std::optional<Box> boxOf(const QList<double>& values);

/// A horizontal box for each group, with n. Groups of up to 30 also as points.
class BoxFigure : public Figure
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::charts::BoxFigure)

public:
    BoxFigure(const QList<BoxGroup>& groups, const QString& unit);

    bool isEmpty() const override;
    QString emptyText() const override;
    void paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const override;
    ChartTable table() const override;
    QString tipAt(const QPointF& position, const QRectF& area, const theme::Tokens& tokens) const override;
    qreal preferredHeight() const override;

private:
    QList<BoxGroup> m_groups; ///< Only those with values.
    QList<Box> m_boxes;
    QString m_unit;
    Scale m_scale;
};

class BoxChart : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;
    void setGroups(const QList<BoxGroup>& groups, const QString& unit);
};

} // namespace benchglass::charts
