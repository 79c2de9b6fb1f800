#include "servers/tlsserver.h"

#include "servers/scriptedserver.h"

#include <QFile>
#include <QHostAddress>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>

namespace benchglass::tests {

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

/// Head and body of a request have come.
bool isWhole(const QByteArray& request)
{
    const qsizetype headEnd = request.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;
    const QByteArray head = request.left(headEnd).toLower();
    const qsizetype length = head.indexOf("content-length:");
    const qsizetype wanted = length < 0
        ? 0
        : head.mid(length + 15, head.indexOf('\r', length) - length - 15).trimmed().toLongLong();
    return request.size() >= headEnd + 4 + wanted;
}

} // namespace

TlsServer::TlsServer(
    const QString& certificate, const QString& key, const QHash<QByteArray, QByteArray>& replies)
    : m_replies(replies)
{
    m_worker.moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        &m_worker, [this, certificate, key] { listen(certificate, key); }, Qt::BlockingQueuedConnection);
}

TlsServer::~TlsServer()
{
    QMetaObject::invokeMethod(
        &m_worker, [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

QString TlsServer::url() const
{
    return QStringLiteral("https://127.0.0.1:%1").arg(m_port);
}

void TlsServer::listen(const QString& certificate, const QString& key)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(contentOf(certificate), QSsl::Pem));
    configuration.setPrivateKey(QSslKey(contentOf(key), QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_server = std::make_unique<QSslServer>();
    m_server->setSslConfiguration(configuration);
    QObject::connect(m_server.get(), &QSslServer::pendingConnectionAvailable, m_server.get(), [this] {
        while (auto* const socket = qobject_cast<QSslSocket*>(m_server->nextPendingConnection()))
            serve(socket);
    });
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no loopback socket: %s", qPrintable(m_server->errorString()));
    m_port = m_server->serverPort();
}

void TlsServer::serve(QSslSocket* socket) const
{
    QObject::connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
    const auto request = std::make_shared<QByteArray>();
    const auto take = [this, socket, request] {
        request->append(socket->readAll());
        if (!isWhole(*request))
            return;
        const QList<QByteArray> first = request->left(request->indexOf("\r\n")).split(' ');
        request->clear();
        socket->write(m_replies.value(first.value(0) + ' ' + first.value(1),
            ScriptedServer::reply(404, "text/plain", "404 page not found")));
        socket->disconnectFromHost();
    };
    QObject::connect(socket, &QSslSocket::readyRead, socket, take);
    take();
}

} // namespace benchglass::tests
