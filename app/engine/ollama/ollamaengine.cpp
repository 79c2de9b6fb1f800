#include "engine/ollama/ollamaengine.h"

#include "engine/http/address.h"
#include "engine/http/httpgeneration.h"
#include "engine/http/streamerrors.h"
#include "engine/ollama/ollamaerrors.h"
#include "engine/ollama/ollamalines.h"
#include "engine/ollama/ollamareplies.h"
#include "engine/promises.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace benchglass::engine {

namespace {

constexpr int defaultPort = 11434;
constexpr int loadMs = 600'000;
constexpr int unloadMs = 60'000;
constexpr int pollMs = 200;
/// The runner gives its memory back a little after the list has lost the model.
constexpr int settleMs = 1000;

} // namespace

base::Result<QUrl> ollamaAddress(const QString& typed)
{
    QString text = typed.trimmed();
    if (text.isEmpty())
        text = qEnvironmentVariable("OLLAMA_HOST").trimmed();
    if (text.isEmpty())
        text = u"127.0.0.1"_qs;
    auto url = serverAddress(text, defaultPort);
    if (!url)
        return url;
    const QString path = url->path();
    const qsizetype api = path.indexOf(u"/api"_qs);
    if (api >= 0 && (path.size() == api + 4 || path.at(api + 4) == u'/'))
        url->setPath(path.left(api));
    return url;
}

QJsonObject ollamaChat(const Prompt& prompt)
{
    QJsonArray messages;
    if (!prompt.system.isEmpty())
        messages.append(QJsonObject {{u"role"_qs, u"system"_qs}, {u"content"_qs, prompt.system}});
    messages.append(QJsonObject {{u"role"_qs, u"user"_qs}, {u"content"_qs, prompt.text}});
    QJsonObject body {{u"model"_qs, prompt.model}, {u"messages"_qs, messages}, {u"stream"_qs, true}};
    if (!prompt.options.isEmpty())
        body.insert(u"options"_qs, prompt.options);
    if (prompt.think == u"off"_qs || prompt.think == u"on"_qs)
        body.insert(u"think"_qs, prompt.think == u"on"_qs);
    else if (!prompt.think.isEmpty())
        body.insert(u"think"_qs, prompt.think);
    return body;
}

OllamaEngine::OllamaEngine(const QUrl& url, std::shared_ptr<StreamThread> streams, const Endpoint& endpoint)
    : m_url(url)
    , m_caFile(endpoint.caFile)
    , m_streams(std::move(streams))
    , m_control(std::make_unique<ControlClient>())
{
    if (!endpoint.key.isEmpty())
        m_headers = {"Authorization: Bearer " + endpoint.key.toUtf8()};
    m_control->setHeaders(m_headers);
    if (!m_caFile.isEmpty())
        m_control->setCaFile(m_caFile);
}

OllamaEngine::~OllamaEngine() = default;

QString OllamaEngine::id() const
{
    return u"ollama"_qs;
}

QString OllamaEngine::displayName() const
{
    return engineDisplayName(id());
}

QUrl OllamaEngine::at(const QString& path) const
{
    return joined(m_url, path);
}

std::unique_ptr<Generation> OllamaEngine::start(const Prompt& prompt)
{
    StreamRequest request;
    request.url = at(u"/api/chat"_qs);
    request.headers = {"Content-Type: application/json", "Accept: application/x-ndjson"};
    request.headers += m_headers;
    request.caFile = m_caFile;
    request.body = QJsonDocument(ollamaChat(prompt)).toJson(QJsonDocument::Compact);
    request.timeouts = prompt.timeouts;
    auto lines = std::make_unique<OllamaLines>(request.url, prompt.model);
    return std::make_unique<HttpGeneration>(m_streams, std::move(request), std::move(lines));
}

QFuture<base::Result<Server>> OllamaEngine::probe()
{
    const auto promise = begin<Server>();
    m_control->get(
        at(u"/api/version"_qs), ControlClient::shortMs, [this, promise](const base::Result<Reply>& reply) {
            const auto version = ollamaVersion(reply);
            if (version)
                probeRoot(promise, *version);
            else
                fail(promise, version.error());
        });
    return promise->future();
}

void OllamaEngine::probeRoot(const Promise<Server>& promise, const QString& version)
{
    m_control->get(
        at(u"/"_qs), ControlClient::shortMs, [this, promise, version](const base::Result<Reply>& reply) {
            const auto error = ollamaRootError(reply);
            if (error)
                fail(promise, *error);
            else
                probeModels(promise, version);
        });
}

void OllamaEngine::probeModels(const Promise<Server>& promise, const QString& version)
{
    m_control->get(
        at(u"/api/tags"_qs), ControlClient::shortMs, [promise, version](const base::Result<Reply>& reply) {
            const auto tags = ollamaObject(reply);
            if (tags)
                end(promise, base::Result<Server>(Server {u"Ollama"_qs, version, ollamaModels(*tags)}));
            else
                fail(promise, tags.error());
        });
}

QFuture<base::Result<ModelDetails>> OllamaEngine::describe(const QString& model)
{
    const auto promise = begin<ModelDetails>();
    const QJsonObject body {{u"model"_qs, model}, {u"verbose"_qs, false}};
    m_control->post(at(u"/api/show"_qs), body, ControlClient::shortMs,
        [this, promise, model](const base::Result<Reply>& reply) {
            const auto show = ollamaObject(reply, model);
            if (show)
                findDigest(promise, model, ollamaDetails(*show));
            else if (show.error().code == base::ErrorCode::NotTheServer)
                findDigest(promise, model, std::nullopt); // a server that lists models but does not show them
            else
                fail(promise, show.error());
        });
    return promise->future();
}

void OllamaEngine::findDigest(
    const Promise<ModelDetails>& promise, const QString& model, const std::optional<ModelDetails>& shown)
{
    m_control->get(at(u"/api/tags"_qs), ControlClient::shortMs,
        [promise, model, shown](const base::Result<Reply>& reply) {
            const auto tags = ollamaObject(reply);
            if (!tags)
                return fail(promise, tags.error());
            const QList<Model> models = ollamaModels(*tags);
            const auto listed = std::find_if(models.cbegin(), models.cend(),
                [&model](const Model& candidate) { return isSameOllamaModel(candidate.name, model); });
            if (!shown && listed == models.cend())
                return fail(promise, missingModel(model, shownUrl(reply->url)));
            ModelDetails details = shown.value_or(ModelDetails {});
            if (listed != models.cend())
                details.digest = listed->digest;
            end(promise, base::Result<ModelDetails>(details));
        });
}

QFuture<base::Result<QList<LoadedModel>>> OllamaEngine::loadedModels()
{
    const auto promise = begin<QList<LoadedModel>>();
    m_control->get(at(u"/api/ps"_qs), ControlClient::shortMs, [promise](const base::Result<Reply>& reply) {
        const auto ps = ollamaObject(reply);
        if (ps)
            end(promise, base::Result<QList<LoadedModel>>(ollamaLoadedModels(*ps)));
        else
            fail(promise, ps.error());
    });
    return promise->future();
}

QFuture<base::Result<void>> OllamaEngine::preload(const QString& model, const QJsonObject& options)
{
    const auto promise = begin<void>();
    QJsonObject body {{u"model"_qs, model}};
    if (!options.isEmpty())
        body.insert(u"options"_qs, options);
    m_control->post(
        at(u"/api/generate"_qs), body, loadMs, [promise, model](const base::Result<Reply>& reply) {
            const auto loaded = ollamaObject(reply, model);
            if (loaded)
                end(promise, base::Result<void>());
            else
                fail(promise, loaded.error());
        });
    return promise->future();
}

QFuture<base::Result<void>> OllamaEngine::unload(const QString& model)
{
    const auto promise = begin<void>();
    const QJsonObject body {{u"model"_qs, model}, {u"keep_alive"_qs, 0}};
    m_control->post(
        at(u"/api/generate"_qs), body, unloadMs, [this, promise, model](const base::Result<Reply>& reply) {
            const auto unloaded = ollamaObject(reply, model);
            QElapsedTimer since;
            since.start();
            if (unloaded)
                awaitUnloaded(promise, model, since);
            else
                fail(promise, unloaded.error());
        });
    return promise->future();
}

void OllamaEngine::awaitUnloaded(const Promise<void>& promise, const QString& model, QElapsedTimer since)
{
    m_control->get(at(u"/api/ps"_qs), ControlClient::shortMs,
        [this, promise, model, since](const base::Result<Reply>& reply) {
            const auto ps = ollamaObject(reply);
            if (!ps)
                return fail(promise, ps.error());
            const QList<LoadedModel> models = ollamaLoadedModels(*ps);
            const bool isLoaded = std::any_of(models.cbegin(), models.cend(),
                [&model](const LoadedModel& loaded) { return isSameOllamaModel(loaded.name, model); });
            if (!isLoaded) {
                QTimer::singleShot(
                    settleMs, m_control.get(), [promise] { end(promise, base::Result<void>()); });
                return;
            }
            if (since.elapsed() > unloadMs) {
                return fail(promise,
                    {base::ErrorCode::Timeout,
                        QCoreApplication::translate(
                            "engine", "The server still holds the model “%1” in memory.")
                            .arg(tamedWords(model)),
                        shownUrl(m_url), base::Remedy::Retry});
            }
            QTimer::singleShot(pollMs, m_control.get(),
                [this, promise, model, since] { awaitUnloaded(promise, model, since); });
        });
}

} // namespace benchglass::engine
