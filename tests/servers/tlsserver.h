#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QThread>

#include <memory>

class QSslServer;
class QSslSocket;

namespace benchglass::tests {

/// A loopback server behind TLS, with an event loop of its own: one reply per route, one request per
/// connection.
class TlsServer
{
public:
    /// @param certificate a PEM file, as @p key
    /// @param replies     whole HTTP replies by `POST /api/chat` and the like; others get 404
    TlsServer(const QString& certificate, const QString& key, const QHash<QByteArray, QByteArray>& replies);
    ~TlsServer();
    Q_DISABLE_COPY_MOVE(TlsServer)

    quint16 port() const { return m_port; }
    QString url() const; ///< `https://127.0.0.1:40123`

private:
    void listen(const QString& certificate, const QString& key);
    void serve(QSslSocket* socket) const;

    const QHash<QByteArray, QByteArray> m_replies;
    quint16 m_port = 0;
    QThread m_thread;
    QObject m_worker;
    std::unique_ptr<QSslServer> m_server; ///< Lives in the thread.
};

} // namespace benchglass::tests
