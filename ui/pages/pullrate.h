#pragma once

#include <QList>
#include <QtGlobal>

#include <optional>

namespace benchglass::pages {

/// How fast a file arrives: over the last seconds, so that a stall shows.
class PullRate
{
public:
    static constexpr qint64 windowNs = 5'000'000'000;
    static constexpr qint64 leastNs = 500'000'000; ///< Over less time a rate says nothing.

    /// @param nowNs  monotonic
    /// @param bytes  that have arrived so far; fewer than before starts over
    void add(qint64 nowNs, qint64 bytes);
    void clear() { m_samples.clear(); }

    /// Absent before there is enough to tell.
    std::optional<double> bytesPerSecond() const;
    /// How long it takes to @p totalBytes at that rate, in nanoseconds.
    std::optional<qint64> remainingNs(qint64 totalBytes) const;

private:
    struct Sample
    {
        qint64 atNs = 0;
        qint64 bytes = 0;
    };

    QList<Sample> m_samples;
};

} // namespace benchglass::pages
