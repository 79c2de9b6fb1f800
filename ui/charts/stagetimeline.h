#pragma once

#include "charts/chart.h"
#include "charts/scale.h"

#include <QCoreApplication>

#include <optional>

namespace benchglass::charts {

/// A stretch of one phase.
struct LanePhase
{
    theme::Phase phase = theme::Phase::Writing;
    double beginS = 0;
    double endS = 0;

    friend bool operator==(const LanePhase&, const LanePhase&) = default;
};

/// One call, or the ingest, on the common time axis.
struct Lane
{
    QString label;          ///< `run 1 · analysis`
    std::optional<int> arm; ///< A marker before the label.
    QList<LanePhase> phases;
    bool isLive = false; ///< Its last phase grows with setNow().
    QString note;        ///< For the tip: `cold`, `cancelled`.

    friend bool operator==(const Lane&, const Lane&) = default;
};

class StageFigure : public Figure
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::charts::StageFigure)

public:
    explicit StageFigure(QList<Lane> lanes);

    bool isEmpty() const override;
    QString emptyText() const override;
    void paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const override;
    ChartTable table() const override;
    QString tipAt(const QPointF& position, const QRectF& area, const theme::Tokens& tokens) const override;
    qreal preferredHeight() const override;

private:
    QList<Lane> m_lanes;
    Scale m_scale;
};

/// The name of a phase, translated: `prefill`.
QString phaseText(theme::Phase phase);

class StageTimeline : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;

    void setLanes(const QList<Lane>& lanes);
    /// Extends the last phase of every live lane to @p seconds on the common axis.
    void setNow(double seconds);

protected:
    std::shared_ptr<const Figure> makeFigure() const override;

private:
    QList<Lane> m_lanes;
    double m_nowS = 0;
};

} // namespace benchglass::charts
