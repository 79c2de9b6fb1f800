#include "measure/comparison.h"
#include "measure/distributions.h"

#include <cmath>
#include <limits>

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
    // Close already; the noncentral distribution makes it exact. Regula falsi, Illinois variant.
    const double guess = *critical + *beyond;
    const auto shortOf = [&](double noncentrality) {
        return powerOfT(noncentrality, degreesOfFreedom, alpha)
                   .value_or(std::numeric_limits<double>::quiet_NaN())
            - wantedPower;
    };
    double low = guess / 2;
    double high = guess * 2;
    double atLow = shortOf(low);
    double atHigh = shortOf(high);
    int lastSide = 0;
    for (int step = 0; step < 60 && high - low > 1e-9 * guess; ++step) {
        if (!(atLow < 0 && atHigh > 0))
            return guess;
        const double middle = low - atLow * (high - low) / (atHigh - atLow);
        const double atMiddle = shortOf(middle);
        if (std::abs(atMiddle) < 1e-10)
            return middle;
        const int side = atMiddle < 0 ? -1 : 1;
        if (side < 0) {
            low = middle;
            atLow = atMiddle;
            atHigh /= lastSide == side ? 2 : 1;
        } else {
            high = middle;
            atHigh = atMiddle;
            atLow /= lastSide == side ? 2 : 1;
        }
        lastSide = side;
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
