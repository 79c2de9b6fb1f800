#pragma once

#include "experiment/experiment.h"

#include <memory>

namespace ui {

/// One character.
inline benchglass::measure::Chunk chunk(qint64 atMs, benchglass::measure::ChunkKind kind)
{
    benchglass::measure::Chunk made;
    made.arrivalNs = atMs * 1'000'000;
    made.kind = kind;
    made.text = QStringLiteral("x");
    return made;
}

/// A call of a server: 200 ms load, 100 ms that nobody told of, 300 ms prefill, then 400 ms thinking and 1 s
/// writing.
inline benchglass::experiment::Call told(int ordinal, const QString& arm)
{
    benchglass::experiment::Call call;
    call.ordinal = ordinal;
    call.arm = arm;
    call.run = 1;
    call.stage = benchglass::measure::Stage::Report;
    call.finished = true;
    call.stratum = benchglass::measure::Stratum::Warm;
    call.trace.t0MonotonicNs = 5'000'000'000 + ordinal * 10'000'000'000;
    call.trace.chunks = {chunk(600, benchglass::measure::ChunkKind::Thinking),
        chunk(1000, benchglass::measure::ChunkKind::Content),
        chunk(2000, benchglass::measure::ChunkKind::Content)};
    call.trace.endMarkerNs = 2'000'000'000;
    call.metrics.ttftNs = 600e6;
    call.metrics.ttfoNs = 1000e6;
    call.metrics.thinkingNs = 400e6;
    call.metrics.loadNs = 200e6;
    call.metrics.prefillNs = 300e6;
    call.metrics.decodeRatePerSecond = 100 + ordinal;
    call.metrics.outputTokens = 140;
    return call;
}

/// One call of each of two arms.
inline std::shared_ptr<benchglass::experiment::Experiment> twoArms()
{
    auto made = std::make_shared<benchglass::experiment::Experiment>();
    made->id = QStringLiteral("abcdefghij");
    made->spec.engine = QStringLiteral("ollama");
    made->spec.model = QStringLiteral("tiny");
    made->spec.arms = {{QStringLiteral("Baseline"), {}, {}}, {QStringLiteral("Tuned"), {}, {}}};
    made->calls = {told(0, QStringLiteral("Baseline")), told(1, QStringLiteral("Tuned"))};
    return made;
}

} // namespace ui
