#include "engine/ollama/ollamapull.h"

#include "base/format.h"
#include "engine/http/address.h"
#include "engine/http/proxy.h"
#include "engine/http/streamerrors.h"
#include "engine/ollama/ollamaerrors.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QStringBuilder>

#include <utility>

namespace benchglass::engine {

using base::Error;
using base::ErrorCode;
using base::Remedy;

namespace {

/// A line tells of one layer; none is longer than a few hundred bytes.
constexpr qsizetype saneLineBytes = 1 << 20;
constexpr qsizetype saneLayers = 4096;
constexpr qsizetype saneRefusalBytes = 64 * 1024;

qint64 bytesOf(const QJsonValue& value)
{
    return qBound<qint64>(0, value.toInteger(), qint64 {1} << 50);
}

} // namespace

OllamaPull::OllamaPull(
    const QUrl& url, const QString& model, const QString& key, const QString& caFile, QObject* parent)
    : QObject(parent)
    , m_url(joined(url, QStringLiteral("/api/pull")))
    , m_model(model)
    , m_key(key)
    , m_caFile(caFile)
    , m_framer(saneLineBytes)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setProxy(proxyFor(m_url));
    m_silence.setSingleShot(true);
    m_silence.setInterval(silenceMs);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        end(Error {ErrorCode::Timeout,
            QCoreApplication::translate("engine", "%1 has said nothing of the model for %2.")
                .arg(shownUrl(m_url), base::durationText(qint64 {silenceMs} * 1'000'000)),
            shownUrl(m_url), Remedy::Retry});
    });
}

OllamaPull::~OllamaPull()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
}

void OllamaPull::start()
{
    Q_ASSERT(!m_reply);
    QNetworkRequest request(m_url);
    request.setHeader(QNetworkRequest::UserAgentHeader, QByteArrayLiteral("Benchglass"));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    if (!m_key.isEmpty())
        request.setRawHeader(QByteArrayLiteral("Authorization"), "Bearer " + m_key.toUtf8());
    if (!m_caFile.isEmpty()) {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.addCaCertificates(m_caFile); // a bad file shows as a server that is not trusted
        request.setSslConfiguration(configuration);
    }
    const QJsonObject body {{QStringLiteral("model"), m_model}, {QStringLiteral("stream"), true}};
    m_reply = m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact));
    connect(m_reply, &QNetworkReply::readyRead, this, &OllamaPull::read);
    connect(m_reply, &QNetworkReply::finished, this, &OllamaPull::ended);
    m_silence.start();
}

void OllamaPull::cancel()
{
    if (!m_reply || m_error)
        return;
    m_error = cancelledError(m_url);
    m_reply->abort(); // ended() follows
}

void OllamaPull::read()
{
    m_silence.start();
    const QByteArray bytes = m_reply->readAll();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 200) {
        m_refusal += bytes.left(saneRefusalBytes - m_refusal.size());
        return;
    }
    const PullProgress before = m_progress;
    const bool isSane = m_framer.feed(bytes, [this](QByteArrayView line) { takeLine(line); });
    if (!isSane && !m_error)
        m_error = oversizeError(saneLineBytes, m_url);
    if (m_error)
        return end(m_error);
    if (m_progress != before)
        Q_EMIT progressed(m_progress);
}

void OllamaPull::takeLine(QByteArrayView line)
{
    if (m_error || line.trimmed().isEmpty())
        return;
    const QJsonDocument document = QJsonDocument::fromJson(line.toByteArray());
    if (!document.isObject()) {
        m_error = notOllama(m_url, shownUrl(m_url) % u": " % wordsOf(line));
        return;
    }
    const QJsonObject object = document.object();
    if (object.contains(u"error")) {
        m_error = ollamaStreamError(wordsOf(line), m_url);
        // Ollama tells in the stream that the registry has no such model.
        if (m_error->message.contains(u"does not exist"_qs)) {
            m_error->code = ErrorCode::ModelMissing;
            m_error->remedy = Remedy::ChooseModel;
        }
        return;
    }
    m_progress.status = tamedWords(object.value(u"status").toString());
    m_succeeded = m_succeeded || m_progress.status == u"success"_qs;
    const QString digest = object.value(u"digest").toString().left(128);
    const bool isKnown = m_layers.contains(digest);
    if (digest.isEmpty() || (!isKnown && m_layers.size() >= saneLayers))
        return;
    Layer& layer = m_layers[digest];
    const Layer now {bytesOf(object.value(u"completed")), bytesOf(object.value(u"total"))};
    m_progress.completedBytes += now.completedBytes - layer.completedBytes;
    m_progress.totalBytes = m_progress.totalBytes.value_or(0) + now.totalBytes - layer.totalBytes;
    layer = now;
}

void OllamaPull::ended()
{
    if (!m_error && m_reply->bytesAvailable() > 0) {
        read();
        if (!m_reply)
            return;
    }
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!m_error && status == 200)
        m_framer.finish([this](QByteArrayView line) { takeLine(line); });
    if (!m_error && status == 200 && m_succeeded) {
        Q_EMIT progressed(m_progress);
        return end({});
    }
    end(m_error ? m_error : reasonOfEnd());
}

Error OllamaPull::reasonOfEnd() const
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString origin = shownUrl(m_url) % u": " % tamedWords(m_reply->errorString());
    if (status == 0) {
        return {ErrorCode::Unreachable,
            QCoreApplication::translate("engine", "Nothing answers at %1.").arg(shownUrl(m_url)), origin,
            Remedy::StartServer};
    }
    if (status >= 300 && status < 400)
        return redirectError(status, m_reply->rawHeader(QByteArrayLiteral("Location")), m_url);
    if (status != 200) {
        Reply reply;
        reply.url = m_url;
        reply.status = status;
        reply.body = m_refusal;
        return ollamaRefusal(reply, m_model);
    }
    return {ErrorCode::StreamBroken,
        QCoreApplication::translate("engine",
            "The server stopped before it had the whole model; the next attempt goes on from there."),
        origin, Remedy::Retry};
}

void OllamaPull::end(const std::optional<Error>& failure)
{
    m_silence.stop();
    QNetworkReply* const reply = std::exchange(m_reply, nullptr);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
    Q_EMIT finished(failure ? std::optional(withoutKey(*failure, m_key.toUtf8())) : std::nullopt);
}

} // namespace benchglass::engine
