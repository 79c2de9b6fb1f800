#pragma once

#include "agent/progress.h"
#include "engine/engine.h"
#include "experiment/experiment.h"

#include <QObject>

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
    /// Ends the stream; what came stays in the record.
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
    void send();
    void ended(const engine::Outcome& outcome);
    void note(const QList<engine::LoadedModel>& loaded);
    void complete();

    engine::Engine& m_engine;
    experiment::Call m_call;
    engine::Prompt m_prompt;
    Counter m_nextOrdinal;
    std::stop_token m_stop;
    qint64 m_intendedNs = 0;
    std::unique_ptr<engine::Generation> m_generation;
};

} // namespace benchglass::agent
