#pragma once

#include <optional>
#include <span>
#include <stop_token>
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

/// Exact, and without a copy of all the values. What it returns means nothing once @p stop is requested.
/// @param values at least one
Statistics statisticsOf(const Chunks& values, const std::stop_token& stop = {});

/// The median alone, R-7. Changes the order of @p values, of which there is at least one.
double medianOf(std::vector<double>& values, const std::stop_token& stop = {});

} // namespace benchglass::corpus
