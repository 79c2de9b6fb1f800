#include "engine/framing/jsondocument.h"

#include <QByteArray>
#include <QChar>

#include <cstdint>
#include <limits>
#include <string_view>

namespace benchglass::engine {

using simdjson::dom::element;

namespace {

constexpr qsizetype slackBytes = 1024;

/// `\ud83d` without its other half is legal JSON grammar and no text: parsers refuse it, senders that cut
/// strings produce it. Becomes the replacement character.
QByteArray withoutLoneSurrogates(const QByteArray& json)
{
    const auto unitAt = [&json](qsizetype at) -> uint {
        bool isHex = false;
        if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u')
            return 0;
        const uint unit = json.mid(at + 2, 4).toUInt(&isHex, 16);
        return isHex ? unit : 0;
    };
    QByteArray result = json;
    for (qsizetype at = 0; at < json.size(); ++at) {
        if (json[at] != '\\')
            continue;
        const uint unit = unitAt(at);
        if (QChar::isHighSurrogate(unit) && QChar::isLowSurrogate(unitAt(at + 6)))
            at += 11;
        else if (QChar::isSurrogate(unit))
            result.replace(at, 6, "\\ufffd"), at += 5;
        else
            ++at; // whatever is escaped, it does not begin an escape
    }
    return result;
}

std::optional<element> memberOf(element object, const char* key)
{
    element value;
    return object[key].get(value) ? std::nullopt : std::optional<element>(value);
}

std::optional<qint64> numberOf(const std::optional<element>& value)
{
    std::int64_t whole = 0;
    double fraction = 0;
    if (!value)
        return std::nullopt;
    if (!value->get(whole))
        return whole >= 0 ? std::optional<qint64>(whole) : std::nullopt;
    if (value->get(fraction) || !(fraction >= 0) || fraction > 9e18)
        return std::nullopt;
    return static_cast<qint64>(fraction);
}

} // namespace

JsonDocument::JsonDocument(qsizetype maxBytes)
    : m_parser(static_cast<std::size_t>(maxBytes + slackBytes))
{
}

bool JsonDocument::parse(QByteArrayView json)
{
    return parseStrictly(json) || parseStrictly(withoutLoneSurrogates(QString::fromUtf8(json).toUtf8()));
}

bool JsonDocument::parseStrictly(QByteArrayView json)
{
    return !m_parser.parse(json.data(), static_cast<std::size_t>(json.size())).get(m_root);
}

QString jsonText(const std::optional<element>& value)
{
    std::string_view text;
    if (!value || value->get(text))
        return {};
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString jsonTextAt(element object, const char* key)
{
    return jsonText(memberOf(object, key));
}

std::optional<element> jsonObject(const std::optional<element>& value)
{
    return value && value->is_object() ? value : std::nullopt;
}

std::optional<element> jsonObjectAt(element object, const char* key)
{
    return jsonObject(memberOf(object, key));
}

std::optional<qint64> jsonNumberAt(element object, const char* key)
{
    return numberOf(memberOf(object, key));
}

std::optional<int> jsonCount(const std::optional<element>& value)
{
    const auto count = numberOf(value);
    if (!count || *count > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(*count);
}

std::optional<int> jsonCountAt(element object, const char* key)
{
    return jsonCount(memberOf(object, key));
}

std::optional<qint64> jsonMsAt(element object, const char* key)
{
    constexpr double nsPerMs = 1e6;
    double ms = 0;
    if (object[key].get(ms) || !(ms >= 0) || ms > 9e12)
        return std::nullopt;
    return static_cast<qint64>(ms * nsPerMs);
}

} // namespace benchglass::engine
