#pragma once

#include "base/error.h"
#include "experiment/experiment.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <concepts>
#include <optional>

/// How single values stand in Run JSON: absent = null, whole numbers exact, times in UTC with
/// milliseconds, enums by their stable names. decode() leaves the target alone and returns false for a
/// value of the wrong kind.
namespace benchglass::experiment::json {

QJsonValue encode(bool value);
QJsonValue encode(int value);
QJsonValue encode(quint32 value);
QJsonValue encode(qint64 value);
QJsonValue encode(double value);
QJsonValue encode(const QString& value);
QJsonValue encode(const QStringList& value);
QJsonValue encode(const QJsonObject& value);
QJsonValue encode(const QDateTime& value);
QJsonValue encode(Order value);
QJsonValue encode(PromptSet value);
QJsonValue encode(ExperimentState value);
QJsonValue encode(base::ErrorCode value);
QJsonValue encode(base::Remedy value);
QJsonValue encode(measure::Stage value);
QJsonValue encode(measure::CallState value);
QJsonValue encode(measure::Flags value);
QJsonValue encode(measure::Stratum value);
QJsonValue encode(measure::TokenSource value);
QJsonValue encode(measure::ChunkKind value);
QJsonValue encode(measure::StampSource value);

bool decode(const QJsonValue& json, bool& value);
bool decode(const QJsonValue& json, int& value);
bool decode(const QJsonValue& json, quint32& value);
bool decode(const QJsonValue& json, qint64& value);
bool decode(const QJsonValue& json, double& value);
bool decode(const QJsonValue& json, QString& value);
bool decode(const QJsonValue& json, QStringList& value);
bool decode(const QJsonValue& json, QJsonObject& value);
bool decode(const QJsonValue& json, QDateTime& value);
bool decode(const QJsonValue& json, Order& value);
bool decode(const QJsonValue& json, PromptSet& value);
bool decode(const QJsonValue& json, ExperimentState& value);
bool decode(const QJsonValue& json, base::ErrorCode& value);
bool decode(const QJsonValue& json, base::Remedy& value);
bool decode(const QJsonValue& json, measure::Stage& value);
bool decode(const QJsonValue& json, measure::CallState& value);
bool decode(const QJsonValue& json, measure::Flags& value);
bool decode(const QJsonValue& json, measure::Stratum& value);
bool decode(const QJsonValue& json, measure::TokenSource& value);
bool decode(const QJsonValue& json, measure::ChunkKind& value);
bool decode(const QJsonValue& json, measure::StampSource& value);

} // namespace benchglass::experiment::json
