#include "report/report.h"

#include "base/format.h"
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

QString engineText(const experiment::Experiment& experiment)
{
    const experiment::Environment& environment = experiment.environment;
    const QString product =
        environment.serverProduct.isEmpty() ? experiment.spec.engine : environment.serverProduct;
    return environment.serverVersion.isEmpty() ? product
                                               : QString(product % u' ' % environment.serverVersion);
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

QString runsText(const experiment::Experiment& experiment, const QList<experiment::Arm>& arms)
{
    QStringList texts;
    for (const experiment::Arm& arm : arms) {
        const QString done =
            Words::tr("%1 of %2").arg(experiment.runsDone(arm.name)).arg(experiment.spec.runs);
        texts.append(arms.size() == 1 ? done : QString(arm.name % u' ' % done));
    }
    return texts.join(QLatin1String(", "));
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

void addOpening(Draft& draft, const QList<experiment::Arm>& arms)
{
    const experiment::Experiment& experiment = draft.experiment;
    KeyValues pairs;
    pairs.rows.append({Words::tr("Model"), modelText(experiment)});
    pairs.rows.append({Words::tr("Runs"), runsText(experiment, arms)});
    pairs.rows.append({Words::tr("Timestamp"),
        experiment.createdUtc.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"))});
    pairs.rows.append({Words::tr("Language"), languageText(experiment.environment)});
    pairs.rows.append({Words::tr("System"), systemText(experiment.environment)});
    pairs.rows.append(
        {Words::tr("Experiment"), experiment.id % u", " % experiment::experimentStateName(experiment.state)});
    draft.blocks.append(pairs);
    const QString note = experimentNote(experiment);
    if (!note.isEmpty())
        draft.note(note);
    if (isWithoutModel(experiment))
        draft.note(Words::tr(
            "No language model took part. The built-in analyst wrote these texts by rules, from facts "
            "of the folder; options have no effect on it. Its times are real, but they are compared "
            "with nothing and stand in no statistics (flag no-model)."));
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
}

QString corpusName(const experiment::Experiment& experiment)
{
    return experiment.corpus.name.isEmpty() ? Words::tr("Corpus") : experiment.corpus.name;
}

} // namespace

Report reportOf(
    const experiment::Experiment& experiment, const QList<Figure>& figures, const Selection& selection)
{
    QList<experiment::Arm> arms = experiment.spec.arms;
    if (!selection.arm.isEmpty())
        arms.removeIf([&](const experiment::Arm& arm) { return arm.name != selection.arm; });
    const bool alone = arms.size() == 1;
    Report report;
    report.title = Words::tr("%1 Agent Report").arg(alone ? arms.first().name : corpusName(experiment));
    report.subtitle = alone ? corpusName(experiment) : Words::tr("%1 arms compared").arg(arms.size());
    report.dateUtc = experiment.createdUtc;
    report.figures = figures;
    Draft draft {experiment, selection, {}, 2, {}};
    addOpening(draft, arms);
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
