#pragma once

#include "engine/engine.h"
#include "engine/http/stream.h"

#include <QJsonObject>

namespace benchglass::engine {

// Understands the replies of Ollama's control calls: PROTOCOLS.md 1.1. Pure; any thread.

/// The JSON object in @p reply; a refusal, or NotTheServer if there is none.
base::Result<QJsonObject> ollamaObject(const base::Result<Reply>& reply, const QString& model = {});

/// The version from /api/version. Errors: NotTheServer and refusals.
base::Result<QString> ollamaVersion(const base::Result<Reply>& reply);

/// Nothing if @p reply, to the root path, is an Ollama's; else why it is not.
std::optional<base::Error> ollamaRootError(const base::Result<Reply>& reply);

/// From /api/tags.
QList<Model> ollamaModels(const QJsonObject& tags);

/// From /api/ps.
QList<LoadedModel> ollamaLoadedModels(const QJsonObject& ps);

/// From /api/show; the digest is not in it.
ModelDetails ollamaDetails(const QJsonObject& show);

/// `m` and `m:latest` are the same model.
bool isSameOllamaModel(const QString& a, const QString& b);

} // namespace benchglass::engine
