#pragma once

#include "agent/progress.h"
#include "engine/engine.h"
#include "experiment/experiment.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <stop_token>

namespace benchglass::agent {

/// Errors after which no other call can succeed.
bool isFatal(const base::Error& error);

/// One call, from the question what the server has loaded to its finished record. Lives in the thread of
/// the engine, which it does not own. Destroying it cancels the call, silently.
class CallRun : public QObject
{
    Q_OBJECT

public:
    /// Gives the next call its number, at the moment in which it is sent.
    using Counter = std::function<int()>;

    /// @param call what is asked, as CallBuilder made it; @p nextOrdinal gives it its ordinal
    /// @param stop a call that was not sent yet is abandoned when stop is requested
    CallRun(engine::Engine& engine, experiment::Call call, engine::Prompt prompt, Counter nextOrdinal,
        std::stop_token stop);
    ~CallRun() override;

    void start();
    /// Ends the stream; what came stays in the record. What the server is asked before and after it is not
    /// waited for any more.
    void cancel();

    const experiment::Call& call() const { return m_call; }
    bool isStreaming() const { return m_generation != nullptr; }

Q_SIGNALS:
    /// The prompt is sent right after this.
    void started(const benchglass::experiment::Call& call);
    void activityChanged(benchglass::agent::Activity activity);
    void chunksArrived(const QList<benchglass::measure::Chunk>& chunks);
    /// Last signal of a call that was sent.
    void finished(const benchglass::experiment::Call& call);
    /// Last signal of a call that was not sent.
    void abandoned();

private:
    enum class Step { Before, Streaming, After, Over };

    void send();
    void watch(const QList<measure::Chunk>& chunks);
    void ended(const engine::Outcome& outcome);
    void noteBefore(const QList<engine::LoadedModel>& loaded);
    void noteAfter(const QList<engine::LoadedModel>& loaded);
    void complete();
    void abandon();

    engine::Engine& m_engine;
    experiment::Call m_call;
    engine::Prompt m_prompt;
    Counter m_nextOrdinal;
    std::stop_token m_stop;
    QStringList m_othersBefore; ///< Models that were in memory before the call, beside its own.
    QString m_written;          ///< The end of what was written, of thoughts and answer alike.
    qsizetype m_unwatched = 0;  ///< Of its characters.
    bool m_isCancelled = false;
    bool m_isEndless = false; ///< The model repeats itself, and was told to stop.
    qint64 m_intendedNs = 0;
    Step m_step = Step::Before;
    std::unique_ptr<engine::Generation> m_generation;
};

} // namespace benchglass::agent
