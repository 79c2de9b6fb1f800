#include "corpus/spread.h"

namespace benchglass::corpus {

std::optional<Spread> spreadOf(std::string_view text)
{
    for (const std::string_view sign : {std::string_view("±"), std::string_view("+/-")}) {
        const size_t at = text.find(sign);
        if (at == std::string_view::npos)
            continue;
        Spread spread {
            readCell(trimmed(text.substr(0, at))), readCell(trimmed(text.substr(at + sign.size())))};
        if (spread.mean.kind != CellKind::Number || spread.deviation.kind != CellKind::Number
            || spread.deviation.value < 0)
            return {};
        // The unit is mostly written once, behind both.
        if (spread.mean.unit.empty())
            spread.mean.unit = spread.deviation.unit;
        if (spread.deviation.unit.empty())
            spread.deviation.unit = spread.mean.unit;
        return spread.mean.unit == spread.deviation.unit ? std::optional(spread) : std::nullopt;
    }
    return {};
}

} // namespace benchglass::corpus
