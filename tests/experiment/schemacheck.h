#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace benchglass::test {

/// The part of JSON Schema that the published schemas use: type, enum, const, properties, required,
/// additionalProperties: false, items, minItems, minimum, pattern, anyOf, `$ref` into `$defs`. Throws on a
/// keyword that it does not know, so that none is silently not checked.
/// @return where and why @p value does not follow @p schema; empty when it does
QString schemaFault(const QJsonValue& value, const QJsonObject& schema);

} // namespace benchglass::test
