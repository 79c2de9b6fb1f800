#include "measure/comparison.h"
#include "measure/distributions.h"

#include <cmath>

namespace benchglass::measure {

namespace {

constexpr double alpha = 0.05;
constexpr double wantedPower = 0.8;

/// The noncentrality at which a two-sided t-test has the wanted power.
std::optional<double> wantedNoncentrality(double degreesOfFreedom)
{
    const auto critical = studentQuantile(1 - alpha / 2, degreesOfFreedom);
    const auto beyond = studentQuantile(wantedPower, degreesOfFreedom);
    if (!critical || !beyond)
        return std::nullopt;
    // Close already; the noncentral distribution makes it exact.
    const double guess = *critical + *beyond;
    double low = guess / 4;
    double high = guess * 2;
    for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        const auto power = powerOfT(middle, degreesOfFreedom, alpha);
        if (!power)
            return guess;
        (*power < wantedPower ? low : high) = middle;
    }
    return (low + high) / 2;
}

} // namespace

std::optional<double> smallestDetectable(std::span<const double> reference, std::span<const double> other)
{
    const auto test = welch(reference, other);
    if (!test)
        return std::nullopt;
    const auto noncentrality = wantedNoncentrality(test->degreesOfFreedom);
    const auto critical = studentQuantile(1 - alpha / 2, test->degreesOfFreedom);
    if (!noncentrality || !critical)
        return std::nullopt;
    const double error = (test->ciHigh - test->ciLow) / 2 / *critical;
    return *noncentrality * error;
}

std::optional<int> runsNeeded(
    std::span<const double> reference, std::span<const double> other, double wantedDifference)
{
    const auto sdOne = summaryOf(reference).sd;
    const auto sdTwo = summaryOf(other).sd;
    if (!sdOne || !sdTwo || !(std::abs(wantedDifference) > 0) || !std::isfinite(wantedDifference))
        return std::nullopt;
    const double varianceOne = *sdOne * *sdOne;
    const double varianceTwo = *sdTwo * *sdTwo;
    const double sum = varianceOne + varianceTwo;
    if (!(sum > 0) || !std::isfinite(sum))
        return std::nullopt;
    // With equal n, Welch's degrees of freedom are this many times n - 1.
    const double spread = sum * sum / (varianceOne * varianceOne + varianceTwo * varianceTwo);
    const auto isEnough = [&](int n) {
        const double noncentrality = std::abs(wantedDifference) / std::sqrt(sum / n);
        return powerOfT(noncentrality, spread * (n - 1), alpha).value_or(0) >= wantedPower;
    };
    int high = 2;
    while (!isEnough(high)) {
        if (high >= mostRunsNeeded)
            return std::nullopt;
        high *= 2;
    }
    int low = 1;
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (isEnough(middle) ? high : low) = middle;
    }
    return high;
}

} // namespace benchglass::measure
