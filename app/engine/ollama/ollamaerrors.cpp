#include "engine/ollama/ollamaerrors.h"

#include "engine/http/streamerrors.h"

#include <QCoreApplication>
#include <QStringBuilder>

namespace benchglass::engine {

using base::Error;
using base::ErrorCode;
using base::Remedy;

namespace {

Remedy remedyFor(int status, const QString& words)
{
    if (words.contains(u"memory"_qs, Qt::CaseInsensitive))
        return Remedy::LowerContext;
    if (status == 400 && words.contains(u"model name"_qs, Qt::CaseInsensitive))
        return Remedy::ChooseModel; // one that cannot be any's
    return status >= 500 || status == 429 || status == 499 ? Remedy::Retry : Remedy::None;
}

Error forbidden(const QString& words, const QUrl& url, const QString& origin)
{
    if (words.isEmpty()) {
        return {ErrorCode::ServerRefused,
            QCoreApplication::translate("engine",
                "The server refuses requests that address it as %1 (403): use 127.0.0.1, or let it listen "
                "there (OLLAMA_HOST).")
                .arg(tamedWords(url.host())),
            origin, Remedy::ChangeAddress};
    }
    return {ErrorCode::ServerRefused,
        QCoreApplication::translate("engine", "The server forbids this (403): %1").arg(words), origin,
        Remedy::None};
}

} // namespace

Error missingModel(const QString& model, const QString& origin)
{
    return {ErrorCode::ModelMissing,
        QCoreApplication::translate("engine", "The server has no model “%1”.").arg(tamedWords(model)), origin,
        Remedy::PullModel};
}

Error ollamaRefusal(const Reply& reply, const QString& model)
{
    const QString words = wordsOf(reply.body);
    const QString origin = shownUrl(reply.url) % u": HTTP " % QString::number(reply.status) % u' ' % words;
    const bool isJson = reply.body.trimmed().startsWith('{');
    if (reply.status == 404) {
        const bool isAboutModel = isJson && words.contains(u"model"_qs, Qt::CaseInsensitive);
        return isAboutModel ? missingModel(model, origin) : notOllama(reply.url, origin);
    }
    if (reply.status == 405)
        return notOllama(reply.url, origin);
    if (reply.status == 403)
        return forbidden(words, reply.url, origin);
    if (reply.status == 401) {
        const QString message = words.isEmpty()
            ? QCoreApplication::translate("engine", "The server wants a sign-in or a key (401).")
            : QCoreApplication::translate("engine", "The server wants a sign-in or a key (401): %1")
                  .arg(words);
        // Signing in to Ollama's cloud happens at the server; whoever else stands before it wants a key.
        const bool isCloud = reply.body.contains("signin_url");
        return {ErrorCode::ServerRefused, message, origin, isCloud ? Remedy::None : Remedy::EnterKey};
    }
    const QString status = QString::number(reply.status);
    const QString message = words.isEmpty()
        ? QCoreApplication::translate(
            "engine", "The server refused the request with status %1 and no reason.")
              .arg(status)
        : QCoreApplication::translate("engine", "The server refused the request (%1): %2").arg(status, words);
    return {ErrorCode::ServerRefused, message, origin, remedyFor(reply.status, words)};
}

Error ollamaStreamError(const QString& words, const QUrl& url)
{
    const QString tamed = tamedWords(words);
    const QString message = tamed.isEmpty()
        ? QCoreApplication::translate("engine", "The server reported an error without a reason.")
        : QCoreApplication::translate("engine", "The server reported an error: %1").arg(tamed);
    const Remedy remedy = remedyFor(500, tamed);
    return {ErrorCode::ServerRefused, message, shownUrl(url), remedy};
}

Error notOllama(const QUrl& url, const QString& detail)
{
    return {ErrorCode::NotTheServer,
        QCoreApplication::translate("engine", "Something answers at %1, but it is not an Ollama.")
            .arg(shownUrl(url.adjusted(QUrl::RemovePath))),
        detail, Remedy::ChangeAddress};
}

} // namespace benchglass::engine
