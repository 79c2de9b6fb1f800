#pragma once

#include <QByteArrayView>
#include <QString>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

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

/// The members of @p object that are named by @p keys, in one pass; of a key that comes twice the first. All
/// absent where it is no object. Streams of a thousand chunks a second are read with it: a look-up for each
/// key goes through the members again each time.
template <std::size_t N>
std::array<std::optional<simdjson::dom::element>, N> jsonMembers(
    simdjson::dom::element object, const std::array<std::string_view, N>& keys)
{
    std::array<std::optional<simdjson::dom::element>, N> found;
    simdjson::dom::object members;
    if (object.get(members))
        return found;
    for (const simdjson::dom::key_value_pair& member : members) {
        for (std::size_t i = 0; i < N; ++i) {
            // Sizes and first letters differ nearly always, and a call to memcmp costs more than a look.
            const bool mayBe = member.key.size() == keys[i].size() && !member.key.empty()
                && member.key.front() == keys[i].front();
            if (mayBe && !found[i] && member.key == keys[i])
                found[i] = member.value;
        }
    }
    return found;
}

/// Empty for what is missing or no string.
QString jsonText(const std::optional<simdjson::dom::element>& value);
QString jsonTextAt(simdjson::dom::element object, const char* key);

/// An object; nothing if it is missing, null or something else.
std::optional<simdjson::dom::element> jsonObject(const std::optional<simdjson::dom::element>& value);
std::optional<simdjson::dom::element> jsonObjectAt(simdjson::dom::element object, const char* key);

/// A whole number however it is written; nothing for what no duration or count can be.
std::optional<qint64> jsonNumberAt(simdjson::dom::element object, const char* key);
std::optional<int> jsonCount(const std::optional<simdjson::dom::element>& value);
std::optional<int> jsonCountAt(simdjson::dom::element object, const char* key);

/// A duration in milliseconds, fractions allowed, as nanoseconds.
std::optional<qint64> jsonMsAt(simdjson::dom::element object, const char* key);

} // namespace benchglass::engine
