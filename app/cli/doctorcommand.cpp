#include "cli/doctorcommand.h"

#include "base/background.h"
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
        + engine::doctorStateText(step.state).leftJustified(stateWidth)
        + duration.rightJustified(durationWidth) + u"  "_qs + engine::doctorStepText(step);
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
    m_endpoint.engine = parser.value(QStringLiteral("engine"));
    m_endpoint.url = parser.value(QStringLiteral("url"));
    m_endpoint.caFile = parser.value(QStringLiteral("ca-file"));
    m_options.model = parser.value(QStringLiteral("model"));
    m_options.caFile = m_endpoint.caFile;
    m_json = parser.isSet(QStringLiteral("json"));
    m_mayPull = parser.isSet(QStringLiteral("pull"));
    if (m_mayPull && (m_endpoint.engine != u"ollama" || m_options.model.isEmpty()))
        return base::failure(base::ErrorCode::Usage, tr("--pull needs the engine ollama and a --model."));
    m_streams = std::make_shared<engine::StreamThread>();
    // The address has to be known before its key is.
    auto keyless = engine::makeEngine(m_endpoint, m_streams);
    if (!keyless)
        return tl::unexpected(keyless.error());
    const QUrl url = (*keyless)->url();
    if (url.isEmpty()) {
        examine({});
        return {};
    }
    base::whenDone(m_secrets.key(m_endpoint.engine, url), this,
        [this](const workbench::HeldKey& held) { examine(held.key); });
    return {};
}

void DoctorCommand::examine(const QString& key)
{
    m_endpoint.key = key;
    auto made = engine::makeEngine(m_endpoint, m_streams);
    if (!made)
        return fail(made.error());
    m_doctor.reset();
    m_engine = std::move(*made);
    m_doctor = std::make_unique<engine::Doctor>(*m_engine, m_options);
    connect(m_doctor.get(), &engine::Doctor::stepChanged, this, &DoctorCommand::showStep);
    // Another examination may follow, and replaces the doctor.
    connect(m_doctor.get(), &engine::Doctor::finished, this, &DoctorCommand::examined, Qt::QueuedConnection);
    m_doctor->start();
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
    const auto error = m_doctor->error();
    if (error && error->code == base::ErrorCode::ModelMissing && m_mayPull)
        pull();
    else
        conclude();
}

void DoctorCommand::pull()
{
    m_mayPull = false; // once
    printNote(tr("Fetching the model “%1”.").arg(m_options.model));
    m_pull = std::make_unique<engine::OllamaPull>(
        m_engine->url(), m_options.model, m_endpoint.key, m_endpoint.caFile);
    connect(m_pull.get(), &engine::OllamaPull::progressed, this, &DoctorCommand::showPull);
    connect(
        m_pull.get(), &engine::OllamaPull::finished, this,
        [this](const std::optional<base::Error>& failure) { pulled(failure); }, Qt::QueuedConnection);
    m_pull->start();
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
    if (!failure) {
        examine(m_endpoint.key);
        return;
    }
    printError(*failure);
    if (m_json)
        print(json());
    Q_EMIT finished(EngineUnreachable);
}

void DoctorCommand::conclude()
{
    if (m_json)
        print(json());
    const auto error = m_doctor->error();
    if (error)
        fail(*error, EngineUnreachable);
    else
        Q_EMIT finished(Done);
}

QJsonObject DoctorCommand::json() const
{
    QJsonArray steps;
    for (const engine::DoctorStep& step : m_doctor->steps())
        steps.append(engine::toJson(step));
    return {{QStringLiteral("engine"), m_engine->id()},
        {QStringLiteral("url"), engine::shownUrl(m_engine->url())},
        {QStringLiteral("model"), m_doctor->model()}, {QStringLiteral("ok"), !m_doctor->error()},
        {QStringLiteral("steps"), steps}};
}

} // namespace benchglass::cli
