#pragma once

#include "measure/call.h"

#include <QList>

#include <optional>
#include <span>

namespace benchglass::measure {

/// Description of a sample. Percentiles by linear interpolation between order statistics.
struct Summary
{
    int n = 0;
    std::optional<double> mean;
    std::optional<double> sd; ///< n-1; absent for n < 2.
    std::optional<double> cv; ///< sd/mean as a ratio.
    std::optional<double> min;
    std::optional<double> median;
    std::optional<double> max;
    std::optional<double> p90; ///< From n = 64.
    std::optional<double> p99; ///< From n = 662.

    friend bool operator==(const Summary&, const Summary&) = default;
};

Summary summaryOf(std::span<const double> values);

/// R-7 percentile of @p sorted (ascending, not empty); @p ratio in 0..1.
double percentileOf(std::span<const double> sorted, double ratio);

/// The metrics that are summarised and compared.
enum class Metric { Ttft, Ttfo, DecodeRate, Tpot, ChunkGap, E2el, OutputTokens, PrefillRate, Load };

QString metricName(Metric metric); ///< `ttft`, `decode_rate`, ...
QString metricUnit(Metric metric); ///< `ms`, `tok/s`, `tokens`
bool isHigherBetter(Metric metric);
/// In metricUnit(); absent where the call has none.
std::optional<double> metricValue(Metric metric, const CallMetrics& metrics);

/// One finished call as the statistics see it.
struct MeasuredCall
{
    QString arm;
    int run = 0; ///< From 1.
    Stage stage = Stage::Analysis;
    CallState state = CallState::Ok;
    Flags flags;
    Stratum stratum = Stratum::Unknown;
    CallMetrics metrics;
    bool putBack = false;     ///< The user overrules the exclusion.
    bool lengthFixed = false; ///< CallState::Length was asked for: isLengthFixed().
    int agent = 0;            ///< 0 = alone; 1..k of several at once: Flag::Concurrent.
};

/// What to do with calls that ran on the processor in part: leave them out of decode rates, or count
/// them because all of a summary did.
enum class OnCpu { LeaveOut, Count };

/// Why a call is left out of a metric's statistics, untranslated (`few-tokens`, `aborted`, `absent`);
/// nothing when it counts. The table is METRICS.md's "Call states and flags". MeasuredCall::putBack
/// overrules every reason but `absent` and `concurrent`: calls of several agents at once are measured by
/// concurrencyOf(), and never pooled with calls alone. A cut prompt belongs to no stratum: reason
/// `prompt-truncated`.
std::optional<QString> exclusionOf(Metric metric, const MeasuredCall& call, OnCpu onCpu = OnCpu::LeaveOut);

struct Exclusion
{
    int run = 0;
    QString reason;
    int agent = 0; ///< MeasuredCall::agent.

    friend bool operator==(const Exclusion&, const Exclusion&) = default;
};

/// The statistics of one arm, stage and stratum.
struct StratumSummary
{
    QString arm;
    Stage stage = Stage::Analysis;
    Stratum stratum = Stratum::Unknown;
    Metric metric = Metric::Ttft;
    Summary summary;                             ///< In metricUnit(metric).
    QList<double> values;                        ///< What was summarised, in order of runs.
    TokenSource tokenSource = TokenSource::None; ///< Of what was summarised.
    QList<Exclusion> leftOut;
    std::optional<double> tokenWeightedRatePerSecond; ///< DecodeRate only: sum(N-1) / sum(decode time).
};

/// Strata are never mixed, stages never pooled. Order: as arms first occur, stage, stratum.
/// A stratum with only left-out calls is listed too, with n = 0.
/// Counts of tokens of different sources are never pooled: those of the rarer source are left out
/// with the reason `token-source`, put back or not.
QList<StratumSummary> summariesOf(Metric metric, std::span<const MeasuredCall> calls);

/// Sets Flag::Runaway on calls with more than 4 times the median output tokens of their arm-less stage.
/// Warm-up calls, those of several agents at once and counts of another source are no part of the median;
/// fewer than 3 calls have none.
void flagRunaways(QList<MeasuredCall>& calls);

/// The reference's pooled figures, kept so that old reports can be reproduced: all calls of an arm,
/// stages and strata together, lost streams as zeros. Never to be compared with anything else here.
struct LegacyAggregate
{
    int calls = 0;
    double meanThroughputPerSecond = 0;
    double sdThroughputPerSecond = 0; ///< n-1, 0 for n < 2, as the reference has it.
    double cvThroughputPercent = 0;
    double meanTtftMs = 0;
    double sdTtftMs = 0;
    double cvTtftPercent = 0;
    qint64 totalTokens = 0;
    double totalDurationMs = 0;
    double promptEvalMs = 0;
    double evalMs = 0;
    double loadMs = 0;
};

/// One call as the reference keeps it.
struct LegacyCall
{
    double ttftMs = 0;
    double throughputPerSecond = 0;
    qint64 tokens = 0;
    double totalMs = 0;
    double promptEvalMs = 0;
    double evalMs = 0;
    double loadMs = 0;
};

LegacyAggregate legacyAggregateOf(std::span<const LegacyCall> calls);
LegacyCall legacyCallOf(const Trace& trace, const CallMetrics& metrics);

} // namespace benchglass::measure
