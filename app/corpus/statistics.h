#pragma once

#include <optional>
#include <vector>

namespace benchglass::corpus {

/// Of at least one value.
struct Statistics
{
    double min = 0;
    double median = 0; ///< R-7: the mean of the middle two of an even number.
    double mean = 0;
    double max = 0;
    std::optional<double> sd; ///< With n - 1. Absent for one value.
    double mad = 0;           ///< Median of the absolute deviations from the median.
};

/// @param values in any order, not empty; left in another order
Statistics statisticsOf(std::vector<double>& values);

/// The median alone, R-7. Changes the order of @p values.
double medianOf(std::vector<double>& values);

} // namespace benchglass::corpus
