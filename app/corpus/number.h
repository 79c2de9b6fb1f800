#pragma once

#include <optional>
#include <string_view>

namespace benchglass::corpus {

enum class CellKind {
    Empty,     ///< Nothing, or a word for nothing (`NA`, `null`, `-`).
    Number,    ///< Cell::value holds it.
    Comma,     ///< Digits and commas: only the whole column can tell thousands from decimals.
    NotFinite, ///< `nan`, `inf`.
    TooLarge,  ///< A number outside the range of a double.
    Text,
};

/// What one written cell means.
struct Cell
{
    CellKind kind = CellKind::Empty;
    double value = 0;
    std::string_view unit = {}; ///< Written behind the number, spelled as units.h spells it. Empty if none.
    bool rounded = false;       ///< An integer that no double holds exactly.
};

/// Reads a cell of a table. Locale-free; the nearest double, ties to even.
Cell readCell(std::string_view text);

/// A decimal number and nothing else: `12`, `-0.5`, `+3`, `1e-3`. Neither nan, inf nor hexadecimal.
std::optional<double> plainNumber(std::string_view text);

/// Commas between thousands, also in the Indian way: `1,024`, `22,80,000`, `1,234.5`.
std::optional<double> groupedNumber(std::string_view text);

/// A comma before the decimals, points or nothing between thousands: `1,5`, `1.234,5`.
std::optional<double> commaNumber(std::string_view text);

/// Without blanks at both ends, no-break spaces included.
std::string_view trimmed(std::string_view text);

} // namespace benchglass::corpus
