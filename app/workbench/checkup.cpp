#include "workbench/checkup.h"

#include "base/background.h"
#include "engine/http/streamerrors.h"
#include "engine/http/streamthread.h"
#include "engine/localserver.h"

#include <QCoreApplication>
#include <QNetworkProxy>
#include <QStringBuilder>
#include <QStringList>
#include <QSysInfo>

#include <utility>

namespace benchglass::workbench {

using engine::Doctor;
using engine::DoctorStep;

namespace {

constexpr int knockMs = 250;
constexpr int startMs = 20'000; // A machine that is busy takes its time.

} // namespace

/// A doctor and the engine that it looks at: the two go together.
struct Checkup::Examination : public QObject
{
    Examination(std::unique_ptr<engine::Engine> made, const Doctor::Options& options, QObject* parent)
        : QObject(parent)
        , engine(std::move(made))
        , doctor(std::make_unique<Doctor>(*engine, options))
    {
    }

    std::unique_ptr<engine::Engine> engine;
    std::unique_ptr<Doctor> doctor;
};

Checkup::Checkup(Secrets* secrets, std::shared_ptr<engine::StreamThread> streams, QObject* parent)
    : QObject(parent)
    , m_secrets(secrets)
    , m_streams(std::move(streams))
{
    m_door.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_knock.setSingleShot(true);
    m_knock.setInterval(knockMs);
    connect(&m_knock, &QTimer::timeout, this, &Checkup::knock);
}

Checkup::~Checkup() = default;

/// A doctor may not be destroyed from within its own signals.
void Checkup::retire()
{
    if (auto* const examination = std::exchange(m_examination, nullptr)) {
        examination->doctor->disconnect(this);
        examination->deleteLater();
    }
}

void Checkup::abandon()
{
    ++m_number;
    m_state = State::Idle;
    m_knock.stop();
    m_door.abort();
    retire();
    if (auto* const pull = std::exchange(m_pull, nullptr)) {
        pull->disconnect(this);
        pull->deleteLater();
    }
}

void Checkup::start(const CheckupRequest& request)
{
    abandon();
    m_request = request;
    m_request.options.caFile = request.endpoint.caFile;
    m_model = request.options.model;
    m_key.clear();
    m_url.clear();
    m_steps = engine::pendingSteps();
    m_state = State::Checking;
    // The address has to be known before its key is.
    const auto keyless = engine::makeEngine(m_request.endpoint, m_streams);
    if (keyless)
        m_url = (*keyless)->url();
    Q_EMIT begun();
    if (!keyless)
        return failAtOnce(keyless.error());
    using Key = engine::EngineTraits::Key;
    const QString& id = m_request.endpoint.engine;
    switch (engine::engineTraits(id).key) {
    case Key::Never: return examine({});
    case Key::WhenAsked: return examine(m_secrets->keyIfAsked(id, m_url).key);
    case Key::Usual: break;
    }
    base::whenDone(m_secrets->key(id, m_url), this, [this, number = m_number](const HeldKey& held) {
        if (number == m_number)
            examine(held.key);
    });
}

void Checkup::examine(const QString& key)
{
    m_key = key;
    engine::Endpoint endpoint = m_request.endpoint;
    endpoint.key = key;
    auto made = engine::makeEngine(endpoint, m_streams);
    if (!made)
        return failAtOnce(made.error());
    m_examination = new Examination(std::move(*made), m_request.options, this);
    Doctor* const doctor = m_examination->doctor.get();
    connect(doctor, &Doctor::stepChanged, this, &Checkup::take);
    connect(doctor, &Doctor::finished, this, &Checkup::examined);
    doctor->start();
}

void Checkup::failAtOnce(const base::Error& error)
{
    m_steps = engine::failedSteps(error);
    for (const DoctorStep& step : std::as_const(m_steps))
        Q_EMIT stepChanged(step);
    QTimer::singleShot(0, this, [this, number = m_number] {
        if (number == m_number)
            end();
    });
}

void Checkup::take(const DoctorStep& step)
{
    m_steps[static_cast<qsizetype>(step.stage)] = step;
    m_model = m_examination->doctor->model();
    Q_EMIT stepChanged(step);
}

void Checkup::examined()
{
    const auto failure = error();
    const QString id = m_request.endpoint.engine;
    const bool isAskedNow = failure && failure->remedy == base::Remedy::EnterKey && m_key.isEmpty()
        && engine::engineTraits(id).key == engine::EngineTraits::Key::WhenAsked;
    if (!isAskedNow)
        return end();
    retire();
    base::whenDone(m_secrets->key(id, m_url), this, [this, number = m_number](const HeldKey& held) {
        if (number != m_number)
            return;
        if (held.key.isEmpty())
            return end();
        start(CheckupRequest(m_request));
    });
}

void Checkup::end()
{
    abandon();
    Q_EMIT finished();
}

void Checkup::pull(const QString& model)
{
    Q_ASSERT(engine::engineTraits(m_request.endpoint.engine).canPull);
    abandon();
    m_state = State::Pulling;
    m_request.options.model = model;
    m_pull = new engine::OllamaPull(m_url, model, m_key, m_request.endpoint.caFile, this);
    connect(m_pull, &engine::OllamaPull::progressed, this, &Checkup::pullProgressed);
    connect(m_pull, &engine::OllamaPull::finished, this, &Checkup::pulled);
    m_pull->start();
}

void Checkup::pulled(const std::optional<base::Error>& failure)
{
    abandon();
    Q_EMIT pullEnded(failure);
    if (!failure && m_state == State::Idle) // else who was told began something else
        start(CheckupRequest(m_request));
}

bool Checkup::canStartServer() const
{
    const auto failure = error();
    return failure && failure->remedy == base::Remedy::StartServer
        && !engine::localServerProgram(m_request.endpoint.engine, m_url).isEmpty();
}

void Checkup::startServer()
{
    const QString program = engine::localServerProgram(m_request.endpoint.engine, m_url);
    abandon();
    if (const auto started = engine::startLocalServer(program, m_url); !started)
        return failAtOnce(started.error());
    m_state = State::Starting;
    m_sinceStart.start();
    m_knock.start();
    Q_EMIT serverStarted();
}

void Checkup::knock()
{
    const bool isOpen = m_door.state() == QAbstractSocket::ConnectedState;
    if (isOpen || m_sinceStart.hasExpired(startMs))
        return start(CheckupRequest(m_request));
    m_door.abort();
    m_door.connectToHost(m_url.host(), quint16(m_url.port()));
    m_knock.start();
}

void Checkup::cancel()
{
    if (m_state == State::Starting)
        return end();
    if (m_pull)
        return m_pull->cancel();
    if (m_examination)
        return m_examination->doctor->cancel();
    if (m_state == State::Checking) {
        ++m_number; // whatever the keychain says
        base::Error cancelled = engine::cancelledError(m_url);
        cancelled.remedy = base::Remedy::Retry;
        failAtOnce(cancelled);
    }
}

QString Checkup::report() const
{
    QStringList lines {QStringLiteral("Benchglass %1, Qt %2, %3")
                           .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()),
                               QSysInfo::prettyProductName())};
    const QString address = engine::shownUrl(m_url);
    lines.append(
        QString(engine::engineDisplayName(m_request.endpoint.engine) % u' ' % address % u' ' % m_model)
            .trimmed());
    for (const DoctorStep& step : m_steps) {
        QString line = engine::doctorStageText(step.stage) % u": " % engine::doctorStateText(step);
        if (step.durationNs)
            line += u", "_qs + engine::doctorDurationText(*step.durationNs);
        const QString found = engine::doctorStepText(step);
        if (!found.isEmpty())
            line += u". "_qs + found;
        lines.append(line);
        if (step.error && !step.error->origin.isEmpty())
            lines.append(u"    "_qs + step.error->origin);
        for (const base::Error& warning : step.warnings)
            lines.append(u"    "_qs + warning.message);
    }
    QString text = lines.join(u'\n') + u'\n';
    if (!m_key.isEmpty())
        text.replace(m_key, u"…"_qs);
    return text;
}

} // namespace benchglass::workbench
