#pragma once

#include "corpus/ingest.h"
#include "corpus/notes.h"
#include "corpus/parsed.h"

#include <stop_token>
#include <string_view>

namespace benchglass::corpus {

/// What a reader works with. The readers are pure: the same text gives the same Parsed, on any thread.
struct ReadContext
{
    Notes& notes;
    IngestLimits limits;
    std::stop_token stop;
};

/// A comma separated table in UTF-8; RFC 4180 and its real-life variants.
/// @param preferTab the name ends in .tsv
void readCsv(std::string_view text, bool preferTab, ReadContext& context, Parsed& parsed);

/// One JSON document, or one a line. FileBytes::padding readable bytes must follow @p text.
void readJson(std::string_view text, bool byLine, ReadContext& context, Parsed& parsed);

/// The tables, headings and front matter of a Markdown text.
void readMarkdown(std::string_view text, ReadContext& context, Parsed& parsed);

/// A name from a file, fit for one line: without line breaks and control characters.
QString tidyName(std::string_view name);

} // namespace benchglass::corpus
