#include "corpus/number.h"

#include "corpus/units.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

namespace benchglass::corpus {

namespace {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

struct Scanned
{
    const char* end = nullptr; ///< nullptr: no number stands at the start.
    double value = 0;
    bool outOfRange = false;
};

/// Numbers of few digits, which are most: an integer and a power of ten that doubles hold exactly give
/// the nearest double in one division (Clinger, "How to Read Floating Point Numbers Accurately", 1990).
/// Nothing found does not mean that there is no number.
Scanned scanShort(std::string_view text)
{
    static constexpr std::array powers {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const char* at = text.data();
    const char* const last = at + text.size();
    const bool negative = at != last && *at == '-';
    at += negative ? 1 : 0;
    const char* const digits = at;
    const char* point = nullptr;
    std::uint64_t whole = 0;
    for (; at != last && at - digits <= 16; ++at) {
        if (isDigit(*at))
            whole = whole * 10 + static_cast<unsigned>(*at - '0');
        else if (*at == '.' && !point)
            point = at;
        else
            break;
    }
    const bool exponent = at != last && (*at == 'e' || *at == 'E');
    // 15 digits stay below 2^53; the first must be one, and one must follow the point.
    const bool fits = at - digits <= 16 && at != digits && isDigit(*digits) && isDigit(at[-1]);
    if (exponent || !fits || (!point && at - digits > 15))
        return {};
    const double value =
        static_cast<double>(whole) / powers[point ? static_cast<std::size_t>(at - point - 1) : 0];
    return {at, negative ? -value : value};
}

Scanned scan(std::string_view text)
{
    if (const Scanned number = scanShort(text); number.end)
        return number;
    const char* from = text.data();
    const char* const last = from + text.size();
    if (from != last && *from == '+')
        ++from;
    const char* first = from;
    if (first != last && first == text.data() && *first == '-')
        ++first;
    // from_chars takes `inf` and `nan` for numbers; a digit must come first.
    if (first == last || !(isDigit(*first) || (*first == '.' && first + 1 != last && isDigit(first[1]))))
        return {};
    Scanned scanned;
    const auto [end, error] = std::from_chars(from, last, scanned.value);
    scanned.end = end;
    scanned.outOfRange = error == std::errc::result_out_of_range;
    return scanned;
}

bool isRounded(std::string_view text, double value)
{
    constexpr double exactIntegers = 9007199254740992.0;
    if (std::abs(value) < exactIntegers || text.find_first_of(".eE") != std::string_view::npos)
        return false;
    if (text.front() == '+' || text.front() == '-')
        text.remove_prefix(1);
    std::uint64_t whole = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    // 2^64 itself does not fit the way back.
    return error != std::errc() || std::abs(value) >= 18446744073709551616.0
        || static_cast<std::uint64_t>(std::abs(value)) != whole;
}

bool equalsIgnoringCase(std::string_view text, std::string_view lower)
{
    return std::ranges::equal(text, lower,
        [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

bool isAbsentWord(std::string_view text)
{
    static constexpr std::array<std::string_view, 9> words {
        "na", "n/a", "null", "none", "-", "--", "\u2013", "\u2014", "."};
    return text.size() <= 4
        && std::ranges::any_of(words, [&](std::string_view word) { return equalsIgnoringCase(text, word); });
}

bool isNotFinite(std::string_view text)
{
    if (!text.empty() && (text.front() == '+' || text.front() == '-'))
        text.remove_prefix(1);
    static constexpr std::array<std::string_view, 6> words {
        "nan", "inf", "infinity", "1.#inf", "1.#qnan", "\u221e"};
    return std::ranges::any_of(words, [&](std::string_view word) { return equalsIgnoringCase(text, word); });
}

bool isCommaNumber(std::string_view text)
{
    return text.find(',') != std::string_view::npos && isDigit(text.back())
        && text.find_first_not_of("0123456789,.+-eE") == std::string_view::npos;
}

/// Blanks or apostrophes between groups of three: `1 234 567`, `12'500.5`.
std::optional<double> spacedNumber(std::string_view text)
{
    static constexpr std::array<std::string_view, 6> gaps {" ", "'", "\u00a0", "\u2009", "\u202f", "\u2019"};
    for (const std::string_view gap : gaps) {
        if (text.find(gap) == std::string_view::npos)
            continue;
        std::string commas;
        for (std::size_t at = 0; at < text.size();) {
            const bool isGap = text.substr(at).starts_with(gap);
            commas += isGap ? ',' : text[at];
            at += isGap ? gap.size() : 1;
        }
        if (const auto value = groupedNumber(commas))
            return value;
    }
    return {};
}

Cell withUnit(std::string_view text)
{
    const Scanned number = scan(text);
    std::string_view rest;
    Cell cell {.kind = CellKind::Text};
    if (number.end) {
        rest = trimmed({number.end, static_cast<std::size_t>(text.data() + text.size() - number.end)});
        cell.value = number.value;
    }
    std::string_view unit = rest.empty() ? std::string_view {} : knownUnit(rest);
    if (unit.empty()) {
        // `1,024 MB`: the grouped form with a unit behind the last digit.
        const std::size_t digit = text.find_last_of("0123456789");
        if (digit == std::string_view::npos || digit + 1 == text.size())
            return cell;
        const auto grouped = groupedNumber(text.substr(0, digit + 1));
        unit = knownUnit(trimmed(text.substr(digit + 1)));
        if (!grouped || unit.empty())
            return cell;
        cell.value = *grouped;
    }
    cell.kind = number.outOfRange ? CellKind::TooLarge : CellKind::Number;
    cell.unit = unit;
    return cell;
}

Cell readUnusual(std::string_view text)
{
    if (isAbsentWord(text))
        return {};
    if (isNotFinite(text))
        return {.kind = CellKind::NotFinite};
    // Most texts show at once that they are none of what follows.
    const bool likeNumber =
        isDigit(text.front()) || text.front() == '.' || text.front() == '-' || text.front() == '+';
    // A longer text is prose; measuring it would cost more than it can yield.
    if (!likeNumber || text.size() > 64)
        return {.kind = CellKind::Text};
    if (isCommaNumber(text))
        return {.kind = CellKind::Comma};
    if (const auto value = spacedNumber(text))
        return {.kind = CellKind::Number, .value = *value};
    return withUnit(text);
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view noBreak = "\u00a0";
    for (bool again = true; again && !text.empty();) {
        again = true;
        if (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' || text.front() == '\r')
            text.remove_prefix(1);
        else if (text.starts_with(noBreak))
            text.remove_prefix(noBreak.size());
        else if (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' || text.back() == '\r')
            text.remove_suffix(1);
        else if (text.ends_with(noBreak))
            text.remove_suffix(noBreak.size());
        else
            again = false;
    }
    return text;
}

std::optional<double> plainNumber(std::string_view text)
{
    const Scanned number = scan(text);
    if (!number.end || number.end != text.data() + text.size() || number.outOfRange)
        return {};
    return number.value;
}

std::optional<double> groupedNumber(std::string_view text)
{
    std::string_view whole = text.substr(0, text.find('.'));
    if (!whole.empty() && (whole.front() == '-' || whole.front() == '+'))
        whole.remove_prefix(1);
    bool western = true;
    bool indian = true;
    int digits = 0;
    int groups = 0;
    for (std::size_t at = 0; at <= whole.size(); ++at) {
        if (at < whole.size() && isDigit(whole[at])) {
            ++digits;
            continue;
        }
        if (at < whole.size() && whole[at] != ',')
            return {};
        const bool last = at == whole.size();
        const bool first = groups++ == 0;
        western = western && (first ? digits >= 1 && digits <= 3 : digits == 3);
        indian = indian && (first ? digits >= 1 && digits <= 2 : digits == (last ? 3 : 2));
        digits = 0;
    }
    if (groups < 2 || !(western || indian))
        return {};
    std::string plain(text);
    std::erase(plain, ',');
    return plainNumber(plain);
}

std::optional<double> commaNumber(std::string_view text)
{
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos || text.find(',', comma + 1) != std::string_view::npos)
        return {};
    std::string whole(text.substr(0, comma));
    const std::string_view decimals = text.substr(comma + 1);
    if (decimals.find('.') != std::string_view::npos || decimals.empty() || !isDigit(decimals.front()))
        return {};
    if (whole.find('.') != std::string::npos) {
        std::ranges::replace(whole, '.', ',');
        if (!groupedNumber(whole))
            return {};
        std::erase(whole, ',');
    }
    return plainNumber(whole + '.' + std::string(decimals));
}

Cell readCell(std::string_view text)
{
    if (text.empty())
        return {};
    for (int pass = 0; pass < 2; ++pass) {
        const Scanned number = scan(text);
        if (number.end == text.data() + text.size()) {
            if (number.outOfRange)
                return {.kind = CellKind::TooLarge};
            return {.kind = CellKind::Number,
                .value = number.value,
                .rounded = text.size() > 15 && isRounded(text, number.value)};
        }
        const std::string_view bare = trimmed(text);
        if (bare.size() == text.size())
            break;
        if (bare.empty())
            return {};
        text = bare;
    }
    return readUnusual(text);
}

} // namespace benchglass::corpus
