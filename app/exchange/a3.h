#pragma once

#include "experiment/experiment.h"

#include <QJsonObject>

namespace benchglass::exchange {

/// The reference's metrics.json (REFERENCE.md 1.12, schema A3) of an experiment: the first arm as
/// `baseline`, the second as `chimera` (left out, with `delta`, when there is only one). Without a language
/// model there is no `delta` either: REFERENCE.md's importers take a file without it, and nothing was
/// compared. `performance_metrics` holds the folder's five counts; the reference's harvest (the first raw
/// values of columns and leaves) is not in it, because an experiment keeps facts computed from them, not
/// them. Warm-ups are not in it. Figures that are absent are written as 0 where the schema has no null.
QJsonObject toA3(const experiment::Experiment& experiment);

} // namespace benchglass::exchange
