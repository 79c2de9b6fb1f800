#pragma once

#include "figures/livecalls.h"
#include "models/runsession.h"

#include <QObject>
#include <QTimer>

namespace benchglass::charts {
class StageTimeline;
class TtftChart;
} // namespace benchglass::charts

namespace benchglass::pages {

/// Keeps three charts at what a run has measured so far, at most ten times a second.
class LiveCharts : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this, or go together with it.
    LiveCharts(models::RunSession* session, charts::TtftChart* ttft, charts::RateChart* rate,
        charts::StageTimeline* stages, QObject* parent);

    /// Draws what is known, at once.
    void refresh();

private:
    void restart();
    void refreshSoon();
    void refreshLines();

    models::RunSession* m_session;
    charts::TtftChart* m_ttft;
    charts::RateChart* m_rate;
    charts::StageTimeline* m_stages;
    figures::LiveCalls m_calls;
    bool m_areBarsStale = true; ///< Only finished calls have bars.
    QTimer m_timer;
};

} // namespace benchglass::pages
