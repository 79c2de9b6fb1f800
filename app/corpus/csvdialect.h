#pragma once

#include "corpus/csvscanner.h"

#include <optional>

namespace benchglass::corpus {

/// How a table is written, as its first records show.
struct CsvDialect
{
    char delimiter = ',';
    size_t fields = 1; ///< In most records.
};

/// Tries `,` `;` tab and `|` on the first 64 kB. @param preferTab decides a tie
CsvDialect csvDialectOf(std::string_view text, bool preferTab);

/// True when @p record holds names rather than values: no number in it, or only years.
bool looksLikeHeader(const CsvScanner::Record& record);

/// True when every cell of @p record is a unit or empty, and one is a unit.
bool looksLikeUnits(const CsvScanner::Record& record);

} // namespace benchglass::corpus
