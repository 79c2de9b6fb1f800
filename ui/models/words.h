#pragma once

#include "agent/runner.h"
#include "experiment/experiment.h"
#include "measure/comparison.h"

#include <QString>

namespace benchglass::models {

// What people read for the values of measure, experiment and agent; all translated.

QString stageText(measure::Stage stage);            ///< `analysis`
QString stratumText(measure::Stratum stratum);      ///< `warm`
QString callStateText(measure::CallState state);    ///< `ok`, `hit the limit`, `dropped`
QString flagsText(measure::Flags flags);            ///< `cold, few tokens`; empty for none.
QString flagMeaning(measure::Flag flag);            ///< One sentence: what it means for the figures.
QString flagsMeaning(measure::Flags flags);         ///< One line a flag.
QString faultsText(measure::AnatomyFaults faults);  ///< What the server said of its time that cannot be.
QString reasonText(const QString& exclusionReason); ///< Of measure::exclusionOf().
QString experimentStateText(experiment::ExperimentState state); ///< `finished`
QString experimentStateMark(experiment::ExperimentState state); ///< A shape: full, half, cross, ...
QString metricText(measure::Metric metric);                     ///< `TTFT`
QString metricTitle(measure::Metric metric);                    ///< `TTFT, ms`
QString callTitle(const experiment::Call& call); ///< `Run 2 · report`, or `Warm-up · analysis`

/// `8 calls and 2 warm-ups; 1 left out of the statistics`: of those finished; left out counts who is missing
/// from the TTFT or from the decode rate.
QString callCountText(const experiment::Experiment& experiment);

/// True when no model wrote it: then its tokens per second measure a program.
bool isWithoutModel(const experiment::Call& call);

/// The decode rate as measure::rateText() writes it; `n/a` where no model wrote.
QString rateText(const experiment::Call& call);

/// `647.12 ± 19.03`, with the decimals of the metric's figures everywhere (measure::decimalsOf()); the spread
/// only with two values or more. An en dash for an empty sample.
QString meanText(measure::Metric metric, const measure::Summary& summary);

} // namespace benchglass::models
