#include "charts/scale.h"

#include "base/format.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace benchglass::charts {

namespace {

constexpr double largest = 1e300;
constexpr int mostTicks = 100;

double bounded(double value)
{
    if (std::isnan(value))
        return 0;
    return std::clamp(value, -largest, largest);
}

double niceStep(double rough)
{
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double rest = rough / power;
    const double factor = rest <= 1.0 ? 1 : rest <= 2.0 ? 2 : rest <= 2.5 ? 2.5 : rest <= 5.0 ? 5 : 10;
    return factor * power;
}

} // namespace

Scale niceScale(double low, double high, int ticks)
{
    low = bounded(std::isfinite(low) ? low : 0);
    high = bounded(std::isfinite(high) ? high : 0);
    if (low > high)
        std::swap(low, high);
    // Closer than doubles can tell apart, there is no room for ticks.
    const double magnitude = std::max(std::abs(low), std::abs(high));
    const double least = std::max(magnitude * 1e-12, 1e-300);
    if (high - low < least) {
        const double half = magnitude > 0 ? std::max(magnitude * 0.05, least) : 0.5;
        low -= half;
        high += half;
    }
    const double step = niceStep((high - low) / std::max(ticks, 1));
    Scale scale {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
    if (!(scale.begin < scale.end))
        scale.end = scale.begin + step;
    return scale;
}

Scale niceScaleFromZero(double high, int ticks)
{
    high = std::isfinite(high) ? high : 0;
    if (high == 0)
        return {0, 1, 0.5};
    return niceScale(std::min(high, 0.0), std::max(high, 0.0), ticks);
}

QList<double> ticksOf(const Scale& scale)
{
    QList<double> ticks;
    const double count = std::round((scale.end - scale.begin) / scale.step);
    if (!(count >= 0) || count > mostTicks)
        return {scale.begin, scale.end};
    for (int i = 0; i <= int(count); ++i) {
        const double tick = scale.begin + i * scale.step;
        ticks.append(std::abs(tick) < scale.step * 1e-9 ? 0.0 : tick);
    }
    return ticks;
}

QString tickText(double value, const Scale& scale)
{
    const double magnitude = std::max(std::abs(scale.begin), std::abs(scale.end));
    if (magnitude >= 1e9 || magnitude < 1e-4)
        return QString::number(value, 'g', 4);
    int decimals = 0;
    for (double step = scale.step; decimals < 8 && std::abs(step - std::round(step)) > 1e-6 * step;
         step *= 10)
        ++decimals;
    QString text = base::fixedText(value, decimals);
    text.replace(u'-', QChar(0x2212));
    return text;
}

std::optional<qreal> position(double value, const Scale& scale, qreal from, qreal to)
{
    if (!std::isfinite(value))
        return std::nullopt;
    // Halved before subtracting: the difference of two huge bounds overflows.
    const double ratio = (value / 2 - scale.begin / 2) / (scale.end / 2 - scale.begin / 2);
    if (!std::isfinite(ratio))
        return std::nullopt;
    return from + std::clamp(ratio, -10.0, 11.0) * (to - from);
}

} // namespace benchglass::charts
