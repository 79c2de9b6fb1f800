#include "cli/runcommand.h"

#include "base/background.h"
#include "base/format.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/tables.h"
#include "engine/engine.h"
#include "experiment/json.h"

#include <QDir>

#include <algorithm>

namespace benchglass::cli {

namespace {

/// A call failed, or was never made: without an analysis there is no report.
bool hasFailures(const experiment::Experiment& experiment)
{
    return std::ranges::any_of(experiment.calls, [](const experiment::Call& call) {
        return call.state != measure::CallState::Ok && call.state != measure::CallState::Length;
    }) || std::ranges::any_of(experiment.spec.arms, [&experiment](const experiment::Arm& arm) {
        return experiment.runsDone(arm.name) < experiment.spec.runs;
    });
}

} // namespace

void RunCommand::declare(QCommandLineParser& parser) const
{
    const auto option = [&](const char* name, const QString& text, const char* value,
                            const char* preset = "") {
        parser.addOption({QLatin1String(name), text, QLatin1String(value), QLatin1String(preset)});
    };
    parser.addPositionalArgument(QStringLiteral("FOLDER"), tr("Folder with CSV, JSON and Markdown files."));
    parser.addOption({QStringLiteral("sample"), tr("Use the sample corpus.")});
    option(
        "engine", tr("One of: %1.").arg(engine::engineIds().join(QStringLiteral(", "))), "NAME", "builtin");
    option("url", tr("Where the server is; the engine's usual address if left out."), "URL");
    option("model", tr("Model to ask."), "NAME");
    option("arm", tr("An arm: NAME or NAME:option=value,..; may be repeated. Baseline if left out."), "ARM");
    option("runs", tr("Runs per arm."), "N", "1");
    option("prompts", tr("grounded or reference."), "SET", "grounded");
    option("order", tr("interleaved, sequential or random."), "ORDER", "interleaved");
    option("seed", tr("Seed of the order and of the answers."), "N", "1");
    option("warmup", tr("Warm-up calls before an arm and before each reload."), "N", "1");
    option("cooldown", tr("Pause between runs."), "SECONDS", "0");
    option("num-predict", tr("Most tokens of an answer; 0 for the engine's own limit."), "N", "2048");
    option("think", tr("off, on, low, medium or high, for every arm that has no think of its own."), "MODE");
    option("agents",
        tr("Agents at once: each run is made by one alone and then by all together, and both are measured."),
        "N", "1");
    option("also", tr("A further server for the agents, in turn; may be repeated."), "ADDRESS");
    option("pace", tr("Let the built-in analyst write at this speed, to watch it."), "TOK/S");
    parser.addOption({QStringLiteral("cold"), tr("Unload the model before each run.")});
    parser.addOption(
        {QStringLiteral("no-nonce"), tr("Send no nonce: repeats may come from the prefix cache.")});
    option("timeout-connect", tr("Seconds to connect."), "S", "10");
    option("timeout-first", tr("Seconds to the first byte."), "S", "600");
    option("timeout-idle", tr("Seconds of silence between two pieces."), "S", "120");
    option("timeout-total", tr("Seconds for a whole call; 0 = no limit."), "S", "0");
    option("ca-file", tr("Certificates (PEM) to trust beside the system's."), "PATH");
    option("out", tr("Folder for the exported files."), "DIR");
    option("format", tr("What to export: md, pdf, csv, json, a3, with commas."), "LIST", "md");
    parser.addOption({QStringLiteral("json"), tr("Print the run as JSON.")});
}

base::Result<void> RunCommand::start(const QCommandLineParser& parser, const FigureMaker& figures)
{
    const bool wantsSample = parser.isSet(QStringLiteral("sample"));
    if (parser.positionalArguments().size() != (wantsSample ? 0 : 1))
        return base::failure(base::ErrorCode::Usage, tr("run needs one folder."));
    auto spec = specFromOptions(parser);
    if (!spec)
        return tl::unexpected(spec.error());
    const auto formats = formatsFromText(parser.value(QStringLiteral("format")));
    if (!formats)
        return tl::unexpected(formats.error());
    if (wantsSample) {
        const auto sample = workbench::Workbench::sampleFolder();
        if (!sample)
            return tl::unexpected(sample.error());
        spec->folder = *sample;
    }
    m_figures = figures;
    m_formats = *formats;
    m_out = parser.value(QStringLiteral("out"));
    m_json = parser.isSet(QStringLiteral("json"));
    m_bench = &bench(parser);
    watch();
    m_bench->run(*spec);
    return {};
}

void RunCommand::watch()
{
    printWarnings();
    auto* interrupt = new Interrupt(this);
    connect(interrupt, &Interrupt::requested, this, &RunCommand::interrupted);
    connect(m_bench, &workbench::Workbench::experimentBegun, this, &RunCommand::noteIdleOptions);
    connect(m_bench, &workbench::Workbench::progressed, this, &RunCommand::showProgress);
    connect(m_bench, &workbench::Workbench::callFinished, this,
        [](const experiment::Call& call) { printNote(callLine(call)); });
    connect(m_bench, &workbench::Workbench::experimentFinished, this, &RunCommand::ended);
}

void RunCommand::noteIdleOptions(const std::shared_ptr<const experiment::Experiment>& experiment)
{
    const experiment::Spec& spec = experiment->spec;
    const QStringList& idle = experiment->environment.optionsWithoutEffect;
    for (const experiment::Arm& arm : spec.arms) {
        QStringList names = arm.options.keys();
        names.removeIf([&](const QString& name) { return !idle.contains(name); });
        if (!names.isEmpty())
            printNote(tr("%1: no effect with this engine, and not sent: %2.")
                          .arg(arm.name, names.join(QStringLiteral(", "))));
    }
    if (spec.cold && engine::isWithoutModel(spec.engine))
        printNote(tr("--cold has no effect: this engine has no model that could be unloaded."));
}

void RunCommand::showProgress(const agent::Progress& progress)
{
    QString text;
    if (progress.callsPlanned > 0)
        text = tr("%1 of %2 calls · ").arg(progress.callsDone).arg(progress.callsPlanned);
    if (progress.ordinal >= 0)
        text += tr("%1 run %2 · %3 · ")
                    .arg(progress.arm, QString::number(progress.run), measure::stageName(progress.stage));
    if (progress.agentsAtWork > 1)
        text += tr("%n agent(s) at work", nullptr, progress.agentsAtWork) + u" · "_qs;
    printStatus(text + agent::activityText(progress.activity));
}

void RunCommand::interrupted()
{
    if (++m_interrupts == 1) {
        printNote(tr("Stopping after this stage; once more to stop now."));
        m_bench->stopAfterStage();
    } else {
        m_bench->stopNow();
    }
}

void RunCommand::ended(const std::shared_ptr<const experiment::Experiment>& experiment)
{
    if (experiment->id.isEmpty()) {
        if (!experiment->error) {
            Q_EMIT finished(FinishedWithFailures);
            return;
        }
        // Nothing was begun, so nothing finished with failures: what is left is a server that hangs, breaks
        // off or refuses when it is asked who it is.
        const auto code = exitCodeOf(*experiment->error);
        fail(*experiment->error, code == FinishedWithFailures ? EngineUnreachable : code);
        return;
    }
    if (m_out.isEmpty()) {
        conclude(*experiment);
        return;
    }
    workbench::ExportRequest request;
    request.experiment = experiment;
    request.formats = m_formats;
    request.folder = m_out;
    if (m_figures)
        request.figures = m_figures(*experiment);
    base::whenDone(
        m_bench->exportReport(request), this, [this, experiment](const base::Result<QStringList>& written) {
            if (!written) {
                fail(written.error());
                return;
            }
            for (const auto& path : *written) {
                const QString relative = QDir().relativeFilePath(path);
                printNote(tr("wrote %1").arg(relative.startsWith(u"..") ? path : relative));
            }
            conclude(*experiment);
        });
}

void RunCommand::conclude(const experiment::Experiment& experiment)
{
    if (m_json)
        print(experiment::toJson(experiment.excerpt()));
    else
        print(experimentText(experiment, {experiment.id, {}, 0}));
    if (experiment.error) {
        fail(*experiment.error);
        return;
    }
    const bool isWhole =
        experiment.state == experiment::ExperimentState::Finished && !hasFailures(experiment);
    Q_EMIT finished(hasStoreFailed() ? StoreFailed : isWhole ? Done : FinishedWithFailures);
}

} // namespace benchglass::cli
