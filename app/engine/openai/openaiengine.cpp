#include "engine/openai/openaiengine.h"

#include "engine/http/address.h"
#include "engine/http/httpgeneration.h"
#include "engine/http/streamerrors.h"
#include "engine/openai/openaierrors.h"
#include "engine/openai/openaireplies.h"
#include "engine/openai/openaistream.h"
#include "engine/promises.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStringBuilder>

#include <utility>

namespace benchglass::engine {

namespace {

constexpr int defaultPort = 8080;
constexpr int loadMs = 600'000;
/// A server that does not know a call says so at once.
constexpr int clueMs = 3'000;

/// `v1`, `v1beta`
bool isVersion(QStringView segment)
{
    return segment.size() >= 2 && segment.front() == u'v' && segment.at(1).isDigit();
}

/// The path up to the call, with a version in it.
QString versionedPath(QString path)
{
    for (const char* const call : {"/chat/completions", "/completions", "/responses", "/models"}) {
        if (path.endsWith(QLatin1String(call)))
            path.chop(static_cast<qsizetype>(qstrlen(call)));
    }
    const auto segments = QStringView(path).split(u'/', Qt::SkipEmptyParts);
    for (const QStringView segment : segments) {
        if (isVersion(segment))
            return path;
    }
    return path % u"/v1"_qs;
}

QJsonObject objectIn(const base::Result<Reply>& reply)
{
    const bool isAnswer = reply && reply->status == 200;
    return isAnswer ? QJsonDocument::fromJson(reply->body).object() : QJsonObject();
}

} // namespace

base::Result<QUrl> openAiAddress(const QString& typed)
{
    const QString text = typed.trimmed();
    auto url = serverAddress(text.isEmpty() ? u"127.0.0.1"_qs : text, defaultPort);
    if (url)
        url->setPath(versionedPath(url->path()));
    return url;
}

OpenAiEngine::OpenAiEngine(
    const QUrl& url, QString key, QString caFile, std::shared_ptr<StreamThread> streams)
    : m_url(url)
    , m_key(std::move(key))
    , m_caFile(std::move(caFile))
    , m_streams(std::move(streams))
    , m_control(std::make_unique<ControlClient>())
{
    m_control->setHeaders(keyHeaders());
    m_control->setCaFile(m_caFile);
}

OpenAiEngine::~OpenAiEngine() = default;

QString OpenAiEngine::id() const
{
    return u"openai"_qs;
}

QString OpenAiEngine::displayName() const
{
    return engineDisplayName(id());
}

QStringList OpenAiEngine::optionsWithoutEffect(const QStringList& names) const
{
    return openAiOptionsWithoutEffect(names, m_product);
}

QUrl OpenAiEngine::at(const QString& path) const
{
    return joined(m_url, path);
}

QUrl OpenAiEngine::atRoot(const QString& path) const
{
    QUrl root = m_url;
    root.setPath(m_url.path().left(m_url.path().lastIndexOf(u'/')));
    return joined(root, path);
}

QList<QByteArray> OpenAiEngine::keyHeaders() const
{
    if (m_key.isEmpty())
        return {};
    return {"Authorization: Bearer " + m_key.toUtf8()};
}

std::unique_ptr<Generation> OpenAiEngine::start(const Prompt& prompt)
{
    StreamRequest request;
    request.url = at(u"/chat/completions"_qs);
    request.headers =
        QList<QByteArray> {"Content-Type: application/json", "Accept: text/event-stream"} + keyHeaders();
    request.body = QJsonDocument(openAiChat(prompt, m_product)).toJson(QJsonDocument::Compact);
    request.timeouts = prompt.timeouts;
    request.caFile = m_caFile;
    request.headersMeanBegun = m_product == OpenAiProduct::LlamaCpp;
    auto stream = std::make_unique<OpenAiStream>(OpenAiCall {request.url, prompt.model, m_key, request.body});
    return std::make_unique<HttpGeneration>(m_streams, std::move(request), std::move(stream));
}

QFuture<base::Result<Server>> OpenAiEngine::probe()
{
    const auto promise = begin<Server>();
    m_control->get(
        at(u"/models"_qs), ControlClient::shortMs, [this, promise](const base::Result<Reply>& reply) {
            const auto list = openAiList(reply, m_key);
            if (!list)
                return fail(promise, list.error());
            const Server server {{}, {}, openAiModels(*list)};
            m_names.clear();
            for (const Model& model : server.models)
                m_names.append(model.name);
            identify(promise, server, openAiProductOf(*list), 0);
        });
    return promise->future();
}

void OpenAiEngine::identify(
    const Promise<Server>& promise, const Server& server, OpenAiProduct hint, size_t next)
{
    const auto clues = openAiClues();
    while (next < clues.size() && hint != OpenAiProduct::Unknown && clues[next].product != hint)
        ++next;
    if (next == clues.size()) {
        Server known = server;
        known.product = openAiProductName(hint);
        m_product = hint;
        return end(promise, base::Result<Server>(known));
    }
    const OpenAiClue& clue = clues[next];
    m_control->get(atRoot(QLatin1String(clue.path)), clueMs,
        [this, promise, server, hint, next, clue](const base::Result<Reply>& reply) {
            const auto version = clue.version(objectIn(reply));
            if (!version)
                return identify(promise, server, hint, next + 1);
            Server known = server;
            known.version = *version;
            m_product = clue.provesProduct ? clue.product : hint;
            known.product = openAiProductName(m_product);
            end(promise, base::Result<Server>(known));
        });
}

QFuture<base::Result<ModelDetails>> OpenAiEngine::describe(const QString& model)
{
    const auto promise = begin<ModelDetails>();
    m_control->get(
        at(u"/models"_qs), ControlClient::shortMs, [this, promise, model](const base::Result<Reply>& reply) {
            const auto list = openAiList(reply, m_key);
            if (!list)
                return fail(promise, list.error());
            const auto details = openAiDetails(*list, model);
            if (!details) {
                return end(promise,
                    base::Result<ModelDetails>(
                        tl::unexpected(openAiMissingModel(model, shownUrl(reply->url)))));
            }
            if (m_product == OpenAiProduct::LlamaCpp)
                return describeContext(promise, *details);
            end(promise, base::Result<ModelDetails>(*details));
        });
    return promise->future();
}

void OpenAiEngine::describeContext(const Promise<ModelDetails>& promise, const ModelDetails& details)
{
    m_control->get(atRoot(u"/props"_qs), clueMs, [this, promise, details](const base::Result<Reply>& reply) {
        ModelDetails result = details;
        addProps(result, objectIn(reply));
        describeSlots(promise, result);
    });
}

void OpenAiEngine::describeSlots(const Promise<ModelDetails>& promise, const ModelDetails& details)
{
    m_control->get(atRoot(u"/slots"_qs), clueMs, [promise, details](const base::Result<Reply>& reply) {
        ModelDetails result = details;
        if (reply && reply->status == 200) // some builds have it switched off
            addSlots(result, QJsonDocument::fromJson(reply->body).array());
        end(promise, base::Result<ModelDetails>(result));
    });
}

bool OpenAiEngine::knowsLoadedModels() const
{
    // A llama.cpp that hands on to others says nothing of their models.
    const bool isLlama = m_product == OpenAiProduct::LlamaCpp && m_names.size() == 1;
    return isLlama || m_product == OpenAiProduct::LmStudio;
}

QFuture<base::Result<QList<LoadedModel>>> OpenAiEngine::loadedModels()
{
    using Loaded = base::Result<QList<LoadedModel>>;
    const auto promise = begin<QList<LoadedModel>>();
    if (!knowsLoadedModels()) {
        end(promise, Loaded(QList<LoadedModel> {}));
    } else if (m_product == OpenAiProduct::LmStudio) {
        m_control->get(
            atRoot(u"/api/v0/models"_qs), clueMs, [this, promise](const base::Result<Reply>& reply) {
                end(promise, studioLoadedModels(reply, m_key));
            });
    } else {
        m_control->get(atRoot(u"/props"_qs), clueMs, [this, promise](const base::Result<Reply>& reply) {
            end(promise, llamaLoadedModels(reply, m_names.value(0), m_key));
        });
    }
    return promise->future();
}

QFuture<base::Result<void>> OpenAiEngine::preload(const QString& model, const QJsonObject& options)
{
    const auto promise = begin<void>();
    Prompt prompt;
    prompt.model = model;
    prompt.text = u"."_qs;
    prompt.options = options;
    prompt.options.insert(u"num_predict"_qs, 1);
    QJsonObject body = openAiChat(prompt, m_product);
    for (const char* const extra : {"stream_options", "timings_per_token", "return_progress"})
        body.remove(QLatin1String(extra));
    body.insert(u"stream"_qs, false);
    m_control->post(
        at(u"/chat/completions"_qs), body, loadMs, [this, promise, model](const base::Result<Reply>& reply) {
            if (reply && reply->status == 200)
                return end(promise, base::Result<void>());
            end(promise,
                base::Result<void>(
                    tl::unexpected(reply ? openAiRefusal(*reply, model, m_key) : reply.error())));
        });
    return promise->future();
}

QFuture<base::Result<void>> OpenAiEngine::unload(const QString& model)
{
    const auto promise = begin<void>();
    end(promise,
        base::Result<void>(base::failure(base::ErrorCode::ServerRefused,
            QCoreApplication::translate("engine",
                "This kind of server cannot be told to unload the model “%1”, so that no cold start can be "
                "measured.")
                .arg(tamedWords(model)),
            shownUrl(m_url))));
    return promise->future();
}

} // namespace benchglass::engine
