#include "measure/comparison.h"
#include "measure/distributions.h"

#include <algorithm>
#include <cmath>

namespace benchglass::measure {

namespace {

struct Moments
{
    double n = 0;
    double mean = 0;
    double variance = 0;
};

std::optional<Moments> momentsOf(std::span<const double> values)
{
    const Summary summary = summaryOf(values);
    if (!summary.sd)
        return std::nullopt;
    // What the rounding of the mean leaves behind is no spread.
    const double noise = 1e-14 * std::max(std::abs(*summary.min), std::abs(*summary.max));
    const double sd = *summary.sd <= noise ? 0 : *summary.sd;
    return Moments {double(summary.n), *summary.mean, sd * sd};
}

/// Pooled sd of two samples; absent for n < 2 in one or no spread in both.
std::optional<double> pooledSd(const Moments& one, const Moments& two)
{
    const double squares = (one.n - 1) * one.variance + (two.n - 1) * two.variance;
    if (!(squares > 0))
        return std::nullopt;
    return std::sqrt(squares / (one.n + two.n - 2));
}

} // namespace

std::optional<WelchResult> welch(std::span<const double> reference, std::span<const double> other)
{
    const auto one = momentsOf(reference);
    const auto two = momentsOf(other);
    if (!one || !two)
        return std::nullopt;
    const double partOne = one->variance / one->n;
    const double partTwo = two->variance / two->n;
    const double squaredError = partOne + partTwo;
    if (!(squaredError > 0) || !std::isfinite(squaredError))
        return std::nullopt;
    WelchResult result;
    // Welch and Satterthwaite, as shares of the whole so that tiny variances do not underflow.
    const double shareOne = partOne / squaredError;
    const double shareTwo = partTwo / squaredError;
    result.degreesOfFreedom = 1 / (shareOne * shareOne / (one->n - 1) + shareTwo * shareTwo / (two->n - 1));
    const double error = std::sqrt(squaredError);
    const double difference = two->mean - one->mean;
    result.t = difference / error;
    const auto p = studentP(result.t, result.degreesOfFreedom);
    const auto critical = studentQuantile(0.975, result.degreesOfFreedom);
    if (!p || !critical)
        return std::nullopt;
    result.p = std::min(*p, 1.0);
    result.ciLow = difference - *critical * error;
    result.ciHigh = difference + *critical * error;
    return result;
}

std::optional<double> hedgesG(std::span<const double> reference, std::span<const double> other)
{
    const auto one = momentsOf(reference);
    const auto two = momentsOf(other);
    if (!one || !two)
        return std::nullopt;
    const auto sd = pooledSd(*one, *two);
    const auto factor = hedgesFactor(one->n + two->n - 2);
    if (!sd || !factor)
        return std::nullopt;
    return *factor * (two->mean - one->mean) / *sd;
}

} // namespace benchglass::measure
