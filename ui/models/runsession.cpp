#include "models/runsession.h"

#include "base/clock.h"
#include "measure/stall.h"

#include <algorithm>
#include <utility>

namespace benchglass::models {

namespace {

constexpr qint64 RateWindowNs = 1'000'000'000;

bool isSamePhase(const agent::Progress& a, const agent::Progress& b)
{
    return a.activity == b.activity && a.ordinal == b.ordinal;
}

} // namespace

RunSession::RunSession(QObject* parent)
    : RunSession(&base::monotonicNs, parent)
{
}

RunSession::RunSession(Clock clock, QObject* parent)
    : QObject(parent)
    , m_clock(std::move(clock))
{
}

const experiment::Call* RunSession::currentCall() const
{
    const auto& calls = m_experiment.calls;
    const auto at = std::find_if(calls.rbegin(), calls.rend(),
        [](const experiment::Call& call) { return !call.isConcurrent() || call.agent == 1; });
    return at == calls.rend() ? nullptr : &*at;
}

QString RunSession::callText(int ordinal, measure::ChunkKind kind) const
{
    const experiment::Call* call = find(ordinal);
    return call ? call->trace.text(kind) : QString();
}

qint64 RunSession::phaseElapsedNs() const
{
    return m_running ? m_clock() - m_phaseBegunNs : 0;
}

std::optional<agent::Eta> RunSession::eta() const
{
    const experiment::Call* call = find(m_progress.ordinal);
    if (!m_running || !call || call->finished)
        return {};
    return m_etas.etaOf(m_progress.activity, m_experiment.spec, *call);
}

std::optional<qint64> RunSession::stalledNs() const
{
    const experiment::Call* call = currentCall();
    if (!m_running || !call || call->finished || m_lastTextNs == 0)
        return {};
    const qint64 silenceNs = m_clock() - m_lastTextNs;
    if (silenceNs < measure::leastRemarkableSilenceNs
        || silenceNs < measure::remarkableSilenceNs(call->trace.chunks))
        return {};
    return silenceNs;
}

qint64 RunSession::runElapsedNs() const
{
    return (m_running ? m_clock() : m_endedNs) - m_begunNs;
}

std::optional<qint64> RunSession::remainingNs() const
{
    if (!m_running || m_progress.callsDone <= 0 || m_firstCallNs == 0)
        return {};
    const qint64 perCall = (m_clock() - m_firstCallNs) / m_progress.callsDone;
    return perCall * std::max(0, m_progress.callsPlanned - m_progress.callsDone);
}

std::optional<double> RunSession::liveRatePerSecond() const
{
    const experiment::Call* call = currentCall();
    if (!m_running || !call || call->finished || call->trace.chunks.size() < 2)
        return {};
    const auto& chunks = call->trace.chunks;
    const qint64 lastNs = chunks.last().arrivalNs;
    int tokens = 0;
    qint64 firstNs = lastNs;
    for (auto it = chunks.rbegin(); it != chunks.rend() && lastNs - it->arrivalNs <= RateWindowNs; ++it) {
        firstNs = it->arrivalNs;
        tokens += it->tokens.value_or(1);
    }
    if (lastNs <= firstNs || tokens < 2)
        return {};
    return (tokens - 1) * 1e9 / static_cast<double>(lastNs - firstNs);
}

double RunSession::doneRatio() const
{
    return m_progress.callsPlanned > 0 ? static_cast<double>(m_progress.callsDone) / m_progress.callsPlanned
                                       : 0;
}

void RunSession::open(const std::shared_ptr<const experiment::Experiment>& experiment)
{
    if (!experiment || m_running)
        return;
    m_experiment = *experiment;
    m_progress = {};
    m_warnings.clear();
    m_begunNs = m_endedNs = m_firstCallNs = 0;
    Q_EMIT opened();
}

void RunSession::expect(const experiment::Spec& spec)
{
    m_experiment = {};
    m_experiment.spec = spec;
    m_progress = {};
    m_warnings.clear();
    m_running = true;
    m_seenPhases.clear();
    m_begunNs = m_phaseBegunNs = m_clock();
    m_firstCallNs = m_endedNs = 0;
    Q_EMIT begun();
}

void RunSession::begin(const std::shared_ptr<const experiment::Experiment>& experiment)
{
    if (!experiment)
        return;
    if (!m_running)
        expect(experiment->spec);
    m_experiment = *experiment;
    m_learned.insert(experiment->id);
    Q_EMIT begun();
}

void RunSession::noteProgress(const agent::Progress& progress)
{
    if (!isSamePhase(m_progress, progress)) {
        m_phaseBegunNs = m_clock();
        if (m_progress.ordinal != progress.ordinal)
            m_seenPhases.clear();
        if (progress.ordinal >= 0)
            m_seenPhases.append({progress.activity, m_phaseBegunNs});
    }
    m_progress = progress;
    Q_EMIT progressed();
}

void RunSession::startCall(const experiment::Call& call)
{
    if (m_firstCallNs == 0)
        m_firstCallNs = m_clock();
    experiment::Call started = call;
    // Its real start is told at its end; until then the moment we heard of it stands in.
    if (!started.finished && started.trace.t0MonotonicNs == 0)
        started.trace.t0MonotonicNs = m_clock();
    put(started);
    if (const experiment::Call* current = currentCall(); current && current->ordinal == call.ordinal)
        m_lastTextNs = 0;
    Q_EMIT callStarted(call.ordinal);
}

void RunSession::addChunks(int ordinal, const QList<measure::Chunk>& chunks)
{
    experiment::Call* call = find(ordinal);
    if (!call || call->finished)
        return;
    call->trace.chunks.append(chunks);
    if (!chunks.isEmpty() && call == currentCall())
        m_lastTextNs = m_clock();
    // One signal for each stretch of one kind, in order.
    for (qsizetype from = 0; from < chunks.size();) {
        qsizetype to = from;
        QString text;
        for (; to < chunks.size() && chunks.at(to).kind == chunks.at(from).kind; ++to)
            text += chunks.at(to).text;
        Q_EMIT textArrived(ordinal, chunks.at(from).kind, text);
        from = to;
    }
}

void RunSession::finishCall(const experiment::Call& call)
{
    put(call);
    m_etas.learn(m_experiment.spec, call);
    Q_EMIT callFinished(call.ordinal);
}

void RunSession::finish(const std::shared_ptr<const experiment::Experiment>& experiment)
{
    if (experiment)
        m_experiment = *experiment;
    m_running = false;
    m_endedNs = m_clock();
    m_progress.activity = agent::Activity::Done;
    Q_EMIT finished();
}

void RunSession::warn(const base::Error& warning)
{
    m_warnings.append(warning);
    Q_EMIT warned(warning);
}

void RunSession::learn(const std::shared_ptr<const experiment::Experiment>& experiment)
{
    if (!experiment || m_learned.contains(experiment->id))
        return;
    m_learned.insert(experiment->id);
    m_etas.learn(*experiment);
}

experiment::Call* RunSession::find(int ordinal)
{
    return const_cast<experiment::Call*>(std::as_const(*this).find(ordinal));
}

const experiment::Call* RunSession::find(int ordinal) const
{
    // Calls come in order: the one asked for is nearly always the last.
    const auto& calls = m_experiment.calls;
    const auto at = std::find_if(calls.rbegin(), calls.rend(),
        [ordinal](const experiment::Call& call) { return call.ordinal == ordinal; });
    return at == calls.rend() ? nullptr : &*at;
}

void RunSession::put(const experiment::Call& call)
{
    if (experiment::Call* known = find(call.ordinal))
        *known = call;
    else
        m_experiment.calls.append(call);
}

} // namespace benchglass::models
