#include "experiment/thought.h"

#include "measure/thinking.h"

#include <QCoreApplication>

#include <algorithm>

namespace benchglass::experiment {

bool hasThought(const Call& call)
{
    return std::ranges::any_of(call.trace.chunks, [](const measure::Chunk& chunk) {
        return chunk.kind == measure::ChunkKind::Thinking && !chunk.text.isEmpty();
    }) || measure::inlineThinkingOf(call.trace.text(measure::ChunkKind::Content)).hasThought;
}

ThoughtShare thoughtShareOf(const Experiment& experiment, const QString& arm)
{
    ThoughtShare share {arm, 0, 0};
    for (const Call& call : experiment.calls) {
        if (call.arm != arm || call.warmup || !call.finished || call.trace.chunks.isEmpty())
            continue;
        ++share.calls;
        share.thought += hasThought(call) ? 1 : 0;
    }
    return share;
}

QString thinkingWarning(const QList<ThoughtShare>& shares)
{
    QList<ThoughtShare> known = shares;
    known.removeIf([](const ThoughtShare& share) { return share.calls == 0; });
    const auto isUnlike = [&](const ThoughtShare& share) {
        return qint64(share.thought) * known.first().calls != qint64(known.first().thought) * share.calls;
    };
    if (!std::ranges::any_of(known, isUnlike))
        return {};
    QStringList parts;
    for (const ThoughtShare& share : known)
        parts.append(QCoreApplication::translate("benchglass::experiment", "%1 in %2 of %3 calls")
                         .arg(share.arm, QString::number(share.thought), QString::number(share.calls)));
    return QCoreApplication::translate("benchglass::experiment",
        "Not every arm thinks alike: %1. TTFT ends at the first thought, and tokens and rates count the "
        "thoughts: look at the time to the first text of the answer (TTFO).")
        .arg(parts.join(QStringLiteral(", ")));
}

QString thinkingWarning(const Experiment& experiment)
{
    QList<ThoughtShare> shares;
    for (const Arm& arm : experiment.spec.arms)
        shares.append(thoughtShareOf(experiment, arm.name));
    return thinkingWarning(shares);
}

} // namespace benchglass::experiment
