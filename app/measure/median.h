#pragma once

#include <QtGlobal>

#include <vector>

namespace benchglass::measure {

/// The median as METRICS' percentiles have it: of an even number of values the middle between the two
/// in the middle, rounded down. @p values are not negative, and not empty. Pure.
qint64 medianOf(std::vector<qint64> values);

} // namespace benchglass::measure
