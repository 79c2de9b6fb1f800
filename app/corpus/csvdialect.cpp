#include "corpus/csvdialect.h"

#include "corpus/number.h"
#include "corpus/units.h"

#include <algorithm>
#include <map>

namespace benchglass::corpus {

namespace {

struct Score
{
    double consistent = 0; ///< Share of records with the usual number of fields.
    size_t fields = 1;
};

Score scoreOf(std::string_view sample, char delimiter)
{
    CsvScanner scanner(sample, delimiter);
    CsvScanner::Record record;
    std::map<size_t, int> counts;
    int records = 0;
    while (records < 100 && scanner.next(record)) {
        if (!record.quoted && record.fields.front().starts_with('#'))
            continue;
        ++counts[record.fields.size()];
        ++records;
    }
    if (records == 0)
        return {};
    const auto usual = std::ranges::max_element(
        counts, {}, [](const auto& entry) { return std::pair(entry.second, entry.first); });
    return {double(usual->second) / records, usual->first};
}

} // namespace

CsvDialect csvDialectOf(std::string_view text, bool preferTab)
{
    std::string_view sample = text.substr(0, 65536);
    // A record cut in two would count as a ragged one.
    if (const size_t line = sample.rfind('\n'); sample.size() < text.size() && line != std::string_view::npos)
        sample = sample.substr(0, line);
    CsvDialect best {.delimiter = preferTab ? '\t' : ','};
    double bestRank = 0;
    for (const char delimiter : {best.delimiter, ',', ';', '\t', '|'}) {
        const Score score = scoreOf(sample, delimiter);
        // A delimiter that cuts nothing is no delimiter; more fields break a tie of consistency.
        const double rank =
            score.fields < 2 ? 0 : score.consistent * 1000 + double(std::min<size_t>(score.fields, 400));
        if (rank > bestRank) {
            bestRank = rank;
            best = {.delimiter = delimiter, .fields = score.fields};
        }
    }
    return best;
}

bool looksLikeHeader(const CsvScanner::Record& record)
{
    bool named = false;
    for (const std::string_view field : record.fields) {
        const Cell cell = readCell(field);
        named = named || cell.kind == CellKind::Text;
        const bool year = cell.kind == CellKind::Number && cell.value >= 1900 && cell.value <= 2100
            && trimmed(field).size() == 4;
        if ((cell.kind == CellKind::Number && !year) || cell.kind == CellKind::Comma)
            return false;
    }
    return named;
}

bool looksLikeUnits(const CsvScanner::Record& record)
{
    bool some = false;
    for (const std::string_view field : record.fields) {
        const std::string_view text = trimmed(field);
        const std::string_view bare = text.size() > 2 && text.front() == '(' && text.back() == ')'
            ? text.substr(1, text.size() - 2)
            : text;
        if (!bare.empty() && knownUnit(bare).empty())
            return false;
        some = some || !bare.empty();
    }
    return some;
}

} // namespace benchglass::corpus
