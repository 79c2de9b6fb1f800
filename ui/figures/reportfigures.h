#pragma once

#include "experiment/experiment.h"
#include "report/report.h"

namespace benchglass::figures {

/// The figures of a report: time to first token, throughput over time, stages, and arms against each other.
/// Painters are pure and may be used on any thread. Always in the light theme. Empty ones are left out.
QList<report::Figure> reportFigures(const experiment::Experiment& experiment);

} // namespace benchglass::figures
