#include "measure/comparison.h"
#include "measure/distributions.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace benchglass::measure {

namespace {

/// C(20, 10) = 184 756 ways; more per arm would take too long.
constexpr std::size_t mostPermuted = 10;
/// Largest product of sizes for which U is counted out.
constexpr std::size_t mostCounted = 400;

struct Ranked
{
    double rankSum = 0; ///< Of the second sample.
    double tieTerm = 0; ///< Sum of t^3 - t over groups of equal values.
};

Ranked ranksOf(std::span<const double> reference, std::span<const double> other)
{
    std::vector<std::pair<double, bool>> all;
    for (const double value : reference)
        all.emplace_back(value, false);
    for (const double value : other)
        all.emplace_back(value, true);
    std::ranges::sort(all);
    Ranked result;
    for (std::size_t from = 0; from < all.size();) {
        std::size_t to = from;
        while (to < all.size() && all[to].first == all[from].first)
            ++to;
        const double size = double(to - from);
        const double rank = double(from + to + 1) / 2;
        for (std::size_t at = from; at < to; ++at)
            result.rankSum += all[at].second ? rank : 0;
        result.tieTerm += size * size * size - size;
        from = to;
    }
    return result;
}

/// How likely U is at most @p u when both samples are alike and without ties (Mann and Whitney 1947).
double exactTail(std::size_t n, std::size_t m, std::size_t u)
{
    // ways[j][v]: arrangements of i values of one sample and j of the other with U = v, i growing.
    const std::size_t most = n * m;
    std::vector<std::vector<double>> ways(m + 1, std::vector<double>(most + 1, 0));
    for (auto& row : ways)
        row[0] = 1;
    for (std::size_t i = 1; i <= n; ++i) {
        for (std::size_t j = 1; j <= m; ++j) {
            // The largest value is either of the one sample, above all j of the other, or of the other.
            std::vector<double> next = ways[j - 1];
            for (std::size_t v = j; v <= i * j; ++v)
                next[v] += ways[j][v - j];
            ways[j] = std::move(next);
        }
    }
    const std::vector<double>& counts = ways[m];
    const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
    const auto end = counts.begin() + std::ptrdiff_t(std::min(u, most)) + 1;
    return std::accumulate(counts.begin(), end, 0.0) / all;
}

std::optional<double> normalApproximation(double n, double m, double u, double tieTerm)
{
    const double whole = n + m;
    const double variance = n * m / 12 * (whole + 1 - tieTerm / (whole * (whole - 1)));
    if (!(variance > 0))
        return 1.0;
    // Continuity correction of a half, never beyond the middle.
    const double distance = std::max(0.0, std::abs(u - n * m / 2) - 0.5);
    return normalP(distance / std::sqrt(variance));
}

} // namespace

std::optional<double> permutationP(std::span<const double> reference, std::span<const double> other, int most)
{
    const auto limit = std::min(std::size_t(std::max(most, 0)), mostPermuted);
    if (reference.empty() || other.empty() || reference.size() > limit || other.size() > limit)
        return std::nullopt;
    std::vector<double> all(reference.begin(), reference.end());
    all.insert(all.end(), other.begin(), other.end());
    const double mean = std::accumulate(all.begin(), all.end(), 0.0) / double(all.size());
    double scale = 0;
    for (double& value : all) {
        value -= mean;
        scale += std::abs(value);
    }
    // About their mean the two sums are opposite, so one of them is the difference of means but for a factor.
    const auto middle = all.begin() + std::ptrdiff_t(reference.size());
    const double observed = std::abs(std::accumulate(all.begin(), middle, 0.0)) - 1e-12 * scale;
    std::vector<char> chosen(all.size(), 0);
    std::fill(chosen.end() - std::ptrdiff_t(reference.size()), chosen.end(), 1);
    int asExtreme = 0;
    int ways = 0;
    do {
        double sum = 0;
        for (std::size_t at = 0; at < all.size(); ++at)
            sum += chosen[at] ? all[at] : 0;
        asExtreme += std::abs(sum) >= observed ? 1 : 0;
        ++ways;
    } while (std::next_permutation(chosen.begin(), chosen.end()));
    return double(asExtreme) / ways;
}

std::optional<double> mannWhitneyP(std::span<const double> reference, std::span<const double> other)
{
    if (reference.empty() || other.empty())
        return std::nullopt;
    const Ranked ranked = ranksOf(reference, other);
    const double n = double(reference.size());
    const double m = double(other.size());
    const double u = ranked.rankSum - m * (m + 1) / 2;
    if (ranked.tieTerm > 0 || reference.size() * other.size() > mostCounted)
        return normalApproximation(n, m, u, ranked.tieTerm);
    const auto smaller = std::size_t(std::min(u, n * m - u));
    return std::min(1.0, 2 * exactTail(reference.size(), other.size(), smaller));
}

QList<double> holm(std::span<const double> ps)
{
    std::vector<std::size_t> order(ps.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, {}, [&](std::size_t at) { return ps[at]; });
    QList<double> adjusted(qsizetype(ps.size()), 1.0);
    double largest = 0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const double factor = double(order.size() - rank);
        largest = std::max(largest, std::min(1.0, factor * ps[order[rank]]));
        adjusted[qsizetype(order[rank])] = largest;
    }
    return adjusted;
}

} // namespace benchglass::measure
