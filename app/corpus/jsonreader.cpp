#include "corpus/jsonfallback.h"
#include "corpus/reader.h"

#include <QCoreApplication>

#include <simdjson.h>

#include <algorithm>
#include <cmath>

namespace benchglass::corpus {

struct ReadScratch::Json
{
    simdjson::dom::parser parser;
};

ReadScratch::ReadScratch()
    : m_json(std::make_unique<Json>())
{
}

ReadScratch::~ReadScratch() = default;

namespace {

namespace dom = simdjson::dom;

class JsonReader
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::JsonReader)

public:
    JsonReader(ReadContext& context, Parsed& parsed)
        : m_context(context)
        , m_parsed(parsed)
        , m_json(context.scratch.json())
        // The parser counts a level more than there are brackets.
        , m_depth(size_t(context.limits.jsonDepth) + 1)
    {
    }

    void read(std::string_view text, bool byLine);
    bool startsWithRecord(std::string_view text);
    JsonLineCounts readLines(std::string_view text);

private:
    bool parse(std::string_view text);
    void readWhole(std::string_view text);
    std::optional<JsonFault> readOne(std::string_view text, JsonFlattener& flattener, qint64 line);
    void noteFault(std::string_view text, const JsonFault& fault, qint64 firstLine);

    ReadContext& m_context;
    Parsed& m_parsed;
    ReadScratch::Json& m_json;
    size_t m_depth;
    dom::element m_root;
};

/// Recursion is bounded by the depth that the parser was given.
void flatten(const dom::element& element, JsonFlattener& flattener)
{
    constexpr double exactIntegers = 9007199254740992.0;
    switch (element.type()) {
    case dom::element_type::OBJECT:
        flattener.beginObject();
        for (const auto [key, value] : dom::object(element)) {
            flattener.key(key);
            flatten(value, flattener);
        }
        flattener.endObject();
        break;
    case dom::element_type::ARRAY:
        flattener.beginArray();
        for (const dom::element value : dom::array(element)) {
            flattener.element();
            flatten(value, flattener);
        }
        flattener.endArray();
        break;
    case dom::element_type::DOUBLE: flattener.number(double(element), false); break;
    case dom::element_type::INT64: {
        const auto whole = std::int64_t(element);
        const auto value = double(whole);
        flattener.number(value,
            value >= 9223372036854775808.0
                || (std::abs(value) >= exactIntegers && std::int64_t(value) != whole));
        break;
    }
    case dom::element_type::UINT64: {
        const auto whole = std::uint64_t(element);
        const auto value = double(whole);
        flattener.number(value, value >= 18446744073709551616.0 || std::uint64_t(value) != whole);
        break;
    }
    case dom::element_type::STRING: flattener.string(std::string_view(element)); break;
    case dom::element_type::BOOL: flattener.boolean(bool(element)); break;
    case dom::element_type::NULL_VALUE: flattener.null(); break;
    }
}

std::optional<JsonFault> JsonReader::readOne(std::string_view text, JsonFlattener& flattener, qint64 line)
{
    if (parse(text)) {
        flatten(m_root, flattener);
        return {};
    }
    return flattenPatiently(text, m_context.limits.jsonDepth, flattener, m_context.notes, line);
}

void JsonReader::noteFault(std::string_view text, const JsonFault& fault, qint64 firstLine)
{
    const std::string_view before = text.substr(0, size_t(fault.offset));
    const size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    m_context.notes.add(Note::Fault, firstLine + std::ranges::count(before, '\n'),
        qint64(before.size() - lineStart) + 1, fault.reason + u' ' + tr("What stands before it is kept."));
}

/// True when the first line alone is a JSON object and more lines follow.
bool JsonReader::startsWithRecord(std::string_view text)
{
    const size_t start = text.find_first_not_of(" \t\r\n");
    const size_t end = start == std::string_view::npos ? start : text.find('\n', start);
    if (end == std::string_view::npos || text.find_first_not_of(" \t\r\n", end) == std::string_view::npos)
        return false;
    return text[start] == '{' && parse(text.substr(start, end - start));
}

bool JsonReader::parse(std::string_view text)
{
    dom::parser& parser = m_json.parser;
    const bool isReady =
        parser.max_depth() == m_depth || parser.allocate(parser.capacity(), m_depth) == simdjson::SUCCESS;
    // Padding follows the text: no copy is needed.
    return isReady && parser.parse(text.data(), text.size(), false).get(m_root) == simdjson::SUCCESS;
}

void JsonReader::read(std::string_view text, bool byLine)
{
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        m_context.notes.add(Note::Shape, 0, 0, tr("The file is empty."));
        return;
    }
    const bool isLines = startsWithRecord(text);
    if (isLines && !byLine) {
        m_context.notes.add(Note::Shape, 1, 0, jsonLinesNote());
    }
    if (isLines || (byLine && !parse(text)))
        readLines(text);
    else
        readWhole(text);
}

void JsonReader::readWhole(std::string_view text)
{
    JsonFlattener flattener(m_context.notes, m_parsed, false);
    if (const auto fault = readOne(text, flattener, 1))
        noteFault(text, *fault, 1);
    flattener.finish();
    const bool isArray = text[text.find_first_not_of(" \t\r\n")] == '[';
    m_parsed.document.rows = isArray ? flattener.topLevelElements() : 1;
}

JsonLineCounts JsonReader::readLines(std::string_view text)
{
    JsonFlattener flattener(m_context.notes, m_parsed, true);
    JsonLineCounts counts;
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        const std::string_view one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++counts.lines;
        if (one.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        flattener.beginLine(counts.lines, counts.records++);
        if (const auto fault = readOne(one, flattener, counts.lines))
            noteFault(one, *fault, counts.lines);
        if (counts.records % 1024 == 0 && m_context.stop.stop_requested())
            return counts;
    }
    m_parsed.document.rows = counts.records;
    counts.elements = flattener.elementCount();
    flattener.finish();
    return counts;
}

} // namespace

void readJson(std::string_view text, bool byLine, ReadContext& context, Parsed& parsed)
{
    JsonReader(context, parsed).read(text, byLine);
}

QString jsonLinesNote()
{
    return JsonReader::tr("The file holds one JSON document a line, not one in all.");
}

bool startsWithJsonRecord(std::string_view text, ReadContext& context)
{
    Parsed nothing;
    return JsonReader(context, nothing).startsWithRecord(text);
}

JsonLineCounts readJsonLines(std::string_view text, ReadContext& context, Parsed& parsed)
{
    return JsonReader(context, parsed).readLines(text);
}

} // namespace benchglass::corpus
