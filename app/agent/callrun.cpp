#include "agent/callrun.h"

#include "agent/preflight.h"
#include "base/background.h"
#include "base/clock.h"

#include <algorithm>
#include <utility>

namespace benchglass::agent {

namespace {

using Loaded = base::Result<QList<engine::LoadedModel>>;

/// A server that has not answered yet and has not got the model in memory is loading it first.
bool isLoading(const experiment::Call& call)
{
    return measure::stratumOf(measure::Trace(), call.evidence) == measure::Stratum::Cold;
}

Activity activityOf(engine::Phase phase, const experiment::Call& call)
{
    if (phase == engine::Phase::Waiting && isLoading(call))
        return Activity::Loading;
    if (call.warmup)
        return Activity::WarmUp;
    switch (phase) {
    case engine::Phase::Connecting: return Activity::Connecting;
    case engine::Phase::Waiting: return Activity::Waiting;
    case engine::Phase::Queued: return Activity::Queued;
    case engine::Phase::Prefill: return Activity::Prefill;
    case engine::Phase::Thinking: return Activity::Thinking;
    case engine::Phase::Writing: return Activity::Writing;
    case engine::Phase::Done: break;
    }
    return Activity::Done;
}

} // namespace

bool isFatal(const base::Error& error)
{
    return error.code == base::ErrorCode::Unreachable || error.code == base::ErrorCode::ModelMissing;
}

CallRun::CallRun(engine::Engine& engine, experiment::Call call, engine::Prompt prompt, Counter nextOrdinal,
    std::stop_token stop)
    : m_engine(engine)
    , m_call(std::move(call))
    , m_prompt(std::move(prompt))
    , m_nextOrdinal(std::move(nextOrdinal))
    , m_stop(std::move(stop))
{
}

CallRun::~CallRun() = default;

void CallRun::start()
{
    if (!m_engine.knowsLoadedModels()) {
        send();
        return;
    }
    base::whenDone(m_engine.loadedModels(), this, [this](const Loaded& loaded) {
        if (loaded) {
            m_call.evidence.residentBefore = std::ranges::any_of(
                *loaded, [this](const auto& model) { return isSameModel(model.name, m_prompt.model); });
        }
        send();
    });
}

void CallRun::cancel()
{
    if (m_generation)
        m_generation->cancel();
}

void CallRun::send()
{
    if (m_stop.stop_requested()) {
        Q_EMIT abandoned();
        return;
    }
    m_call.ordinal = m_nextOrdinal();
    Q_EMIT started(m_call);
    m_intendedNs = base::monotonicNs();
    m_generation = m_engine.start(m_prompt);
    connect(m_generation.get(), &engine::Generation::phaseChanged, this,
        [this](engine::Phase phase) { Q_EMIT activityChanged(activityOf(phase, m_call)); });
    connect(m_generation.get(), &engine::Generation::chunksArrived, this, &CallRun::chunksArrived);
    connect(m_generation.get(), &engine::Generation::finished, this, &CallRun::ended);
    Q_EMIT activityChanged(activityOf(engine::Phase::Connecting, m_call));
}

void CallRun::ended(const engine::Outcome& outcome)
{
    m_generation.release()->deleteLater(); // We are inside one of its signals.
    m_call.trace = outcome.trace;
    m_call.trace.intendedNs = std::min<qint64>(0, m_intendedNs - outcome.trace.t0MonotonicNs);
    m_call.state = outcome.state;
    m_call.error = outcome.error;
    const bool asksServer = m_engine.knowsLoadedModels() && !m_stop.stop_requested()
        && !(outcome.error && isFatal(*outcome.error));
    if (!asksServer) {
        complete();
        return;
    }
    base::whenDone(m_engine.loadedModels(), this, [this](const Loaded& loaded) {
        if (loaded)
            note(*loaded);
        complete();
    });
}

void CallRun::note(const QList<engine::LoadedModel>& loaded)
{
    const auto model = std::ranges::find_if(
        loaded, [this](const auto& listed) { return isSameModel(listed.name, m_prompt.model); });
    if (model == loaded.end())
        return;
    m_call.evidence.effectiveContext = model->effectiveContext;
    if (model->effectiveContext)
        m_call.optionsEffective.insert(QStringLiteral("num_ctx"), *model->effectiveContext);
    if (model->bytes > 0) {
        m_call.evidence.modelBytes = model->bytes;
        m_call.evidence.modelVramBytes = model->vramBytes;
    }
}

void CallRun::complete()
{
    m_call.metrics = measure::metricsOf(m_call.trace, m_call.state, m_call.evidence);
    m_call.flags = measure::flagsOf(m_call.trace, m_call.metrics, m_call.state, m_call.evidence);
    m_call.stratum = measure::stratumOf(m_call.trace, m_call.evidence);
    m_call.finished = true;
    Q_EMIT finished(m_call);
}

} // namespace benchglass::agent
