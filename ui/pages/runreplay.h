#pragma once

#include "engine/replay/replay.h"
#include "models/runsession.h"
#include "theme/theme.h"

#include <QTimer>

#include <functional>

namespace benchglass::charts {
class RateChart;
}

namespace benchglass::pages {

class ReplayBar;
class ReplayText;
class StreamCard;

/// Plays a finished call of the shown experiment again: its text in the stream card, with the controls below
/// it, and its position in the chart of rates. A click in that chart begins a replay, or moves it, to the
/// chunk that arrived then.
class RunReplay : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this, or go together with it.
    RunReplay(const theme::Theme& theme, models::RunSession* session, StreamCard* stream,
        charts::RateChart* rate, QObject* parent = nullptr);

    /// From its beginning, soon. Nothing happens for a call that is not finished, or has no chunks.
    void play(int ordinal);
    void stop();

    bool isActive() const { return m_ordinal >= 0; }
    int ordinal() const { return m_ordinal; } ///< -1 = none.
    engine::Replay* player() { return &m_replay; }
    ReplayBar* bar() const { return m_bar; }
    /// Everything that has arrived is written.
    bool isTextComplete() const;

Q_SIGNALS:
    void begun();

private:
    void begin(int ordinal, const std::function<void()>& then);
    void take(int ordinal, const engine::Timeline& timeline);
    const experiment::Call* playable(int ordinal) const;
    void end();
    void goToMoment(double seconds, int line);
    void moveTo(double seconds);
    void refreshChart();
    int callOfLine(int line) const;
    int lineOfCall(int ordinal) const;

    models::RunSession* m_session;
    StreamCard* m_stream;
    charts::RateChart* m_rate;
    engine::Replay m_replay;
    ReplayBar* m_bar;
    ReplayText* m_text;
    QTimer m_chartTimer;
    int m_ordinal = -1;
    int m_request = 0; ///< The last one of begin().
};

} // namespace benchglass::pages
