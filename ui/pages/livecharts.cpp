#include "pages/livecharts.h"

#include "charts/stagetimeline.h"
#include "charts/ttftchart.h"
#include "pages/livelane.h"

#include <utility>

namespace benchglass::pages {

namespace {

constexpr int ChartIntervalMs = 100;

} // namespace

LiveCharts::LiveCharts(models::RunSession* session, charts::TtftChart* ttft, charts::RateChart* rate,
    charts::StageTimeline* stages, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_ttft(ttft)
    , m_rate(rate)
    , m_stages(stages)
{
    m_timer.setInterval(ChartIntervalMs);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LiveCharts::refresh);
    connect(session, &models::RunSession::begun, this, &LiveCharts::restart);
    connect(session, &models::RunSession::opened, this, &LiveCharts::restart);
    connect(session, &models::RunSession::progressed, this, &LiveCharts::refreshSoon);
    connect(session, &models::RunSession::callStarted, this, &LiveCharts::refreshSoon);
    connect(session, &models::RunSession::textArrived, this, &LiveCharts::refreshSoon);
    connect(session, &models::RunSession::callFinished, this, [this] {
        m_areBarsStale = true;
        refreshSoon();
    });
    connect(session, &models::RunSession::finished, this, [this] {
        m_areBarsStale = true;
        refresh();
    });
    refresh();
}

void LiveCharts::restart()
{
    m_calls.clear();
    m_areBarsStale = true;
    refreshSoon();
}

void LiveCharts::refreshSoon()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void LiveCharts::refresh()
{
    const experiment::Experiment& experiment = m_session->experiment();
    const auto anatomies = [this](const experiment::Call& call) {
        return m_calls.anatomyOf(call);
    };
    if (std::exchange(m_areBarsStale, false))
        m_ttft->setBars(
            figures::ttftBars(experiment, anatomies), m_session->isRunning() || experiment.calls.isEmpty());
    refreshLines();
    m_stages->setLanes(liveLanes(*m_session, anatomies));
    if (m_session->currentCall() && m_session->isRunning()) {
        m_stages->setNow(figures::axisSeconds(experiment, m_session->nowNs()));
        refreshSoon();
    }
}

void LiveCharts::refreshLines()
{
    QList<charts::RateLine> lines;
    for (const experiment::Call& call : m_session->experiment().calls) {
        if (!call.warmup)
            lines.append(m_calls.rateLineOf(m_session->experiment(), call));
    }
    m_rate->setLines(lines);
}

} // namespace benchglass::pages
