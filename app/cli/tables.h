#pragma once

#include "cli/command.h"

namespace benchglass::cli {

/// One finished call in a line: arm, run, stage, state, TTFT, decode rate, tokens, flags.
QString callLine(const experiment::Call& call);

/// An experiment, or the part of it that @p target names, for people.
QString experimentText(const experiment::Experiment& experiment, const Target& target);

} // namespace benchglass::cli
