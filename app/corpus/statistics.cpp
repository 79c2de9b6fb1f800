#include "corpus/statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace benchglass::corpus {

double medianOf(std::vector<double>& values)
{
    assert(!values.empty());
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    const double lower = *std::max_element(values.begin(), middle);
    // Not (a + b) / 2: that overflows for the biggest doubles.
    return lower + (*middle - lower) / 2;
}

Statistics statisticsOf(std::vector<double>& values)
{
    Statistics result;
    const auto n = double(values.size());
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    result.min = *low;
    result.max = *high;
    result.median = medianOf(values);
    // Welford: exact enough for time stamps, whose squares would swamp the differences.
    double squares = 0;
    double count = 0;
    for (const double value : values) {
        const double off = value - result.mean;
        result.mean += off / ++count;
        squares += off * (value - result.mean);
    }
    // Rounding must not carry a mean out of the range of its values.
    result.mean = std::clamp(result.mean, result.min, result.max);
    if (values.size() > 1 && std::isfinite(squares))
        result.sd = std::sqrt(squares / (n - 1));
    for (double& value : values)
        value = std::abs(value - result.median);
    result.mad = medianOf(values);
    return result;
}

} // namespace benchglass::corpus
