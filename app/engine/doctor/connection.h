#pragma once

#include "base/error.h"
#include "engine/http/trust.h"

#include <QHostAddress>
#include <QList>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>

#include <functional>

namespace benchglass::engine {

/// An address that was tried.
struct ConnectAttempt
{
    QHostAddress address;
    QString failure; ///< The system's words; empty for the one that answered.
    bool refused = false;
};

/// What TLS agreed upon.
struct Encryption
{
    QString version; ///< `TLS 1.3`
    QString issuer;
};

/// The head of an HTTP reply.
struct HttpHead
{
    int status = 0;
    QString server; ///< Empty where it does not say.
};

/// One connection to a server, opened in steps that are looked at one by one: TCP, TLS, the first HTTP reply.
/// Each step calls back once, from the event loop, unless the connection is destroyed before: that closes it
/// silently. Without a limit of its own, save for each of several addresses. Lives in one thread.
class Connection : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Handler = std::function<void(const T& result)>;

    static constexpr qsizetype mostAddresses = 8;

    /// @param url names host, port and path
    explicit Connection(const QUrl& url, QObject* parent = nullptr);
    ~Connection() override;

    /// Tries the addresses in their order, each for at most @p eachMs, until one answers; the last of the
    /// attempts tells whether one did.
    void open(
        const QList<QHostAddress>& addresses, int eachMs, const Handler<QList<ConnectAttempt>>& handler);
    /// Errors: NotFound for a file without certificates, Unreachable for a certificate that cannot be
    /// verified or a TLS that the two do not share, NotTheServer where none is spoken.
    /// @param caFile certificates (PEM) to trust beside the system's; may be empty
    void encrypt(const QString& caFile, const Handler<base::Result<Encryption>>& handler);
    /// Asks for the path of the address and reads the head of the reply, whatever its status.
    /// Errors: NotTheServer.
    void ask(const Handler<base::Result<HttpHead>>& handler);

private:
    void tryNext();
    void missed(const QString& words, bool refused);
    base::Error encryptionError() const;
    base::Error notHttp(const QString& detail) const;
    void readHead();
    void disconnectSteps();

    QUrl m_url;
    QSslSocket m_socket;
    QTimer m_patience;
    int m_eachMs = 0;
    QList<QHostAddress> m_addresses;
    QList<ConnectAttempt> m_attempts;
    QByteArray m_head;
    std::optional<CertificateFault> m_distrust;
    QList<QMetaObject::Connection> m_wires;
    Handler<QList<ConnectAttempt>> m_opened;
    Handler<base::Result<HttpHead>> m_answered;
};

/// A name that means an address first at which nothing answers costs time with every connection. Nothing if
/// the first address answered.
std::optional<base::Error> detourWarning(const QUrl& url, const QList<ConnectAttempt>& attempts);

/// Why none of @p attempts led to a connection.
base::Error unreachableError(const QUrl& url, const QList<ConnectAttempt>& attempts);

} // namespace benchglass::engine
