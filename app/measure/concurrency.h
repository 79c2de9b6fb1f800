#pragma once

#include "measure/summary.h"

#include <QList>
#include <QString>

#include <optional>
#include <span>

namespace benchglass::measure {

/// One finished call, with where and when it was made.
struct AgentCall
{
    MeasuredCall measured;
    int endpoint = 0;  ///< Which server was asked; calls alone ask the first one, 0.
    qint64 sentNs = 0; ///< t0 on the monotonic clock.
};

/// The work of one run (an analysis, and a report of it), done once by one agent or by several at once.
/// Either all figures are there or the reason why none is.
struct ConcurrentPass
{
    int agents = 0;
    int calls = 0;
    std::optional<double> wallNs;          ///< First request sent to the last call's end marker.
    std::optional<qint64> tokens;          ///< Of all calls, as the server counted them.
    std::optional<double> tokensPerSecond; ///< System rate: tokens / wall.
    /// Untranslated: `no-calls`, `call-missing` (somebody's report), `call-failed`, `tokens-not-counted` (by
    /// the server), `no-model`, `paced`, `suspended`, `no-time` (stamps without sense). Empty when the
    /// figures are there.
    QString absentReason;

    friend bool operator==(const ConcurrentPass&, const ConcurrentPass&) = default;
};

/// How one agent among several fared in one stage, against calls alone of the same arm, stage and stratum.
/// A slowdown of 2 means: half as fast, or twice as long.
struct AgentStage
{
    int agent = 0; ///< From 1.
    Stage stage = Stage::Analysis;
    Stratum stratum = Stratum::Unknown;
    std::optional<double> decodeRatePerSecond;
    std::optional<double> aloneDecodeRatePerSecond; ///< Median.
    std::optional<double> decodeSlowdown;           ///< Alone / own.
    QString decodeAbsentReason; ///< Why no slowdown: exclusionOf(), `no-call-alone`, `other-endpoint`.
    std::optional<double> ttftMs;
    std::optional<double> aloneTtftMs;  ///< Median.
    std::optional<double> ttftSlowdown; ///< Own / alone.
    QString ttftAbsentReason;

    friend bool operator==(const AgentStage&, const AgentStage&) = default;
};

/// The reference's figures (REFERENCE.md 2), for reproducing old reports only. They cannot see contention:
/// the agents' durations are those that contention made, so equal durations give k and 100 %, however slow.
struct LegacyConcurrency
{
    double speedup = 0;           ///< Sum of the agents' durations DURING the concurrent pass / wall.
    double efficiencyPercent = 0; ///< speedup / k x 100.

    friend bool operator==(const LegacyConcurrency&, const LegacyConcurrency&) = default;
};

/// One run of an arm: done alone, then by k agents at once.
struct ConcurrentRound
{
    QString arm;
    int run = 0;
    ConcurrentPass alone;
    ConcurrentPass together;
    /// True speed-up: system rate together / system rate alone. Below 1, several at once got less done.
    std::optional<double> speedUp;
    /// The absentReason of a pass, or `strata-differ`: one pass was cold or cached where the other was not.
    QString speedUpAbsentReason;
    /// The slowest agent's own tokens / own wall, over that of the fastest; 1 = all alike.
    std::optional<double> fairnessRatio;
    /// The share of the wall, 0..1, in which all agents were at work: below 1 the others had less company.
    std::optional<double> overlapRatio;
    QList<AgentStage> stages; ///< By agent, then stage.
    std::optional<LegacyConcurrency> legacy;

    friend bool operator==(const ConcurrentRound&, const ConcurrentRound&) = default;
};

/// What several agents at once achieved, a round for each arm and run in which they were asked, in the order
/// of the calls. Measured (METRICS.md), never concluded from durations: the run alone stands beside it.
/// Pure; any thread.
/// @param calls  finished calls without warm-ups
/// @param agents how many were to work at once: a round with fewer lacks calls
QList<ConcurrentRound> concurrencyOf(std::span<const AgentCall> calls, int agents);

/// The speed-ups and system rates of an arm's rounds that have them.
struct ConcurrencySummary
{
    int rounds = 0;                ///< Asked for; each Summary::n says how many count.
    Summary aloneTokensPerSecond;  ///< Of rounds with a speed-up only: the two rates belong together.
    Summary systemTokensPerSecond; ///< Likewise.
    Summary speedUp;
    Summary decodeSlowdown; ///< Over agents and stages.
    Summary ttftSlowdown;   ///< Over agents and stages.
};
ConcurrencySummary concurrencySummaryOf(std::span<const ConcurrentRound> rounds, const QString& arm);

/// A reason as it stands in a round or stage, for people; those of exclusionOf() as they are.
QString concurrencyReasonText(const QString& reason);

/// What the arm's rounds show, in plain words: a description that claims no difference. Empty without rounds.
QString concurrencySentence(std::span<const ConcurrentRound> rounds, const QString& arm);

} // namespace benchglass::measure
