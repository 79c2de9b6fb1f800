#include "engine/http/trust.h"

#include "engine/http/streamerrors.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslError>
#include <QStringBuilder>

#include <algorithm>
#include <initializer_list>

namespace benchglass::engine {

using base::Error;
using base::ErrorCode;
using base::Remedy;

namespace {

constexpr qint64 maxFileBytes = qint64 {16} << 20;

/// The bundle that curl would read by itself: it reads either that or ours, so ours has to contain it.
QByteArray systemBundle()
{
    const curl_version_info_data* const built = curl_version_info(CURLVERSION_NOW);
    if (built->age < CURLVERSION_SEVENTH || !built->cainfo)
        return {};
    QFile file(QString::fromLocal8Bit(built->cainfo));
    return file.open(QIODevice::ReadOnly) ? file.read(maxFileBytes) : QByteArray();
}

bool says(const QString& words, std::initializer_list<QLatin1String> signs)
{
    return std::any_of(signs.begin(), signs.end(),
        [&words](QLatin1String sign) { return words.contains(sign, Qt::CaseInsensitive); });
}

} // namespace

base::Result<QByteArray> readCertificates(const QString& caFile)
{
    QFile file(caFile);
    if (!file.open(QIODevice::ReadOnly)) {
        return base::failure(ErrorCode::NotFound,
            QCoreApplication::translate("engine", "The file of certificates “%1” cannot be read.")
                .arg(tamedWords(caFile)),
            caFile % u": " % file.errorString(), Remedy::ChooseCertificates);
    }
    const QByteArray bytes = file.read(maxFileBytes);
    if (!bytes.contains("CERTIFICATE-----")) {
        return base::failure(ErrorCode::NotFound,
            QCoreApplication::translate("engine", "There is no certificate (PEM) in “%1”.")
                .arg(tamedWords(caFile)),
            caFile, Remedy::ChooseCertificates);
    }
    return bytes;
}

base::Result<void> trustCertificates(CURL* handle, const QString& caFile)
{
    const auto certificates = readCertificates(caFile);
    if (!certificates)
        return tl::unexpected(certificates.error());
    QByteArray all = systemBundle() + '\n' + *certificates;
    curl_blob blob {all.data(), static_cast<size_t>(all.size()), CURL_BLOB_COPY};
    // A curl on another TLS library may know files only; the folder of the system's stays trusted then.
    if (curl_easy_setopt(handle, CURLOPT_CAINFO_BLOB, &blob) != CURLE_OK)
        curl_easy_setopt(handle, CURLOPT_CAINFO, QFile::encodeName(caFile).constData());
    return {};
}

CertificateFault certificateFault(const QString& words)
{
    using Sign = QLatin1String;
    if (says(words, {Sign("has expired"), Sign("expiration date has passed")}))
        return CertificateFault::Expired;
    if (says(words, {Sign("not yet valid"), Sign("not activated"), Sign("activation date is in the future")}))
        return CertificateFault::NotYetValid;
    if (says(words, {Sign("match"), Sign("subject name")}))
        return CertificateFault::WrongHost;
    return CertificateFault::Untrusted;
}

std::optional<CertificateFault> certificateFault(const QList<QSslError>& errors)
{
    if (errors.isEmpty())
        return std::nullopt;
    for (const QSslError& error : errors) {
        if (error.error() == QSslError::CertificateExpired)
            return CertificateFault::Expired;
        if (error.error() == QSslError::CertificateNotYetValid)
            return CertificateFault::NotYetValid;
    }
    const bool isOnlyTheName = std::all_of(errors.cbegin(), errors.cend(),
        [](const QSslError& error) { return error.error() == QSslError::HostNameMismatch; });
    return isOnlyTheName ? CertificateFault::WrongHost : CertificateFault::Untrusted;
}

Error certificateError(CertificateFault fault, const QString& detail, const QUrl& url)
{
    const QString at = shownUrl(url.adjusted(QUrl::RemovePath));
    const QString origin = shownUrl(url) % u": " % detail;
    switch (fault) {
    case CertificateFault::Expired:
        return {ErrorCode::Unreachable,
            QCoreApplication::translate("engine",
                "The certificate of %1 has expired: it has to be renewed there, unless the clock here is "
                "wrong.")
                .arg(at),
            origin, Remedy::None};
    case CertificateFault::NotYetValid:
        return {ErrorCode::Unreachable,
            QCoreApplication::translate(
                "engine", "The certificate of %1 is not valid yet: one of the two clocks is wrong.")
                .arg(at),
            origin, Remedy::None};
    case CertificateFault::WrongHost:
        return {ErrorCode::Unreachable,
            QCoreApplication::translate(
                "engine", "The certificate of %1 was made for another name: use the name that stands in it.")
                .arg(at),
            origin, Remedy::ChangeAddress};
    case CertificateFault::Untrusted: break;
    }
    return {ErrorCode::Unreachable,
        QCoreApplication::translate("engine",
            "Nobody who is trusted here vouches for the certificate of %1: if the server is yours, name the "
            "file of its certificate authority (CA file).")
            .arg(at),
        origin, Remedy::ChooseCertificates};
}

Error noTlsError(const QString& detail, const QUrl& url)
{
    return {ErrorCode::NotTheServer,
        QCoreApplication::translate("engine", "%1 does not speak HTTPS: try http:// instead.")
            .arg(shownUrl(url.adjusted(QUrl::RemovePath))),
        shownUrl(url) % u": " % detail, Remedy::ChangeAddress};
}

Error handshakeError(const QString& detail, const QUrl& url)
{
    using Sign = QLatin1String;
    if (says(detail, {Sign("wrong version number"), Sign("packet length too long"), Sign("http request")}))
        return noTlsError(detail, url);
    return {ErrorCode::Unreachable,
        QCoreApplication::translate("engine", "No encrypted connection to %1 came about.")
            .arg(shownUrl(url.adjusted(QUrl::RemovePath))),
        shownUrl(url) % u": " % detail, Remedy::None};
}

} // namespace benchglass::engine
