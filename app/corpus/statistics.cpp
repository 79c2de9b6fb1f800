#include "corpus/statistics.h"

#include "corpus/observations.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>

namespace benchglass::corpus {

namespace {

/// Not (a + b) / 2: that overflows for the biggest doubles.
double between(double lower, double upper)
{
    return lower + (upper - lower) / 2;
}

struct Range
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(double value)
    {
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

/// Applies @p use to `change(value)` of every value, until it is stopped.
template <typename Change, typename Use>
void each(const Chunks& chunks, const std::stop_token& stop, const Change& change, const Use& use)
{
    for (const auto& chunk : chunks) {
        if (stop.stop_requested())
            return;
        for (const double value : chunk)
            use(change(value));
    }
}

/// The median of many values by counting them in buckets and looking into the middle one again: as exact
/// as sorting, but it copies few of them.
template <typename Change>
class Median
{
public:
    Median(Chunks chunks, std::stop_token stop, Change change, size_t count, Range range)
        : m_chunks(std::move(chunks))
        , m_stop(std::move(stop))
        , m_change(std::move(change))
        , m_count(count)
        , m_range(range)
    {
    }

    double find() const
    {
        const Middle middle = nth(m_count / 2);
        return m_count % 2 == 1 ? middle.value : between(middle.before, middle.value);
    }

private:
    static constexpr size_t few = 1 << 16;
    static constexpr size_t buckets = 4096;

    struct Middle
    {
        double value = 0;
        double before = 0; ///< The one that stands before it in ascending order.
    };

    /// The greatest value below @p range.
    double below(const Range& range) const
    {
        double greatest = -std::numeric_limits<double>::infinity();
        each(m_chunks, m_stop, m_change,
            [&](double value) { greatest = value < range.low ? std::max(greatest, value) : greatest; });
        return greatest;
    }

    Middle nth(size_t rank) const
    {
        Range range = m_range;
        size_t inside = m_count;
        while (inside > few && range.low < range.high && std::isfinite(range.high - range.low)) {
            const double scale = double(buckets) / (range.high - range.low);
            const auto bucketOf = [&](double value) {
                return std::min(size_t((value - range.low) * scale), buckets - 1);
            };
            std::array<size_t, buckets> counts {};
            each(m_chunks, m_stop, m_change, [&](double value) {
                if (value >= range.low && value <= range.high)
                    ++counts[bucketOf(value)];
            });
            // The counts of an interrupted pass add up to nothing.
            if (m_stop.stop_requested())
                return {};
            size_t bucket = 0;
            for (; rank >= counts[bucket]; ++bucket)
                rank -= counts[bucket];
            Range narrow;
            each(m_chunks, m_stop, m_change, [&](double value) {
                if (value >= range.low && value <= range.high && bucketOf(value) == bucket)
                    narrow.add(value);
            });
            inside = counts[bucket];
            range = narrow;
        }
        if (range.low == range.high)
            return {range.low, rank > 0 ? range.low : below(range)};
        std::vector<double> rest;
        rest.reserve(inside);
        each(m_chunks, m_stop, m_change, [&](double value) {
            if (value >= range.low && value <= range.high)
                rest.push_back(value);
        });
        if (rank >= rest.size())
            return {};
        const auto middle = rest.begin() + std::ptrdiff_t(rank);
        std::nth_element(rest.begin(), middle, rest.end());
        return {*middle, rank > 0 ? *std::max_element(rest.begin(), middle) : below(range)};
    }

    Chunks m_chunks;
    std::stop_token m_stop;
    Change m_change;
    size_t m_count;
    Range m_range;
};

/// Adds up with several sums side by side, which is faster and more exact than one.
template <typename Of>
double sumOf(const Chunks& chunks, const std::stop_token& stop, const Of& of)
{
    constexpr size_t block = 4096;
    constexpr size_t lanes = 4;
    double sum = 0;
    double lost = 0;
    for (const auto& chunk : chunks) {
        if (stop.stop_requested())
            break;
        for (size_t from = 0; from < chunk.size(); from += block) {
            const auto part = chunk.subspan(from, std::min(block, chunk.size() - from));
            std::array<double, lanes> sums {};
            for (size_t at = 0; at < part.size(); ++at)
                sums[at % lanes] += of(part[at]);
            const double one = (sums[0] + sums[1]) + (sums[2] + sums[3]);
            // Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974.
            const double next = sum + one;
            lost += std::abs(sum) >= std::abs(one) ? (sum - next) + one : (one - next) + sum;
            sum = next;
        }
    }
    return sum + lost;
}

} // namespace

Chunks chunksOf(const Observations& observations)
{
    Chunks chunks;
    chunks.reserve(observations.spans().size());
    for (const Observations::Span& span : observations.spans())
        chunks.push_back(span.values);
    return chunks;
}

double medianOf(std::vector<double>& values, const std::stop_token& stop)
{
    assert(!values.empty());
    constexpr size_t many = 1 << 18;
    if (values.size() > many) {
        Range range;
        for (const double value : values)
            range.add(value);
        return Median({values}, stop, std::identity(), values.size(), range).find();
    }
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return values.size() % 2 == 1 ? *middle : between(*std::max_element(values.begin(), middle), *middle);
}

Statistics statisticsOf(const Chunks& values, const std::stop_token& stop)
{
    const std::identity asItIs;
    Range range;
    size_t count = 0;
    each(values, stop, asItIs, [&](double value) { range.add(value); });
    for (const auto& chunk : values)
        count += chunk.size();
    assert(count > 0);
    Statistics result;
    result.min = range.low;
    result.max = range.high;
    result.median = Median(values, stop, asItIs, count, range).find();
    // Around a value of their own size, time stamps do not lose what they differ by.
    const double middle = result.median;
    const double scale = 1 / double(count);
    const double offset = sumOf(values, stop, [&](double value) { return (value - middle) * scale; });
    // Rounding must not carry a mean out of the range of its values.
    result.mean = std::clamp(middle + offset, range.low, std::max(range.low, range.high));
    const double squares =
        sumOf(values, stop, [&](double value) { return (value - result.mean) * (value - result.mean); });
    if (count > 1 && std::isfinite(squares))
        result.sd = std::sqrt(squares / double(count - 1));
    const auto deviation = [&](double value) {
        return std::abs(value - middle);
    };
    const Range deviations {0, std::max(deviation(range.low), deviation(range.high))};
    result.mad = Median(values, stop, deviation, count, deviations).find();
    return result;
}

} // namespace benchglass::corpus
