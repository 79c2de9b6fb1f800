#include "corpus/jsonfallback.h"

#include "corpus/number.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace benchglass::corpus {

namespace {

class PatientReader
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::PatientReader)

public:
    PatientReader(
        std::string_view text, int depthLimit, JsonFlattener& flattener, Notes& notes, qint64 firstLine)
        : m_text(text)
        , m_depthLimit(depthLimit)
        , m_flattener(flattener)
        , m_notes(notes)
        , m_firstLine(firstLine)
    {
    }

    std::optional<JsonFault> read()
    {
        blanks();
        if (value()) {
            blanks();
            if (m_at < m_text.size())
                fail(tr("More text follows the end of the JSON value."));
        }
        return std::exchange(m_fault, {});
    }

private:
    bool fail(const QString& reason)
    {
        if (!m_fault)
            m_fault = JsonFault {qint64(m_at), reason};
        return false;
    }

    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void blanks()
    {
        while (
            m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }

    bool value()
    {
        if (m_at >= m_text.size())
            return fail(tr("The text ends where a value is due."));
        switch (peek()) {
        case '{': return object();
        case '[': return array();
        case '"': {
            std::string_view text;
            if (!string(text))
                return false;
            m_flattener.string(text);
            return true;
        }
        default: return scalar();
        }
    }

    bool object();
    bool array();
    bool string(std::string_view& out);
    bool escape();
    std::optional<unsigned> fourHex();
    bool scalar();

    std::string_view m_text;
    int m_depthLimit;
    JsonFlattener& m_flattener;
    Notes& m_notes;
    qint64 m_firstLine;
    size_t m_at = 0;
    int m_depth = 0;
    std::string m_unescaped;
    std::optional<JsonFault> m_fault;
};

bool PatientReader::object()
{
    if (++m_depth > m_depthLimit)
        return fail(tr("The nesting is deeper than the limit of %1 levels.").arg(m_depthLimit));
    ++m_at;
    m_flattener.beginObject();
    blanks();
    bool more = peek() != '}';
    while (more) {
        if (peek() != '"')
            return fail(m_at < m_text.size() ? tr("A member name in quotes is due here.")
                                             : tr("The text ends inside an object."));
        std::string_view name;
        if (!string(name))
            return false;
        m_flattener.key(name);
        blanks();
        if (peek() != ':')
            return fail(tr("A colon is due after the member name."));
        ++m_at;
        blanks();
        if (!value())
            return false;
        blanks();
        more = peek() == ',';
        if (!more && peek() != '}')
            return fail(m_at < m_text.size() ? tr("A comma or a closing brace is due here.")
                                             : tr("The text ends inside an object."));
        if (more) {
            ++m_at;
            blanks();
        }
    }
    ++m_at;
    --m_depth;
    m_flattener.endObject();
    return true;
}

bool PatientReader::array()
{
    if (++m_depth > m_depthLimit)
        return fail(tr("The nesting is deeper than the limit of %1 levels.").arg(m_depthLimit));
    ++m_at;
    m_flattener.beginArray();
    blanks();
    bool more = peek() != ']';
    while (more) {
        m_flattener.element();
        if (!value())
            return false;
        blanks();
        more = peek() == ',';
        if (!more && peek() != ']')
            return fail(m_at < m_text.size() ? tr("A comma or a closing bracket is due here.")
                                             : tr("The text ends inside an array."));
        if (more) {
            ++m_at;
            blanks();
        }
    }
    ++m_at;
    --m_depth;
    m_flattener.endArray();
    return true;
}

std::optional<unsigned> PatientReader::fourHex()
{
    unsigned code = 0;
    const std::string_view digits = m_text.substr(std::min(m_at, m_text.size()), 4);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (digits.size() < 4 || error != std::errc() || end != digits.data() + 4)
        return {};
    m_at += 4;
    return code;
}

bool PatientReader::escape()
{
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    ++m_at;
    if (const size_t which = letters.find(peek()); m_at < m_text.size() && which != std::string_view::npos) {
        m_unescaped += meanings[which];
        ++m_at;
        return true;
    }
    if (peek() != 'u')
        return fail(tr("This is no JSON escape."));
    ++m_at;
    const auto first = fourHex();
    if (!first)
        return fail(tr("Four hexadecimal digits are due here."));
    char32_t code = *first;
    if (code >= 0xd800 && code <= 0xdfff) {
        const size_t behind = m_at;
        std::optional<unsigned> second;
        if (code <= 0xdbff && m_text.substr(m_at).starts_with("\\u")) {
            m_at += 2;
            second = fourHex();
        }
        if (second && *second >= 0xdc00 && *second <= 0xdfff) {
            code = 0x10000 + ((code - 0xd800) << 10) + (*second - 0xdc00);
        } else {
            m_at = behind;
            code = 0xfffd;
            m_notes.add(Note::Encoding, m_firstLine, 0, tr("Half a surrogate pair was replaced by U+FFFD."));
        }
    }
    m_unescaped += QString::fromUcs4(&code, 1).toStdString();
    return true;
}

bool PatientReader::string(std::string_view& out)
{
    const size_t start = ++m_at;
    bool escapes = false;
    for (;;) {
        const size_t from = m_at;
        while (m_at < m_text.size() && m_text[m_at] != '"' && m_text[m_at] != '\\'
            && static_cast<unsigned char>(m_text[m_at]) >= 0x20)
            ++m_at;
        if (escapes)
            m_unescaped.append(m_text.substr(from, m_at - from));
        if (m_at >= m_text.size())
            return fail(tr("The text ends inside a string."));
        if (m_text[m_at] == '"')
            break;
        if (m_text[m_at] != '\\')
            return fail(tr("A control character stands inside a string."));
        if (!escapes)
            m_unescaped.assign(m_text.substr(start, m_at - start));
        escapes = true;
        if (!escape())
            return false;
    }
    out = escapes ? std::string_view(m_unescaped) : m_text.substr(start, m_at - start);
    ++m_at;
    return true;
}

bool PatientReader::scalar()
{
    const size_t end = std::min(m_text.find_first_of(",]} \t\r\n", m_at), m_text.size());
    const std::string_view word = m_text.substr(m_at, end - m_at);
    const bool negative = word.starts_with('-');
    const std::string_view bare = word.substr(negative ? 1 : 0);
    const bool leadingZero = bare.size() > 1 && bare[0] == '0' && bare[1] >= '0' && bare[1] <= '9';
    if (word == "true" || word == "false") {
        m_flattener.boolean(word == "true");
    } else if (word == "null") {
        m_flattener.null();
    } else if (bare == "NaN" || bare == "nan" || bare == "Infinity" || bare == "inf") {
        m_flattener.notANumber(word);
    } else if (!bare.empty() && bare[0] >= '0' && bare[0] <= '9' && !leadingZero && bare.back() != '.') {
        const Cell cell = readCell(word);
        if (cell.kind == CellKind::TooLarge)
            m_flattener.notANumber(word);
        else if (cell.kind == CellKind::Number && cell.unit.empty())
            m_flattener.number(cell.value, cell.rounded);
        else
            return fail(tr("This is no JSON value."));
    } else {
        return fail(tr("This is no JSON value."));
    }
    m_at = end;
    return true;
}

} // namespace

std::optional<JsonFault> flattenPatiently(
    std::string_view text, int depthLimit, JsonFlattener& flattener, Notes& notes, qint64 firstLine)
{
    return PatientReader(text, depthLimit, flattener, notes, firstLine).read();
}

} // namespace benchglass::corpus
