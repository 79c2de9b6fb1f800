#include "agent/plan.h"

#include "agent/schedule.h"

#include <algorithm>

namespace benchglass::agent {

namespace {

constexpr int warmupOutputTokens = 8;
/// Ollama's default for years, and the smallest that servers usually start with.
constexpr int usualContext = 4096;
constexpr int digestTokensWithoutContext = 4000;

} // namespace

QList<Step> planOf(const experiment::Spec& spec, bool hasModel)
{
    QList<Step> plan;
    const auto schedule = scheduleOf(spec, hasModel);
    for (const auto& scheduled : schedule) {
        const auto add = [&](Step::Kind kind, measure::Stage stage = measure::Stage::Analysis) {
            plan.append({kind, scheduled.arm, scheduled.run, stage});
        };
        if (spec.cooldownMs > 0 && !plan.isEmpty())
            add(Step::Kind::Cooldown);
        if (spec.cold && hasModel)
            add(Step::Kind::Unload);
        for (int warmup = 0; warmup < scheduled.warmups; ++warmup)
            add(Step::Kind::Warmup);
        add(Step::Kind::Stage, measure::Stage::Analysis);
        add(Step::Kind::Stage, measure::Stage::Report);
    }
    return plan;
}

int measuredCallsIn(const QList<Step>& plan)
{
    return int(std::ranges::count(plan, Step::Kind::Stage, &Step::kind));
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
