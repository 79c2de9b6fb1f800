#pragma once

#include "measure/summary.h"

#include <QList>
#include <QStringList>

#include <optional>
#include <span>

namespace benchglass::measure {

enum class VerdictKind { Higher, Lower, NoDifference, NotComparable };

/// Two arms compared in one metric, stage and stratum. Differences are other - reference,
/// in metricUnit(metric).
struct Difference
{
    Metric metric = Metric::Ttft;
    Stage stage = Stage::Analysis;
    Stratum stratum = Stratum::Unknown;
    QString referenceArm;
    QString otherArm;
    Summary reference;
    Summary other;
    std::optional<double> difference;
    std::optional<double> ratio; ///< other / reference.
    std::optional<double> ciLow; ///< 95 %, Welch.
    std::optional<double> ciHigh;
    std::optional<double> pWelch;
    std::optional<double> pPermutation; ///< Exact; n <= 8 in both.
    std::optional<double> pMannWhitney;
    /// Of Welch over all rows that were compared at once; where neither arm has any spread, of the
    /// permutation test instead.
    std::optional<double> pHolm;
    std::optional<double> hedgesG;
    std::optional<double> smallestDetectable; ///< At 80 % power from the spread seen.
    VerdictKind verdict = VerdictKind::NotComparable;
    /// Why not comparable, untranslated: `n = 1 and 1`, `no-model`, or `token-source` (the arms' tokens
    /// were counted in different ways). Of the last two, not even the difference is kept.
    QString reason;
};

/// Welch's t-test. Absent for n < 2 in an arm or no spread in both.
struct WelchResult
{
    double t = 0;
    double degreesOfFreedom = 0;
    double p = 1;
    double ciLow = 0;
    double ciHigh = 0;
};
std::optional<WelchResult> welch(std::span<const double> reference, std::span<const double> other);

/// Exact two-sided permutation test of the difference of means; absent above @p most per arm, of
/// which more than 10 is taken as 10.
std::optional<double> permutationP(
    std::span<const double> reference, std::span<const double> other, int most = 8);

/// Mann-Whitney U, two-sided: exact without ties up to 400 pairs, else normal with corrections for
/// ties and continuity.
std::optional<double> mannWhitneyP(std::span<const double> reference, std::span<const double> other);

/// Hedges' g: Cohen's d of (other - reference) with the exact small-sample correction (Hedges 1981).
std::optional<double> hedgesG(std::span<const double> reference, std::span<const double> other);

/// Holm's step-down adjustment; same order as given.
QList<double> holm(std::span<const double> ps);

/// The difference that Welch's test at the 5 % level would find in four of five experiments with this
/// spread and these n, from the noncentral t with Welch's degrees of freedom. Absent as welch() is.
std::optional<double> smallestDetectable(std::span<const double> reference, std::span<const double> other);

inline constexpr int mostRunsNeeded = 1 << 20;

/// Runs per arm (calls of one stage and stratum) with which @p wantedDifference would be found in four
/// of five experiments with the spread seen. Absent without any spread, or when over a million.
std::optional<int> runsNeeded(
    std::span<const double> reference, std::span<const double> other, double wantedDifference);

/// compareWithFirst() of two arms.
QList<Difference> compareArms(const QString& reference, const QString& other,
    std::span<const MeasuredCall> calls, std::span<const Metric> metrics);

/// Did a measured one of @p calls think before it answered?
bool hasThought(std::span<const MeasuredCall> calls);

/// The metrics that arms are compared in, wherever that is shown; with TTFO where one of @p calls thought,
/// because TTFT then ends at another thing than the answer.
QList<Metric> comparedMetrics(std::span<const MeasuredCall> calls);

/// Every other arm against the first, one after the other. All rows are one family for Holm's correction,
/// since all stand before the reader at once.
QList<Difference> compareWithFirst(
    const QStringList& arms, std::span<const MeasuredCall> calls, std::span<const Metric> metrics);
/// In comparedMetrics(): what the command line, the report and the window show.
QList<Difference> compareWithFirst(const QStringList& arms, std::span<const MeasuredCall> calls);

/// The decimals of the means, the difference and its interval: in every table and in verdictText().
int decimalsOfRow(const Difference& row);

/// The only sentences that may be said of a difference, translated:
/// "Tuned is higher by 2.94 tok/s (+2.6 %, 95 % CI 2.24 ... 3.64, n = 3 and 3)",
/// "Tuned is lower by 2.94 tok/s (−2.6 %, 95 % CI 2.24 ... 3.64, n = 3 and 3)",
/// "No difference detected (n = 3 and 3: smallest detectable about 7 tok/s)",
/// "Not comparable: n = 1 and 1".
QString verdictText(const Difference& difference);

} // namespace benchglass::measure
