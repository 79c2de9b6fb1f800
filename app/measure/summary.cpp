#include "measure/summary.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace benchglass::measure {

namespace {

constexpr int leastForP90 = 64;
constexpr int leastForP99 = 662;

std::optional<double> inMs(std::optional<double> ns)
{
    if (!ns)
        return std::nullopt;
    return *ns / 1e6;
}

std::optional<double> raw(Metric metric, const CallMetrics& metrics)
{
    switch (metric) {
    case Metric::Ttft: return inMs(metrics.ttftNs);
    case Metric::Ttfo: return inMs(metrics.ttfoNs);
    case Metric::DecodeRate: return metrics.decodeRatePerSecond;
    case Metric::Tpot: return inMs(metrics.tpotNs);
    case Metric::ChunkGap: return inMs(metrics.chunkGapMedianNs);
    case Metric::E2el: return inMs(metrics.e2elNs);
    case Metric::OutputTokens:
        return metrics.outputTokens ? std::optional<double>(*metrics.outputTokens) : std::nullopt;
    case Metric::PrefillRate: return metrics.prefillRatePerSecond;
    case Metric::Load: return inMs(metrics.loadNs);
    }
    return std::nullopt;
}

double meanOf(std::span<const double> values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / double(values.size());
}

/// With the sum of squares taken about the mean, so that close values keep their digits.
double sdOf(std::span<const double> values, double mean)
{
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return std::sqrt(squares / double(values.size() - 1));
}

} // namespace

double percentileOf(std::span<const double> sorted, double ratio)
{
    Q_ASSERT(!sorted.empty());
    const double at = double(sorted.size() - 1) * std::clamp(ratio, 0.0, 1.0);
    const auto below = std::size_t(at);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], at - double(below));
}

Summary summaryOf(std::span<const double> values)
{
    Summary summary;
    summary.n = int(values.size());
    if (values.empty())
        return summary;
    std::vector<double> sorted(values.begin(), values.end());
    std::ranges::sort(sorted);
    summary.mean = meanOf(values);
    summary.min = sorted.front();
    summary.median = percentileOf(sorted, 0.5);
    summary.max = sorted.back();
    if (summary.n >= 2)
        summary.sd = sdOf(values, *summary.mean);
    if (summary.sd && *summary.mean != 0)
        summary.cv = *summary.sd / std::abs(*summary.mean);
    if (summary.n >= leastForP90)
        summary.p90 = percentileOf(sorted, 0.9);
    if (summary.n >= leastForP99)
        summary.p99 = percentileOf(sorted, 0.99);
    return summary;
}

QString metricUnit(Metric metric)
{
    switch (metric) {
    case Metric::DecodeRate:
    case Metric::PrefillRate: return QStringLiteral("tok/s");
    case Metric::OutputTokens: return QStringLiteral("tokens");
    default: return QStringLiteral("ms");
    }
}

bool isHigherBetter(Metric metric)
{
    return metric == Metric::DecodeRate || metric == Metric::PrefillRate;
}

std::optional<double> metricValue(Metric metric, const CallMetrics& metrics)
{
    const auto value = raw(metric, metrics);
    if (!value || !std::isfinite(*value))
        return std::nullopt;
    return value;
}

} // namespace benchglass::measure
