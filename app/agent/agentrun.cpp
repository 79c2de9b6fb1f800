#include "agent/agentrun.h"

#include <QTimer>

#include <utility>

namespace benchglass::agent {

AgentRun::AgentRun(engine::Engine& engine, QList<Step> steps, Maker maker, CallRun::Counter nextOrdinal,
    std::stop_token stop)
    : m_engine(engine)
    , m_steps(std::move(steps))
    , m_maker(std::move(maker))
    , m_nextOrdinal(std::move(nextOrdinal))
    , m_stop(std::move(stop))
{
}

AgentRun::~AgentRun() = default;

void AgentRun::start()
{
    next();
}

void AgentRun::cancel()
{
    if (m_call)
        m_call->cancel();
}

void AgentRun::stopAfterCall()
{
    m_stopsAfterCall = true;
}

const experiment::Call* AgentRun::streaming() const
{
    return m_call && m_call->isStreaming() ? &m_call->call() : nullptr;
}

void AgentRun::next()
{
    if (m_steps.isEmpty() || m_stopsAfterCall || m_stop.stop_requested()) {
        end();
        return;
    }
    auto request = m_maker(m_steps.takeFirst());
    if (!request) {
        QTimer::singleShot(0, this, &AgentRun::next);
        return;
    }
    m_call = std::make_unique<CallRun>(
        m_engine, std::move(request->call), std::move(request->prompt), m_nextOrdinal, m_stop);
    follow();
    m_call->start();
}

void AgentRun::follow()
{
    connect(m_call.get(), &CallRun::started, this, &AgentRun::callStarted);
    connect(m_call.get(), &CallRun::activityChanged, this, [this](Activity activity) {
        m_activity = activity;
        Q_EMIT activityChanged();
    });
    connect(m_call.get(), &CallRun::chunksArrived, this, [this](const QList<measure::Chunk>& chunks) {
        Q_EMIT chunksArrived(m_call->call().ordinal, chunks);
    });
    connect(m_call.get(), &CallRun::finished, this, &AgentRun::finish);
    connect(m_call.get(), &CallRun::abandoned, this, &AgentRun::end);
}

void AgentRun::finish(const experiment::Call& call)
{
    m_call.release()->deleteLater(); // We are inside one of its signals; the call is its own.
    if (call.error && isFatal(*call.error))
        m_steps.clear();
    Q_EMIT callFinished(call);
    QTimer::singleShot(0, this, &AgentRun::next);
}

void AgentRun::end()
{
    m_steps.clear();
    Q_EMIT ended();
}

} // namespace benchglass::agent
