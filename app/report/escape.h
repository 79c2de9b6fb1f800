#pragma once

#include "report/modeltext.h"

#include <QString>

namespace benchglass::report {

/// @p text for Markdown, so that it shows as itself wherever it stands inside a line, also in a table's cell:
/// no emphasis, no link, no image, no HTML, no table border. Line breaks become spaces.
QString escapedInline(const QString& text);

/// escapedInline() for the start of a line: no heading, list, quote, rule or code either.
QString escapedParagraph(const QString& text);

/// Where styled text is to stand.
enum class Place { Paragraph, Heading, Cell };

/// Styled text as Markdown. In a paragraph line separators (U+2028) stay, elsewhere they become spaces.
QString markdownOf(const Spans& spans, Place place);

/// escapedInline() for a heading, whose closing number signs would vanish.
QString escapedHeading(const QString& text);

/// A fenced code block, every line after @p indent; the fence is longer than any run of backticks within.
QString fenced(const QString& code, const QString& indent);

} // namespace benchglass::report
