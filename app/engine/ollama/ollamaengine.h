#pragma once

#include "engine/engine.h"
#include "engine/http/controlclient.h"
#include "engine/http/streamthread.h"

#include <QElapsedTimer>
#include <QPromise>

#include <memory>
#include <optional>

namespace benchglass::engine {

/// The address of an Ollama from what a user typed (as OLLAMA_HOST has it, with or without `/api`), or from
/// the environment, or the default. Errors: Usage.
base::Result<QUrl> ollamaAddress(const QString& typed);

/// The body of /api/chat for @p prompt.
QJsonObject ollamaChat(const Prompt& prompt);

/// Ollama by its native API.
class OllamaEngine final : public Engine
{
public:
    /// @param endpoint for its key, which a proxy in front may want, and its certificates
    OllamaEngine(const QUrl& url, std::shared_ptr<StreamThread> streams, const Endpoint& endpoint = {});
    ~OllamaEngine() override;

    QString id() const override;
    QString displayName() const override;
    QUrl url() const override { return m_url; }
    bool hasModel() const override { return true; }
    std::unique_ptr<Generation> start(const Prompt& prompt) override;
    QFuture<base::Result<Server>> probe() override;
    QFuture<base::Result<ModelDetails>> describe(const QString& model) override;
    QFuture<base::Result<QList<LoadedModel>>> loadedModels() override;
    bool knowsLoadedModels() const override { return true; }
    QFuture<base::Result<void>> preload(const QString& model, const QJsonObject& options) override;
    QFuture<base::Result<void>> unload(const QString& model) override;

private:
    template <typename T>
    using Promise = std::shared_ptr<QPromise<base::Result<T>>>;

    void probeRoot(const Promise<Server>& promise, const QString& version);
    void probeModels(const Promise<Server>& promise, const QString& version);
    /// @param shown what /api/show said; nothing where the server does not know that call
    void findDigest(
        const Promise<ModelDetails>& promise, const QString& model, const std::optional<ModelDetails>& shown);
    void awaitUnloaded(const Promise<void>& promise, const QString& model, QElapsedTimer since);
    QUrl at(const QString& path) const;

    QUrl m_url;
    QList<QByteArray> m_headers;
    QString m_caFile;
    std::shared_ptr<StreamThread> m_streams;
    std::unique_ptr<ControlClient> m_control;
};

} // namespace benchglass::engine
