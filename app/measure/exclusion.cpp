#include "measure/summary.h"

namespace benchglass::measure {

namespace {

enum class Family { FirstToken, Decode, Gaps, Whole };

Family familyOf(Metric metric)
{
    switch (metric) {
    case Metric::Ttft:
    case Metric::Ttfo:
    case Metric::PrefillRate:
    case Metric::Load: return Family::FirstToken;
    case Metric::DecodeRate:
    case Metric::Tpot: return Family::Decode;
    case Metric::ChunkGap: return Family::Gaps;
    case Metric::E2el:
    case Metric::OutputTokens: return Family::Whole;
    }
    return Family::Whole;
}

/// The flags that take a call out of the statistics of a family, the gravest first. Strata are no
/// reasons. A cut prompt is a reason and no stratum of its own, because it crosses the others: cut calls
/// are cold, cached or warm, and one stratum for all of them would mix what must not be mixed. Nor would
/// its figures tell anything: how much was cut depends on the arm's context, so TTFT would be that of
/// another amount of work in every arm, and no arm whose prompts are whole would have a partner in it.
/// Left out, the calls are counted with the reason, and whoever wants their times puts them back, each
/// into its true stratum.
QList<Flag> sensitiveTo(Family family)
{
    switch (family) {
    case Family::FirstToken: return {Flag::NoModel, Flag::Paced, Flag::Suspended, Flag::PromptTruncated};
    case Family::Decode:
        return {
            Flag::NoModel, Flag::Paced, Flag::Suspended, Flag::FewTokens, Flag::Buffered, Flag::RepeatLoop};
    case Family::Gaps:
        return {Flag::NoModel, Flag::Paced, Flag::Suspended, Flag::FewTokens, Flag::Buffered,
            Flag::RepeatLoop, Flag::Bundled, Flag::ClientLate};
    case Family::Whole: return {Flag::Runaway};
    }
    return {};
}

bool isStateLeftOut(Family family, const MeasuredCall& call)
{
    switch (call.state) {
    case CallState::Ok: return false;
    case CallState::Error: return true;
    // What came before the stream was cut is as true as ever: TTFT needs only the first token.
    case CallState::Aborted: return family != Family::FirstToken;
    case CallState::Cancelled: return family != Family::FirstToken || !call.metrics.ttftNs;
    case CallState::Length: return family == Family::Whole && !call.lengthFixed;
    }
    return true;
}

std::optional<QString> reasonOf(Metric metric, const MeasuredCall& call, OnCpu onCpu)
{
    const Family family = familyOf(metric);
    if (call.flags.testFlag(Flag::Warmup))
        return flagName(Flag::Warmup);
    if (isStateLeftOut(family, call))
        return callStateName(call.state);
    for (const Flag flag : sensitiveTo(family)) {
        if (call.flags.testFlag(flag))
            return flagName(flag);
    }
    const bool cpuMatters = family == Family::Decode || family == Family::Gaps;
    if (cpuMatters && onCpu == OnCpu::LeaveOut && call.flags.testFlag(Flag::CpuFallback))
        return flagName(Flag::CpuFallback);
    return std::nullopt;
}

} // namespace

std::optional<QString> exclusionOf(Metric metric, const MeasuredCall& call, OnCpu onCpu)
{
    // Another question was asked of these calls: no wish makes one sample of both.
    if (call.flags.testFlag(Flag::Concurrent))
        return flagName(Flag::Concurrent);
    if (!call.putBack) {
        if (const auto reason = reasonOf(metric, call, onCpu))
            return reason;
    }
    if (!metricValue(metric, call.metrics))
        return QStringLiteral("absent");
    return std::nullopt;
}

} // namespace benchglass::measure
