#include "agent/callrun.h"

#include "agent/preflight.h"
#include "base/background.h"
#include "base/clock.h"
#include "measure/loops.h"

#include <QCoreApplication>

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
        if (loaded)
            noteBefore(*loaded);
        send();
    });
}

void CallRun::noteBefore(const QList<engine::LoadedModel>& loaded)
{
    m_call.evidence.residentBefore = false;
    for (const engine::LoadedModel& model : loaded) {
        if (!isSameModel(model.name, m_prompt.model)) {
            m_othersBefore.append(model.name);
            continue;
        }
        m_call.evidence.residentBefore = true;
        m_call.evidence.contextBefore = model.effectiveContext;
    }
}

void CallRun::cancel()
{
    switch (m_step) {
    case Step::Before: abandon(); break;
    case Step::Streaming:
        m_isCancelled = true;
        m_generation->cancel();
        break;
    case Step::After: complete(); break;
    case Step::Over: break;
    }
}

void CallRun::abandon()
{
    m_step = Step::Over;
    Q_EMIT abandoned();
}

void CallRun::send()
{
    if (m_step != Step::Before)
        return;
    if (m_stop.stop_requested()) {
        abandon();
        return;
    }
    m_step = Step::Streaming;
    m_call.ordinal = m_nextOrdinal();
    Q_EMIT started(m_call);
    m_intendedNs = base::monotonicNs();
    m_generation = m_engine.start(m_prompt);
    connect(m_generation.get(), &engine::Generation::phaseChanged, this,
        [this](engine::Phase phase) { Q_EMIT activityChanged(activityOf(phase, m_call)); });
    connect(m_generation.get(), &engine::Generation::chunksArrived, this, &CallRun::chunksArrived);
    if (m_engine.hasModel())
        connect(m_generation.get(), &engine::Generation::chunksArrived, this, &CallRun::watch);
    connect(m_generation.get(), &engine::Generation::finished, this, &CallRun::ended);
    Q_EMIT activityChanged(activityOf(engine::Phase::Connecting, m_call));
}

/// What repeats itself for ever would keep the experiment as long as the server lets it.
void CallRun::watch(const QList<measure::Chunk>& chunks)
{
    constexpr qsizetype watchEvery = 4096;
    constexpr qsizetype mostWatched = 65536;
    for (const measure::Chunk& chunk : chunks) {
        m_written += chunk.text;
        m_unwatched += chunk.text.size();
    }
    if (m_isEndless || m_unwatched < watchEvery || !m_generation)
        return;
    m_unwatched = 0;
    m_written = m_written.right(mostWatched);
    m_isEndless = measure::hasEndlessTail(m_written);
    if (m_isEndless)
        m_generation->cancel();
}

void CallRun::ended(const engine::Outcome& outcome)
{
    m_generation.release()->deleteLater(); // We are inside one of its signals.
    m_step = Step::After;
    m_call.trace = outcome.trace;
    m_call.trace.intendedNs = std::min<qint64>(0, m_intendedNs - outcome.trace.t0MonotonicNs);
    m_call.state = outcome.state;
    m_call.error = outcome.error;
    if (m_isEndless && outcome.state == measure::CallState::Cancelled && !m_isCancelled) {
        // As a server's own guard does it: the text breaks off without an end.
        m_call.state = measure::CallState::Aborted;
        m_call.error = base::Error {base::ErrorCode::StreamBroken,
            QCoreApplication::translate("benchglass::agent",
                "The model repeated itself without end, so its answer was ended here. An output limit or "
                "another repeat_penalty may help."),
            {}, base::Remedy::None};
    }
    const bool asksServer = m_engine.knowsLoadedModels() && !m_stop.stop_requested()
        && !(outcome.error && isFatal(*outcome.error));
    if (!asksServer) {
        complete();
        return;
    }
    base::whenDone(m_engine.loadedModels(), this, [this](const Loaded& loaded) {
        if (loaded)
            noteAfter(*loaded);
        complete();
    });
}

void CallRun::noteAfter(const QList<engine::LoadedModel>& loaded)
{
    for (const QString& other : std::as_const(m_othersBefore)) {
        if (std::ranges::none_of(loaded, [&](const auto& listed) { return listed.name == other; }))
            m_call.evidence.evictedModels.append(other);
    }
    const auto model = std::ranges::find_if(
        loaded, [this](const auto& listed) { return isSameModel(listed.name, m_prompt.model); });
    if (model == loaded.end())
        return;
    if (model->effectiveContext) {
        m_call.evidence.effectiveContext = model->effectiveContext;
        m_call.optionsEffective.insert(QStringLiteral("num_ctx"), *model->effectiveContext);
    }
    if (model->bytes > 0) {
        m_call.evidence.modelBytes = model->bytes;
        m_call.evidence.modelVramBytes = model->vramBytes;
    }
}

void CallRun::complete()
{
    if (m_step != Step::After)
        return;
    m_step = Step::Over;
    m_call.metrics = measure::metricsOf(m_call.trace, m_call.state, m_call.evidence);
    m_call.flags = measure::flagsOf(m_call.trace, m_call.metrics, m_call.state, m_call.evidence);
    m_call.stratum = measure::stratumOf(m_call.trace, m_call.evidence);
    m_call.finished = true;
    Q_EMIT finished(m_call);
}

} // namespace benchglass::agent
