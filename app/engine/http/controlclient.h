#pragma once

#include "engine/http/stream.h"
#include "engine/http/trust.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QObject>
#include <QSslConfiguration>

#include <functional>
#include <optional>

namespace benchglass::engine {

/// Short requests beside the measured ones: version, lists, loading. Redirects are not followed, replies
/// are limited in size and time, and no proxy stands between us and this machine.
/// Lives in the thread that makes it and calls back there, never before the event loop. Destroying it calls
/// back what is under way with Cancelled.
class ControlClient : public QObject
{
    Q_OBJECT

public:
    /// A reply of any status, or the error that kept it from coming.
    using Handler = std::function<void(const base::Result<Reply>& reply)>;

    static constexpr int shortMs = 8'000;
    static constexpr qint64 maxReplyBytes = qint64 {32} << 20;

    explicit ControlClient(QObject* parent = nullptr);
    ~ControlClient() override;

    /// `Name: value`, sent with every request from now on; a bearer key is never logged, and no reply that
    /// is handed on quotes it.
    void setHeaders(const QList<QByteArray>& headers);

    /// Certificates (PEM) to trust beside the system's; empty = none. If the file cannot be read, every
    /// request over https fails and says so.
    void setCaFile(const QString& caFile);

    void get(const QUrl& url, int timeoutMs, const Handler& handler);
    void post(const QUrl& url, const QJsonObject& body, int timeoutMs, const Handler& handler);

private:
    struct Ending
    {
        bool timedOut = false;
        bool oversize = false;
        std::optional<CertificateFault> certificateFault;
    };

    /// True if @p url cannot be asked; @p handler hears why.
    bool hasFailed(const QUrl& url, const Handler& handler);
    QNetworkRequest requestFor(const QUrl& url);
    void follow(QNetworkReply* reply, int timeoutMs, const Handler& handler);
    base::Result<Reply> resultOf(QNetworkReply* reply, const Ending& ending, int timeoutMs) const;

    QNetworkAccessManager m_network;
    QList<QByteArray> m_headers;
    QByteArray m_key; ///< The bearer key among them.
    QSslConfiguration m_tls = QSslConfiguration::defaultConfiguration();
    std::optional<base::Error> m_caError;
    bool m_closing = false;
};

} // namespace benchglass::engine
