#include "experiment/jsonvalue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace benchglass::experiment::json {

namespace {

template <typename Enum>
bool decodeName(const QJsonValue& json, Enum& value, std::optional<Enum> (*fromName)(const QString&))
{
    const auto found = json.isString() ? fromName(json.toString()) : std::nullopt;
    if (found)
        value = *found;
    return found.has_value();
}

template <std::integral Int>
bool decodeWhole(const QJsonValue& json, Int& value)
{
    // toInteger() returns its default for what is no whole number: two defaults tell that from a real one.
    const qint64 whole = json.toInteger(0);
    if (!json.isDouble() || whole != json.toInteger(1) || !std::in_range<Int>(whole))
        return false;
    value = static_cast<Int>(whole);
    return true;
}

} // namespace

QJsonValue encode(bool value)
{
    return value;
}

QJsonValue encode(int value)
{
    return value;
}

QJsonValue encode(quint32 value)
{
    return qint64 {value};
}

QJsonValue encode(qint64 value)
{
    return value;
}

QJsonValue encode(double value)
{
    return std::isfinite(value) ? QJsonValue(value) : QJsonValue(QJsonValue::Null);
}

QJsonValue encode(const QString& value)
{
    return value;
}

QJsonValue encode(const QStringList& value)
{
    return QJsonArray::fromStringList(value);
}

QJsonValue encode(const QJsonObject& value)
{
    return value;
}

QJsonValue encode(const QDateTime& value)
{
    return value.isValid() ? QJsonValue(value.toUTC().toString(Qt::ISODateWithMs))
                           : QJsonValue(QJsonValue::Null);
}

QJsonValue encode(Order value)
{
    return orderName(value);
}

QJsonValue encode(PromptSet value)
{
    return promptSetName(value);
}

QJsonValue encode(ExperimentState value)
{
    return experimentStateName(value);
}

QJsonValue encode(base::ErrorCode value)
{
    return base::errorCodeName(value);
}

QJsonValue encode(base::Remedy value)
{
    return base::remedyName(value);
}

QJsonValue encode(measure::Stage value)
{
    return measure::stageName(value);
}

QJsonValue encode(measure::CallState value)
{
    return measure::callStateName(value);
}

QJsonValue encode(measure::Flags value)
{
    return encode(measure::flagNames(value));
}

QJsonValue encode(measure::Stratum value)
{
    return measure::stratumName(value);
}

QJsonValue encode(measure::TokenSource value)
{
    return measure::tokenSourceName(value);
}

QJsonValue encode(measure::ChunkKind value)
{
    return measure::chunkKindName(value);
}

QJsonValue encode(measure::StampSource value)
{
    return measure::stampSourceName(value);
}

bool decode(const QJsonValue& json, bool& value)
{
    value = json.toBool(value);
    return json.isBool();
}

bool decode(const QJsonValue& json, int& value)
{
    return decodeWhole(json, value);
}

bool decode(const QJsonValue& json, quint32& value)
{
    return decodeWhole(json, value);
}

bool decode(const QJsonValue& json, qint64& value)
{
    return decodeWhole(json, value);
}

bool decode(const QJsonValue& json, double& value)
{
    value = json.toDouble(value);
    return json.isDouble();
}

bool decode(const QJsonValue& json, QString& value)
{
    value = json.toString(value);
    return json.isString();
}

bool decode(const QJsonValue& json, QStringList& value)
{
    if (!json.isArray())
        return false;
    QStringList texts;
    for (const QJsonValue each : json.toArray()) {
        if (!each.isString())
            return false;
        texts += each.toString();
    }
    value = texts;
    return true;
}

bool decode(const QJsonValue& json, QJsonObject& value)
{
    if (!json.isObject())
        return false;
    value = json.toObject();
    return true;
}

bool decode(const QJsonValue& json, QDateTime& value)
{
    if (json.isNull()) {
        value = {};
        return true;
    }
    const QDateTime time = QDateTime::fromString(json.toString(), Qt::ISODateWithMs);
    if (!time.isValid())
        return false;
    value = time.toUTC();
    return true;
}

bool decode(const QJsonValue& json, Order& value)
{
    return decodeName(json, value, &orderFromName);
}

bool decode(const QJsonValue& json, PromptSet& value)
{
    return decodeName(json, value, &promptSetFromName);
}

bool decode(const QJsonValue& json, ExperimentState& value)
{
    return decodeName(json, value, &experimentStateFromName);
}

bool decode(const QJsonValue& json, base::ErrorCode& value)
{
    // A code that only a newer program knows is still an error: base has a name for that.
    value = base::errorCodeFromName(json.toString());
    return json.isString();
}

bool decode(const QJsonValue& json, base::Remedy& value)
{
    value = base::remedyFromName(json.toString());
    return json.isString();
}

bool decode(const QJsonValue& json, measure::Stage& value)
{
    return decodeName(json, value, &measure::stageFromName);
}

bool decode(const QJsonValue& json, measure::CallState& value)
{
    return decodeName(json, value, &measure::callStateFromName);
}

bool decode(const QJsonValue& json, measure::Flags& value)
{
    QStringList names;
    if (!decode(json, names))
        return false;
    value = measure::flagsFromNames(names);
    return true;
}

bool decode(const QJsonValue& json, measure::Stratum& value)
{
    return decodeName(json, value, &measure::stratumFromName);
}

bool decode(const QJsonValue& json, measure::TokenSource& value)
{
    return decodeName(json, value, &measure::tokenSourceFromName);
}

bool decode(const QJsonValue& json, measure::ChunkKind& value)
{
    return decodeName(json, value, &measure::chunkKindFromName);
}

bool decode(const QJsonValue& json, measure::StampSource& value)
{
    return decodeName(json, value, &measure::stampSourceFromName);
}

} // namespace benchglass::experiment::json
