#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

#include <simdjson.h>

namespace benchglass::engine {

/// The JSON of one streamed line or event, and what servers write into it in more ways than one.
/// One thread at a time; the root is valid until the next parse().
class JsonDocument
{
public:
    explicit JsonDocument(qsizetype maxBytes);

    /// As it stands, or with what no parser takes replaced by U+FFFD: invalid UTF-8, halves of surrogate
    /// pairs. False for what is no JSON.
    bool parse(QByteArrayView json);
    /// Only as it stands.
    bool parseStrictly(QByteArrayView json);

    simdjson::dom::element root() const { return m_root; }

private:
    simdjson::dom::parser m_parser;
    simdjson::dom::element m_root;
};

/// Empty for what is no string.
QString jsonText(simdjson::dom::element value);
QString jsonTextAt(simdjson::dom::element object, const char* key);

/// A member that is an object; nothing if it is missing, null or something else.
std::optional<simdjson::dom::element> jsonObjectAt(simdjson::dom::element object, const char* key);

/// A whole number however it is written; nothing for what no duration or count can be.
std::optional<qint64> jsonNumberAt(simdjson::dom::element object, const char* key);
std::optional<int> jsonCountAt(simdjson::dom::element object, const char* key);

/// A duration in milliseconds, fractions allowed, as nanoseconds.
std::optional<qint64> jsonMsAt(simdjson::dom::element object, const char* key);

} // namespace benchglass::engine
