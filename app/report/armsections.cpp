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

/// A call that counts for TTFT, divided.
struct Counted
{
    const experiment::Call* call = nullptr;
    measure::Anatomy anatomy;
};

/// Means of the parts of TTFT, over the calls that count for TTFT in one stage and stratum.
struct Part
{
    QString title;
    std::function<std::optional<double>(const Counted&)> value;
};

QList<Counted> countedFor(const experiment::Experiment& experiment, const QString& arm, measure::Stage stage,
    measure::Stratum stratum)
{
    QList<Counted> counted;
    for (const experiment::Call& call : experiment.calls) {
        const bool here = call.finished && !call.warmup && call.arm == arm && call.stage == stage
            && call.stratum == stratum;
        if (here && !measure::exclusionOf(Metric::Ttft, call.measured()))
            counted.append({&call, call.anatomy()});
    }
    return counted;
}

std::optional<double> nsOf(const measure::AnatomyPart& part)
{
    return part.ns ? std::optional(double(*part.ns)) : std::nullopt;
}

QList<Part> partsOfTtft()
{
    using measure::Anatomy;
    const auto part = [](const QString& title, measure::AnatomyPart Anatomy::*member) {
        return Part {title, [member](const Counted& counted) {
                         return nsOf(counted.anatomy.*member);
                     }};
    };
    return {
        part(Words::tr("Connect (ms)"), &Anatomy::connect),
        {Words::tr("TTFT (ms)"),
            [](const Counted& counted) {
                return counted.call->metrics.ttftNs;
            }},
        part(Words::tr("Queue (ms)"), &Anatomy::queue),
        part(Words::tr("Load (ms)"), &Anatomy::load),
        part(Words::tr("Prefill (ms)"), &Anatomy::prefill),
        part(Words::tr("Not told (ms)"), &Anatomy::untold),
        part(Words::tr("Thinking (ms)"), &Anatomy::thinking),
        part(Words::tr("Writing (ms)"), &Anatomy::writing),
    };
}

QString meanText(const QList<Counted>& calls, const Part& part)
{
    double sum = 0;
    int n = 0;
    for (const Counted& call : calls) {
        if (const std::optional<double> value = part.value(call)) {
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

QString sourceText(measure::PartSource source)
{
    using measure::PartSource;
    switch (source) {
    case PartSource::None: break;
    case PartSource::Server: return Words::tr("the server's figure");
    case PartSource::Client: return Words::tr("timed by the client");
    case PartSource::Headers: return Words::tr("until the response's headers");
    case PartSource::Progress: return Words::tr("from what the server said while it read");
    case PartSource::Difference: return Words::tr("what other times leave");
    }
    return {};
}

/// `Queue: until the response's headers. Prefill: the server's figure.` Of the parts that servers tell.
QString sourcesText(const QList<Counted>& calls)
{
    using measure::Anatomy;
    const QList<std::pair<QString, measure::AnatomyPart Anatomy::*>> parts {
        {Words::tr("Queue"), &Anatomy::queue}, {Words::tr("Load"), &Anatomy::load},
        {Words::tr("Prefill"), &Anatomy::prefill}};
    QStringList sentences;
    for (const auto& [title, member] : parts) {
        QStringList sources;
        for (const Counted& counted : calls)
            sources.append(sourceText((counted.anatomy.*member).source));
        sources.removeAll(QString());
        sources.removeDuplicates();
        if (!sources.isEmpty())
            sentences.append(Words::tr("%1: %2.").arg(title, sources.join(QLatin1String(", "))));
    }
    return sentences.join(u' ');
}

/// Where the parts come from, and what the server said that cannot be.
void addPartNotes(Draft& draft, const QList<Counted>& calls)
{
    QString sources = sourcesText(calls);
    const auto holdsQueue = [](const Counted& counted) {
        return counted.anatomy.loadHoldsQueue;
    };
    if (std::ranges::any_of(calls, holdsQueue))
        sources += u' ' % Words::tr("The load contains the server's queue, which is not told apart.");
    if (!sources.isEmpty())
        draft.note(sources);
    const auto contradictory =
        std::ranges::count_if(calls, [](const Counted& counted) { return bool(counted.anatomy.faults); });
    if (contradictory > 0)
        draft.note(Words::tr("Of %n call(s) the server gave times that cannot be: negative, or longer than "
                             "the time to the first token. These are left out here.",
            nullptr, int(contradictory)));
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
    table.caption = Words::tr("Means over the calls that count for TTFT. Connecting comes before TTFT; "
                              "queue, load, prefill and what "
                              "no server told make it up; thinking and writing follow.");
    table.header = {Words::tr("Stage"), Words::tr("Stratum"), Words::tr("n")};
    const QList<Part> parts = partsOfTtft();
    for (const Part& part : parts)
        table.header.append(part.title);
    table.align = aligned(2, int(parts.size()) + 1);
    QList<Counted> all;
    for (const measure::Stage stage :
        {measure::Stage::Ingest, measure::Stage::Analysis, measure::Stage::Report}) {
        for (const measure::Stratum stratum : {measure::Stratum::Cold, measure::Stratum::Cached,
                 measure::Stratum::Warm, measure::Stratum::Unknown}) {
            const QList<Counted> counted = countedFor(draft.experiment, arm, stage, stratum);
            if (counted.isEmpty())
                continue;
            QStringList row {stageTitle(stage), stratumTitle(stratum), QString::number(counted.size())};
            for (const Part& part : parts)
                row.append(meanText(counted, part));
            table.rows.append(row);
            all += counted;
        }
    }
    if (table.rows.isEmpty())
        return;
    draft.heading(sectionName(Section::Stages));
    draft.blocks.append(table);
    addPartNotes(draft, all);
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
