#include "servers/tlscertificates.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>

namespace benchglass::tests {

namespace {

QString nameOf(TlsCertificates::Kind kind)
{
    switch (kind) {
    case TlsCertificates::Kind::Good: return QStringLiteral("good.pem");
    case TlsCertificates::Kind::Expired: return QStringLiteral("expired.pem");
    case TlsCertificates::Kind::WrongHost: return QStringLiteral("wronghost.pem");
    }
    return {};
}

const QStringList newKey {QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
    QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"), QStringLiteral("-config"),
    QStringLiteral("/dev/null")};

} // namespace

TlsCertificates::TlsCertificates()
{
    const QString loopback = QStringLiteral("IP:127.0.0.1,DNS:localhost");
    if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty()) {
        m_whyNot = QStringLiteral("there is no openssl tool to make certificates with");
    } else if (makeAuthority() && makeCertificate(Kind::Good, loopback, 2)
        && makeCertificate(Kind::Expired, loopback, -1)) {
        makeCertificate(Kind::WrongHost, QStringLiteral("DNS:elsewhere.invalid"), 2);
    }
}

QString TlsCertificates::certificate(Kind kind) const
{
    return file(nameOf(kind));
}

bool TlsCertificates::run(const QStringList& arguments)
{
    QProcess tool;
    tool.setWorkingDirectory(m_folder.path());
    tool.start(QStringLiteral("openssl"), arguments);
    const bool isDone = tool.waitForFinished(60'000) && tool.exitCode() == 0;
    if (!isDone) {
        m_whyNot = QStringLiteral("openssl %1 failed: %2")
                       .arg(arguments.join(u' '), QString::fromLocal8Bit(tool.readAllStandardError()));
    }
    return isDone;
}

bool TlsCertificates::makeAuthority()
{
    return run(QStringList {QStringLiteral("req"), QStringLiteral("-x509")} + newKey
               + QStringList {QStringLiteral("-keyout"), QStringLiteral("authority.key"),
                   QStringLiteral("-out"), QStringLiteral("authority.pem"), QStringLiteral("-days"),
                   QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=Authority of a test"),
                   QStringLiteral("-addext"), QStringLiteral("basicConstraints=critical,CA:TRUE"),
                   QStringLiteral("-addext"), QStringLiteral("keyUsage=critical,keyCertSign")})
        && run(QStringList {QStringLiteral("req")} + newKey
            + QStringList {QStringLiteral("-keyout"), QStringLiteral("server.key"), QStringLiteral("-out"),
                QStringLiteral("server.csr"), QStringLiteral("-subj"),
                QStringLiteral("/CN=Server of a test")});
}

bool TlsCertificates::makeCertificate(Kind kind, const QString& names, int days)
{
    QFile extensions(file(QStringLiteral("extensions")));
    if (!extensions.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return false;
    extensions.write("subjectAltName=" + names.toUtf8() + '\n');
    extensions.close();
    return run({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"),
        QStringLiteral("server.csr"), QStringLiteral("-CA"), QStringLiteral("authority.pem"),
        QStringLiteral("-CAkey"), QStringLiteral("authority.key"), QStringLiteral("-CAcreateserial"),
        QStringLiteral("-days"), QString::number(days), QStringLiteral("-extfile"),
        QStringLiteral("extensions"), QStringLiteral("-out"), nameOf(kind)});
}

} // namespace benchglass::tests
