#include "engine/doctor/connection.h"

#include "base/format.h"
#include "engine/http/address.h"
#include "engine/http/streamerrors.h"

#include <QCoreApplication>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslConfiguration>
#include <QSslError>
#include <QStringBuilder>
#include <QStringList>

#include <algorithm>

namespace benchglass::engine {

using base::Error;
using base::ErrorCode;
using base::Remedy;

namespace {

constexpr qsizetype longestHead = 64 * 1024;

QString versionOf(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2: return QStringLiteral("TLS 1.2");
    case QSsl::TlsV1_3: return QStringLiteral("TLS 1.3");
    default: return QStringLiteral("TLS");
    }
}

QString issuerOf(const QSslCertificate& certificate)
{
    for (const auto kind : {QSslCertificate::CommonName, QSslCertificate::Organization}) {
        const QString words = tamedWords(certificate.issuerInfo(kind).join(u' '));
        if (!words.isEmpty())
            return words;
    }
    return {};
}

QByteArray headerOf(const QByteArray& head, const QByteArray& name)
{
    for (const QByteArray& line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().toLower() == name)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

QString attemptsText(const QList<ConnectAttempt>& attempts)
{
    QStringList texts;
    for (const ConnectAttempt& attempt : attempts)
        texts.append(attempt.address.toString() % u": " % attempt.failure);
    return texts.join(QStringLiteral("; "));
}

} // namespace

Connection::Connection(const QUrl& url, QObject* parent)
    : QObject(parent)
    , m_url(url)
{
    m_socket.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_patience.setSingleShot(true);
    m_patience.setTimerType(Qt::PreciseTimer);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_socket.abort();
        missed(QCoreApplication::translate("Doctor", "no answer within %1")
                   .arg(base::durationText(qint64 {m_eachMs} * 1'000'000)),
            false);
    });
}

Connection::~Connection()
{
    // A socket that is destroyed says that it was closed.
    disconnectSteps();
}

void Connection::disconnectSteps()
{
    for (const auto& wire : std::as_const(m_wires))
        disconnect(wire);
    m_wires.clear();
}

void Connection::open(
    const QList<QHostAddress>& addresses, int eachMs, const Handler<QList<ConnectAttempt>>& handler)
{
    Q_ASSERT(!addresses.isEmpty());
    m_addresses = addresses.first(qMin(addresses.size(), mostAddresses));
    m_eachMs = eachMs;
    m_opened = handler;
    m_wires.append(connect(&m_socket, &QSslSocket::connected, this, [this] {
        m_patience.stop();
        disconnectSteps();
        m_attempts.last().failure.clear();
        m_opened(m_attempts);
    }));
    m_wires.append(
        connect(&m_socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
            m_patience.stop();
            const QString words = m_socket.errorString();
            const bool refused = error == QAbstractSocket::ConnectionRefusedError;
            // The socket may be used again only when it has done with this attempt.
            QTimer::singleShot(0, this, [this, words, refused] { missed(words, refused); });
        }));
    tryNext();
}

void Connection::tryNext()
{
    const QHostAddress address = m_addresses.takeFirst();
    // Counted as failed until it answers.
    m_attempts.append({address, QStringLiteral("?"), false});
    m_patience.start(m_eachMs);
    const int defaultPort = m_url.scheme() == u"https"_qs ? 443 : 80;
    m_socket.connectToHost(address, quint16(m_url.port(defaultPort)));
}

void Connection::missed(const QString& words, bool refused)
{
    m_patience.stop();
    m_attempts.last().failure = tamedWords(words);
    m_attempts.last().refused = refused;
    if (!m_addresses.isEmpty()) {
        m_socket.abort();
        tryNext();
        return;
    }
    disconnectSteps();
    m_opened(m_attempts);
}

void Connection::encrypt(const QString& caFile, const Handler<base::Result<Encryption>>& handler)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!caFile.isEmpty()) {
        const auto certificates = readCertificates(caFile);
        if (!certificates) {
            QTimer::singleShot(
                0, this, [handler, unusable = certificates.error()] { handler(tl::unexpected(unusable)); });
            return;
        }
        configuration.addCaCertificates(QSslCertificate::fromData(*certificates));
    }
    m_socket.setSslConfiguration(configuration);
    m_socket.setPeerVerifyName(m_url.host());
    m_wires.append(connect(&m_socket, &QSslSocket::sslErrors, this,
        [this](const QList<QSslError>& errors) { m_distrust = certificateFault(errors); }));
    // The first of the two counts; calling back has to wait until the socket has done.
    const auto end = [this, handler](const base::Result<Encryption>& result) {
        disconnectSteps();
        QTimer::singleShot(0, this, [handler, result] { handler(result); });
    };
    m_wires.append(connect(&m_socket, &QSslSocket::encrypted, this, [this, end] {
        end(Encryption {versionOf(m_socket.sessionProtocol()), issuerOf(m_socket.peerCertificate())});
    }));
    m_wires.append(connect(&m_socket, &QSslSocket::errorOccurred, this,
        [this, end] { end(tl::unexpected(encryptionError())); }));
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.startClientEncryption();
    else
        end(tl::unexpected(encryptionError())); // it closed at once, and says so only once
}

Error Connection::encryptionError() const
{
    const QString words = tamedWords(m_socket.errorString());
    if (m_distrust)
        return certificateError(*m_distrust, words, m_url);
    // Who hangs up at a greeting in TLS speaks something else.
    const bool isHungUp = m_socket.error() == QAbstractSocket::RemoteHostClosedError;
    return isHungUp ? noTlsError(words, m_url) : handshakeError(words, m_url);
}

void Connection::ask(const Handler<base::Result<HttpHead>>& handler)
{
    m_answered = handler;
    m_wires.append(
        connect(&m_socket, &QSslSocket::readyRead, this, &Connection::readHead, Qt::QueuedConnection));
    m_wires.append(
        connect(&m_socket, &QSslSocket::errorOccurred, this, &Connection::readHead, Qt::QueuedConnection));
    const QByteArray path = m_url.path(QUrl::FullyEncoded).toUtf8();
    QByteArray host = m_url.host(QUrl::FullyEncoded).toUtf8();
    if (host.contains(':'))
        host = '[' + host + ']';
    if (m_url.port() > 0)
        host += ':' + QByteArray::number(m_url.port());
    if (m_socket.state() != QAbstractSocket::ConnectedState) {
        QTimer::singleShot(0, this, &Connection::readHead); // it closed at once, and says so only once
        return;
    }
    m_socket.write("GET " + (path.isEmpty() ? QByteArrayLiteral("/") : path) + " HTTP/1.1\r\nHost: " + host
        + "\r\nUser-Agent: Benchglass\r\nAccept: */*\r\nConnection: close\r\n\r\n");
}

void Connection::readHead()
{
    if (m_wires.isEmpty())
        return; // said already: this was queued before
    m_head += m_socket.read(longestHead - m_head.size());
    const bool isOver = m_socket.state() != QAbstractSocket::ConnectedState || m_head.size() >= longestHead;
    const bool cannotBeHttp = !m_head.isEmpty() && !QByteArray("HTTP/").startsWith(m_head.left(5));
    const qsizetype crlfEnd = m_head.indexOf("\r\n\r\n");
    const qsizetype end = crlfEnd >= 0 ? crlfEnd : m_head.indexOf("\n\n");
    if (!isOver && !cannotBeHttp && end < 0)
        return;
    disconnectSteps();
    m_socket.abort();
    const QByteArray head = m_head.left(end);
    const QList<QByteArray> first = head.left(head.indexOf('\n')).trimmed().split(' ');
    const int status = first.value(1).toInt();
    if (end < 0 || !head.startsWith("HTTP/") || status < 100 || status > 999) {
        m_answered(tl::unexpected(
            notHttp(m_head.isEmpty() ? m_socket.errorString() : QString::fromUtf8(m_head.left(200)))));
        return;
    }
    m_answered(HttpHead {status, tamedWords(QString::fromUtf8(headerOf(head, "server")))});
}

Error Connection::notHttp(const QString& detail) const
{
    const QString at = shownUrl(m_url);
    return {ErrorCode::NotTheServer,
        QCoreApplication::translate("engine", "What answers at %1 does not speak HTTP.").arg(at),
        at % u": " % tamedWords(detail), Remedy::ChangeAddress};
}

std::optional<Error> detourWarning(const QUrl& url, const QList<ConnectAttempt>& attempts)
{
    if (attempts.size() < 2 || !attempts.last().failure.isEmpty())
        return std::nullopt;
    const QString first = attempts.first().address.toString();
    const QString last = attempts.last().address.toString();
    return Error {ErrorCode::Unreachable,
        QCoreApplication::translate("Doctor",
            "%1 means %2 first, where nothing answers: the server listens at %3. That address itself saves "
            "the detour with every request.")
            .arg(tamedWords(url.host()), first, last),
        attemptsText(attempts.first(attempts.size() - 1)), Remedy::ChangeAddress};
}

Error unreachableError(const QUrl& url, const QList<ConnectAttempt>& attempts)
{
    // http://localhost means the port of the web, which is hardly meant.
    const bool isUnlikely = isLoopback(url) && url.port() < 0;
    // A machine that refuses is there: only the server is not.
    const bool isThere = std::any_of(
        attempts.cbegin(), attempts.cend(), [](const ConnectAttempt& attempt) { return attempt.refused; });
    return {ErrorCode::Unreachable,
        QCoreApplication::translate("engine", "Nothing answers at %1.").arg(shownUrl(url)),
        attemptsText(attempts),
        !isUnlikely && (isThere || isLoopback(url)) ? Remedy::StartServer : Remedy::ChangeAddress};
}

} // namespace benchglass::engine
