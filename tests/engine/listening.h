#pragma once

#include "engine/engine.h"

#include <QFuture>
#include <QList>
#include <QTest>

#include <memory>
#include <optional>

namespace benchglass::tests {

/// Collects everything a generation says.
struct Listening
{
    explicit Listening(std::unique_ptr<engine::Generation> started)
        : generation(std::move(started))
    {
        QObject::connect(generation.get(), &engine::Generation::phaseChanged, generation.get(),
            [this](engine::Phase phase) { phases.append(phase); });
        QObject::connect(generation.get(), &engine::Generation::chunksArrived, generation.get(),
            [this](const QList<measure::Chunk>& arrived) {
                ++batches;
                afterEnd |= outcome.has_value();
                chunks.append(arrived);
            });
        QObject::connect(generation.get(), &engine::Generation::prefillProgressed, generation.get(),
            [this](const measure::PrefillProgress& progress) { prefill.append(progress); });
        QObject::connect(generation.get(), &engine::Generation::finished, generation.get(),
            [this](const engine::Outcome& ended) {
                afterEnd |= outcome.has_value();
                outcome = ended;
            });
    }

    /// Runs the event loop until the generation is over. False if it does not end in time.
    bool wait(int ms = 20'000)
    {
        return QTest::qWaitFor([this] { return outcome.has_value(); }, ms);
    }

    QString text(measure::ChunkKind kind = measure::ChunkKind::Content) const
    {
        return outcome ? outcome->trace.text(kind) : QString();
    }

    std::unique_ptr<engine::Generation> generation;
    QList<engine::Phase> phases;
    QList<measure::Chunk> chunks;
    QList<measure::PrefillProgress> prefill;
    std::optional<engine::Outcome> outcome;
    int batches = 0;
    bool afterEnd = false; ///< Something came after the end.
};

/// Runs the event loop until @p future is finished, and takes its result.
template <typename T>
base::Result<T> resultOf(QFuture<base::Result<T>> future, int ms = 20'000)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, ms))
        return base::failure(base::ErrorCode::Timeout, QStringLiteral("no result in the test's time"));
    return future.result();
}

} // namespace benchglass::tests
