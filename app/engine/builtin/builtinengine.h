#pragma once

#include "engine/engine.h"

namespace benchglass::engine {

/// The built-in analyst: writes from the facts of the prompt by rules. No language model, no network;
/// options have no effect.
class BuiltinEngine final : public Engine
{
public:
    QString id() const override;
    QString displayName() const override;
    QUrl url() const override { return {}; }
    bool hasModel() const override { return false; }
    QStringList optionsWithoutEffect(const QStringList& names) const override { return names; }
    std::unique_ptr<Generation> start(const Prompt& prompt) override;
    QFuture<base::Result<Server>> probe() override;
    QFuture<base::Result<ModelDetails>> describe(const QString& model) override;
    QFuture<base::Result<QList<LoadedModel>>> loadedModels() override;
    bool knowsLoadedModels() const override { return false; }
    QFuture<base::Result<void>> preload(const QString& model, const QJsonObject& options) override;
    QFuture<base::Result<void>> unload(const QString& model) override;
};

} // namespace benchglass::engine
