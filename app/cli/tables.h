#pragma once

#include "cli/command.h"
#include "experiment/ending.h"

namespace benchglass::cli {

/// How an experiment ended: the state's name, or that it measured nothing although it came to its end.
QString endingText(experiment::ExperimentState state, const experiment::Ending& ending);

/// One finished call in a line: arm, run, stage, state, TTFT, decode rate, tokens, flags.
QString callLine(const experiment::Call& call);

/// An experiment, or the part of it that @p target names, for people.
QString experimentText(const experiment::Experiment& experiment, const Target& target);

} // namespace benchglass::cli
