#include "corpus/markdowntext.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace benchglass::corpus {

namespace {

/// `|--|:-:|`
bool isRule(std::string_view line)
{
    return line.find('-') != std::string_view::npos && line.find('|') != std::string_view::npos
        && line.find_first_not_of("|:- \t\r\n>") == std::string_view::npos;
}

bool isBlank(std::string_view line)
{
    return line.find_first_not_of("> \t\r\n") == std::string_view::npos;
}

/// With its end, LF, CR LF or CR.
std::string_view firstLine(std::string_view text)
{
    const size_t end = text.find_first_of("\r\n");
    if (end == std::string_view::npos)
        return text;
    return text.substr(0, end + (text.substr(end, 2) == "\r\n" ? 2 : 1));
}

/// Where the bars between cells are.
std::vector<size_t> barsOf(std::string_view line)
{
    std::vector<size_t> bars;
    for (size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\\')
            ++at;
        else if (line[at] == '|')
            bars.push_back(at);
    }
    return bars;
}

size_t columnsOf(std::string_view line)
{
    while (!line.empty() && (isBlank(line.substr(0, 1))))
        line.remove_prefix(1);
    while (!line.empty() && isBlank(line.substr(line.size() - 1)))
        line.remove_suffix(1);
    return barsOf(line).size() + 1 - size_t(line.starts_with('|'))
        - size_t(line.ends_with('|') && line.size() > 1);
}

/// Where a header of @p columns begins in @p line: 0, or behind a text that it was glued to when somebody
/// lost a line end. npos when the line is none.
size_t headerStart(std::string_view line, size_t columns)
{
    if (columnsOf(line) == columns)
        return 0;
    const std::vector<size_t> bars = barsOf(line);
    const bool isClosed = !bars.empty() && isBlank(line.substr(bars.back() + 1));
    return isClosed && bars.size() > columns ? bars[bars.size() - 1 - columns] : std::string_view::npos;
}

class ParserText
{
public:
    /// @param next the line behind @p line, or nothing
    void add(std::string_view line, std::string_view next);
    void endLine() { m_text += '\n'; }

    ParserMarkdown take() { return {std::move(m_text), m_mostColumns}; }

private:
    void beginTable(std::string_view& header, size_t start);

    std::string m_text;
    bool m_isAfterText = false;
    size_t m_mostColumns = 0;
    size_t m_tableColumns = 0; ///< Of the table that the line before belongs to, 0 outside.
};

/// Puts a blank line before a table that needs one.
void ParserText::beginTable(std::string_view& header, size_t start)
{
    if (start > 0) {
        m_text += header.substr(0, start);
        m_text += '\r';
        header.remove_prefix(start);
    }
    if (start > 0 || m_isAfterText)
        m_text += '\r';
}

void ParserText::add(std::string_view line, std::string_view next)
{
    const bool rule = isRule(line);
    const bool hasBar = line.find('|') != std::string_view::npos;
    const size_t columns = hasBar && !rule && isRule(next) ? columnsOf(next) : 0;
    const size_t start =
        columns > 0 && columns != m_tableColumns ? headerStart(line, columns) : std::string_view::npos;
    if (start != std::string_view::npos) {
        beginTable(line, start);
        m_tableColumns = columns;
        m_mostColumns = std::max(m_mostColumns, columns);
    } else if (!hasBar) {
        m_tableColumns = 0;
    }
    m_isAfterText = !isBlank(line);
    for (size_t at = 0; at < line.size(); ++at) {
        // md4c takes two bars in a row for one, which moves all cells behind an empty one.
        if (m_tableColumns > 0 && line[at] == '|' && at > 0 && line[at - 1] == '|')
            m_text += ' ';
        m_text += line[at];
        if (rule && line[at] == '-' && (at + 1 == line.size() || line[at + 1] != '-'))
            m_text += "--";
    }
}

} // namespace

ParserMarkdown markdownForParser(std::string_view text)
{
    ParserText result;
    while (!text.empty()) {
        std::string_view line = firstLine(text);
        text.remove_prefix(line.size());
        const size_t end = line.find_first_of("\r\n");
        result.add(line.substr(0, end), firstLine(text));
        if (end != std::string_view::npos)
            result.endLine();
    }
    return result.take();
}

} // namespace benchglass::corpus
