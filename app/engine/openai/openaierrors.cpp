#include "engine/openai/openaierrors.h"

#include "engine/http/streamerrors.h"

#include <QCoreApplication>
#include <QStringBuilder>

namespace benchglass::engine {

using base::Error;
using base::ErrorCode;
using base::Remedy;

namespace {

/// Servers quote what they were sent.
QString withoutKey(QString words, const QString& key)
{
    return key.isEmpty() ? words : words.replace(key, u"…"_qs);
}

Remedy remedyFor(int status)
{
    if (status == 403)
        return Remedy::EnterKey;
    return status >= 500 || status == 429 || status == 408 ? Remedy::Retry : Remedy::None;
}

Error unauthorised(bool hasKey, const QString& origin)
{
    return {ErrorCode::ServerRefused,
        hasKey ? QCoreApplication::translate("engine",
            "The server does not accept the key (401): it may be mistyped, expired or another "
            "server's.")
               : QCoreApplication::translate(
                   "engine", "The server wants a key (401), and none is given for this address."),
        origin, Remedy::EnterKey};
}

} // namespace

Error openAiMissingModel(const QString& model, const QString& origin)
{
    return {ErrorCode::ModelMissing,
        QCoreApplication::translate("engine", "The server has no model “%1”.").arg(tamedWords(model)), origin,
        Remedy::ChooseModel};
}

Error openAiRefusal(const Reply& reply, const QString& model, const QString& key)
{
    const QString status = QString::number(reply.status);
    const QString at = shownUrl(reply.url) % u": HTTP " % status;
    // Some servers quote most of a wrong key and star the rest: their words are not repeated.
    if (reply.status == 401)
        return unauthorised(!key.isEmpty(), at);
    const QString words = withoutKey(wordsOf(reply.body), key);
    const QString origin = at % u' ' % words;
    if (reply.status == 404) {
        const bool isJson = reply.body.trimmed().startsWith('{');
        const bool isAboutModel = isJson && words.contains(u"model"_qs, Qt::CaseInsensitive);
        return isAboutModel ? openAiMissingModel(model, origin) : notOpenAi(reply.url, origin);
    }
    if (reply.status == 405)
        return notOpenAi(reply.url, origin);
    const QString message = words.isEmpty()
        ? QCoreApplication::translate(
            "engine", "The server refused the request with status %1 and no reason.")
              .arg(status)
        : QCoreApplication::translate("engine", "The server refused the request (%1): %2").arg(status, words);
    return {ErrorCode::ServerRefused, message, origin, remedyFor(reply.status)};
}

Error openAiStreamError(const QString& words, const QUrl& url, const QString& key)
{
    const QString tamed = withoutKey(tamedWords(words), key);
    const QString message = tamed.isEmpty()
        ? QCoreApplication::translate("engine", "The server reported an error without a reason.")
        : QCoreApplication::translate("engine", "The server reported an error: %1").arg(tamed);
    return {ErrorCode::ServerRefused, message, shownUrl(url), Remedy::Retry};
}

Error notOpenAi(const QUrl& url, const QString& detail)
{
    return {ErrorCode::NotTheServer,
        QCoreApplication::translate(
            "engine", "Something answers at %1, but it does not speak the OpenAI protocol there.")
            .arg(shownUrl(url.adjusted(QUrl::RemovePath))),
        detail, Remedy::ChangeAddress};
}

} // namespace benchglass::engine
