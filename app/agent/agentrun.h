#pragma once

#include "agent/callrun.h"
#include "agent/plan.h"

#include <QList>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace benchglass::agent {

/// One agent at work: it takes its steps one after another, a call each. Several of them work at the same
/// time in one thread, which is that of the engine; none of them owns it. Destroying one cancels its call,
/// silently.
class AgentRun : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        experiment::Call call;
        engine::Prompt prompt;
    };
    /// What a step asks for, made when its turn has come: a report needs its analysis. Nothing for a step
    /// that has to be left out.
    using Maker = std::function<std::optional<Request>(const Step&)>;

    /// @param nextOrdinal numbers the calls of all agents in the order in which they are sent
    /// @param stop        once requested no other call is sent
    AgentRun(engine::Engine& engine, QList<Step> steps, Maker maker, CallRun::Counter nextOrdinal,
        std::stop_token stop);
    ~AgentRun() override;

    void start();
    /// Ends the call under way; what came stays in its record. Whether another follows, the stop token says.
    void cancel();
    /// The call under way is the last one.
    void stopAfterCall();

    /// The call that is streaming; null between calls. Valid until the event loop runs again.
    const experiment::Call* streaming() const;
    /// What that call waits for.
    Activity activity() const { return m_activity; }

Q_SIGNALS:
    void callStarted(const benchglass::experiment::Call& call);
    void activityChanged();
    void chunksArrived(int ordinal, const QList<benchglass::measure::Chunk>& chunks);
    void callFinished(const benchglass::experiment::Call& call);
    /// Last signal: every step was taken, or no more are to be. A call that failed so that no other can
    /// succeed (isFatal()) is the last one, too.
    void ended();

private:
    void next();
    void follow();
    void finish(const experiment::Call& call);
    void end();

    engine::Engine& m_engine;
    QList<Step> m_steps;
    Maker m_maker;
    CallRun::Counter m_nextOrdinal;
    std::stop_token m_stop;
    std::unique_ptr<CallRun> m_call; ///< Null between calls.
    Activity m_activity = Activity::Connecting;
    bool m_stopsAfterCall = false;
};

} // namespace benchglass::agent
