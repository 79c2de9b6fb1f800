#pragma once

#include "engine/engine.h"

#include <QBasicTimer>
#include <QStringList>

#include <optional>

namespace benchglass::engine {

/// Words handed out one chunk each: as fast as the event loop gives, or at a pace for watching.
/// The stamps are real: when each word was made, by our own clock.
class BuiltinGeneration final : public Generation
{
    Q_OBJECT

public:
    /// @param wordsPerSecond the pace; as fast as possible where absent
    BuiltinGeneration(const QStringList& words, std::optional<double> wordsPerSecond);

    void cancel() override;

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    void begin();
    void write();
    qsizetype dueWords() const;
    void end(measure::CallState state);
    qint64 sinceStart() const;

    QStringList m_words;
    std::optional<double> m_wordsPerSecond;
    QBasicTimer m_timer;
    measure::Trace m_trace;
    Phase m_phase = Phase::Connecting;
    qint64 m_asleepNs = 0;
    bool m_cancelled = false;
};

} // namespace benchglass::engine
