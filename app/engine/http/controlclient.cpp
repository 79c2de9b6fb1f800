#include "engine/http/controlclient.h"

#include "base/format.h"
#include "engine/http/proxy.h"
#include "engine/http/streamerrors.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslError>
#include <QStringBuilder>
#include <QTimer>

#include <memory>
#include <utility>

namespace benchglass::engine {

using base::ErrorCode;
using base::Remedy;

namespace {

constexpr qsizetype leastKeyBytes = 8; // as in withoutKey()

base::Error unreachable(QNetworkReply* reply, std::optional<CertificateFault> fault)
{
    const QString at = shownUrl(reply->url());
    const QString origin = at % u": " % reply->errorString();
    switch (reply->error()) {
    case QNetworkReply::HostNotFoundError:
        return {ErrorCode::Unreachable,
            QCoreApplication::translate("engine", "No address is known for %1.")
                .arg(tamedWords(reply->url().host())),
            origin, Remedy::ChangeAddress};
    case QNetworkReply::ProxyNotFoundError:
        return {ErrorCode::Unreachable,
            QCoreApplication::translate("engine", "No address is known for the proxy that leads to %1.")
                .arg(at),
            origin, Remedy::None};
    case QNetworkReply::SslHandshakeFailedError:
        return fault ? certificateError(*fault, reply->errorString(), reply->url())
                     : handshakeError(reply->errorString(), reply->url());
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return {ErrorCode::NotTheServer,
            QCoreApplication::translate("engine", "What answers at %1 does not speak HTTP.").arg(at), origin,
            Remedy::ChangeAddress};
    default:
        return {ErrorCode::Unreachable,
            QCoreApplication::translate("engine", "Nothing answers at %1.").arg(at), origin,
            Remedy::StartServer};
    }
}

} // namespace

ControlClient::ControlClient(QObject* parent)
    : QObject(parent)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

ControlClient::~ControlClient()
{
    m_closing = true;
    const auto replies = m_network.findChildren<QNetworkReply*>();
    for (QNetworkReply* reply : replies)
        reply->abort();
}

void ControlClient::setHeaders(const QList<QByteArray>& headers)
{
    const QByteArray bearer("Authorization: Bearer ");
    m_headers = headers;
    m_key.clear();
    for (const QByteArray& header : headers) {
        if (header.startsWith(bearer))
            m_key = header.mid(bearer.size());
    }
}

void ControlClient::setCaFile(const QString& caFile)
{
    m_tls = QSslConfiguration::defaultConfiguration();
    m_caError.reset();
    if (caFile.isEmpty())
        return;
    const auto certificates = readCertificates(caFile);
    if (certificates) {
        m_tls.setCaCertificates(
            QSslConfiguration::systemCaCertificates() + QSslCertificate::fromData(*certificates, QSsl::Pem));
    } else {
        m_caError = certificates.error();
    }
}

bool ControlClient::hasFailed(const QUrl& url, const Handler& handler)
{
    if (!m_caError || url.scheme() != u"https"_qs)
        return false;
    QTimer::singleShot(0, this, [handler, error = *m_caError] { handler(tl::unexpected(error)); });
    return true;
}

void ControlClient::get(const QUrl& url, int timeoutMs, const Handler& handler)
{
    if (hasFailed(url, handler))
        return;
    follow(m_network.get(requestFor(url)), timeoutMs, handler);
}

void ControlClient::post(const QUrl& url, const QJsonObject& body, int timeoutMs, const Handler& handler)
{
    if (hasFailed(url, handler))
        return;
    QNetworkRequest request = requestFor(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    follow(m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact)), timeoutMs, handler);
}

QNetworkRequest ControlClient::requestFor(const QUrl& url)
{
    m_network.setProxy(proxyFor(url));
    QNetworkRequest request(url);
    request.setSslConfiguration(m_tls);
    request.setHeader(QNetworkRequest::UserAgentHeader, QByteArrayLiteral("Benchglass"));
    for (const QByteArray& header : std::as_const(m_headers)) {
        const qsizetype colon = header.indexOf(':');
        request.setRawHeader(header.left(colon), header.mid(colon + 1).trimmed());
    }
    return request;
}

void ControlClient::follow(QNetworkReply* reply, int timeoutMs, const Handler& handler)
{
    const auto ending = std::make_shared<Ending>();
    auto* const timer = new QTimer(reply);
    timer->setSingleShot(true);
    timer->setTimerType(Qt::PreciseTimer); // "within 8.0 s" is not 7.6
    connect(timer, &QTimer::timeout, reply, [reply, ending] {
        ending->timedOut = true;
        reply->abort();
    });
    timer->start(timeoutMs);
    connect(reply, &QNetworkReply::sslErrors, reply,
        [ending](const QList<QSslError>& errors) { ending->certificateFault = certificateFault(errors); });
    connect(reply, &QNetworkReply::readyRead, reply, [reply, ending] {
        if (reply->bytesAvailable() <= maxReplyBytes)
            return;
        ending->oversize = true;
        reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, ending, timeoutMs, handler] {
        reply->deleteLater();
        handler(resultOf(reply, *ending, timeoutMs));
    });
}

base::Result<Reply> ControlClient::resultOf(QNetworkReply* reply, const Ending& ending, int timeoutMs) const
{
    const QString at = shownUrl(reply->url());
    if (m_closing)
        return tl::unexpected(cancelledError(reply->url()));
    if (ending.timedOut) {
        return base::failure(ErrorCode::Timeout,
            QCoreApplication::translate("engine", "%1 did not answer within %2.")
                .arg(at, base::durationText(qint64 {timeoutMs} * 1'000'000)),
            at, Remedy::Retry);
    }
    if (ending.oversize)
        return tl::unexpected(oversizeError(maxReplyBytes, reply->url()));
    Reply result;
    result.url = reply->url();
    result.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (result.status == 0)
        return tl::unexpected(unreachable(reply, ending.certificateFault));
    result.contentType = reply->header(QNetworkRequest::ContentTypeHeader).toByteArray().toLower();
    result.location = reply->rawHeader(QByteArrayLiteral("Location"));
    result.body = reply->readAll();
    if (m_key.size() >= leastKeyBytes) {
        for (QByteArray* const words : {&result.location, &result.body})
            words->replace(m_key, "…");
    }
    if (result.status >= 300 && result.status < 400)
        return tl::unexpected(redirectError(result.status, result.location, result.url));
    const bool isBroken = result.status == 200 && reply->error() != QNetworkReply::NoError;
    if (isBroken)
        return tl::unexpected(brokenError(false, reply->errorString(), result.url));
    return result;
}

} // namespace benchglass::engine
