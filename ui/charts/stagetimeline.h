#pragma once

#include "charts/chart.h"
#include "charts/scale.h"

#include <QCoreApplication>

#include <optional>

class QScrollBar;

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
    QString armLabel {}; ///< For the key: `Tuned`.
    /// What a live lane's last phase is, in words: `waiting for the first token`. Stands beside it, and in
    /// the place of the phase's name.
    QString livePhase {};

    friend bool operator==(const Lane&, const Lane&) = default;
};

/// Lanes under a legend and over a time axis. Where not all lanes find room, those from @p first on are
/// drawn, without it the last ones; the legend and the axis always are. A key names the arms.
class StageFigure : public Figure
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::charts::StageFigure)

public:
    /// Where the time axis begins. The caption says so if not at zero.
    enum class Axis { FromZero, FromFirstLane };

    explicit StageFigure(QList<Lane> lanes, std::optional<qsizetype> first = {}, Axis axis = Axis::FromZero);

    /// How many lanes an area of @p height shows, at least one, when they are as close as they may be.
    static qsizetype fitting(qreal height);
    qsizetype laneCount() const { return m_lanes.size(); }

    bool isEmpty() const override;
    QString emptyText() const override;
    void paint(QPainter& painter, const QRectF& area, const theme::Tokens& tokens) const override;
    ChartTable table() const override;
    QString tipAt(const QPointF& position, const QRectF& area, const theme::Tokens& tokens) const override;
    qreal preferredHeight() const override;

private:
    QList<Lane> m_lanes;
    std::optional<qsizetype> m_first;
    Scale m_scale;
};

/// The name of a phase, translated: `prefill`.
QString phaseText(theme::Phase phase);

/// The lanes of a run. More than fit are scrolled by wheel, keys and a bar; the newest stay in view until
/// then.
class StageTimeline : public Chart
{
    Q_OBJECT

public:
    explicit StageTimeline(const theme::Theme& theme, QWidget* parent = nullptr);

    void setLanes(const QList<Lane>& lanes);
    /// Extends the last phase of every live lane to @p seconds on the common axis.
    void setNow(double seconds);

    QSize minimumSizeHint() const override;

protected:
    std::shared_ptr<const Figure> makeFigure() const override;
    QRectF figureArea() const override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fitBar();

    QList<Lane> m_lanes;
    double m_nowS = 0;
    QScrollBar* m_bar;
};

} // namespace benchglass::charts
