#include "pages/contextchoice.h"

#include <algorithm>

namespace benchglass::pages {

namespace {

constexpr int usualContext = 4096;
constexpr int leastContext = 256;
constexpr int roundContext = 1024;

} // namespace

int lowerContext(std::optional<int> current, std::optional<int> trained)
{
    const int now = current.value_or(usualContext);
    if (trained && now > *trained)
        return *trained;
    return std::max(leastContext, now / 2);
}

int raisedContext(int promptTokens, std::optional<int> trained)
{
    // The estimate is one, and the template takes some: an eighth more.
    const int wanted = promptTokens + promptTokens / 8;
    const int rounded = (wanted + roundContext - 1) / roundContext * roundContext;
    return trained ? std::min(rounded, *trained) : rounded;
}

} // namespace benchglass::pages
