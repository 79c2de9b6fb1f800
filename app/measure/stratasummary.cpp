#include "measure/summary.h"
#include "measure/tokenmetrics.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

namespace benchglass::measure {

namespace {

using Group = std::vector<const MeasuredCall*>;

struct Key
{
    qsizetype arm = 0; ///< In the order in which arms first occur.
    Stage stage = Stage::Ingest;
    Stratum stratum = Stratum::Unknown;

    auto operator<=>(const Key&) const = default;
};

std::map<Key, Group> groupsOf(std::span<const MeasuredCall> calls)
{
    QStringList arms;
    std::map<Key, Group> groups;
    for (const MeasuredCall& call : calls) {
        qsizetype arm = arms.indexOf(call.arm);
        if (arm < 0) {
            arm = arms.size();
            arms += call.arm;
        }
        groups[{arm, call.stage, call.stratum}].push_back(&call);
    }
    for (auto& [key, group] : groups)
        std::ranges::stable_sort(group, {}, &MeasuredCall::run);
    return groups;
}

/// Calls on the processor count where every call of the group ran so. Warm-ups and failures, of
/// which nobody asks where they ran, have no say.
OnCpu onCpuOf(const Group& group)
{
    const bool anyOnGpu = std::ranges::any_of(group, [](const MeasuredCall* call) {
        return !call->flags.testFlag(Flag::CpuFallback) && !call->flags.testFlag(Flag::Warmup)
            && call->state != CallState::Error;
    });
    return anyOnGpu ? OnCpu::LeaveOut : OnCpu::Count;
}

/// The source of most counts; of equally many the better one.
TokenSource mainSource(Metric metric, const Group& group, OnCpu onCpu)
{
    std::map<TokenSource, int> counts;
    for (const MeasuredCall* call : group) {
        if (!exclusionOf(metric, *call, onCpu))
            ++counts[call->metrics.tokenSource];
    }
    TokenSource best = TokenSource::None;
    int most = 0;
    for (const TokenSource source :
        {TokenSource::Server, TokenSource::Tokenizer, TokenSource::Chunks, TokenSource::None}) {
        if (counts[source] > most) {
            best = source;
            most = counts[source];
        }
    }
    return best;
}

std::optional<double> tokenWeightedRate(const Group& counted)
{
    double tokens = 0;
    double seconds = 0;
    for (const MeasuredCall* call : counted) {
        const auto rate = call->metrics.decodeRatePerSecond;
        const int steps = call->metrics.outputTokens.value_or(0) - 1;
        if (!rate || !(*rate > 0) || steps < 1)
            return std::nullopt;
        tokens += steps;
        seconds += steps / *rate;
    }
    if (!(seconds > 0))
        return std::nullopt;
    return tokens / seconds;
}

StratumSummary summaryOfGroup(Metric metric, const Group& group)
{
    const MeasuredCall& any = *group.front();
    StratumSummary result;
    result.arm = any.arm;
    result.stage = any.stage;
    result.stratum = any.stratum;
    result.metric = metric;
    const OnCpu onCpu = onCpuOf(group);
    const TokenSource source = mainSource(metric, group, onCpu);
    Group counted;
    for (const MeasuredCall* call : group) {
        auto reason = exclusionOf(metric, *call, onCpu);
        if (!reason && dependsOnTokens(metric) && call->metrics.tokenSource != source)
            reason = QStringLiteral("token-source");
        if (reason) {
            result.leftOut += Exclusion {call->run, *reason, call->agent};
            continue;
        }
        counted.push_back(call);
        result.values += *metricValue(metric, call->metrics);
    }
    result.tokenSource = counted.empty() ? TokenSource::None : source;
    result.summary = summaryOf(result.values);
    if (metric == Metric::DecodeRate)
        result.tokenWeightedRatePerSecond = tokenWeightedRate(counted);
    return result;
}

} // namespace

QList<StratumSummary> summariesOf(Metric metric, std::span<const MeasuredCall> calls)
{
    QList<StratumSummary> result;
    for (const auto& [key, group] : groupsOf(calls))
        result += summaryOfGroup(metric, group);
    return result;
}

void flagRunaways(QList<MeasuredCall>& calls)
{
    constexpr std::size_t leastForMedian = 3;
    constexpr double runawayMedians = 4;

    const auto keyOf = [](const MeasuredCall& call) {
        return std::pair(call.stage, call.metrics.tokenSource);
    };
    std::map<std::pair<Stage, TokenSource>, std::vector<double>> tokens;
    for (const MeasuredCall& call : std::as_const(calls)) {
        const bool counts = !call.flags.testFlag(Flag::Warmup) && !call.flags.testFlag(Flag::Concurrent);
        if (call.metrics.outputTokens && counts)
            tokens[keyOf(call)].push_back(*call.metrics.outputTokens);
    }
    for (auto& [key, counts] : tokens)
        std::ranges::sort(counts);
    for (MeasuredCall& call : calls) {
        const auto& counts = tokens[keyOf(call)];
        if (!call.metrics.outputTokens || counts.size() < leastForMedian)
            continue;
        if (*call.metrics.outputTokens > runawayMedians * percentileOf(counts, 0.5))
            call.flags |= Flag::Runaway;
    }
}

} // namespace benchglass::measure
