#include "models/words.h"

#include "base/format.h"
#include "measure/figuretext.h"

#include <QCoreApplication>
#include <QHash>
#include <QStringBuilder>

#include <algorithm>
#include <set>
#include <tuple>

namespace benchglass::models {

namespace {

struct FlagWords
{
    const char* name;
    const char* meaning;
};

FlagWords wordsOf(measure::Flag flag)
{
    using measure::Flag;
    switch (flag) {
    case Flag::Cold:
        return {QT_TRANSLATE_NOOP("benchglass::models", "cold"),
            QT_TRANSLATE_NOOP("benchglass::models",
                "The model was loaded for this call: its TTFT stands apart from warm ones.")};
    case Flag::CachedPrefix:
        return {QT_TRANSLATE_NOOP("benchglass::models", "cached prefix"),
            QT_TRANSLATE_NOOP(
                "benchglass::models", "The server reused an earlier prompt: its TTFT stands apart.")};
    case Flag::PromptTruncated:
        return {QT_TRANSLATE_NOOP("benchglass::models", "prompt cut"),
            QT_TRANSLATE_NOOP("benchglass::models",
                "The prompt did not fit into the context: the model saw only a part of it.")};
    case Flag::ContextRaised:
        return {QT_TRANSLATE_NOOP("benchglass::models", "context raised"),
            QT_TRANSLATE_NOOP("benchglass::models", "The server used a larger context than was asked for.")};
    case Flag::ContextClipped:
        return {QT_TRANSLATE_NOOP("benchglass::models", "context clipped"),
            QT_TRANSLATE_NOOP("benchglass::models", "The server used a smaller context than was asked for.")};
    case Flag::GpuLayersNoEffect:
        return {QT_TRANSLATE_NOOP("benchglass::models", "num_gpu without effect"),
            QT_TRANSLATE_NOOP("benchglass::models", "More layers were asked for than the model has.")};
    case Flag::CpuFallback:
        return {QT_TRANSLATE_NOOP("benchglass::models", "partly on CPU"),
            QT_TRANSLATE_NOOP("benchglass::models", "Not all of the model was on the GPU.")};
    case Flag::FewTokens:
        return {QT_TRANSLATE_NOOP("benchglass::models", "few tokens"),
            QT_TRANSLATE_NOOP("benchglass::models", "Fewer than 16 tokens: no rate can be told from them.")};
    case Flag::Runaway:
        return {QT_TRANSLATE_NOOP("benchglass::models", "runaway"),
            QT_TRANSLATE_NOOP("benchglass::models", "Far more tokens than the other calls of this stage.")};
    default: break;
    }
    return {nullptr, nullptr};
}

FlagWords moreWordsOf(measure::Flag flag)
{
    using measure::Flag;
    switch (flag) {
    case Flag::RepeatLoop:
        return {QT_TRANSLATE_NOOP("benchglass::models", "repeat loop"),
            QT_TRANSLATE_NOOP("benchglass::models", "The answer repeats itself.")};
    case Flag::ThinkingUnsplit:
        return {QT_TRANSLATE_NOOP("benchglass::models", "thinking not split"),
            QT_TRANSLATE_NOOP("benchglass::models", "Thinking stands inside the answer.")};
    case Flag::Buffered:
        return {QT_TRANSLATE_NOOP("benchglass::models", "buffered"),
            QT_TRANSLATE_NOOP("benchglass::models",
                "The text arrived in far less time than it took to write: something between held it back.")};
    case Flag::Bundled:
        return {QT_TRANSLATE_NOOP("benchglass::models", "bundled"),
            QT_TRANSLATE_NOOP(
                "benchglass::models", "Many chunks arrived together: gaps between them tell little.")};
    case Flag::ClientLate:
        return {QT_TRANSLATE_NOOP("benchglass::models", "client late"),
            QT_TRANSLATE_NOOP(
                "benchglass::models", "This computer was slow to read: gaps between chunks tell little.")};
    case Flag::Suspended:
        return {QT_TRANSLATE_NOOP("benchglass::models", "suspended"),
            QT_TRANSLATE_NOOP("benchglass::models", "The computer slept during the call.")};
    case Flag::Paced:
        return {QT_TRANSLATE_NOOP("benchglass::models", "paced"),
            QT_TRANSLATE_NOOP("benchglass::models", "Slowed down for watching: its times measure nothing.")};
    case Flag::NoModel:
        return {QT_TRANSLATE_NOOP("benchglass::models", "no model"),
            QT_TRANSLATE_NOOP("benchglass::models",
                "Written by the built-in analyst, by rules: its times are compared with nothing.")};
    case Flag::Warmup:
        return {QT_TRANSLATE_NOOP("benchglass::models", "warm-up"),
            QT_TRANSLATE_NOOP("benchglass::models", "Made to load the model; never counted.")};
    case Flag::Concurrent:
        return {QT_TRANSLATE_NOOP("benchglass::models", "several at once"),
            QT_TRANSLATE_NOOP("benchglass::models",
                "Other agents were at work, too: never counted with calls that were alone.")};
    default: return wordsOf(flag);
    }
}

QList<measure::Flag> flagsIn(measure::Flags flags)
{
    QList<measure::Flag> list;
    for (quint32 bit = 0; bit <= 18; ++bit)
        if (const auto flag = static_cast<measure::Flag>(1U << bit); flags.testFlag(flag))
            list.append(flag);
    return list;
}

} // namespace

QString stageText(measure::Stage stage)
{
    switch (stage) {
    case measure::Stage::Ingest: return QCoreApplication::translate("benchglass::models", "reading");
    case measure::Stage::Analysis: return QCoreApplication::translate("benchglass::models", "analysis");
    case measure::Stage::Report: return QCoreApplication::translate("benchglass::models", "report");
    }
    return {};
}

QString stratumText(measure::Stratum stratum)
{
    switch (stratum) {
    case measure::Stratum::Cold: return QCoreApplication::translate("benchglass::models", "cold");
    case measure::Stratum::Cached: return QCoreApplication::translate("benchglass::models", "cached");
    case measure::Stratum::Warm: return QCoreApplication::translate("benchglass::models", "warm");
    case measure::Stratum::Unknown: return QCoreApplication::translate("benchglass::models", "unknown");
    }
    return {};
}

QString callStateText(measure::CallState state)
{
    switch (state) {
    case measure::CallState::Ok: return QCoreApplication::translate("benchglass::models", "ok");
    case measure::CallState::Length:
        return QCoreApplication::translate("benchglass::models", "hit the limit");
    case measure::CallState::Aborted: return QCoreApplication::translate("benchglass::models", "dropped");
    case measure::CallState::Cancelled: return QCoreApplication::translate("benchglass::models", "stopped");
    case measure::CallState::Error: return QCoreApplication::translate("benchglass::models", "failed");
    }
    return {};
}

QString flagsText(measure::Flags flags)
{
    QStringList names;
    for (const measure::Flag flag : flagsIn(flags))
        names.append(QCoreApplication::translate("benchglass::models", moreWordsOf(flag).name));
    return names.join(QStringLiteral(", "));
}

QString flagMeaning(measure::Flag flag)
{
    return QCoreApplication::translate("benchglass::models", moreWordsOf(flag).meaning);
}

QString flagsMeaning(measure::Flags flags)
{
    QStringList lines;
    for (const measure::Flag flag : flagsIn(flags))
        lines.append(QCoreApplication::translate("benchglass::models", moreWordsOf(flag).name)
            % QStringLiteral(": ") % flagMeaning(flag));
    return lines.join(u'\n');
}

QString faultsText(measure::AnatomyFaults faults)
{
    using measure::AnatomyFault;
    QStringList texts;
    if (faults.testFlag(AnatomyFault::Negative))
        texts += QCoreApplication::translate("benchglass::models", "the server gave a negative time");
    if (faults.testFlag(AnatomyFault::BeyondWait))
        texts += QCoreApplication::translate(
            "benchglass::models", "the server gave a time longer than the whole wait");
    if (faults.testFlag(AnatomyFault::SumBeyondWait))
        texts += QCoreApplication::translate(
            "benchglass::models", "the server's times add up to more than the whole wait");
    return texts.join(QStringLiteral(", "));
}

QString reasonText(const QString& exclusionReason)
{
    if (const measure::Flags flags = measure::flagsFromNames({exclusionReason}); flags)
        return flagsText(flags);
    if (const auto state = measure::callStateFromName(exclusionReason))
        return callStateText(*state);
    if (exclusionReason == u"absent")
        return QCoreApplication::translate("benchglass::models", "not told");
    return exclusionReason;
}

QString experimentStateText(experiment::ExperimentState state)
{
    switch (state) {
    case experiment::ExperimentState::Running:
        return QCoreApplication::translate("benchglass::models", "running");
    case experiment::ExperimentState::Finished:
        return QCoreApplication::translate("benchglass::models", "finished");
    case experiment::ExperimentState::Stopped:
        return QCoreApplication::translate("benchglass::models", "stopped");
    case experiment::ExperimentState::Failed:
        return QCoreApplication::translate("benchglass::models", "failed");
    case experiment::ExperimentState::Interrupted:
        return QCoreApplication::translate("benchglass::models", "interrupted");
    }
    return {};
}

QString experimentStateMark(experiment::ExperimentState state)
{
    switch (state) {
    case experiment::ExperimentState::Running: return QStringLiteral("▶");
    case experiment::ExperimentState::Finished: return QStringLiteral("●");
    case experiment::ExperimentState::Stopped:
    case experiment::ExperimentState::Interrupted: return QStringLiteral("◐");
    case experiment::ExperimentState::Failed: return QStringLiteral("✕");
    }
    return {};
}

QString metricText(measure::Metric metric)
{
    switch (metric) {
    case measure::Metric::Ttft: return QCoreApplication::translate("benchglass::models", "TTFT");
    case measure::Metric::Ttfo: return QCoreApplication::translate("benchglass::models", "first answer");
    case measure::Metric::DecodeRate: return QCoreApplication::translate("benchglass::models", "decode rate");
    case measure::Metric::Tpot: return QCoreApplication::translate("benchglass::models", "time per token");
    case measure::Metric::ChunkGap: return QCoreApplication::translate("benchglass::models", "chunk gap");
    case measure::Metric::E2el: return QCoreApplication::translate("benchglass::models", "whole call");
    case measure::Metric::OutputTokens:
        return QCoreApplication::translate("benchglass::models", "output tokens");
    case measure::Metric::PrefillRate:
        return QCoreApplication::translate("benchglass::models", "prefill rate");
    case measure::Metric::Load: return QCoreApplication::translate("benchglass::models", "load");
    }
    return {};
}

QString metricTitle(measure::Metric metric)
{
    const QString unit = measure::metricUnit(metric);
    if (metric == measure::Metric::OutputTokens || unit.isEmpty())
        return metricText(metric);
    return metricText(metric) % QStringLiteral(", ") % unit;
}

QString callTitle(const experiment::Call& call)
{
    if (call.warmup)
        return QCoreApplication::translate("benchglass::models", "Warm-up");
    const QString run = QCoreApplication::translate("benchglass::models", "Run %1").arg(call.run)
        % QStringLiteral(" · ") % stageText(call.stage);
    if (!call.isConcurrent())
        return run;
    return run % QStringLiteral(" · ")
        % QCoreApplication::translate("benchglass::models", "agent %1").arg(call.agent);
}

QString callCountText(const experiment::Experiment& experiment)
{
    const QList<measure::MeasuredCall> calls = experiment.measuredCalls();
    std::set<std::tuple<QString, int, int, measure::Stage>> leftOut;
    std::set<QString> reasons;
    for (const auto metric : {measure::Metric::Ttft, measure::Metric::DecodeRate}) {
        for (const measure::StratumSummary& stratum : measure::summariesOf(metric, calls)) {
            for (const measure::Exclusion& exclusion : stratum.leftOut) {
                leftOut.emplace(stratum.arm, exclusion.run, exclusion.agent, stratum.stage);
                reasons.insert(exclusion.reason);
            }
        }
    }
    // lupdate reads no casts.
    const int callCount = static_cast<int>(calls.size());
    const int warmupCount = static_cast<int>(std::ranges::count_if(
        experiment.calls, [](const experiment::Call& call) { return call.finished && call.warmup; }));
    QString text = QCoreApplication::translate("benchglass::models", "%n call(s)", nullptr, callCount);
    if (warmupCount > 0) {
        text = QCoreApplication::translate("benchglass::models", "%1 and %n warm-up(s)", nullptr, warmupCount)
                   .arg(text);
    }
    if (!leftOut.empty()) {
        text = QCoreApplication::translate("benchglass::models", "%1; %2 left out of the statistics")
                   .arg(text, base::countText(static_cast<qint64>(leftOut.size())));
        // Several reasons stand in the list of calls, each with its own.
        if (reasons.size() == 1)
            text += QStringLiteral(" (") % reasonText(*reasons.begin()) % u')';
    }
    return text;
}

bool isWithoutModel(const experiment::Call& call)
{
    return call.evidence.noModel || call.flags.testFlag(measure::Flag::NoModel);
}

QString rateText(const experiment::Call& call)
{
    return measure::rateText(call.metrics, isWithoutModel(call) ? measure::Flag::NoModel : call.flags);
}

QString meanText(measure::Metric metric, const measure::Summary& summary)
{
    const int decimals = measure::decimalsOf(metric, summary.mean);
    if (!summary.mean)
        return base::absentText();
    const QString mean = base::fixedText(*summary.mean, decimals);
    if (!summary.sd)
        return mean;
    return mean % QStringLiteral(" ± ") % base::fixedText(*summary.sd, decimals);
}

} // namespace benchglass::models
