#include "charts/rates.h"

#include "charts/decimate.h"

#include <algorithm>
#include <cmath>

namespace benchglass::charts {

RateMeter::RateMeter(RateWindow window, qsizetype mostPoints)
    : m_window(window)
    , m_mostPoints(mostPoints)
{
}

void RateMeter::add(const Arrival& arrival)
{
    const double tokens = std::isfinite(arrival.tokens) && arrival.tokens > 0 ? arrival.tokens : 0;
    qint64 at = arrival.atNs;
    if (!m_recent.empty()) {
        at = std::max(at, m_recent.back().atNs);
        m_tokens += tokens;
    }
    m_recent.push_back({at, tokens});
    // The window gives up its oldest arrival while what is left still is long enough in both senses.
    while (m_recent.size() > size_t(std::max(m_window.chunks, 1)) + 1
        && at - m_recent[1].atNs >= m_window.spanNs) {
        m_recent.pop_front();
        m_tokens -= m_recent.front().tokens;
    }
    const qint64 span = at - m_recent.front().atNs;
    if (m_recent.size() <= size_t(std::max(m_window.chunks, 1)) || span < m_window.spanNs || span <= 0)
        return;
    const QPointF point(double(at) / 1e9, m_tokens / (double(span) / 1e9));
    if (!m_points.isEmpty() && m_points.last().x() == point.x())
        m_points.last() = point;
    else
        m_points.append(point);
    constexpr int pointsAColumn = 4;
    if (m_points.size() > m_mostPoints)
        m_points = decimated(m_points, m_points.first().x(), m_points.last().x(),
            int(std::max<qsizetype>(1, m_mostPoints / 2 / pointsAColumn)));
}

QList<QPointF> ratePoints(std::span<const Arrival> arrivals, RateWindow window)
{
    RateMeter meter(window);
    for (const Arrival& arrival : arrivals)
        meter.add(arrival);
    return meter.points();
}

} // namespace benchglass::charts
