#include "cli/librarycommands.h"

#include "base/background.h"
#include "cli/output.h"
#include "cli/runcommand.h"
#include "cli/tables.h"
#include "experiment/json.h"
#include "measure/figuretext.h"

#include <QFileInfo>

#include <utility>

namespace benchglass::cli {

namespace {

/// One object an experiment, its arms inside, in the order of the library.
QJsonArray experimentsJson(const QList<experiment::Summary>& arms)
{
    QJsonArray list;
    for (const auto& arm : arms) {
        QJsonObject json = experiment::toJson(arm);
        const auto id = json.value(QStringLiteral("id"));
        if (list.isEmpty() || list.last().toObject().value(QStringLiteral("id")) != id) {
            QJsonObject experiment;
            for (const auto& shared :
                {"id", "corpus", "engine", "model", "state", "createdUtc", "tags", "notes", "trashed"})
                experiment.insert(QLatin1String(shared), json.value(QLatin1String(shared)));
            experiment.insert(QStringLiteral("arms"), QJsonArray());
            list.append(experiment);
        }
        QJsonObject experiment = list.last().toObject();
        QJsonArray inside = experiment.value(QStringLiteral("arms")).toArray();
        inside.append(json);
        experiment.insert(QStringLiteral("arms"), inside);
        list[list.size() - 1] = experiment;
    }
    return list;
}

QString listText(const QList<experiment::Summary>& arms)
{
    QList<QStringList> rows;
    for (const auto& arm : arms) {
        rows.append({arm.id, arm.createdUtc.toString(QStringLiteral("yyyy-MM-dd HH:mm")), arm.corpus,
            arm.model.isEmpty() ? arm.engine : arm.model, arm.arm, arm.configuration,
            endingText(arm.state, experiment::endingOf(arm)),
            QStringLiteral("%1/%2").arg(arm.runsDone).arg(arm.runs),
            measure::figureText(measure::Metric::Ttft, arm.ttftMedianMs),
            measure::figureText(measure::Metric::DecodeRate, arm.decodeRateMedianPerSecond), arm.flags});
    }
    return tableText(
        {Command::tr("id"), Command::tr("started (UTC)"), Command::tr("corpus"), Command::tr("model"),
            Command::tr("arm"), Command::tr("configuration"), Command::tr("state"), Command::tr("runs"),
            Command::tr("TTFT ms"), Command::tr("tok/s"), Command::tr("flags")},
        rows, {false, false, false, false, false, false, false, true, true, true, false});
}

} // namespace

void ListCommand::declare(QCommandLineParser& parser) const
{
    parser.addOption({QStringLiteral("filter"), tr("Words to look for."), QStringLiteral("TEXT")});
    parser.addOption({QStringLiteral("trash"), tr("List the trash instead.")});
    parser.addOption({QStringLiteral("json"), tr("Print JSON.")});
}

base::Result<void> ListCommand::start(const QCommandLineParser& parser, const FigureMaker&)
{
    if (!parser.positionalArguments().isEmpty())
        return base::failure(base::ErrorCode::Usage, tr("list takes no arguments; look with --filter."));
    store::Filter filter;
    filter.text = parser.value(QStringLiteral("filter"));
    filter.trashed = parser.isSet(QStringLiteral("trash"));
    const bool wantsJson = parser.isSet(QStringLiteral("json"));
    auto& workbench = bench(parser);
    printWarnings();
    base::whenDone(workbench.list(filter), this,
        [this, wantsJson](const base::Result<QList<experiment::Summary>>& arms) {
            if (!arms) {
                fail(arms.error());
                return;
            }
            if (wantsJson)
                print(experimentsJson(*arms));
            else
                print(listText(*arms));
            Q_EMIT finished(Done);
        });
    return {};
}

base::Result<void> TargetCommand::prepare(const QCommandLineParser&)
{
    return {};
}

base::Result<void> TargetCommand::start(const QCommandLineParser& parser, const FigureMaker& figures)
{
    if (parser.positionalArguments().size() != 1)
        return base::failure(base::ErrorCode::Usage, tr("One ID is needed; list shows them."));
    const auto target = targetFromText(parser.positionalArguments().first());
    if (!target)
        return tl::unexpected(target.error());
    if (const auto prepared = prepare(parser); !prepared)
        return prepared;
    m_figures = figures;
    m_bench = &bench(parser);
    printWarnings();
    base::whenDone(
        m_bench->load(target->id), this, [this, wanted = *target](const base::Result<Loaded>& experiment) {
            if (!experiment)
                fail(experiment.error());
            else if (const auto checked = checkTarget(wanted, **experiment); !checked)
                fail(checked.error());
            else
                loaded(*experiment, wanted);
        });
    return {};
}

void ShowCommand::declare(QCommandLineParser& parser) const
{
    parser.addPositionalArgument(QStringLiteral("ID"), tr("ID, ID/arm or ID/arm/run."));
    parser.addOption({QStringLiteral("json"), tr("Print the run as JSON.")});
}

base::Result<void> ShowCommand::prepare(const QCommandLineParser& parser)
{
    m_json = parser.isSet(QStringLiteral("json"));
    return {};
}

void ShowCommand::loaded(const Loaded& experiment, const Target& target)
{
    if (m_json) {
        print(experiment::toJson(experiment->excerpt(target.arm, target.run)));
    } else {
        print(experimentText(*experiment, target));
    }
    Q_EMIT finished(Done);
}

void ExportCommand::declare(QCommandLineParser& parser) const
{
    parser.addPositionalArgument(QStringLiteral("ID"), tr("ID, ID/arm or ID/arm/run."));
    parser.addOption({QStringLiteral("format"), tr("md, pdf, csv, json, a3, with commas."),
        QStringLiteral("LIST"), QStringLiteral("md")});
    parser.addOption(
        {QStringLiteral("out"), tr("A folder, or for one format a file."), QStringLiteral("PATH")});
}

base::Result<void> ExportCommand::prepare(const QCommandLineParser& parser)
{
    const auto formats = formatsFromText(parser.value(QStringLiteral("format")));
    if (!formats)
        return tl::unexpected(formats.error());
    m_formats = *formats;
    m_out = parser.value(QStringLiteral("out"));
    if (m_out.isEmpty() || m_formats.isEmpty())
        return base::failure(base::ErrorCode::Usage, tr("export needs --out PATH and --format."));
    return {};
}

void ExportCommand::loaded(const Loaded& experiment, const Target& target)
{
    workbench::ExportRequest request;
    request.experiment = experiment;
    request.formats = m_formats;
    request.selection.arm = target.arm;
    request.selection.run = target.run;
    const QFileInfo out(m_out);
    const bool isFile =
        m_formats.size() == 1 && !out.isDir() && !m_out.endsWith(u'/') && !out.suffix().isEmpty();
    (isFile ? request.file : request.folder) = m_out;
    if (m_figures)
        request.figures = m_figures(experiment->excerpt(target.arm, target.run));
    base::whenDone(m_bench->exportReport(request), this, [this](const base::Result<QStringList>& written) {
        if (!written) {
            fail(written.error());
            return;
        }
        print(written->join(u'\n') + u'\n');
        Q_EMIT finished(Done);
    });
}

void DeleteCommand::declare(QCommandLineParser& parser) const
{
    parser.addPositionalArgument(QStringLiteral("ID"), tr("The experiment."));
    parser.addOption(
        {QStringLiteral("forever"), tr("Remove it for good instead of moving it to the trash.")});
    parser.addOption({QStringLiteral("restore"), tr("Take it out of the trash.")});
}

base::Result<void> DeleteCommand::start(const QCommandLineParser& parser, const FigureMaker&)
{
    const bool isForever = parser.isSet(QStringLiteral("forever"));
    const bool isRestore = parser.isSet(QStringLiteral("restore"));
    if (parser.positionalArguments().size() != 1 || (isForever && isRestore))
        return base::failure(
            base::ErrorCode::Usage, tr("delete needs one ID, and --forever or --restore but not both."));
    auto& workbench = bench(parser);
    printWarnings();
    // The ID may be shortened: what it means is asked first.
    base::whenDone(workbench.load(parser.positionalArguments().first()), this,
        [this, &workbench, isForever, isRestore](const base::Result<TargetCommand::Loaded>& experiment) {
            if (!experiment) {
                fail(experiment.error());
                return;
            }
            const QString id = (*experiment)->id;
            const auto changed = isForever ? workbench.remove(id) : workbench.setTrashed(id, !isRestore);
            base::whenDone(changed, this, [this, id, isForever, isRestore](const base::Result<void>& result) {
                if (!result) {
                    fail(result.error());
                    return;
                }
                printNote(isForever ? tr("%1 is gone.").arg(id)
                        : isRestore ? tr("%1 is back.").arg(id)
                                    : tr("%1 is in the trash; delete --restore brings it back.").arg(id));
                Q_EMIT finished(Done);
            });
        });
    return {};
}

} // namespace benchglass::cli
