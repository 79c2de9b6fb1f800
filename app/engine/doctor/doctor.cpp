#include "engine/doctor/doctor.h"

#include "base/clock.h"
#include "base/format.h"
#include "engine/http/proxy.h"
#include "engine/http/streamerrors.h"

#include <QJsonArray>
#include <QStringList>

namespace benchglass::engine {

using base::Error;
using base::ErrorCode;
using base::Remedy;

namespace {

constexpr int leastConnectMs = 500;

bool isNetwork(DoctorStage stage)
{
    return stage <= DoctorStage::Http;
}

} // namespace

Doctor::Doctor(Engine& engine, const Options& options, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_options(options)
    , m_url(engine.url())
    , m_steps(pendingSteps())
{
    m_limit.setSingleShot(true);
    m_limit.setTimerType(Qt::PreciseTimer);
    connect(&m_limit, &QTimer::timeout, this, &Doctor::timeOut);
}

Doctor::~Doctor() = default;

void Doctor::start()
{
    Q_ASSERT(m_at < 0);
    QTimer::singleShot(0, this, &Doctor::beginNext);
}

void Doctor::cancel()
{
    m_isCancelled = true;
    if (m_at < 0 || m_at == m_steps.size() || current().state != DoctorState::Running)
        return; // beginNext() heeds it
    m_generation.reset();
    failCancelled();
}

void Doctor::failCancelled()
{
    Error cancelled = cancelledError(m_url);
    cancelled.remedy = Remedy::Retry;
    fail(cancelled);
}

std::optional<Error> Doctor::error() const
{
    return firstError(m_steps);
}

void Doctor::beginNext()
{
    ++m_at;
    if (m_at == m_steps.size()) {
        Q_EMIT finished();
        return;
    }
    const DoctorStage stage = current().stage;
    if (error())
        return skip(skippedForFailure());
    if (m_isCancelled) {
        m_beganNs = base::monotonicNs();
        return failCancelled();
    }
    if (isNetwork(stage) && m_url.isEmpty())
        return skip(
            {QStringLiteral("skippedBecause"), QStringLiteral("no-network"), tr("no network is needed")});
    if (isNetwork(stage) && proxyFor(m_url).type() != QNetworkProxy::NoProxy)
        return skip(
            {QStringLiteral("skippedBecause"), QStringLiteral("proxy"), tr("a proxy stands in between")});
    if (stage == DoctorStage::Tls && m_url.scheme() != u"https"_qs)
        return skip({QStringLiteral("skippedBecause"), QStringLiteral("plain-http"),
            tr("the address is plain HTTP")});
    if (stage == DoctorStage::Model && !m_engine.hasModel())
        return skip({QStringLiteral("skippedBecause"), QStringLiteral("no-model"), tr("no model is needed")});
    current().state = DoctorState::Running;
    m_beganNs = base::monotonicNs();
    if (const int ms = limitMs(stage); ms > 0)
        m_limit.start(ms);
    Q_EMIT stepChanged(current());
    run(stage);
}

void Doctor::run(DoctorStage stage)
{
    switch (stage) {
    case DoctorStage::Dns: return lookUp();
    case DoctorStage::Tcp: return open();
    case DoctorStage::Tls: return encrypt();
    case DoctorStage::Http: return ask();
    case DoctorStage::Identity: return identify();
    case DoctorStage::Model: return examineModel();
    case DoctorStage::Test: return tryModel();
    }
}

int Doctor::limitMs(DoctorStage stage) const
{
    const DoctorLimits& limits = m_options.limits;
    switch (stage) {
    case DoctorStage::Dns: return limits.lookUpMs;
    case DoctorStage::Tcp: return 0; // each address has its share
    case DoctorStage::Tls: return limits.encryptMs;
    case DoctorStage::Http: return limits.httpMs;
    case DoctorStage::Identity: return limits.identityMs;
    case DoctorStage::Model: return limits.modelMs;
    case DoctorStage::Test: return limits.testMs;
    }
    return 0;
}

void Doctor::found(const QString& name, const QJsonValue& value, const QString& text)
{
    current().findings.append({name, value, text});
}

void Doctor::warn(ErrorCode code, const QString& message, Remedy remedy)
{
    current().warnings.append({code, message, shownUrl(m_url), remedy});
}

void Doctor::succeed()
{
    end(DoctorState::Ok);
}

void Doctor::fail(const Error& error)
{
    current().error = error;
    end(DoctorState::Failed);
}

void Doctor::skip(const Finding& why)
{
    current().findings.append(why);
    current().state = DoctorState::Skipped;
    end(DoctorState::Skipped);
}

void Doctor::end(DoctorState state)
{
    m_limit.stop();
    if (state != DoctorState::Skipped)
        current().durationNs = base::monotonicNs() - m_beganNs;
    current().state = state;
    if (m_connection && (state == DoctorState::Failed || current().stage == DoctorStage::Http)) {
        m_connection->deleteLater();
        m_connection = nullptr;
    }
    Q_EMIT stepChanged(current());
    QTimer::singleShot(0, this, &Doctor::beginNext);
}

void Doctor::timeOut()
{
    const QString limit = base::durationText(qint64 {limitMs(current().stage)} * 1'000'000);
    const QString at = shownUrl(m_url);
    QString message;
    Remedy remedy = Remedy::Retry;
    switch (current().stage) {
    case DoctorStage::Dns:
        message = tr("No address for %1 was found within %2.").arg(tamedWords(m_url.host()), limit);
        remedy = Remedy::ChangeAddress;
        break;
    case DoctorStage::Tls:
        message = tr("%1 accepts connections, but agreed upon no encryption within %2.").arg(at, limit);
        remedy = Remedy::ChangeAddress;
        break;
    case DoctorStage::Http:
        message = tr("%1 accepts connections, but did not answer within %2.").arg(at, limit);
        break;
    case DoctorStage::Test:
        message = tr("The model “%1” wrote nothing within %2.").arg(tamedWords(model()), limit);
        break;
    default: message = tr("%1 did not answer within %2.").arg(at, limit);
    }
    if (m_generation)
        m_generation.reset();
    fail({ErrorCode::Timeout, message, at, remedy});
}

void Doctor::lookUp()
{
    const QHostAddress literal(m_url.host());
    if (!literal.isNull()) {
        m_addresses = {literal};
        found(QStringLiteral("addresses"), QJsonArray {literal.toString()},
            tr("%1 is an address already").arg(literal.toString()));
        return succeed();
    }
    m_lookUp = std::make_unique<NameLookUp>(m_url.host(QUrl::FullyEncoded).toLatin1(),
        ifStillAsked([this](const QList<QHostAddress>& addresses, const QString& words) {
            lookedUp(addresses, words);
        }));
}

void Doctor::lookedUp(const QList<QHostAddress>& addresses, const QString& words)
{
    const QString host = tamedWords(m_url.host());
    if (addresses.isEmpty()) {
        return fail({ErrorCode::Unreachable, tr("No address is known for %1.").arg(host), tamedWords(words),
            Remedy::ChangeAddress});
    }
    m_addresses = addresses;
    QStringList texts;
    for (const QHostAddress& address : addresses.first(qMin(addresses.size(), Connection::mostAddresses)))
        texts.append(address.toString());
    found(QStringLiteral("addresses"), QJsonArray::fromStringList(texts), texts.join(QStringLiteral(", ")));
    succeed();
}

void Doctor::open()
{
    m_connection = new Connection(m_url, this);
    const auto count = static_cast<int>(qMin(m_addresses.size(), Connection::mostAddresses));
    m_connection->open(m_addresses, qMax(leastConnectMs, m_options.limits.connectMs / count),
        ifStillAsked([this](const QList<ConnectAttempt>& attempts) { opened(attempts); }));
}

void Doctor::opened(const QList<ConnectAttempt>& attempts)
{
    if (!attempts.last().failure.isEmpty())
        return fail(unreachableError(m_url, attempts));
    const QString address = attempts.last().address.toString();
    found(QStringLiteral("address"), address, tr("connected to %1").arg(address));
    if (const auto detour = detourWarning(m_url, attempts))
        current().warnings.append(*detour);
    succeed();
}

void Doctor::encrypt()
{
    m_connection->encrypt(m_options.caFile, ifStillAsked([this](const base::Result<Encryption>& encryption) {
        if (!encryption)
            return fail(encryption.error());
        found(QStringLiteral("tlsVersion"), encryption->version, encryption->version);
        if (!encryption->issuer.isEmpty()) {
            found(QStringLiteral("issuer"), encryption->issuer,
                tr("certificate by %1").arg(encryption->issuer));
        }
        succeed();
    }));
}

void Doctor::ask()
{
    m_connection->ask(ifStillAsked([this](const base::Result<HttpHead>& head) {
        if (!head)
            return fail(head.error());
        found(QStringLiteral("status"), head->status, tr("status %1").arg(head->status));
        if (!head->server.isEmpty())
            found(QStringLiteral("server"), head->server, head->server);
        succeed();
    }));
}

} // namespace benchglass::engine
