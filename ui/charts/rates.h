#pragma once

#include <QList>
#include <QPointF>

#include <deque>
#include <limits>
#include <span>

namespace benchglass::charts {

/// One arrival of text.
struct Arrival
{
    qint64 atNs = 0;   ///< Since the call's t0.
    double tokens = 1; ///< How many it carried, or an estimate.
};

/// The window that a rate is taken over: it holds at least @p chunks arrivals and spans at least @p spanNs.
struct RateWindow
{
    int chunks = 16;
    qint64 spanNs = 500'000'000;
};

/// Turns arrivals into a rate over time, as they come.
class RateMeter
{
public:
    /// @param mostPoints beyond it, what is older is kept as the extremes of equal stretches
    explicit RateMeter(RateWindow window = {}, qsizetype mostPoints = std::numeric_limits<qsizetype>::max());

    /// Adds an arrival. Out-of-order stamps count as simultaneous with the last.
    void add(const Arrival& arrival);

    /// x: seconds since t0, y: tokens per second. A point per arrival once the window is full; several
    /// arrivals with one stamp make one point.
    const QList<QPointF>& points() const { return m_points; }

private:
    RateWindow m_window;
    qsizetype m_mostPoints;
    std::deque<Arrival> m_recent;
    double m_tokens = 0; ///< Of all recent arrivals but the first, which opens the interval.
    QList<QPointF> m_points;
};

/// The points of a whole call. Pure.
QList<QPointF> ratePoints(std::span<const Arrival> arrivals, RateWindow window = {});

} // namespace benchglass::charts
