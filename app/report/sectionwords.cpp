#include "base/format.h"
#include "engine/engine.h"
#include "report/sections.h"
#include "report/words.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::report {

QList<measure::MeasuredCall> statisticsCalls(const experiment::Experiment& experiment, const QString& arm)
{
    QList<measure::MeasuredCall> calls;
    for (const experiment::Call& call : experiment.calls) {
        if (call.finished && !call.warmup && !call.evidence.warmup)
            calls.append(call.measured());
    }
    if (!arm.isEmpty())
        calls.removeIf([&](const measure::MeasuredCall& call) { return call.arm != arm; });
    return calls;
}

QString runsText(const Draft& draft, const QString& arm)
{
    const int runs = draft.experiment.spec.runs;
    if (draft.selection.run > 0)
        return Words::tr("run %1 of %2").arg(draft.selection.run).arg(runs);
    return Words::tr("%1 of %2").arg(draft.experiment.runsDone(arm)).arg(runs);
}

bool isWithoutModel(const experiment::Experiment& experiment)
{
    if (experiment.calls.isEmpty())
        return engine::isWithoutModel(experiment.spec.engine);
    return std::all_of(experiment.calls.begin(), experiment.calls.end(), [](const experiment::Call& call) {
        return call.evidence.noModel || call.flags.testFlag(measure::Flag::NoModel);
    });
}

QString productTitle(const experiment::Experiment& experiment)
{
    const QString& product = experiment.environment.serverProduct;
    // It is stored in English.
    const bool isOurs = engine::isWithoutModel(experiment.spec.engine) && !product.isEmpty();
    return isOurs ? engine::engineDisplayName(experiment.spec.engine) : product;
}

QString stateTitle(experiment::ExperimentState state)
{
    switch (state) {
    case experiment::ExperimentState::Running: return Words::tr("running");
    case experiment::ExperimentState::Finished: return Words::tr("finished");
    case experiment::ExperimentState::Stopped: return Words::tr("stopped");
    case experiment::ExperimentState::Failed: return Words::tr("failed");
    case experiment::ExperimentState::Interrupted: return Words::tr("interrupted");
    }
    Q_UNREACHABLE();
}

QString stageTitle(measure::Stage stage)
{
    switch (stage) {
    case measure::Stage::Ingest: return Words::tr("ingest");
    case measure::Stage::Analysis: return Words::tr("analysis");
    case measure::Stage::Report: return Words::tr("report");
    }
    Q_UNREACHABLE();
}

QString stratumTitle(measure::Stratum stratum)
{
    switch (stratum) {
    case measure::Stratum::Cold: return Words::tr("cold");
    case measure::Stratum::Cached: return Words::tr("cached");
    case measure::Stratum::Warm: return Words::tr("warm");
    case measure::Stratum::Unknown: return Words::tr("unknown");
    }
    Q_UNREACHABLE();
}

QString metricTitle(measure::Metric metric)
{
    switch (metric) {
    case measure::Metric::Ttft: return Words::tr("TTFT");
    case measure::Metric::Ttfo: return Words::tr("First answer (TTFO)");
    case measure::Metric::DecodeRate: return Words::tr("Decode rate");
    case measure::Metric::Tpot: return Words::tr("Time per output token (TPOT)");
    case measure::Metric::ChunkGap: return Words::tr("Chunk gap, median");
    case measure::Metric::E2el: return Words::tr("Duration (E2EL)");
    case measure::Metric::OutputTokens: return Words::tr("Output tokens");
    case measure::Metric::PrefillRate: return Words::tr("Prefill rate");
    case measure::Metric::Load: return Words::tr("Load");
    }
    Q_UNREACHABLE();
}

QString leftOutText(const QList<measure::Exclusion>& leftOut)
{
    if (leftOut.isEmpty())
        return base::absentText();
    QStringList reasons;
    for (const measure::Exclusion& exclusion : leftOut) {
        if (!reasons.contains(exclusion.reason))
            reasons.append(exclusion.reason);
    }
    QStringList parts;
    for (const QString& reason : reasons) {
        QStringList runs;
        for (const measure::Exclusion& exclusion : leftOut) {
            const QString run = QString::number(exclusion.run);
            if (exclusion.reason == reason && !runs.contains(run))
                runs.append(run);
        }
        parts.append(Words::tr("%1 (run %2)").arg(reason, runs.join(QLatin1String(", "))));
    }
    return QString::number(leftOut.size()) % u": " % parts.join(QLatin1String("; "));
}

QString stateWord(const experiment::Call& call)
{
    return call.finished ? measure::callStateName(call.state) : Words::tr("unfinished");
}

QString stateSentence(const experiment::Call& call)
{
    if (!call.finished)
        return Words::tr("unfinished: the program ended, or this report was made, while it streamed");
    switch (call.state) {
    case measure::CallState::Ok: return {};
    case measure::CallState::Length:
        return Words::tr("length: the answer hit the token limit and is cut off");
    case measure::CallState::Aborted: return Words::tr("aborted: the stream ended without its end marker");
    case measure::CallState::Cancelled: return Words::tr("cancelled: stopped by the user");
    case measure::CallState::Error:
        return call.error ? Words::tr("error: %1").arg(call.error->message) : Words::tr("error");
    }
    Q_UNREACHABLE();
}

} // namespace benchglass::report
