#pragma once

#include "experiment/experiment.h"

#include <QJsonObject>

namespace benchglass::exchange {

/// The reference's metrics.json (REFERENCE.md 1.12, schema A3) of an experiment: the first arm as
/// `baseline`, the second as `chimera` (left out, with `delta`, when there is only one).
/// Warm-ups are not in it. Figures that are absent are written as 0 where the schema has no null.
QJsonObject toA3(const experiment::Experiment& experiment);

} // namespace benchglass::exchange
