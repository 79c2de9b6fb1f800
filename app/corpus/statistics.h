#pragma once

#include <optional>
#include <span>
#include <vector>

namespace benchglass::corpus {

class Observations;

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

/// Numbers that lie in several places, none of them empty.
using Chunks = std::vector<std::span<const double>>;

Chunks chunksOf(const Observations& observations);

/// Exact, and without a copy of all the values. @param values at least one
Statistics statisticsOf(const Chunks& values);

/// The median alone, R-7. Changes the order of @p values, of which there is at least one.
double medianOf(std::vector<double>& values);

} // namespace benchglass::corpus
