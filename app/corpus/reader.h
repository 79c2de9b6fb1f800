#pragma once

#include "corpus/ingest.h"
#include "corpus/notes.h"
#include "corpus/parsed.h"

#include <memory>
#include <stop_token>
#include <string_view>

namespace benchglass::corpus {

/// Buffers that one thread uses for one file after the other.
class ReadScratch
{
public:
    struct Json;

    ReadScratch();
    ~ReadScratch();

    Json& json() { return *m_json; }

private:
    std::unique_ptr<Json> m_json;
};

/// What a reader works with. The readers are pure: the same text gives the same Parsed, on any thread.
struct ReadContext
{
    Notes& notes;
    ReadScratch& scratch;
    IngestLimits limits = {};
    std::stop_token stop = {};
};

/// A comma separated table in UTF-8; RFC 4180 and its real-life variants.
/// @param preferTab the name ends in .tsv
void readCsv(std::string_view text, bool preferTab, ReadContext& context, Parsed& parsed);

/// One JSON document, or one a line. FileBytes::padding readable bytes must follow @p text.
void readJson(std::string_view text, bool byLine, ReadContext& context, Parsed& parsed);

/// How much stands in a stretch of JSON lines.
struct JsonLineCounts
{
    qint32 records = 0;
    qint64 lines = 0;
    qint32 elements = 0; ///< Places that the records take.
};

/// What is said of a `.json` file that holds lines.
QString jsonLinesNote();

/// True when the first line of @p text alone is a JSON object and more follows.
bool startsWithJsonRecord(std::string_view text, ReadContext& context);

/// Reads JSON documents, one a line; padded as above. Places and lines count from the start of @p text.
JsonLineCounts readJsonLines(std::string_view text, ReadContext& context, Parsed& parsed);

/// The tables, headings and front matter of a Markdown text.
void readMarkdown(std::string_view text, ReadContext& context, Parsed& parsed);

/// A name from a file, fit for one line: without line breaks and control characters.
QString tidyName(std::string_view name);

} // namespace benchglass::corpus
