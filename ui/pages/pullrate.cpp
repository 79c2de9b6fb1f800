#include "pages/pullrate.h"

#include <cmath>

namespace benchglass::pages {

void PullRate::add(qint64 nowNs, qint64 bytes)
{
    if (!m_samples.isEmpty() && (bytes < m_samples.last().bytes || nowNs < m_samples.last().atNs))
        m_samples.clear();
    m_samples.append({nowNs, bytes});
    // One that lies before the window stays: the rate reaches back to its beginning.
    while (m_samples.size() > 2 && nowNs - m_samples.at(1).atNs >= windowNs)
        m_samples.removeFirst();
}

std::optional<double> PullRate::bytesPerSecond() const
{
    if (m_samples.size() < 2)
        return std::nullopt;
    const qint64 ns = m_samples.last().atNs - m_samples.first().atNs;
    if (ns < leastNs)
        return std::nullopt;
    return double(m_samples.last().bytes - m_samples.first().bytes) * 1e9 / double(ns);
}

std::optional<qint64> PullRate::remainingNs(qint64 totalBytes) const
{
    const auto rate = bytesPerSecond();
    constexpr double leastRate = 1;
    if (!rate || *rate < leastRate || totalBytes < m_samples.last().bytes)
        return std::nullopt;
    return static_cast<qint64>(std::llround(double(totalBytes - m_samples.last().bytes) / *rate * 1e9));
}

} // namespace benchglass::pages
