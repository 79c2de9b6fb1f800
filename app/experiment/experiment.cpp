#include "experiment/experiment.h"

#include "base/serveraddress.h"
#include "measure/thinking.h"

#include <QRandomGenerator>
#include <QStringBuilder>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace benchglass::experiment {

namespace {

constexpr std::array<std::pair<ExperimentState, QLatin1String>, 5> states {{
    {ExperimentState::Running, QLatin1String("running")},
    {ExperimentState::Finished, QLatin1String("finished")},
    {ExperimentState::Stopped, QLatin1String("stopped")},
    {ExperimentState::Failed, QLatin1String("failed")},
    {ExperimentState::Interrupted, QLatin1String("interrupted")},
}};

/// What statistics are made of: finished, and no warm-up.
bool isMeasured(const Call& call)
{
    return call.finished && !call.warmup && !call.evidence.warmup;
}

/// The median of a metric over the warm calls of the report stage: the one-line summary of an arm.
std::optional<double> headline(measure::Metric metric, const QList<measure::MeasuredCall>& calls)
{
    for (const measure::StratumSummary& each : measure::summariesOf(metric, calls)) {
        if (each.stage == measure::Stage::Report && each.stratum == measure::Stratum::Warm)
            return each.summary.median;
    }
    return std::nullopt;
}

/// `2 cold, 1 aborted`: flags, then states other than ok.
QString remarks(const QList<measure::MeasuredCall>& calls)
{
    using measure::CallState;
    QList<std::pair<QString, int>> counts;
    const auto count = [&counts](const QString& name) {
        const auto found = std::ranges::find(counts, name, &std::pair<QString, int>::first);
        if (found == counts.end())
            counts.append({name, 1});
        else
            ++found->second;
    };
    for (const measure::MeasuredCall& call : calls)
        std::ranges::for_each(measure::flagNames(call.flags), count);
    for (const measure::MeasuredCall& call : calls) {
        if (call.state != CallState::Ok)
            count(measure::callStateName(call.state));
    }
    QStringList parts;
    for (const auto& [name, n] : std::as_const(counts))
        parts += QString::number(n) % u' ' % name;
    return parts.join(QStringLiteral(", "));
}

Summary summaryOf(const Experiment& experiment, const Arm& arm, const QList<measure::MeasuredCall>& all)
{
    QList<measure::MeasuredCall> calls;
    std::ranges::copy_if(all, std::back_inserter(calls), [&arm](const measure::MeasuredCall& call) {
        return call.arm == arm.name && !call.flags.testFlag(measure::Flag::Warmup);
    });
    Summary line;
    line.id = experiment.id;
    line.corpus = experiment.corpus.name;
    line.engine = experiment.spec.engine;
    line.model = experiment.spec.model;
    line.arm = arm.name;
    line.configuration = configurationName(arm);
    line.state = experiment.state;
    line.runs = experiment.spec.runs;
    line.runsDone = experiment.runsDone(arm.name);
    line.calls = static_cast<int>(calls.size());
    line.ttftMedianMs = headline(measure::Metric::Ttft, calls);
    line.decodeRateMedianPerSecond = headline(measure::Metric::DecodeRate, calls);
    line.flags = remarks(calls);
    line.tags = experiment.tags;
    line.notes = experiment.notes;
    line.createdUtc = experiment.createdUtc;
    line.trashed = experiment.trashed;
    return line;
}

} // namespace

QString Call::text() const
{
    const QString content = trace.text(measure::ChunkKind::Content);
    const measure::InlineThinking thinking = measure::inlineThinkingOf(content);
    // Closed without having been opened: nobody can say where the answer began.
    if (thinking.isUnsplit && content.contains(QStringLiteral("</think>")))
        return content;
    return content.mid(thinking.answerFrom);
}

measure::Anatomy Call::anatomy() const
{
    return measure::anatomyOf(trace, finished ? metrics : measure::metricsOf(trace, state, evidence));
}

measure::MeasuredCall Call::measured() const
{
    measure::MeasuredCall call;
    call.arm = arm;
    call.run = run;
    call.agent = agent;
    call.stage = stage;
    call.state = state;
    call.flags = flags;
    if (warmup)
        call.flags |= measure::Flag::Warmup;
    if (isConcurrent())
        call.flags |= measure::Flag::Concurrent;
    call.stratum = stratum;
    call.metrics = metrics;
    call.putBack = putBack;
    call.lengthFixed = measure::isLengthFixed(state, metrics, evidence);
    return call;
}

QList<measure::MeasuredCall> Experiment::measuredCalls() const
{
    QList<measure::MeasuredCall> measured;
    for (const Call& call : calls) {
        if (isMeasured(call))
            measured += call.measured();
    }
    measure::flagRunaways(measured);
    return measured;
}

QList<measure::ConcurrentRound> Experiment::concurrency() const
{
    QList<measure::AgentCall> made;
    for (const Call& call : calls) {
        if (!isMeasured(call))
            continue;
        measure::AgentCall agentCall;
        agentCall.measured = call.measured();
        agentCall.endpoint = endpointOf(spec, call.agent);
        agentCall.sentNs = call.trace.t0MonotonicNs;
        made += agentCall;
    }
    return measure::concurrencyOf(made, spec.agents);
}

Experiment Experiment::excerpt(const QString& arm, int run) const
{
    Experiment part = *this;
    part.spec.url = base::withoutUserInfo(spec.url);
    std::ranges::transform(spec.moreUrls, part.spec.moreUrls.begin(), base::withoutUserInfo);
    const QList<measure::MeasuredCall> measured = measuredCalls();
    qsizetype next = 0;
    for (Call& call : part.calls) {
        if (isMeasured(call))
            call.flags = measured.at(next++).flags;
    }
    const auto isElsewhere = [&](const Call& call) {
        return (!arm.isEmpty() && call.arm != arm) || (run > 0 && call.run != run);
    };
    part.calls.removeIf(isElsewhere);
    if (!arm.isEmpty())
        part.spec.arms.removeIf([&](const Arm& one) { return one.name != arm; });
    return part;
}

int Experiment::runsDone(const QString& arm) const
{
    const std::size_t wanted = spec.agents > 1 ? 1 + std::size_t(spec.agents) : 1;
    std::map<int, std::set<int>> reports; // Run to the agents that wrote theirs.
    std::set<int> broken;
    for (const Call& call : calls) {
        if (!call.finished || call.warmup || call.arm != arm)
            continue;
        if (call.state != measure::CallState::Ok && call.state != measure::CallState::Length)
            broken.insert(call.run);
        else if (call.stage == measure::Stage::Report)
            reports[call.run].insert(call.agent);
    }
    return static_cast<int>(std::ranges::count_if(reports,
        [&](const auto& each) { return each.second.size() >= wanted && !broken.contains(each.first); }));
}

QList<Summary> summariesOf(const Experiment& experiment)
{
    const QList<measure::MeasuredCall> calls = experiment.measuredCalls();
    QList<Summary> lines;
    for (const Arm& arm : experiment.spec.arms)
        lines += summaryOf(experiment, arm, calls);
    return lines;
}

QString newExperimentId()
{
    static constexpr QLatin1String alphabet("abcdefghijklmnopqrstuvwxyz0123456789");
    QString id;
    for (int i = 0; i < 10; ++i)
        id += alphabet.at(QRandomGenerator::system()->bounded(alphabet.size()));
    return id;
}

QString experimentStateName(ExperimentState state)
{
    const auto* found = std::ranges::find(states, state, &std::pair<ExperimentState, QLatin1String>::first);
    Q_ASSERT(found != states.end());
    return found->second;
}

std::optional<ExperimentState> experimentStateFromName(const QString& name)
{
    for (const auto& [state, text] : states) {
        if (name == text)
            return state;
    }
    return std::nullopt;
}

} // namespace benchglass::experiment
