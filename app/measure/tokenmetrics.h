#pragma once

#include "measure/summary.h"

namespace benchglass::measure {

/// Whether calls whose tokens were counted differently cannot be compared by the metric.
constexpr bool dependsOnTokens(Metric metric)
{
    return metric == Metric::DecodeRate || metric == Metric::Tpot || metric == Metric::OutputTokens;
}

} // namespace benchglass::measure
