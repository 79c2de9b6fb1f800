#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace benchglass::charts {

/// Where an axis starts and ends, and the distance of its ticks. All finite, begin < end, step > 0.
struct Scale
{
    double begin = 0;
    double end = 1;
    double step = 1;

    friend bool operator==(const Scale&, const Scale&) = default;
};

/// A scale on round numbers (1, 2, 5 times a power of ten) that contains @p low and @p high. Non-finite
/// bounds count as 0; an empty range is widened. @p ticks: about how many steps.
Scale niceScale(double low, double high, int ticks = 5);

/// The same from zero (or to zero, for negative values).
Scale niceScaleFromZero(double high, int ticks = 5);

/// The ticks of @p scale, ascending; at most 100.
QList<double> ticksOf(const Scale& scale);

/// A tick's label with as many decimals as the step needs: `0.25`, `1 500`, `2e+12`.
QString tickText(double value, const Scale& scale);

/// Maps @p value from @p scale to @p from .. @p to, clamped to a little outside. Not finite maps to nothing.
std::optional<qreal> position(double value, const Scale& scale, qreal from, qreal to);

} // namespace benchglass::charts
