#include "agent/schedule.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace benchglass::agent {

namespace {

/// Fisher-Yates on our own: std::shuffle's result differs between standard libraries.
void shuffle(QList<int>& values, std::mt19937& random)
{
    for (qsizetype last = values.size() - 1; last > 0; --last)
        values.swapItemsAt(last, qsizetype(random() % quint32(last + 1)));
}

QList<int> armOrder(const experiment::Spec& spec)
{
    QList<int> block(spec.arms.size());
    std::iota(block.begin(), block.end(), 0);
    QList<int> order;
    if (spec.order == experiment::Order::Sequential) {
        for (int arm : std::as_const(block))
            order.append(QList<int>(spec.runs, arm));
        return order;
    }
    std::mt19937 random(spec.seed);
    for (int run = 0; run < spec.runs; ++run) {
        if (spec.order == experiment::Order::Random)
            shuffle(block, random);
        order.append(block);
        if (spec.order == experiment::Order::Interleaved)
            std::ranges::reverse(block);
    }
    return order;
}

} // namespace

QList<ScheduledRun> scheduleOf(const experiment::Spec& spec, bool hasModel)
{
    QList<ScheduledRun> schedule;
    QList<int> done(spec.arms.size(), 0);
    for (int arm : armOrder(spec)) {
        const bool isFirst = done[arm] == 0;
        const bool reloads =
            !schedule.isEmpty() && experiment::reloadsBetween(spec.arms[schedule.last().arm], spec.arms[arm]);
        const bool warms = hasModel && !spec.cold && (isFirst || reloads);
        schedule.append({arm, ++done[arm], warms ? spec.warmups : 0});
    }
    return schedule;
}

} // namespace benchglass::agent
