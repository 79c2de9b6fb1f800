#pragma once

#include "base/error.h"
#include "experiment/experiment.h"

#include <QJsonObject>

namespace benchglass::experiment {

/// Run JSON of an experiment, the published schema `resources/schema/experiment.json`: id, spec,
/// environment, corpus, `calls[]` with every chunk. Absent figures are null.
QJsonObject toJson(const Experiment& experiment);
QJsonObject toJson(const Call& call);
QJsonObject toJson(const Spec& spec);
QJsonObject toJson(const Environment& environment);
QJsonObject toJson(const measure::ClientFloor& floor);
QJsonObject toJson(const CorpusRecord& corpus);
QJsonObject toJson(const measure::CallMetrics& metrics);
QJsonObject toJson(const measure::Evidence& evidence);
QJsonObject toJson(const Summary& summary);

/// The inverse; metrics, flags and stratum are taken as they stand. Errors: Malformed, with the member's
/// name.
base::Result<Experiment> experimentFromJson(const QJsonObject& json);
base::Result<Call> callFromJson(const QJsonObject& json);
base::Result<Spec> specFromJson(const QJsonObject& json);
base::Result<Environment> environmentFromJson(const QJsonObject& json);
base::Result<CorpusRecord> corpusFromJson(const QJsonObject& json);

} // namespace benchglass::experiment
