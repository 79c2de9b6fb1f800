#include "exchange/a3.h"

#include "engine/engine.h"
#include "measure/summary.h"

#include <QJsonArray>
#include <QStringBuilder>

#include <algorithm>

namespace benchglass::exchange {

namespace {

using experiment::Arm;
using experiment::Call;
using experiment::Experiment;
using measure::Stage;

constexpr double nsPerSecond = 1e9;

QString timeText(const QDateTime& time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

/// The measured calls of an arm, in order; without those of several agents at once, which the format has no
/// place for: it pools all calls.
QList<Call> callsOf(const Experiment& experiment, const Arm& arm)
{
    QList<Call> calls;
    std::ranges::copy_if(experiment.calls, std::back_inserter(calls), [&arm](const Call& call) {
        return call.arm == arm.name && call.agent == 0 && call.finished && !call.warmup;
    });
    return calls;
}

QJsonObject toJson(const Call& call)
{
    const measure::LegacyCall legacy = measure::legacyCallOf(call.trace, call.metrics);
    return {
        {QStringLiteral("run_number"), call.run},
        {QStringLiteral("stage"), measure::stageName(call.stage)},
        {QStringLiteral("prompt"), call.prompt},
        {QStringLiteral("response"), call.text()},
        {QStringLiteral("metrics"),
            QJsonObject {
                {QStringLiteral("ttft_ms"), legacy.ttftMs},
                {QStringLiteral("throughput_tokens_per_sec"), legacy.throughputPerSecond},
                {QStringLiteral("total_duration_ms"), legacy.totalMs},
                {QStringLiteral("tokens_generated"), legacy.tokens},
                {QStringLiteral("prompt_eval_duration_ms"), legacy.promptEvalMs},
                {QStringLiteral("eval_duration_ms"), legacy.evalMs},
                {QStringLiteral("load_duration_ms"), legacy.loadMs},
            }},
    };
}

QJsonArray toJson(const QList<Call>& calls)
{
    QJsonArray array;
    for (const Call& call : calls)
        array.append(toJson(call));
    return array;
}

measure::LegacyAggregate aggregateOf(const QList<Call>& calls)
{
    QList<measure::LegacyCall> legacy;
    for (const Call& call : calls)
        legacy += measure::legacyCallOf(call.trace, call.metrics);
    return measure::legacyAggregateOf(legacy);
}

QJsonObject toJson(const measure::LegacyAggregate& aggregate)
{
    return {
        {QStringLiteral("average_tokens_per_second"), aggregate.meanThroughputPerSecond},
        {QStringLiteral("average_ttft_ms"), aggregate.meanTtftMs},
        {QStringLiteral("total_duration_ms"), aggregate.totalDurationMs},
        {QStringLiteral("total_tokens_generated"), aggregate.totalTokens},
        {QStringLiteral("prompt_eval_duration_ms"), aggregate.promptEvalMs},
        {QStringLiteral("eval_duration_ms"), aggregate.evalMs},
        {QStringLiteral("load_duration_ms"), aggregate.loadMs},
        {QStringLiteral("stddev_throughput"), aggregate.sdThroughputPerSecond},
        {QStringLiteral("stddev_ttft"), aggregate.sdTtftMs},
    };
}

/// What the reference knows of the folder beside its harvest.
QJsonObject folderFigures(const experiment::CorpusRecord& corpus)
{
    QJsonArray types;
    qint64 bytes = 0;
    int jsonFiles = 0;
    int headings = 0;
    for (const experiment::FileRecord& file : corpus.files) {
        if (!types.contains(file.type))
            types.append(file.type);
        bytes += file.bytes;
        jsonFiles += file.type == u"json" ? 1 : 0;
        headings += file.headings;
    }
    return {
        {QStringLiteral("total_files_analyzed"), corpus.files.size()},
        {QStringLiteral("data_types"), types},
        {QStringLiteral("total_file_size_bytes"), bytes},
        {QStringLiteral("json_documents"), jsonFiles},
        {QStringLiteral("markdown_heading_count"), headings},
    };
}

QString reportText(const Experiment& experiment, const Arm& arm, const QString& report)
{
    return u"# Technical Report: " % arm.name % u" Agent Analysis\n\n**Date:** "
        % experiment.createdUtc.toUTC().toString(u"yyyy-MM-dd") % u"\n**Model:** " % experiment.spec.model
        % u"\n**Agent Type:** " % arm.name % u"\n**Configuration:** " % experiment::configurationName(arm)
        % u"\n\n---\n\n" % report;
}

double secondsOf(const measure::Trace& trace)
{
    const qint64 lastNs = trace.chunks.isEmpty() ? 0 : trace.chunks.last().arrivalNs;
    return static_cast<double>(trace.closedNs.value_or(trace.endMarkerNs.value_or(lastNs))) / nsPerSecond;
}

QJsonObject workflowRun(const Experiment& experiment, const Arm& arm, int run, const QList<Call>& calls)
{
    QString analysis;
    QString report;
    double analysisSeconds = 0;
    double reportSeconds = 0;
    for (const Call& call : calls) {
        (call.stage == Stage::Report ? report : analysis) = call.text();
        (call.stage == Stage::Report ? reportSeconds : analysisSeconds) += secondsOf(call.trace);
    }
    const double ingestSeconds = static_cast<double>(experiment.corpus.ingestNs) / nsPerSecond;
    const experiment::Findings findings = experiment::findingsOf(analysis);
    return {
        {QStringLiteral("run_number"), run},
        {QStringLiteral("benchmark_data_count"), experiment.corpus.files.size()},
        {QStringLiteral("data_summary"), experiment::dataSummaryText(experiment.corpus)},
        {QStringLiteral("analysis"),
            QJsonObject {
                {QStringLiteral("summary"), findings.summary},
                {QStringLiteral("key_findings"), QJsonArray::fromStringList(findings.keyFindings)},
                {QStringLiteral("performance_metrics"), folderFigures(experiment.corpus)},
                {QStringLiteral("recommendations"), QJsonArray::fromStringList(findings.recommendations)},
                {QStringLiteral("raw_response"), analysis},
            }},
        {QStringLiteral("report_markdown"), reportText(experiment, arm, report)},
        {QStringLiteral("workflow"),
            QJsonObject {
                {QStringLiteral("ingest_seconds"), ingestSeconds},
                {QStringLiteral("analysis_seconds"), analysisSeconds},
                {QStringLiteral("report_seconds"), reportSeconds},
                {QStringLiteral("total_seconds"), ingestSeconds + analysisSeconds + reportSeconds},
            }},
        {QStringLiteral("llm_calls"), toJson(calls)},
    };
}

QJsonArray workflowRuns(const Experiment& experiment, const Arm& arm, const QList<Call>& calls)
{
    QJsonArray runs;
    for (int run = 1; run <= experiment.spec.runs; ++run) {
        QList<Call> ofRun;
        std::ranges::copy_if(
            calls, std::back_inserter(ofRun), [run](const Call& call) { return call.run == run; });
        if (!ofRun.isEmpty())
            runs.append(workflowRun(experiment, arm, run, ofRun));
    }
    return runs;
}

QJsonObject armToJson(const Experiment& experiment, const Arm& arm)
{
    const QList<Call> calls = callsOf(experiment, arm);
    const experiment::Environment& environment = experiment.environment;
    const QJsonArray runs = workflowRuns(experiment, arm, calls);
    return {
        {QStringLiteral("agent_type"), arm.name},
        {QStringLiteral("model"), experiment.spec.model},
        {QStringLiteral("runs"), runs.size()},
        {QStringLiteral("configuration"), arm.options},
        {QStringLiteral("llm_calls"), toJson(calls)},
        {QStringLiteral("aggregate_metrics"), toJson(aggregateOf(calls))},
        {QStringLiteral("workflow_runs"), runs},
        {QStringLiteral("timestamp"),
            timeText(experiment.finishedUtc.isValid() ? experiment.finishedUtc : experiment.createdUtc)},
        {QStringLiteral("system_info"),
            QJsonObject {
                {QStringLiteral("os"), environment.os},
                {QStringLiteral("arch"), environment.architecture},
                {QStringLiteral("rust_version"), QString(u"none: Benchglass " % environment.programVersion)},
                {QStringLiteral("hostname"), QString()},
            }},
    };
}

/// The built-in analyst heeds no option: a difference between its arms is noise and must not look like a
/// result.
bool isComparable(const Experiment& experiment)
{
    return !engine::isWithoutModel(experiment.spec.engine)
        && std::ranges::none_of(experiment.calls, [](const Call& call) {
               return call.evidence.noModel || call.flags.testFlag(measure::Flag::NoModel);
           });
}

/// REFERENCE.md 1.9: 0 where the baseline has nothing to divide by.
double percentOf(double part, double whole)
{
    constexpr double percent = 100;
    return whole > 0 ? part / whole * percent : 0;
}

QJsonObject deltaOf(const measure::LegacyAggregate& baseline, const measure::LegacyAggregate& chimera)
{
    const double throughput = chimera.meanThroughputPerSecond - baseline.meanThroughputPerSecond;
    const double ttft = baseline.meanTtftMs - chimera.meanTtftMs;
    return {
        {QStringLiteral("throughput_improvement_percent"),
            percentOf(throughput, baseline.meanThroughputPerSecond)},
        {QStringLiteral("ttft_reduction_percent"), percentOf(ttft, baseline.meanTtftMs)},
        {QStringLiteral("baseline_throughput"), baseline.meanThroughputPerSecond},
        {QStringLiteral("chimera_throughput"), chimera.meanThroughputPerSecond},
        {QStringLiteral("baseline_ttft_ms"), baseline.meanTtftMs},
        {QStringLiteral("chimera_ttft_ms"), chimera.meanTtftMs},
        {QStringLiteral("throughput_delta_absolute"), throughput},
        {QStringLiteral("ttft_delta_absolute_ms"), ttft},
    };
}

} // namespace

QJsonObject toA3(const Experiment& experiment)
{
    QJsonObject root {
        {QStringLiteral("benchmark_type"), QStringLiteral("benchglass_agent")},
        {QStringLiteral("language"), QStringLiteral("c++")},
        {QStringLiteral("timestamp"), timeText(experiment.createdUtc)},
    };
    const QList<Arm>& arms = experiment.spec.arms;
    if (!arms.isEmpty())
        root.insert(QStringLiteral("baseline"), armToJson(experiment, arms.at(0)));
    if (arms.size() > 1) {
        root.insert(QStringLiteral("chimera"), armToJson(experiment, arms.at(1)));
        if (isComparable(experiment))
            root.insert(QStringLiteral("delta"),
                deltaOf(aggregateOf(callsOf(experiment, arms.at(0))),
                    aggregateOf(callsOf(experiment, arms.at(1)))));
    }
    return root;
}

} // namespace benchglass::exchange
