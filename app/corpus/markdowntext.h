#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace benchglass::corpus {

struct ParserMarkdown
{
    std::string text;
    size_t mostColumns = 0; ///< Of the widest table.
};

/// The text as md4c needs it to see what GitHub sees. One dash makes a column there, md4c wants three. A
/// table may follow a paragraph there without a blank line: a CR, which md4c takes for the end of a line,
/// makes one. It also parts a table's header from a text that it was glued to when somebody lost the end of a
/// line, which GitHub leaves as it is. Each line of @p text ends in exactly one LF afterwards: count those
/// for a place.
ParserMarkdown markdownForParser(std::string_view text);

} // namespace benchglass::corpus
