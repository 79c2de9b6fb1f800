#include "corpus/markdownlabel.h"

#include <algorithm>
#include <cstring>

namespace benchglass::corpus {

namespace {

constexpr size_t maxKeyLength = 80;
constexpr int maxKeyWords = 8;
constexpr int maxKeyWordsBeforeEquals = 4; ///< `it finishes at t = 62s` is prose, too.
constexpr size_t maxLineLength = 400;      ///< What is longer is prose.

bool isName(std::string_view key, int maxWords)
{
    const bool hasLetter = std::ranges::any_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
    if (!hasLetter || key.size() > maxKeyLength || std::ranges::count(key, ' ') >= maxWords)
        return false;
    // The end of a sentence or of a clause: prose. And no address.
    return std::ranges::none_of(std::initializer_list<std::string_view> {". ", ", ", "; ", "? ", "! ", "://"},
        [&](std::string_view mark) { return key.find(mark) != std::string_view::npos; });
}

} // namespace

void MarkdownLabel::begin(bool inList)
{
    m_text.clear();
    m_pieces.clear();
    m_strongEnd = 0;
    m_inStrong = false;
    m_inList = inList;
}

void MarkdownLabel::setStrong(bool on)
{
    if (m_inStrong && m_strongEnd == 0)
        m_strongEnd = m_text.size();
    m_inStrong = on && m_text.empty();
}

void MarkdownLabel::append(std::string_view text, const char* at)
{
    if (m_text.size() > maxLineLength)
        return;
    if (at)
        m_pieces.push_back({m_text.size(), at});
    m_text += text;
}

/// Where the `:` or `=` is, or npos. `12:30`, `gemma3:1b`, `>=` and `==` are none.
size_t MarkdownLabel::separator() const
{
    for (size_t at = 1; at + 1 < m_text.size(); ++at) {
        const char next = m_text[at + 1];
        if (m_text[at] == ':' && (next == ' ' || next == '\t'))
            return at;
        if (m_text[at] == '=' && next != '=' && !std::strchr("=<>!:~", m_text[at - 1]))
            return at;
    }
    return std::string::npos;
}

std::optional<LabelledValue> MarkdownLabel::value() const
{
    const size_t at = separator();
    if (at == std::string::npos || m_text.size() > maxLineLength)
        return {};
    // `**key:** value` or `**key**: value`
    if (!m_inList && (m_strongEnd == 0 || (at + 1 != m_strongEnd && at != m_strongEnd)))
        return {};
    const std::string_view key = trimmed(std::string_view(m_text).substr(0, at));
    const std::string_view text = trimmed(std::string_view(m_text).substr(at + 1));
    if (!isName(key, m_text[at] == ':' ? maxKeyWords : maxKeyWordsBeforeEquals) || text.empty())
        return {};
    Cell cell = readCell(text);
    if (cell.kind == CellKind::Comma) {
        if (const auto grouped = groupedNumber(text))
            cell = {.kind = CellKind::Number, .value = *grouped};
    }
    if (cell.kind != CellKind::Number)
        return {};
    const auto start = static_cast<size_t>(text.data() - m_text.data());
    const auto after = std::ranges::upper_bound(m_pieces, start, {}, &Piece::offset);
    const char* const place = after == m_pieces.begin() ? nullptr : std::prev(after)->at;
    return LabelledValue {std::string(key), cell, place};
}

} // namespace benchglass::corpus
