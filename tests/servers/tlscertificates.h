#pragma once

#include <QString>
#include <QTemporaryDir>

namespace benchglass::tests {

/// Certificates for a loopback server, made by the openssl tool in a folder that goes away with this object.
class TlsCertificates
{
public:
    enum class Kind { Good, Expired, WrongHost };

    TlsCertificates();

    /// Why there are none; empty if there are.
    QString whyNot() const { return m_whyNot; }

    /// The authority that signed all of them, PEM. No machine trusts it.
    QString authority() const { return file(QStringLiteral("authority.pem")); }
    QString certificate(Kind kind) const;
    /// Private key of every certificate.
    QString key() const { return file(QStringLiteral("server.key")); }
    /// A file beside them.
    QString file(const QString& name) const { return m_folder.filePath(name); }

private:
    bool run(const QStringList& arguments);
    bool makeAuthority();
    bool makeCertificate(Kind kind, const QString& names, int days);

    QTemporaryDir m_folder;
    QString m_whyNot;
};

} // namespace benchglass::tests
