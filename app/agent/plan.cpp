#include "agent/plan.h"

#include "agent/schedule.h"

#include <algorithm>

namespace benchglass::agent {

namespace {

constexpr int warmupOutputTokens = 8;
/// Ollama's default for years, and the smallest that servers usually start with.
constexpr int usualContext = 4096;
constexpr int digestTokensWithoutContext = 4000;

/// The passes of one run, each as the steps that it consists of.
QList<QList<Step>> passesOf(const experiment::Spec& spec, const ScheduledRun& scheduled, bool hasModel)
{
    const Step alone {Step::Kind::Stage, scheduled.arm, scheduled.run};
    QList<QList<Step>> passes {stepsOfAgent(alone, 0)};
    if (spec.agents < 2 || !hasModel)
        return passes;
    Step together = alone;
    together.kind = Step::Kind::Together;
    together.agent = spec.agents;
    passes.append(QList<Step> {together});
    if (spec.order != experiment::Order::Sequential && scheduled.run % 2 == 0)
        passes.swapItemsAt(0, 1);
    return passes;
}

} // namespace

QList<Step> planOf(const experiment::Spec& spec, bool hasModel)
{
    QList<Step> plan;
    const auto schedule = scheduleOf(spec, hasModel);
    for (const auto& scheduled : schedule) {
        const auto add = [&](Step::Kind kind, int agent = 0) {
            plan.append({kind, scheduled.arm, scheduled.run, measure::Stage::Analysis, agent});
        };
        int warmups = scheduled.warmups;
        for (const QList<Step>& pass : passesOf(spec, scheduled, hasModel)) {
            if (spec.cooldownMs > 0 && !plan.isEmpty())
                add(Step::Kind::Cooldown);
            if (spec.cold && hasModel)
                add(Step::Kind::Unload);
            for (; warmups > 0; --warmups) {
                add(Step::Kind::Warmup);
                for (int more = 1; more <= spec.moreUrls.size(); ++more)
                    add(Step::Kind::Warmup, more + 1);
            }
            plan += pass;
        }
    }
    return plan;
}

int measuredCallsIn(const QList<Step>& plan)
{
    int calls = 0;
    for (const Step& step : plan) {
        if (step.kind == Step::Kind::Stage)
            ++calls;
        else if (step.kind == Step::Kind::Together)
            calls += 2 * step.agent;
    }
    return calls;
}

QList<Step> stepsOfAgent(const Step& step, int agent)
{
    QList<Step> steps;
    for (const auto stage : {measure::Stage::Analysis, measure::Stage::Report})
        steps.append({Step::Kind::Stage, step.arm, step.run, stage, agent});
    return steps;
}

Budget budgetOf(const experiment::Spec& spec, std::optional<int> context)
{
    Budget budget;
    budget.digestTokens = spec.digestTokens;
    budget.outputTokens = spec.outputTokensLimit;
    if (!context) {
        if (budget.digestTokens == 0)
            budget.digestTokens = digestTokensWithoutContext;
        return budget;
    }
    // Digest + analysis + answer take 9/10, instructions and the template the rest.
    const int share = *context * 3 / 10;
    if (budget.digestTokens == 0)
        budget.digestTokens = std::clamp(share, 64, 6000);
    if (budget.outputTokens > 0)
        budget.outputTokens = std::min(budget.outputTokens, std::max(share, 16));
    return budget;
}

QJsonObject optionsOf(const experiment::Spec& spec, const Step& step, const Budget& budget)
{
    QJsonObject options = spec.arms.at(step.arm).options;
    const auto seed = QStringLiteral("seed");
    const auto numPredict = QStringLiteral("num_predict");
    if (!options.contains(seed))
        options.insert(seed, qint64 {spec.seed} + step.run - 1);
    if (!options.contains(numPredict) && budget.outputTokens > 0)
        options.insert(numPredict, budget.outputTokens);
    if (step.kind == Step::Kind::Warmup)
        options.insert(numPredict, warmupOutputTokens);
    return options;
}

int contextOf(const experiment::Spec& spec, std::optional<int> effective, std::optional<int> trained)
{
    const int unasked = effective.value_or(std::min(usualContext, trained.value_or(usualContext)));
    int least = trained.value_or(unasked);
    for (const auto& arm : spec.arms)
        least = std::min(least, arm.options.value(QStringLiteral("num_ctx")).toInt(unasked));
    return least;
}

} // namespace benchglass::agent
