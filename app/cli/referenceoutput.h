#pragma once

#include "corpus/referenceharvest.h"

#include <QJsonObject>

namespace benchglass::cli {

/// The published shape of `ingest --reference --json`: the metrics under the reference's own names, and
/// for each that comes from one place in one file, where.
QJsonObject toJson(const corpus::ReferenceHarvest& harvest);

/// The harvest of @p folder for people.
QString referenceText(const QString& folder, const corpus::ReferenceHarvest& harvest);

} // namespace benchglass::cli
