#pragma once

#include "experiment/experiment.h"

#include <QList>

#include <optional>

namespace benchglass::agent {

/// One thing that the runner does next.
struct Step
{
    enum class Kind { Unload, Warmup, Stage, Cooldown };

    Kind kind = Kind::Stage;
    int arm = 0;
    int run = 1;
    measure::Stage stage = measure::Stage::Analysis;

    friend bool operator==(const Step&, const Step&) = default;
};

/// Everything that an experiment does after its folder was read, in order.
QList<Step> planOf(const experiment::Spec& spec, bool hasModel);

/// Measured calls in a plan: warm-ups apart.
int measuredCallsIn(const QList<Step>& plan);

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
