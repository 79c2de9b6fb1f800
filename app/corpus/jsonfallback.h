#pragma once

#include "corpus/jsonflattener.h"

#include <QString>

namespace benchglass::corpus {

/// Where a JSON text breaks.
struct JsonFault
{
    qint64 offset = 0; ///< In bytes, from 0.
    QString reason;    ///< Translated.
};

/// A patient JSON reader: slower than simdjson, but it hands on everything before a fault, says where
/// that is, and forgives what loses nothing (`NaN`, lone surrogates, integers of any length).
/// @return nothing when @p text is one JSON value and blanks
std::optional<JsonFault> flattenPatiently(
    std::string_view text, int depthLimit, JsonFlattener& flattener, Notes& notes, qint64 firstLine);

} // namespace benchglass::corpus
