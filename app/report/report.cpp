#include "report/report.h"

#include "base/format.h"
#include "engine/engine.h"
#include "report/sections.h"
#include "report/words.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::report {

namespace {

QString modelText(const experiment::Experiment& experiment)
{
    if (isWithoutModel(experiment))
        return Words::tr("none: the built-in analyst writes by rules");
    return experiment.spec.model.isEmpty() ? base::absentText() : experiment.spec.model;
}

/// An id of an engine that this program does not have, says itself.
QString engineName(const QString& id)
{
    const QString name = engine::engineDisplayName(id);
    return name.isEmpty() ? id : name;
}

QString engineText(const experiment::Experiment& experiment)
{
    const QString product = productTitle(experiment);
    const QString name = product.isEmpty() ? engineName(experiment.spec.engine) : product;
    const QString& version = experiment.environment.serverVersion;
    return version.isEmpty() ? name : QString(name % u' ' % version);
}

/// The language that the measuring program is written in: the reference has one report for each.
QString languageText(const experiment::Environment& environment)
{
    return QString(u"C++ (Benchglass " % environment.programVersion).trimmed() % u')';
}

QString systemText(const experiment::Environment& environment)
{
    QStringList parts;
    for (const QString& part : {environment.os, environment.cpu}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    if (environment.cores > 0)
        parts.append(Words::tr("%1 cores").arg(environment.cores));
    if (environment.memoryBytes > 0)
        parts.append(base::bytesText(environment.memoryBytes));
    return parts.isEmpty() ? base::absentText() : parts.join(QLatin1String(", "));
}

QString runsTextOfArms(const Draft& draft)
{
    const QList<experiment::Arm>& arms = draft.experiment.spec.arms;
    QStringList texts;
    for (const experiment::Arm& arm : arms) {
        const QString done = runsText(draft, arm.name);
        texts.append(arms.size() == 1 ? done : QString(arm.name % u' ' % done));
    }
    return texts.join(QLatin1String(", "));
}

/// That this is a part of something, and of what; empty for a whole experiment.
QString excerptNote(const Draft& draft, const experiment::Experiment& whole)
{
    const Selection& selection = draft.selection;
    if (selection.arm.isEmpty() && selection.run <= 0)
        return {};
    QStringList parts;
    if (!selection.arm.isEmpty())
        parts.append(Words::tr("arm %1").arg(selection.arm));
    if (selection.run > 0)
        parts.append(Words::tr("run %1").arg(selection.run));
    return Words::tr("Only a part of the experiment is reported here: %1, %2 of %3 calls.")
        .arg(parts.join(QLatin1String(", ")), base::countText(draft.experiment.calls.size()),
            base::countText(whole.calls.size()));
}

/// What is unusual about the whole experiment, in sentences; empty for a finished one.
QString experimentNote(const experiment::Experiment& experiment)
{
    switch (experiment.state) {
    case experiment::ExperimentState::Running:
        return Words::tr(
            "This experiment was still running when the report was made: what is missing here had not "
            "happened yet.");
    case experiment::ExperimentState::Finished: return {};
    case experiment::ExperimentState::Stopped:
        return Words::tr(
            "The experiment was stopped by the user. What had been measured by then is all here.");
    case experiment::ExperimentState::Failed:
        return Words::tr("The experiment failed: %1 What had been measured by then is all here.")
            .arg(experiment.error ? experiment.error->message : QString());
    case experiment::ExperimentState::Interrupted:
        return Words::tr(
            "The program ended while the experiment ran. What had been measured by then is all here.");
    }
    Q_UNREACHABLE();
}

void addOpening(Draft& draft, const experiment::Experiment& whole)
{
    const experiment::Experiment& experiment = draft.experiment;
    KeyValues pairs;
    pairs.rows.append({Words::tr("Model"), modelText(experiment)});
    pairs.rows.append({Words::tr("Runs"), runsTextOfArms(draft)});
    pairs.rows.append({Words::tr("Timestamp"),
        experiment.createdUtc.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"))});
    pairs.rows.append({Words::tr("Language"), languageText(experiment.environment)});
    pairs.rows.append({Words::tr("System"), systemText(experiment.environment)});
    pairs.rows.append({Words::tr("Engine"), engineText(experiment)});
    pairs.rows.append({Words::tr("Experiment"), experiment.id % u", " % stateTitle(experiment.state)});
    draft.blocks.append(pairs);
    const QString part = excerptNote(draft, whole);
    if (!part.isEmpty())
        draft.note(part);
    const QString note = experimentNote(experiment);
    if (!note.isEmpty())
        draft.note(note);
    if (isWithoutModel(experiment))
        draft.note(Words::tr(
            "No language model took part. The built-in analyst wrote these texts by rules, from facts "
            "of the folder; options have no effect on it. Its times are real, but they are compared with "
            "nothing. The statistics of TTFT and its parts, of decode rates and of chunk gaps leave its "
            "calls out (flag no-model); durations and counts of tokens are described."));
    if (!experiment.notes.isEmpty())
        draft.text(Words::tr("Notes: %1").arg(experiment.notes));
}

void addArm(Draft& draft, const experiment::Arm& arm, bool alone)
{
    if (draft.wants(Section::Configuration))
        addConfiguration(draft, arm);
    if (draft.wants(Section::Aggregate))
        addAggregate(draft, arm.name);
    if (draft.wants(Section::Stages))
        addStages(draft, arm.name);
    if (draft.wants(Section::Workflow))
        addWorkflow(draft, arm.name, alone);
    if (draft.wants(Section::ModelReport))
        addModelReports(draft, arm.name);
    if (draft.wants(Section::Calls))
        addCalls(draft, arm.name);
    if (draft.wants(Section::Statistics))
        addStatistics(draft, arm.name);
    if (draft.wants(Section::Concurrency))
        addConcurrency(draft, arm.name);
}

QString corpusName(const experiment::Experiment& experiment)
{
    return experiment.corpus.name.isEmpty() ? Words::tr("Corpus") : experiment.corpus.name;
}

} // namespace

Report reportOf(
    const experiment::Experiment& experiment, const QList<Figure>& figures, const Selection& selection)
{
    const experiment::Experiment part = experiment.excerpt(selection.arm, selection.run);
    const QList<experiment::Arm>& arms = part.spec.arms;
    const bool alone = arms.size() == 1;
    Report report;
    report.title = Words::tr("%1 Agent Report").arg(alone ? arms.first().name : corpusName(experiment));
    report.subtitle = alone ? corpusName(experiment) : Words::tr("%1 arms compared").arg(arms.size());
    report.dateUtc = experiment.createdUtc;
    report.figures = figures;
    Draft draft {part, selection, {}, 2, {}};
    addOpening(draft, experiment);
    if (alone) {
        addArm(draft, arms.first(), true);
        if (draft.wants(Section::Figures))
            addFigures(draft, figures);
    } else {
        if (draft.wants(Section::Comparison) && arms.size() > 1)
            addComparison(draft);
        if (draft.wants(Section::Figures))
            addFigures(draft, figures);
        if (draft.wants(Section::Workflow))
            addDataSummary(draft, 0);
        for (const experiment::Arm& arm : arms) {
            draft.heading(arm.name);
            draft.level = 3;
            addArm(draft, arm, false);
            draft.level = 2;
        }
    }
    if (draft.wants(Section::Reproducibility))
        addReproducibility(draft, arms);
    if (draft.wants(Section::Legacy))
        addLegacy(draft, arms);
    report.blocks = draft.blocks;
    return report;
}

} // namespace benchglass::report
