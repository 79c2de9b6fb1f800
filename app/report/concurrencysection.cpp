#include "base/format.h"
#include "measure/concurrency.h"
#include "measure/figuretext.h"
#include "report/sections.h"
#include "report/words.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::report {

namespace {

/// With more, a table of every agent tells less than the median.
constexpr int mostAgentsShown = 8;

using measure::ConcurrentRound;

QString secondsText(std::optional<double> ns)
{
    return ns ? base::fixedText(*ns / 1e9, 2) : base::absentText();
}

QString percentText(std::optional<double> ratio)
{
    return ratio ? base::fixedText(*ratio * 100, 1) : base::absentText();
}

Table roundTable(const QList<ConcurrentRound>& rounds)
{
    Table table;
    table.caption = Words::tr("System rate = tokens of all calls / wall; wall = first request sent to the "
                              "last call's end. Speed-up = together / alone, of the same run.");
    table.header = {Words::tr("Run"), Words::tr("Agents"), Words::tr("Alone (tok/s)"),
        Words::tr("Alone, wall (s)"), Words::tr("Together (tok/s)"), Words::tr("Together, wall (s)"),
        Words::tr("Together, tokens"), Words::tr("Speed-up"), Words::tr("Fairness"), Words::tr("Overlap (%)"),
        Words::tr("Remark")};
    table.align = QList<Align>(10, Align::Right) + QList<Align> {Align::Left};
    for (const ConcurrentRound& round : rounds) {
        table.rows.append({QString::number(round.run), QString::number(round.together.agents),
            base::fixedText(round.alone.tokensPerSecond, 1), secondsText(round.alone.wallNs),
            base::fixedText(round.together.tokensPerSecond, 1), secondsText(round.together.wallNs),
            round.together.tokens ? base::countText(*round.together.tokens) : base::absentText(),
            base::fixedText(round.speedUp, 2), base::fixedText(round.fairnessRatio, 2),
            percentText(round.overlapRatio), measure::concurrencyReasonText(round.speedUpAbsentReason)});
    }
    return table;
}

QString remarkOf(const measure::AgentStage& stage)
{
    QStringList remarks;
    for (const QString& reason : {stage.decodeAbsentReason, stage.ttftAbsentReason}) {
        if (!reason.isEmpty())
            remarks.append(measure::concurrencyReasonText(reason));
    }
    remarks.removeDuplicates();
    return remarks.join(QLatin1String("; "));
}

Table agentTable(const QList<ConcurrentRound>& rounds)
{
    Table table;
    table.caption = Words::tr("Each agent against the calls alone of the same stage and stratum (their "
                              "median). Slowdown 2 = half as fast, or twice as long.");
    table.header = {Words::tr("Run"), Words::tr("Agent"), Words::tr("Stage"), Words::tr("Stratum"),
        Words::tr("Decode rate (tok/s)"), Words::tr("Alone (tok/s)"), Words::tr("Slowdown"),
        Words::tr("TTFT (ms)"), Words::tr("Alone (ms)"), Words::tr("Slowdown"), Words::tr("Remark")};
    table.align = QList<Align>(2, Align::Right) + QList<Align>(2, Align::Left) + QList<Align>(6, Align::Right)
        + QList<Align> {Align::Left};
    for (const ConcurrentRound& round : rounds) {
        for (const measure::AgentStage& stage : round.stages) {
            table.rows.append({QString::number(round.run), QString::number(stage.agent),
                stageTitle(stage.stage), stratumTitle(stage.stratum),
                base::fixedText(stage.decodeRatePerSecond, 2),
                base::fixedText(stage.aloneDecodeRatePerSecond, 2), base::fixedText(stage.decodeSlowdown, 2),
                base::fixedText(stage.ttftMs, 1), base::fixedText(stage.aloneTtftMs, 1),
                base::fixedText(stage.ttftSlowdown, 2), remarkOf(stage)});
        }
    }
    return table;
}

} // namespace

void addConcurrency(Draft& draft, const QString& arm)
{
    const QList<ConcurrentRound> all = draft.experiment.concurrency();
    QList<ConcurrentRound> rounds = all;
    rounds.removeIf([&arm](const ConcurrentRound& round) { return round.arm != arm; });
    if (rounds.isEmpty())
        return;
    draft.heading(sectionName(Section::Concurrency));
    draft.text(measure::concurrencySentence(rounds, arm));
    draft.note(Words::tr("Each run was made by one agent alone and by all at once, and both were timed. This "
                         "describes these rounds and tests no difference. Calls of several agents at once "
                         "are in no other statistics here (flag concurrent)."));
    if (!draft.experiment.spec.moreUrls.isEmpty())
        draft.note(
            Words::tr("The agents were dealt out over %1 servers; the run alone was made on the first.")
                .arg(draft.experiment.spec.moreUrls.size() + 1));
    draft.blocks.append(roundTable(rounds));
    if (rounds.first().together.agents <= mostAgentsShown)
        draft.blocks.append(agentTable(rounds));
    else
        draft.note(Words::tr("The figures of every agent stand in the JSON export."));
}

void addLegacyConcurrency(Draft& draft, const QList<experiment::Arm>& arms)
{
    const QList<ConcurrentRound> rounds = draft.experiment.concurrency();
    if (rounds.isEmpty())
        return;
    Table table;
    table.header = {
        Words::tr("legacy metric"), Words::tr("Run"), Words::tr("Speedup"), Words::tr("Efficiency (%)")};
    table.align = {Align::Left, Align::Right, Align::Right, Align::Right};
    for (const experiment::Arm& arm : arms) {
        for (const ConcurrentRound& round : rounds) {
            if (round.arm == arm.name && round.legacy)
                table.rows.append({Words::tr("Concurrency of %1").arg(arm.name), QString::number(round.run),
                    base::fixedText(round.legacy->speedup, 2),
                    base::fixedText(round.legacy->efficiencyPercent, 1)});
        }
    }
    if (table.rows.isEmpty())
        return;
    draft.note(Words::tr(
        "Speedup here is the sum of the agents' durations, measured while they worked at once, over the "
        "wall; efficiency is that over the number of agents. Neither can see contention: agents that all "
        "become slower alike get 100 %."));
    draft.blocks.append(table);
}

} // namespace benchglass::report
