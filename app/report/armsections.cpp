#include "base/format.h"
#include "measure/figuretext.h"
#include "report/sections.h"
#include "report/words.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::report {

namespace {

using measure::Metric;

QList<Align> aligned(int leftColumns, int rightColumns, int leftAfter = 0)
{
    return QList<Align>(leftColumns, Align::Left) + QList<Align>(rightColumns, Align::Right)
        + QList<Align>(leftAfter, Align::Left);
}

QString percentText(std::optional<double> ratio)
{
    return ratio ? base::fixedText(*ratio * 100, 1) : base::absentText();
}

/// One metric over stages and strata.
Table stratumTable(Metric metric, const QList<measure::MeasuredCall>& calls)
{
    const bool isRate = metric == Metric::DecodeRate;
    const QString unit = measure::metricUnit(metric);
    Table table;
    table.caption =
        Words::tr("%1, %2: one row a stage and stratum, never pooled").arg(metricTitle(metric), unit);
    table.header = {Words::tr("Stage"), Words::tr("Stratum"), Words::tr("n"),
        Words::tr("Mean (%1)").arg(unit), Words::tr("SD (%1)").arg(unit), Words::tr("CV (%)"),
        Words::tr("Min (%1)").arg(unit), Words::tr("Median (%1)").arg(unit), Words::tr("Max (%1)").arg(unit)};
    if (isRate)
        table.header.append(Words::tr("Token-weighted (%1)").arg(unit));
    table.header.append(Words::tr("Left out"));
    table.align = aligned(2, isRate ? 8 : 7, 1);
    for (const measure::StratumSummary& row : measure::summariesOf(metric, calls)) {
        const measure::Summary& summary = row.summary;
        const int decimals = measure::decimalsOf(metric, summary.mean);
        QStringList cells {stageTitle(row.stage), stratumTitle(row.stratum), QString::number(summary.n),
            base::fixedText(summary.mean, decimals), base::fixedText(summary.sd, decimals),
            percentText(summary.cv), base::fixedText(summary.min, decimals),
            base::fixedText(summary.median, decimals), base::fixedText(summary.max, decimals)};
        if (isRate)
            cells.append(base::fixedText(row.tokenWeightedRatePerSecond, 2));
        cells.append(leftOutText(row.leftOut));
        table.rows.append(cells);
    }
    return table;
}

/// Means of the parts of TTFT, over the calls that count for TTFT in one stage and stratum.
struct Part
{
    QString title;
    std::function<std::optional<double>(const experiment::Call&)> value;
};

QList<Part> partsOfTtft()
{
    using experiment::Call;
    return {
        {Words::tr("Connect (ms)"),
            [](const Call& call) {
                return call.metrics.connectNs;
            }},
        {Words::tr("TTFT (ms)"),
            [](const Call& call) {
                return call.metrics.ttftNs;
            }},
        {Words::tr("Load (ms)"),
            [](const Call& call) {
                return call.metrics.loadNs;
            }},
        {Words::tr("Prefill (ms)"),
            [](const Call& call) {
                return call.metrics.prefillNs;
            }},
        {Words::tr("Queue and overhead (ms)"),
            [](const Call& call) {
                return call.metrics.queueAndOverheadNs;
            }},
        {Words::tr("Thinking (ms)"),
            [](const Call& call) {
                return call.metrics.thinkingNs;
            }},
    };
}

QString meanText(const QList<const experiment::Call*>& calls, const Part& part)
{
    double sum = 0;
    int n = 0;
    for (const experiment::Call* call : calls) {
        if (const std::optional<double> value = part.value(*call)) {
            sum += *value;
            ++n;
        }
    }
    if (n == 0)
        return base::absentText();
    const QString mean = measure::latencyText(sum / n);
    // A part that only some calls have is no mean of all of them.
    return n == calls.size() ? mean : Words::tr("%1 (n = %2)").arg(mean).arg(n);
}

/// The options of the measured calls that the arm does not name, with every value: `seed=1/2,
/// num_predict=2048`.
QString addedOptionsText(const experiment::Experiment& experiment, const experiment::Arm& arm)
{
    QStringList texts;
    const auto add = [&](const QString& name) {
        QStringList values;
        for (const experiment::Call& call : experiment.calls) {
            if (call.arm != arm.name || call.warmup || !call.optionsSent.contains(name))
                continue;
            const experiment::Arm only {{}, {{name, call.optionsSent.value(name)}}, {}};
            const QString value = experiment::configurationName(only).mid(name.size() + 1);
            if (!values.contains(value))
                values.append(value);
        }
        texts.append(QString(name % u'=' % values.join(u'/')));
    };
    QStringList names;
    for (const experiment::Call& call : experiment.calls) {
        if (call.arm == arm.name && !call.warmup)
            names += call.optionsSent.keys();
    }
    names.removeDuplicates();
    names.sort();
    for (const QString& name : std::as_const(names)) {
        if (!arm.options.contains(name))
            add(name);
    }
    return texts.join(QLatin1String(", "));
}

/// The arm's options that were not sent.
QString idleOptionsText(const experiment::Experiment& experiment, const experiment::Arm& arm)
{
    QStringList names = experiment.environment.optionsWithoutEffect;
    names.removeIf([&arm](const QString& name) { return !arm.options.contains(name); });
    return names.join(QLatin1String(", "));
}

} // namespace

void addConfiguration(Draft& draft, const experiment::Arm& arm)
{
    draft.heading(sectionName(Section::Configuration));
    draft.text(experiment::configurationText(arm));
    if (isWithoutModel(draft.experiment)) {
        draft.text(Words::tr("No option was sent: the built-in analyst takes none."));
        return;
    }
    const QString idle = idleOptionsText(draft.experiment, arm);
    if (!idle.isEmpty())
        draft.text(Words::tr("Of these the server cannot be told, so they were not sent: %1.").arg(idle));
    const QString added = addedOptionsText(draft.experiment, arm);
    if (!added.isEmpty())
        draft.text(
            Words::tr("Sent beside that, so that runs can be repeated and arms compared: %1.").arg(added));
    if (!arm.think.isEmpty())
        draft.text(Words::tr("Thinking: %1.").arg(arm.think));
}

void addAggregate(Draft& draft, const QString& arm)
{
    draft.heading(sectionName(Section::Aggregate));
    const QList<measure::MeasuredCall> calls = statisticsCalls(draft.experiment, arm);
    if (calls.isEmpty()) {
        draft.text(Words::tr("No call was finished: there is nothing to summarise."));
        return;
    }
    draft.blocks.append(stratumTable(Metric::Ttft, calls));
    draft.blocks.append(stratumTable(Metric::DecodeRate, calls));
}

void addStages(Draft& draft, const QString& arm)
{
    Table table;
    table.caption = Words::tr(
        "Means over the calls that count for TTFT. Connecting comes before TTFT; load, prefill, and "
        "queue and overhead make it up; thinking is what follows before the first answer.");
    table.header = {Words::tr("Stage"), Words::tr("Stratum"), Words::tr("n")};
    const QList<Part> parts = partsOfTtft();
    for (const Part& part : parts)
        table.header.append(part.title);
    table.align = aligned(2, int(parts.size()) + 1);
    for (const measure::Stage stage :
        {measure::Stage::Ingest, measure::Stage::Analysis, measure::Stage::Report}) {
        for (const measure::Stratum stratum : {measure::Stratum::Cold, measure::Stratum::Cached,
                 measure::Stratum::Warm, measure::Stratum::Unknown}) {
            QList<const experiment::Call*> counted;
            for (const experiment::Call& call : draft.experiment.calls) {
                const bool here = call.finished && !call.warmup && call.arm == arm && call.stage == stage
                    && call.stratum == stratum;
                if (here && !measure::exclusionOf(Metric::Ttft, call.measured()))
                    counted.append(&call);
            }
            if (counted.isEmpty())
                continue;
            QStringList row {stageTitle(stage), stratumTitle(stratum), QString::number(counted.size())};
            for (const Part& part : parts)
                row.append(meanText(counted, part));
            table.rows.append(row);
        }
    }
    if (table.rows.isEmpty())
        return;
    draft.heading(sectionName(Section::Stages));
    draft.blocks.append(table);
}

void addStatistics(Draft& draft, const QString& arm)
{
    draft.heading(sectionName(Section::Statistics));
    const QList<measure::MeasuredCall> calls = statisticsCalls(draft.experiment, arm);
    Table table;
    table.header = {Words::tr("Metric"), Words::tr("Stage"), Words::tr("Stratum"), Words::tr("n"),
        Words::tr("Mean"), Words::tr("SD"), Words::tr("CV (%)"), Words::tr("Median"), Words::tr("p90"),
        Words::tr("p99"), Words::tr("Left out")};
    table.align = aligned(3, 7, 1);
    for (const Metric metric : {Metric::Ttft, Metric::Ttfo, Metric::DecodeRate, Metric::Tpot,
             Metric::ChunkGap, Metric::E2el, Metric::OutputTokens, Metric::PrefillRate, Metric::Load}) {
        for (const measure::StratumSummary& row : measure::summariesOf(metric, calls)) {
            const measure::Summary& summary = row.summary;
            const int decimals = measure::decimalsOf(metric, summary.mean);
            table.rows.append({Words::tr("%1 (%2)").arg(metricTitle(metric), measure::metricUnit(metric)),
                stageTitle(row.stage), stratumTitle(row.stratum), QString::number(summary.n),
                base::fixedText(summary.mean, decimals), base::fixedText(summary.sd, decimals),
                percentText(summary.cv), base::fixedText(summary.median, decimals),
                base::fixedText(summary.p90, decimals), base::fixedText(summary.p99, decimals),
                leftOutText(row.leftOut)});
        }
    }
    draft.text(
        Words::tr("Runs: %1. p90 stands from n = 64, p99 from n = 662; below, the calls themselves say more.")
            .arg(runsText(draft, arm)));
    if (!table.rows.isEmpty())
        draft.blocks.append(table);
}

void addFigures(Draft& draft, const QList<Figure>& figures)
{
    if (figures.isEmpty())
        return;
    draft.heading(sectionName(Section::Figures));
    for (const Figure& figure : figures)
        draft.blocks.append(FigureRef {figure.id});
}

} // namespace benchglass::report
