#include "measure/concurrency.h"
#include "measure/tokenmetrics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace benchglass::measure {

namespace {

using Group = std::vector<const AgentCall*>;

constexpr double nsPerSecond = 1e9;

/// What an arm's run consists of.
struct RoundCalls
{
    Group alone;
    Group together;
};

double endNs(const AgentCall& call)
{
    return double(call.sentNs) + call.measured.metrics.e2elNs.value_or(0);
}

double firstSentNs(const Group& calls)
{
    return double((*std::ranges::min_element(calls, {}, &AgentCall::sentNs))->sentNs);
}

double lastEndNs(const Group& calls)
{
    double last = endNs(*calls.front());
    for (const AgentCall* call : calls)
        last = std::max(last, endNs(*call));
    return last;
}

double tokensIn(const Group& calls)
{
    double tokens = 0;
    for (const AgentCall* call : calls)
        tokens += call->measured.metrics.outputTokens.value_or(0);
    return tokens;
}

/// Why a call cannot be part of a system rate; empty when it can. The token limit is no fault: what was
/// written until then was counted and timed.
QString faultOf(const AgentCall& call)
{
    const MeasuredCall& measured = call.measured;
    const bool isWhole = measured.state == CallState::Ok || measured.state == CallState::Length;
    if (!isWhole || !(measured.metrics.e2elNs.value_or(0) > 0))
        return QStringLiteral("call-failed");
    for (const Flag flag : {Flag::NoModel, Flag::Paced, Flag::Suspended}) {
        if (measured.flags.testFlag(flag))
            return flagName(flag);
    }
    if (!measured.metrics.outputTokens || measured.metrics.tokenSource != TokenSource::Server)
        return QStringLiteral("tokens-not-counted");
    return {};
}

/// @param agents every one of them owes an analysis and a report
QString passFault(const Group& calls, int agents)
{
    if (calls.empty())
        return QStringLiteral("no-calls");
    for (const AgentCall* call : calls) {
        if (const QString fault = faultOf(*call); !fault.isEmpty())
            return fault;
    }
    std::set<std::pair<int, Stage>> made;
    for (const AgentCall* call : calls)
        made.insert({call->measured.agent, call->measured.stage});
    const bool isWhole = made.size() == 2 * std::size_t(std::max(agents, 1));
    return isWhole ? QString() : QStringLiteral("call-missing");
}

ConcurrentPass passOf(const Group& calls, int agents)
{
    ConcurrentPass pass;
    pass.agents = agents;
    pass.calls = int(calls.size());
    pass.absentReason = passFault(calls, agents);
    if (!pass.absentReason.isEmpty())
        return pass;
    const double wallNs = lastEndNs(calls) - firstSentNs(calls);
    if (!(wallNs > 0) || !std::isfinite(wallNs)) {
        pass.absentReason = QStringLiteral("no-time");
        return pass;
    }
    pass.wallNs = wallNs;
    pass.tokens = qint64(tokensIn(calls));
    pass.tokensPerSecond = tokensIn(calls) / (wallNs / nsPerSecond);
    return pass;
}

std::map<int, Group> byAgent(const Group& calls)
{
    std::map<int, Group> agents;
    for (const AgentCall* call : calls)
        agents[call->measured.agent].push_back(call);
    return agents;
}

std::set<std::pair<Stage, Stratum>> strataOf(const Group& calls)
{
    std::set<std::pair<Stage, Stratum>> strata;
    for (const AgentCall* call : calls)
        strata.insert({call->measured.stage, call->measured.stratum});
    return strata;
}

/// Of a pass whose figures are there.
void fillShares(ConcurrentRound& round, const Group& calls)
{
    double slowest = 0;
    double fastest = 0;
    double sumNs = 0;
    double allFromNs = firstSentNs(calls);
    double allToNs = lastEndNs(calls);
    for (const auto& [agent, own] : byAgent(calls)) {
        const double fromNs = firstSentNs(own);
        const double toNs = lastEndNs(own);
        const double rate = tokensIn(own) / (toNs - fromNs);
        slowest = sumNs > 0 ? std::min(slowest, rate) : rate;
        fastest = std::max(fastest, rate);
        sumNs += toNs - fromNs;
        allFromNs = std::max(allFromNs, fromNs);
        allToNs = std::min(allToNs, toNs);
    }
    const double wallNs = *round.together.wallNs;
    if (fastest > 0 && std::isfinite(fastest))
        round.fairnessRatio = slowest / fastest;
    round.overlapRatio = std::max(0.0, allToNs - allFromNs) / wallNs;
    const double speedup = sumNs / wallNs;
    round.legacy = LegacyConcurrency {speedup, speedup / round.together.agents * 100};
}

void fillSpeedUp(ConcurrentRound& round, const RoundCalls& calls)
{
    for (const ConcurrentPass* pass : {&round.together, &round.alone}) {
        if (!pass->absentReason.isEmpty()) {
            round.speedUpAbsentReason = pass->absentReason;
            return;
        }
    }
    if (strataOf(calls.alone) != strataOf(calls.together)) {
        round.speedUpAbsentReason = QStringLiteral("strata-differ");
        return;
    }
    if (*round.alone.tokensPerSecond > 0)
        round.speedUp = *round.together.tokensPerSecond / *round.alone.tokensPerSecond;
    else
        round.speedUpAbsentReason = QStringLiteral("tokens-not-counted");
}

/// As exclusionOf() has it for a call alone.
std::optional<QString> exclusionApart(Metric metric, const AgentCall& call, OnCpu onCpu)
{
    MeasuredCall measured = call.measured;
    measured.flags.setFlag(Flag::Concurrent, false);
    return exclusionOf(metric, measured, onCpu);
}

OnCpu onCpuOf(std::span<const AgentCall> calls, const QString& arm)
{
    const bool anyOnGpu = std::ranges::any_of(calls, [&arm](const AgentCall& call) {
        return call.measured.arm == arm && call.measured.state != CallState::Error
            && !call.measured.flags.testFlag(Flag::CpuFallback);
    });
    return anyOnGpu ? OnCpu::LeaveOut : OnCpu::Count;
}

/// The median of the calls alone that are like @p call.
std::optional<double> medianAlone(
    Metric metric, const AgentCall& call, std::span<const AgentCall> calls, OnCpu onCpu)
{
    std::vector<double> values;
    for (const AgentCall& other : calls) {
        const bool isLike = other.measured.agent == 0 && other.endpoint == call.endpoint
            && other.measured.arm == call.measured.arm && other.measured.stage == call.measured.stage
            && other.measured.stratum == call.measured.stratum
            && (!dependsOnTokens(metric)
                || other.measured.metrics.tokenSource == call.measured.metrics.tokenSource);
        if (isLike && !exclusionApart(metric, other, onCpu))
            values.push_back(*metricValue(metric, other.measured.metrics));
    }
    return summaryOf(values).median;
}

/// One metric of a call against those alone: its value, theirs, and why there is no ratio of the two.
struct Beside
{
    std::optional<double> own;
    std::optional<double> alone;
    QString absentReason;
};

Beside besideAlone(Metric metric, const AgentCall& call, std::span<const AgentCall> calls)
{
    Beside beside;
    const OnCpu onCpu = onCpuOf(calls, call.measured.arm);
    if (const auto reason = exclusionApart(metric, call, onCpu)) {
        beside.absentReason = *reason;
        return beside;
    }
    beside.own = metricValue(metric, call.measured.metrics);
    beside.alone = medianAlone(metric, call, calls, onCpu);
    if (!beside.alone)
        beside.absentReason =
            call.endpoint > 0 ? QStringLiteral("other-endpoint") : QStringLiteral("no-call-alone");
    else if (!(*beside.own > 0) || !(*beside.alone > 0))
        beside.absentReason = QStringLiteral("absent");
    return beside;
}

AgentStage stageOf(const AgentCall& call, std::span<const AgentCall> calls)
{
    AgentStage stage;
    stage.agent = call.measured.agent;
    stage.stage = call.measured.stage;
    stage.stratum = call.measured.stratum;
    const Beside rate = besideAlone(Metric::DecodeRate, call, calls);
    stage.decodeRatePerSecond = rate.own;
    stage.aloneDecodeRatePerSecond = rate.alone;
    stage.decodeAbsentReason = rate.absentReason;
    if (rate.absentReason.isEmpty())
        stage.decodeSlowdown = *rate.alone / *rate.own;
    const Beside ttft = besideAlone(Metric::Ttft, call, calls);
    stage.ttftMs = ttft.own;
    stage.aloneTtftMs = ttft.alone;
    stage.ttftAbsentReason = ttft.absentReason;
    if (ttft.absentReason.isEmpty())
        stage.ttftSlowdown = *ttft.own / *ttft.alone;
    return stage;
}

ConcurrentRound roundOf(const RoundCalls& group, std::span<const AgentCall> calls, int agents)
{
    ConcurrentRound round;
    round.arm = group.together.front()->measured.arm;
    round.run = group.together.front()->measured.run;
    round.alone = passOf(group.alone, 1);
    round.together = passOf(group.together, agents);
    fillSpeedUp(round, group);
    if (round.together.absentReason.isEmpty())
        fillShares(round, group.together);
    for (const auto& [agent, own] : byAgent(group.together)) {
        for (const AgentCall* call : own)
            round.stages += stageOf(*call, calls);
    }
    return round;
}

} // namespace

QList<ConcurrentRound> concurrencyOf(std::span<const AgentCall> calls, int agents)
{
    using Key = std::pair<QString, int>;
    std::vector<Key> order;
    std::map<Key, RoundCalls> groups;
    for (const AgentCall& call : calls) {
        const Key key {call.measured.arm, call.measured.run};
        RoundCalls& group = groups[key];
        if (call.measured.agent > 0 && group.together.empty())
            order.push_back(key);
        (call.measured.agent > 0 ? group.together : group.alone).push_back(&call);
    }
    QList<ConcurrentRound> rounds;
    for (const Key& key : order)
        rounds += roundOf(groups[key], calls, agents);
    return rounds;
}

ConcurrencySummary concurrencySummaryOf(std::span<const ConcurrentRound> rounds, const QString& arm)
{
    ConcurrencySummary all;
    std::vector<double> alone;
    std::vector<double> system;
    std::vector<double> speedUps;
    std::vector<double> decode;
    std::vector<double> ttft;
    for (const ConcurrentRound& round : rounds) {
        if (round.arm != arm)
            continue;
        ++all.rounds;
        if (round.speedUp) {
            alone.push_back(*round.alone.tokensPerSecond);
            system.push_back(*round.together.tokensPerSecond);
            speedUps.push_back(*round.speedUp);
        }
        for (const AgentStage& stage : round.stages) {
            if (stage.decodeSlowdown)
                decode.push_back(*stage.decodeSlowdown);
            if (stage.ttftSlowdown)
                ttft.push_back(*stage.ttftSlowdown);
        }
    }
    all.aloneTokensPerSecond = summaryOf(alone);
    all.systemTokensPerSecond = summaryOf(system);
    all.speedUp = summaryOf(speedUps);
    all.decodeSlowdown = summaryOf(decode);
    all.ttftSlowdown = summaryOf(ttft);
    return all;
}

} // namespace benchglass::measure
