#include "engine/http/controlclient.h"

#include "base/format.h"
#include "engine/http/address.h"
#include "engine/http/streamerrors.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QStringBuilder>
#include <QTimer>

#include <memory>
#include <utility>

namespace benchglass::engine {

using base::ErrorCode;
using base::Remedy;

namespace {

base::Error unreachable(QNetworkReply* reply)
{
    const QString at = shownUrl(reply->url());
    const QString origin = at % u": " % reply->errorString();
    switch (reply->error()) {
    case QNetworkReply::HostNotFoundError:
        return {ErrorCode::Unreachable,
            QCoreApplication::translate("engine", "No address is known for %1.")
                .arg(tamedWords(reply->url().host())),
            origin, Remedy::ChangeAddress};
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorCode::Unreachable,
            QCoreApplication::translate("engine", "The certificate of %1 could not be verified.").arg(at),
            origin, Remedy::ChangeAddress};
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

void ControlClient::get(const QUrl& url, int timeoutMs, const Handler& handler)
{
    follow(m_network.get(requestFor(url)), timeoutMs, handler);
}

void ControlClient::post(const QUrl& url, const QJsonObject& body, int timeoutMs, const Handler& handler)
{
    QNetworkRequest request = requestFor(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    follow(m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact)), timeoutMs, handler);
}

QNetworkRequest ControlClient::requestFor(const QUrl& url)
{
    QNetworkProxy proxy(QNetworkProxy::NoProxy);
    if (!isLoopback(url)) {
        const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
        if (!proxies.isEmpty())
            proxy = proxies.first();
    }
    m_network.setProxy(proxy);
    QNetworkRequest request(url);
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
    connect(timer, &QTimer::timeout, reply, [reply, ending] {
        ending->timedOut = true;
        reply->abort();
    });
    timer->start(timeoutMs);
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
        return tl::unexpected(unreachable(reply));
    result.contentType = reply->header(QNetworkRequest::ContentTypeHeader).toByteArray().toLower();
    result.location = reply->rawHeader(QByteArrayLiteral("Location"));
    result.body = reply->readAll();
    if (result.status >= 300 && result.status < 400)
        return tl::unexpected(redirectError(result.status, result.location, result.url));
    const bool isBroken = result.status == 200 && reply->error() != QNetworkReply::NoError;
    if (isBroken)
        return tl::unexpected(brokenError(false, reply->errorString(), result.url));
    return result;
}

} // namespace benchglass::engine
