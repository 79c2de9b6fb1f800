#pragma once

#include "measure/call.h"
#include "measure/summary.h"

#include <QString>

#include <optional>

namespace benchglass::measure {

// How the figures of calls are written in reports and on the terminal. Without the unit, which stands in
// the header; an en dash for what is absent.

/// How many decimals figures of @p metric are shown with, where @p typical (in the metric's unit) is what
/// the row is about: a latency below 10 ms gets three, so that microseconds stay in sight, a count none.
int decimalsOf(Metric metric, std::optional<double> typical);

/// @p value in the metric's unit, with the decimals that it deserves by itself: `537.17`, `0.024`.
QString figureText(Metric metric, std::optional<double> value);

/// A latency in ms: `537.17`, and `0.024` below 10 ms.
QString latencyText(std::optional<double> ns);

/// The decode rate in tok/s: `77.51`. `~77.5` is estimated, from tokens that no server counted: three
/// significant digits.
QString rateText(const CallMetrics& metrics);

/// The same; `n/a` where no model wrote (Flag::NoModel among @p flags), translated.
QString rateText(const CallMetrics& metrics, Flags flags);

/// The output tokens: `1 024`, or estimated `~1 024`.
QString tokensText(const CallMetrics& metrics);

} // namespace benchglass::measure
