#pragma once

#include "experiment/ending.h"

#include <QString>

namespace benchglass::models {

// How an experiment ended, for people; translated. One that came to its end without having measured anything
// is not called finished.

/// `finished`; `ended: 0 of 1 calls measured`
QString endText(experiment::ExperimentState state, const experiment::Ending& ending);
/// A shape: full, half, cross, ...
QString endMark(experiment::ExperimentState state, const experiment::Ending& ending);

/// `Finished in 2 min 3 s: 8 calls and 2 warm-ups.`; `Ended in 3 s: 0 of 1 calls measured.`
QString endSentence(const experiment::Experiment& experiment, qint64 elapsedNs);

/// True where everything that was planned was measured.
bool isAllMeasured(const experiment::Experiment& experiment);

} // namespace benchglass::models
