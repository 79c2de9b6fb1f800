#include "pages/runreplay.h"

#include "base/background.h"
#include "charts/ratechart.h"
#include "pages/replaybar.h"
#include "pages/replaytext.h"
#include "pages/streamcard.h"
#include "pages/thinkingpart.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace benchglass::pages {

namespace {

constexpr int ChartIntervalMs = 66; // a line across costs a repaint, not a new figure

double secondsOf(qint64 ns)
{
    return static_cast<double>(ns) / 1e9;
}

} // namespace

RunReplay::RunReplay(const theme::Theme& theme, models::RunSession* session, StreamCard* stream,
    charts::RateChart* rate, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_stream(stream)
    , m_rate(rate)
    , m_bar(new ReplayBar(theme, &m_replay, stream))
    , m_text(new ReplayText(&m_replay, stream->view(), stream->thinking(), this))
{
    stream->body()->addWidget(m_bar);
    m_bar->hide();
    m_chartTimer.setSingleShot(true);
    m_chartTimer.setInterval(ChartIntervalMs);
    connect(&m_chartTimer, &QTimer::timeout, this, &RunReplay::refreshChart);
    connect(&m_replay, &engine::Replay::moved, this, [this] {
        if (!m_replay.isPlaying())
            refreshChart();
        else if (!m_chartTimer.isActive())
            m_chartTimer.start();
    });
    connect(m_bar, &ReplayBar::soughtByHand, m_text, &ReplayText::reveal);
    connect(m_bar, &ReplayBar::closeRequested, this, &RunReplay::stop);
    connect(stream, &StreamCard::replayLeft, this, &RunReplay::end);
    connect(rate, &charts::RateChart::momentChosen, this, &RunReplay::goToMoment);
}

bool RunReplay::isTextComplete() const
{
    return m_text->isCaughtUp();
}

const experiment::Call* RunReplay::playable(int ordinal) const
{
    const auto& calls = m_session->experiment().calls;
    const auto call = std::ranges::find(calls, ordinal, &experiment::Call::ordinal);
    return call == calls.end() || !call->finished || call->trace.chunks.isEmpty() ? nullptr : &*call;
}

/// A call of a million chunks must not stop the window: its timeline is made in the background.
void RunReplay::begin(int ordinal, const std::function<void()>& then)
{
    const experiment::Call* call = playable(ordinal);
    if (!call)
        return;
    const auto isStillWanted = [this, ordinal, request = ++m_request, id = m_session->experiment().id] {
        return request == m_request && id == m_session->experiment().id && playable(ordinal);
    };
    base::whenDone(base::inBackground([trace = call->trace] { return engine::Timeline(trace); }), this,
        [this, ordinal, isStillWanted, then](const engine::Timeline& timeline) {
            if (!isStillWanted())
                return;
            take(ordinal, timeline);
            then();
        });
}

void RunReplay::take(int ordinal, const engine::Timeline& timeline)
{
    m_text->stop();
    m_replay.load(timeline);
    m_ordinal = ordinal;
    m_stream->beginReplay(ordinal);
    m_text->restart();
    if (m_replay.timeline().hasThought())
        m_stream->thinking()->unfold();
    m_bar->takeCall();
    m_bar->show();
    refreshChart();
    Q_EMIT begun();
}

void RunReplay::play(int ordinal)
{
    begin(ordinal, [this] {
        m_bar->setFocus(Qt::OtherFocusReason);
        m_replay.play();
    });
}

void RunReplay::stop()
{
    ++m_request;
    if (isActive())
        m_stream->showCall(m_session->isRunning() ? -1 : m_ordinal);
}

/// The stream card shows something else.
void RunReplay::end()
{
    m_ordinal = -1;
    m_replay.pause();
    m_text->stop();
    m_stream->view()->unmark();
    m_stream->thinking()->view()->unmark();
    m_bar->hide();
    m_chartTimer.stop();
    m_rate->setPlayback({});
}

void RunReplay::goToMoment(double seconds, int line)
{
    if (isActive())
        moveTo(seconds);
    else
        begin(callOfLine(line), [this, seconds] { moveTo(seconds); });
}

void RunReplay::moveTo(double seconds)
{
    m_replay.pause();
    m_replay.seekToChunk(m_replay.timeline().chunkNear(static_cast<qint64>(std::llround(seconds * 1e9))));
    m_text->reveal();
    m_bar->setFocus(Qt::OtherFocusReason);
}

/// Lines are drawn of the measured calls, in order.
int RunReplay::callOfLine(int line) const
{
    for (const experiment::Call& call : m_session->experiment().calls)
        if (!call.warmup && line-- == 0)
            return call.ordinal;
    return -1;
}

int RunReplay::lineOfCall(int ordinal) const
{
    int line = 0;
    for (const experiment::Call& call : m_session->experiment().calls) {
        if (call.ordinal == ordinal)
            return call.warmup ? -1 : line;
        line += call.warmup ? 0 : 1;
    }
    return -1;
}

void RunReplay::refreshChart()
{
    if (!isActive())
        return;
    charts::Playback playback;
    playback.line = lineOfCall(m_ordinal);
    playback.atS = secondsOf(m_replay.positionNs());
    for (const engine::Gap& gap : m_replay.timeline().longGaps())
        playback.gapsS.append({secondsOf(gap.beginNs), secondsOf(gap.endNs)});
    m_rate->setPlayback(playback);
}

} // namespace benchglass::pages
