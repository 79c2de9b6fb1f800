#pragma once

#include "engine/engine.h"
#include "engine/http/controlclient.h"
#include "engine/http/streamthread.h"
#include "engine/openai/openairequest.h"

#include <QPromise>

#include <memory>

namespace benchglass::engine {

/// The address of an API from what a user typed: with or without `/v1`, a slash at the end or the path of a
/// call. The result ends with the version (`http://127.0.0.1:8080/v1`), which is also the default.
/// Errors: Usage.
base::Result<QUrl> openAiAddress(const QString& typed);

/// A server that speaks OpenAI's chat completions: llama.cpp, vLLM, SGLang, LM Studio and others. Which one
/// it is shows in probe(); until then only what all of them know is sent.
class OpenAiEngine final : public Engine
{
public:
    /// @param key one line; empty = none
    OpenAiEngine(const QUrl& url, QString key, QString caFile, std::shared_ptr<StreamThread> streams);
    ~OpenAiEngine() override;

    QString id() const override;
    QString displayName() const override;
    QUrl url() const override { return m_url; }
    bool hasModel() const override { return true; }
    QStringList optionsWithoutEffect(const QStringList& names) const override;
    std::unique_ptr<Generation> start(const Prompt& prompt) override;
    QFuture<base::Result<Server>> probe() override;
    QFuture<base::Result<ModelDetails>> describe(const QString& model) override;
    QFuture<base::Result<QList<LoadedModel>>> loadedModels() override;
    /// Of llama.cpp with its one model and of LM Studio, once probe() has recognised them.
    bool knowsLoadedModels() const override;
    /// Asks for one token: no other way is common to all.
    QFuture<base::Result<void>> preload(const QString& model, const QJsonObject& options) override;
    /// Always fails: the protocol has no such call.
    QFuture<base::Result<void>> unload(const QString& model) override;

    OpenAiProduct product() const { return m_product; }

private:
    template <typename T>
    using Promise = std::shared_ptr<QPromise<base::Result<T>>>;

    /// Asks the clues from @p next on, until one tells what the server is.
    void identify(const Promise<Server>& promise, const Server& server, OpenAiProduct hint, size_t next);
    void describeContext(const Promise<ModelDetails>& promise, const ModelDetails& details);
    void describeSlots(const Promise<ModelDetails>& promise, const ModelDetails& details);
    QUrl at(const QString& path) const;     ///< Below the version.
    QUrl atRoot(const QString& path) const; ///< Beside it.
    QList<QByteArray> keyHeaders() const;

    QUrl m_url;
    QString m_key;
    QString m_caFile;
    OpenAiProduct m_product = OpenAiProduct::Unknown;
    QStringList m_names; ///< Of the models that probe() found.
    std::shared_ptr<StreamThread> m_streams;
    std::unique_ptr<ControlClient> m_control;
};

} // namespace benchglass::engine
