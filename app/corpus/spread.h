#pragma once

#include "corpus/number.h"

#include <optional>
#include <string_view>

namespace benchglass::corpus {

/// A mean and how far its values lie around it, as one cell says both.
struct Spread
{
    Cell mean;
    Cell deviation; ///< In the unit of the mean.
};

/// `98.72 ± 0.21`, `1437.06 ± 75.12 ms`, `5 ms +/- 1 ms`; nothing for any other text.
std::optional<Spread> spreadOf(std::string_view text);

} // namespace benchglass::corpus
