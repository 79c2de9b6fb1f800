#include "measure/comparison.h"

#include "measure/tokenmetrics.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace benchglass::measure {

namespace {

constexpr double alpha = 0.05;

using Place = std::pair<Stage, Stratum>;

struct Pair
{
    StratumSummary reference;
    StratumSummary other;
};

std::map<Place, Pair> pairsOf(
    const QString& reference, const QString& other, Metric metric, std::span<const MeasuredCall> calls)
{
    std::map<Place, Pair> pairs;
    for (const StratumSummary& summary : summariesOf(metric, calls)) {
        const Place place {summary.stage, summary.stratum};
        if (summary.arm == reference)
            pairs[place].reference = summary;
        if (summary.arm == other)
            pairs[place].other = summary;
    }
    return pairs;
}

/// Places where the built-in analyst spoke for one of the arms.
bool isWithoutModel(const Difference& at, std::span<const MeasuredCall> calls)
{
    return std::ranges::any_of(calls, [&](const MeasuredCall& call) {
        return call.flags.testFlag(Flag::NoModel) && call.stage == at.stage && call.stratum == at.stratum
            && (call.arm == at.referenceArm || call.arm == at.otherArm);
    });
}

QString reasonAgainst(const Difference& difference, const Pair& pair, std::span<const MeasuredCall> calls)
{
    if (isWithoutModel(difference, calls))
        return QStringLiteral("no-model");
    const int one = difference.reference.n;
    const int two = difference.other.n;
    const bool sourcesDiffer = pair.reference.tokenSource != pair.other.tokenSource;
    if (one > 0 && two > 0 && dependsOnTokens(difference.metric) && sourcesDiffer)
        return QStringLiteral("token-source");
    if (one < 2 || two < 2)
        return QStringLiteral("n = %1 and %2").arg(one).arg(two);
    return {};
}

void setDifference(Difference& difference)
{
    if (!difference.reference.mean || !difference.other.mean)
        return;
    difference.difference = *difference.other.mean - *difference.reference.mean;
    if (*difference.reference.mean > 0)
        difference.ratio = *difference.other.mean / *difference.reference.mean;
}

void setTests(Difference& difference, const Pair& pair)
{
    const std::span<const double> reference(pair.reference.values);
    const std::span<const double> other(pair.other.values);
    if (const auto test = welch(reference, other)) {
        difference.pWelch = test->p;
        difference.ciLow = test->ciLow;
        difference.ciHigh = test->ciHigh;
    }
    difference.pPermutation = permutationP(reference, other);
    difference.pMannWhitney = mannWhitneyP(reference, other);
    difference.hedgesG = hedgesG(reference, other);
    difference.smallestDetectable = smallestDetectable(reference, other);
}

Difference differenceOf(
    const Pair& pair, Place place, const Difference& like, std::span<const MeasuredCall> calls)
{
    Difference difference = like;
    difference.stage = place.first;
    difference.stratum = place.second;
    difference.reference = pair.reference.summary;
    difference.other = pair.other.summary;
    difference.reason = reasonAgainst(difference, pair, calls);
    const bool isOfOneKind = difference.reason != u"no-model" && difference.reason != u"token-source";
    if (isOfOneKind)
        setDifference(difference);
    if (difference.reason.isEmpty())
        setTests(difference, pair);
    return difference;
}

/// Welch's, or where neither arm has any spread the exact test's, or for many calls the rank test's.
std::optional<double> claimP(const Difference& difference)
{
    if (difference.pWelch)
        return difference.pWelch;
    return difference.pPermutation ? difference.pPermutation : difference.pMannWhitney;
}

void setVerdicts(QList<Difference>& table)
{
    std::vector<double> ps;
    for (const Difference& difference : std::as_const(table)) {
        if (const auto p = claimP(difference))
            ps.push_back(*p);
    }
    const QList<double> adjusted = holm(ps);
    qsizetype at = 0;
    for (Difference& difference : table) {
        if (!claimP(difference))
            continue;
        difference.pHolm = adjusted[at++];
        if (*difference.pHolm > alpha || difference.difference.value_or(0) == 0)
            difference.verdict = VerdictKind::NoDifference;
        else
            difference.verdict = *difference.difference > 0 ? VerdictKind::Higher : VerdictKind::Lower;
    }
}

} // namespace

QList<Difference> compareWithFirst(
    const QStringList& arms, std::span<const MeasuredCall> calls, std::span<const Metric> metrics)
{
    QList<Difference> table;
    for (const QString& other : arms.mid(1)) {
        for (const Metric metric : metrics) {
            Difference like;
            like.metric = metric;
            like.referenceArm = arms.first();
            like.otherArm = other;
            for (const auto& [place, pair] : pairsOf(arms.first(), other, metric, calls))
                table += differenceOf(pair, place, like, calls);
        }
    }
    setVerdicts(table);
    return table;
}

bool hasThought(std::span<const MeasuredCall> calls)
{
    return std::ranges::any_of(calls, [](const MeasuredCall& call) {
        return call.metrics.thinkingNs && !call.flags.testFlag(Flag::Warmup);
    });
}

QList<Metric> comparedMetrics(std::span<const MeasuredCall> calls)
{
    QList<Metric> metrics {Metric::Ttft, Metric::DecodeRate, Metric::E2el, Metric::OutputTokens};
    if (hasThought(calls))
        metrics.insert(1, Metric::Ttfo);
    return metrics;
}

QList<Difference> compareWithFirst(const QStringList& arms, std::span<const MeasuredCall> calls)
{
    return compareWithFirst(arms, calls, comparedMetrics(calls));
}

QList<Difference> compareArms(const QString& reference, const QString& other,
    std::span<const MeasuredCall> calls, std::span<const Metric> metrics)
{
    return compareWithFirst({reference, other}, calls, metrics);
}

} // namespace benchglass::measure
