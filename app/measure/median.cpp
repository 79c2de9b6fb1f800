#include "measure/median.h"

#include <algorithm>

namespace benchglass::measure {

qint64 medianOf(std::vector<qint64> values)
{
    Q_ASSERT(!values.empty());
    const auto upper = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::ranges::nth_element(values, upper);
    if (values.size() % 2 == 1)
        return *upper;
    const qint64 lower = *std::max_element(values.begin(), upper);
    return lower + (*upper - lower) / 2;
}

} // namespace benchglass::measure
