#include "engine/replay/replay.h"

#include "base/clock.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace benchglass::engine {

namespace {

constexpr int tickMs = 33;
/// As fast as possible still leaves room for the window between two turns.
constexpr qsizetype mostChunksATurn = 16'384;

} // namespace

Replay::Replay(QObject* parent)
    : Replay(&base::monotonicNs, parent)
{
}

Replay::Replay(Clock clock, QObject* parent)
    : QObject(parent)
    , m_clock(std::move(clock))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(tickMs);
    connect(&m_timer, &QTimer::timeout, this, &Replay::advance);
}

void Replay::load(Timeline timeline)
{
    const QPointer<Replay> alive(this);
    pause();
    if (!alive)
        return; // who was told let go of it; the same below
    m_timeline = std::move(timeline);
    m_positionNs = 0;
    m_count = 0;
    Q_EMIT rewound(0);
    if (alive)
        Q_EMIT moved();
}

void Replay::setSpeed(std::optional<double> speed)
{
    const QPointer<Replay> alive(this);
    advance();
    if (!alive)
        return;
    m_speed = speed ? std::optional(std::clamp(*speed, slowest, fastest)) : std::nullopt;
    anchor();
}

void Replay::anchor()
{
    m_anchorNs = m_positionNs;
    m_anchorClockNs = m_clock();
}

void Replay::setPlaying(bool playing)
{
    if (playing == m_isPlaying)
        return;
    m_isPlaying = playing;
    if (playing)
        m_timer.start();
    else
        m_timer.stop();
    Q_EMIT playingChanged(playing);
}

void Replay::play()
{
    if (m_isPlaying)
        return;
    const QPointer<Replay> alive(this);
    if (isAtEnd())
        moveTo(0, 0);
    if (!alive)
        return;
    anchor();
    setPlaying(true);
}

void Replay::pause()
{
    setPlaying(false);
}

void Replay::stepForward()
{
    const QPointer<Replay> alive(this);
    pause();
    if (!alive)
        return;
    if (m_count < m_timeline.size())
        moveTo(std::max(m_positionNs, m_timeline.arrivalNs(m_count)), m_count + 1);
    else
        moveTo(m_timeline.durationNs(), m_count);
}

void Replay::stepBack()
{
    const QPointer<Replay> alive(this);
    pause();
    if (!alive)
        return;
    const qsizetype count = std::max<qsizetype>(m_count - 1, 0);
    moveTo(count > 0 ? m_timeline.arrivalNs(count - 1) : 0, count);
}

void Replay::seek(qint64 ns)
{
    const qint64 wanted = std::clamp<qint64>(ns, 0, m_timeline.durationNs());
    const QPointer<Replay> alive(this);
    moveTo(wanted, m_timeline.countAt(wanted));
    if (alive)
        anchor();
}

void Replay::seekToChunk(qsizetype index)
{
    if (index < 0 || index >= m_timeline.size())
        return;
    const QPointer<Replay> alive(this);
    moveTo(m_timeline.arrivalNs(index), index + 1);
    if (alive)
        anchor();
}

void Replay::advance()
{
    if (!m_isPlaying)
        return;
    if (!m_speed) {
        const qsizetype count = std::min(m_count + mostChunksATurn, m_timeline.size());
        if (count == m_timeline.size())
            finish();
        else
            moveTo(m_timeline.arrivalNs(count - 1), count);
        return;
    }
    const double gone = static_cast<double>(m_clock() - m_anchorClockNs) * *m_speed;
    const qint64 left = m_timeline.durationNs() - m_anchorNs;
    if (gone >= static_cast<double>(left)) {
        finish();
        return;
    }
    const qint64 ns = std::max(m_positionNs, m_anchorNs + static_cast<qint64>(gone));
    // Chunks that were stepped past have arrived, whatever their stamps say.
    moveTo(ns, std::max(m_count, m_timeline.countAt(ns)));
}

void Replay::finish()
{
    const QPointer<Replay> alive(this);
    moveTo(m_timeline.durationNs(), m_timeline.size());
    // Who was told may have moved it, paused it or let go of it.
    if (!alive || !m_isPlaying || !isAtEnd())
        return;
    pause();
    if (alive)
        Q_EMIT ended();
}

void Replay::moveTo(qint64 ns, qsizetype count)
{
    const qsizetype before = std::exchange(m_count, count);
    const qint64 beforeNs = std::exchange(m_positionNs, ns);
    const QPointer<Replay> alive(this);
    if (count > before)
        Q_EMIT passed(before, count);
    else if (count < before)
        Q_EMIT rewound(count);
    if (alive && (ns != beforeNs || count != before))
        Q_EMIT moved();
}

} // namespace benchglass::engine
