#pragma once

#include "experiment/experiment.h"

#include <QList>

#include <optional>

namespace benchglass::agent {

/// One thing that the runner does next.
struct Step
{
    /// Stage is a call of an agent, alone unless it has a number. Together is a run of agents 1..#agent at
    /// once, each an analysis and a report.
    enum class Kind { Unload, Warmup, Stage, Together, Cooldown };

    Kind kind = Kind::Stage;
    int arm = 0;
    int run = 1;
    measure::Stage stage = measure::Stage::Analysis;
    int agent = 0; ///< experiment::Call::agent; of Together the last agent.

    friend bool operator==(const Step&, const Step&) = default;
};

/// Everything that an experiment does after its folder was read, in order. With several agents each run is
/// made twice, alone and together, so that both are measured; which comes first changes from run to run
/// (Order::Sequential: always alone first), so that a drift of the machine favours neither.
QList<Step> planOf(const experiment::Spec& spec, bool hasModel);

/// Measured calls in a plan: warm-ups apart.
int measuredCallsIn(const QList<Step>& plan);

/// What agent @p agent (0 = alone) does in the run that @p step is a part of, in order.
QList<Step> stepsOfAgent(const Step& step, int agent);

/// How the context is shared out between digest, analysis and answer, so that the report's prompt (digest
/// and analysis) and its answer fit together.
struct Budget
{
    int digestTokens = 0;
    int outputTokens = 0; ///< 0 = no limit sent.

    friend bool operator==(const Budget&, const Budget&) = default;
};

/// @param context the smallest context of any arm, nothing for an engine without one
Budget budgetOf(const experiment::Spec& spec, std::optional<int> context);

/// The options of one request: the arm's own, and where it has none the experiment's seed (plus the run, so
/// that runs differ and arms agree) and output limit.
QJsonObject optionsOf(const experiment::Spec& spec, const Step& step, const Budget& budget);

/// The smallest context that any arm asks for or gets.
/// @param effective what the server was seen to use where an arm asks for nothing
int contextOf(const experiment::Spec& spec, std::optional<int> effective, std::optional<int> trained);

} // namespace benchglass::agent
