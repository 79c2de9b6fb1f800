#include "cli/doctorcommand.h"

#include "base/format.h"
#include "cli/output.h"
#include "engine/http/streamerrors.h"
#include "engine/http/streamthread.h"

#include <QJsonArray>

namespace benchglass::cli {

namespace {

constexpr int stageWidth = 15;
constexpr int stateWidth = 13;
constexpr int durationWidth = 9;

QString lineOf(const engine::DoctorStep& step)
{
    const QString duration = step.durationNs ? engine::doctorDurationText(*step.durationNs) : QString();
    return engine::doctorStageText(step.stage).leftJustified(stageWidth)
        + engine::doctorStateText(step).leftJustified(stateWidth) + duration.rightJustified(durationWidth)
        + u"  "_qs + engine::doctorStepText(step);
}

} // namespace

DoctorCommand::DoctorCommand() = default;

DoctorCommand::~DoctorCommand() = default;

void DoctorCommand::declare(QCommandLineParser& parser) const
{
    const auto option = [&](const char* name, const QString& text, const char* value,
                            const char* preset = "") {
        parser.addOption({QLatin1String(name), text, QLatin1String(value), QLatin1String(preset)});
    };
    option("engine", tr("One of: %1.").arg(engine::engineIds().join(QStringLiteral(", "))), "NAME", "ollama");
    option("url", tr("Where the server is; the engine's usual address if left out."), "URL");
    option("model", tr("Model to try; one that the server lists if left out."), "NAME");
    option("ca-file", tr("Certificates (PEM) to trust beside the system's."), "PATH");
    parser.addOption({QStringLiteral("pull"), tr("Let an Ollama fetch the model if it is missing.")});
    parser.addOption({QStringLiteral("json"), tr("Print what was found as JSON.")});
}

base::Result<void> DoctorCommand::start(const QCommandLineParser& parser, const FigureMaker&)
{
    if (!parser.positionalArguments().isEmpty())
        return base::failure(base::ErrorCode::Usage, tr("doctor takes options only."));
    workbench::CheckupRequest request;
    request.endpoint.engine = parser.value(QStringLiteral("engine"));
    request.endpoint.url = parser.value(QStringLiteral("url"));
    request.endpoint.caFile = parser.value(QStringLiteral("ca-file"));
    request.options.model = parser.value(QStringLiteral("model"));
    m_json = parser.isSet(QStringLiteral("json"));
    m_mayPull = parser.isSet(QStringLiteral("pull"));
    if (m_mayPull
        && (!engine::engineTraits(request.endpoint.engine).canPull || request.options.model.isEmpty()))
        return base::failure(base::ErrorCode::Usage, tr("--pull needs the engine ollama and a --model."));
    const auto streams = std::make_shared<engine::StreamThread>();
    if (const auto possible = engine::makeEngine(request.endpoint, streams); !possible)
        return tl::unexpected(possible.error());
    m_checkup = std::make_unique<workbench::Checkup>(&m_secrets, streams);
    connect(m_checkup.get(), &workbench::Checkup::stepChanged, this, &DoctorCommand::showStep);
    connect(m_checkup.get(), &workbench::Checkup::finished, this, &DoctorCommand::examined);
    connect(m_checkup.get(), &workbench::Checkup::pullProgressed, this, &DoctorCommand::showPull);
    connect(m_checkup.get(), &workbench::Checkup::pullEnded, this, &DoctorCommand::pulled);
    m_checkup->start(request);
    return {};
}

void DoctorCommand::showStep(const engine::DoctorStep& step) const
{
    if (step.state == engine::DoctorState::Running) {
        printStatus(lineOf(step));
        return;
    }
    if (!m_json)
        print(harmlessLine(lineOf(step)) + u'\n');
    for (const base::Error& warning : step.warnings)
        printError(warning);
}

void DoctorCommand::examined()
{
    const auto error = m_checkup->error();
    if (error && error->code == base::ErrorCode::ModelMissing && m_mayPull) {
        m_mayPull = false; // once
        const QString model = m_checkup->request().options.model;
        printNote(tr("Fetching the model “%1”.").arg(model));
        m_checkup->pull(model);
        return;
    }
    if (m_json)
        print(json());
    if (error)
        fail(*error, error->code == base::ErrorCode::Usage ? Usage : EngineUnreachable);
    else
        Q_EMIT finished(Done);
}

void DoctorCommand::showPull(const engine::PullProgress& progress)
{
    if (progress.status != m_pullStatus)
        printNote(progress.status);
    m_pullStatus = progress.status;
    if (progress.totalBytes) {
        printStatus(tr("%1: %2 of %3")
                        .arg(progress.status, base::bytesText(progress.completedBytes),
                            base::bytesText(*progress.totalBytes)));
    }
}

void DoctorCommand::pulled(const std::optional<base::Error>& failure)
{
    if (!failure)
        return; // it is looked at anew
    printError(*failure);
    if (m_json)
        print(json());
    Q_EMIT finished(EngineUnreachable);
}

QJsonObject DoctorCommand::json() const
{
    QJsonArray steps;
    for (const engine::DoctorStep& step : m_checkup->steps())
        steps.append(engine::toJson(step));
    return {{QStringLiteral("engine"), m_checkup->request().endpoint.engine},
        {QStringLiteral("url"), engine::shownUrl(m_checkup->url())},
        {QStringLiteral("model"), m_checkup->model()}, {QStringLiteral("ok"), !m_checkup->error()},
        {QStringLiteral("steps"), steps}};
}

} // namespace benchglass::cli
