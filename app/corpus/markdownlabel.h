#pragma once

#include "corpus/number.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace benchglass::corpus {

/// A number that a line of Markdown labels.
struct LabelledValue
{
    std::string key;
    Cell cell;
    const char* at = nullptr; ///< Where the value stands in the source.
};

/// A line of running text, gathered piece by piece, that may say `key: value` or `key = value`.
///
/// In a list any short key counts, elsewhere only one in bold: prose is full of colons. Nothing but a
/// number and its unit may follow, so that times, versions, ranges and sentences stay text.
class MarkdownLabel
{
public:
    void begin(bool inList);
    void setStrong(bool on);
    /// @param at where @p text stands in the source, or nullptr
    void append(std::string_view text, const char* at);

    std::optional<LabelledValue> value() const;

private:
    struct Piece
    {
        size_t offset = 0;
        const char* at = nullptr;
    };

    size_t separator() const;

    std::string m_text;
    std::vector<Piece> m_pieces;
    size_t m_strongEnd = 0; ///< How far the bold text that the line begins with reaches.
    bool m_inStrong = false;
    bool m_inList = false;
};

} // namespace benchglass::corpus
