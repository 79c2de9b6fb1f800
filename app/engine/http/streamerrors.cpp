#include "engine/http/streamerrors.h"

#include "base/format.h"
#include "engine/http/trust.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringBuilder>

#include <curl/curl.h>

namespace benchglass::engine {

using base::Error;
using base::ErrorCode;
using base::Remedy;

namespace {

constexpr qsizetype shownWords = 400;

QString jsonWords(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    if (value.isArray() && !value.toArray().isEmpty())
        return jsonWords(value.toArray().first());
    const QJsonObject object = value.toObject();
    for (const auto key : {"error", "message", "detail", "msg"}) {
        const QString words =
            object.contains(QLatin1String(key)) ? jsonWords(object.value(QLatin1String(key))) : QString();
        if (!words.isEmpty())
            return words;
    }
    return {};
}

QString seconds(int ms)
{
    return base::durationText(qint64 {ms} * 1'000'000);
}

Error brokenEarly(const QString& detail, const QUrl& url)
{
    const QString at = shownUrl(url);
    return {ErrorCode::StreamBroken,
        QCoreApplication::translate("engine", "The connection to %1 broke before the answer began.").arg(at),
        at % u": " % detail, Remedy::Retry};
}

/// curl has one code for whatever happens between the first greeting and the first encrypted byte.
Error handshakeFault(const QString& detail, const QUrl& url)
{
    for (const auto sign : {"reset by peer", "SSL_ERROR_SYSCALL", "unexpected eof"}) {
        if (detail.contains(QLatin1String(sign)))
            return brokenEarly(detail, url);
    }
    return handshakeError(detail, url);
}

} // namespace

QString shownUrl(const QUrl& url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo);
}

QString tamedWords(const QString& words)
{
    QString text = words.left(16 * shownWords);
    for (QChar& c : text) {
        if (!c.isPrint() && !c.isSurrogate())
            c = u' ';
    }
    text = text.simplified();
    if (text.size() > shownWords)
        text = text.left(shownWords) + u'…';
    return text;
}

bool isHtml(QByteArrayView body)
{
    const QByteArray start = body.first(qMin<qsizetype>(body.size(), 256)).toByteArray().trimmed().toLower();
    return start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<head");
}

QString wordsOf(QByteArrayView body)
{
    // No refusal needs more; what is longer is not parsed.
    const QByteArray start = body.first(qMin<qsizetype>(body.size(), 64 * 1024)).toByteArray();
    const QJsonDocument document = QJsonDocument::fromJson(start);
    if (document.isObject())
        return tamedWords(jsonWords(document.object()));
    const QString text = QString::fromUtf8(start);
    if (!isHtml(body))
        return tamedWords(text);
    static const QRegularExpression title(
        QStringLiteral("<title[^>]*>([^<]*)<"), QRegularExpression::CaseInsensitiveOption);
    return tamedWords(title.match(text).captured(1));
}

Error deadlineError(Deadline deadline, const base::Timeouts& timeouts, const QUrl& url)
{
    const QString at = shownUrl(url);
    QString message;
    Remedy remedy = Remedy::Retry;
    switch (deadline) {
    case Deadline::Connect:
        message = QCoreApplication::translate("engine", "No connection to %1 within %2.")
                      .arg(at, seconds(timeouts.connectMs));
        remedy = Remedy::ChangeAddress;
        break;
    case Deadline::FirstByte:
        message = QCoreApplication::translate(
            "engine", "The server accepted the request but sent nothing within %1.")
                      .arg(seconds(timeouts.firstByteMs));
        break;
    case Deadline::Idle:
        message =
            QCoreApplication::translate("engine", "The server stopped sending in mid-answer: silence for %1.")
                .arg(seconds(timeouts.idleMs));
        break;
    case Deadline::Total:
        message = QCoreApplication::translate("engine", "The answer was not complete within %1.")
                      .arg(seconds(timeouts.totalMs));
        break;
    }
    return {ErrorCode::Timeout, message, at, remedy};
}

Error transportError(int code, const QString& detail, const QUrl& url)
{
    const QString at = shownUrl(url);
    const QString origin = at % u": " % detail;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
        return {ErrorCode::Unreachable,
            QCoreApplication::translate("engine", "No address is known for the proxy that leads to %1.")
                .arg(at),
            origin, Remedy::None};
    case CURLE_COULDNT_RESOLVE_HOST:
        return {ErrorCode::Unreachable,
            QCoreApplication::translate("engine", "No address is known for %1.").arg(tamedWords(url.host())),
            origin, Remedy::ChangeAddress};
    case CURLE_COULDNT_CONNECT:
        return {ErrorCode::Unreachable,
            QCoreApplication::translate("engine", "Nothing answers at %1.").arg(at), origin,
            Remedy::StartServer};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR: return certificateError(certificateFault(detail), detail, url);
    case CURLE_SSL_CACERT_BADFILE:
        return {ErrorCode::NotFound,
            QCoreApplication::translate("engine", "The certificates to trust cannot be understood."), origin,
            Remedy::ChooseCertificates};
    case CURLE_SSL_CONNECT_ERROR: return handshakeFault(detail, url);
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
        return {ErrorCode::NotTheServer,
            QCoreApplication::translate("engine", "What answers at %1 does not speak HTTP.").arg(at), origin,
            Remedy::ChangeAddress};
    case CURLE_URL_MALFORMAT:
        return {ErrorCode::Usage, QCoreApplication::translate("engine", "%1 is not an address.").arg(at),
            origin, Remedy::ChangeAddress};
    default: return brokenEarly(detail, url);
    }
}

Error brokenError(bool hasText, const QString& detail, const QUrl& url)
{
    const QString message = hasText
        ? QCoreApplication::translate(
            "engine", "The answer broke off before its end; the text so far is kept.")
        : QCoreApplication::translate("engine", "The server ended the answer before its first word.");
    return {ErrorCode::StreamBroken, message,
        detail.isEmpty() ? shownUrl(url) : shownUrl(url) % u": " % detail, Remedy::Retry};
}

Error redirectError(int status, const QByteArray& location, const QUrl& url)
{
    const QString target = tamedWords(QString::fromUtf8(location));
    return {ErrorCode::NotTheServer,
        QCoreApplication::translate("engine", "%1 sends elsewhere (%2 to %3), which is not followed.")
            .arg(shownUrl(url), QString::number(status), target),
        shownUrl(url), Remedy::ChangeAddress};
}

Error withoutKey(Error error, const QByteArray& key)
{
    constexpr qsizetype leastKeyBytes = 8;
    if (key.size() < leastKeyBytes)
        return error;
    const QString secret = QString::fromUtf8(key);
    error.message.replace(secret, u"…"_qs);
    error.origin.replace(secret, u"…"_qs);
    return error;
}

Error oversizeError(qint64 maxBytes, const QUrl& url)
{
    return {ErrorCode::Malformed,
        QCoreApplication::translate("engine", "The answer was cut off at %1: no sane answer is that long.")
            .arg(base::bytesText(maxBytes)),
        shownUrl(url), Remedy::None};
}

Error cancelledError(const QUrl& url)
{
    return {ErrorCode::Cancelled, QCoreApplication::translate("engine", "The request was stopped."),
        shownUrl(url), Remedy::None};
}

} // namespace benchglass::engine
