#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <curl/curl.h>

#include <optional>

class QSslError;

namespace benchglass::engine {

/// Why a server's certificate is not accepted.
enum class CertificateFault { Untrusted, Expired, NotYetValid, WrongHost };

/// The certificates of @p caFile, PEM.
/// Errors: NotFound (unreadable, or no certificate in it).
base::Result<QByteArray> readCertificates(const QString& caFile);

/// Lets @p handle trust the certificates of @p caFile beside the system's. Verification stays on, whatever
/// comes of it. Errors: those of readCertificates().
base::Result<void> trustCertificates(CURL* handle, const QString& caFile);

/// What @p words, curl's own, say of a certificate that was not accepted.
CertificateFault certificateFault(const QString& words);
/// The first of @p errors that says more than that something is wrong; nothing if there are none.
std::optional<CertificateFault> certificateFault(const QList<QSslError>& errors);

/// @param detail untranslated words for the origin
base::Error certificateError(CertificateFault fault, const QString& detail, const QUrl& url);

/// The other side answered the TLS greeting with something else.
base::Error noTlsError(const QString& detail, const QUrl& url);

/// The two sides found no way to speak TLS with each other: noTlsError() where @p detail, the TLS library's
/// own words, says that what came was none.
base::Error handshakeError(const QString& detail, const QUrl& url);

} // namespace benchglass::engine
