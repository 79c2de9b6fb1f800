#pragma once

#include "engine/replay/timeline.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace benchglass::engine {

/// Plays a measured call again: by its original stamps, faster, slower, or chunk by chunk, from any place.
///
/// Deliberately no engine::Engine. What an engine's generations emit is journalled and counted as a
/// measurement; a replay measures nothing, and nothing here leads to a journal. The chunks keep their
/// original stamps, and what is late here is late on the screen only.
///
/// The position is a time and a count: of chunks that share a stamp, stepping shows one after the other. Each
/// chunk is passed once and in order until the position is moved back. Use it from one thread with an event
/// loop; it never blocks.
class Replay : public QObject
{
    Q_OBJECT

public:
    /// Monotonic nanoseconds.
    using Clock = std::function<qint64()>;

    explicit Replay(QObject* parent = nullptr);
    explicit Replay(Clock clock, QObject* parent = nullptr);

    /// Takes a call, paused at its t0. Of a long one the timeline takes a while: make it elsewhere.
    void load(Timeline timeline);
    void load(const measure::Trace& trace) { load(Timeline(trace)); }
    const Timeline& timeline() const { return m_timeline; }

    bool isPlaying() const { return m_isPlaying; }
    /// Times the original; absent = as fast as possible.
    std::optional<double> speed() const { return m_speed; }
    /// @param speed clamped to slowest..fastest
    void setSpeed(std::optional<double> speed);
    /// How often the position moves while it plays; 30 times a second unless told otherwise.
    void setTickMs(int ms) { m_timer.setInterval(ms); }

    qint64 positionNs() const { return m_positionNs; }
    /// How many chunks have arrived at the position.
    qsizetype count() const { return m_count; }
    bool isAtEnd() const { return m_count == m_timeline.size() && m_positionNs >= m_timeline.durationNs(); }

    static constexpr double slowest = 1.0 / 64;
    static constexpr double fastest = 1024;

public Q_SLOTS:
    /// From the position; at the end from the beginning.
    void play();
    void pause();
    /// One chunk on, past the last one to the end; pauses.
    void stepForward();
    /// One chunk back, to before the first; pauses.
    void stepBack();
    /// To a time of the call. Goes on playing from there.
    void seek(qint64 ns);
    /// To where this chunk has just arrived, and none of those after it, even with its stamp.
    void seekToChunk(qsizetype index);
    /// To where the clock says the call is now, or as far as one turn may go. The timer does it by itself.
    void advance();

Q_SIGNALS:
    /// These chunks of the timeline were passed, from @p from to before @p to, which is count() now.
    void passed(qsizetype from, qsizetype to);
    /// The position was moved back: only this many chunks have arrived.
    void rewound(qsizetype count);
    /// The position is another than before; follows passed() or rewound().
    void moved();
    void playingChanged(bool isPlaying);
    /// Playing came to the end of the call.
    void ended();

private:
    void moveTo(qint64 ns, qsizetype count);
    void setPlaying(bool playing);
    void anchor();
    void finish();

    Clock m_clock;
    QTimer m_timer;
    Timeline m_timeline;
    std::optional<double> m_speed = 1;
    qint64 m_positionNs = 0;
    qsizetype m_count = 0;
    qint64 m_anchorNs = 0;      ///< Of the call ...
    qint64 m_anchorClockNs = 0; ///< ... and what the clock said there.
    bool m_isPlaying = false;
};

} // namespace benchglass::engine
