#pragma once

#include "engine/engine.h"
#include "engine/http/stream.h"
#include "engine/openai/openairequest.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>
#include <span>

namespace benchglass::engine {

// Understands the replies of the calls beside the measured ones: PROTOCOLS.md 2.4 and 2.5. Pure; any thread.

/// The list in a reply of /v1/models. Errors: refusals, NotTheServer.
base::Result<QJsonArray> openAiList(const base::Result<Reply>& reply, const QString& key);

QList<Model> openAiModels(const QJsonArray& list);

/// What /v1/models says of @p model; nothing if it is not in @p list.
std::optional<ModelDetails> openAiDetails(const QJsonArray& list, const QString& model);

/// Adds what llama.cpp's /props says of the context of each slot.
void addProps(ModelDetails& details, const QJsonObject& props);

/// Adds what llama.cpp's /slots says: the context of the smallest slot, where /props did not tell, and how
/// many of them are at work for somebody else.
void addSlots(ModelDetails& details, const QJsonArray& slotList);

/// What llama.cpp's /props says of the one model @p name that it serves: it is in memory unless it sleeps.
/// Errors: refusals (also while it loads), NotTheServer.
base::Result<QList<LoadedModel>> llamaLoadedModels(
    const base::Result<Reply>& reply, const QString& name, const QString& key);

/// What LM Studio's /api/v0/models says of the state of each model. Errors: refusals, NotTheServer.
base::Result<QList<LoadedModel>> studioLoadedModels(const base::Result<Reply>& reply, const QString& key);

/// What a server gives itself away by in its list of models; Unknown if nothing.
OpenAiProduct openAiProductOf(const QJsonArray& list);

/// A call that only one product answers in its way.
struct OpenAiClue
{
    const char* path; ///< From the root of the server, not from /v1.
    OpenAiProduct product;
    /// The version in @p reply, empty if it says none; nothing if another server wrote it.
    std::optional<QString> (*version)(const QJsonObject& reply);
    bool provesProduct; ///< False where others answer alike.
};

std::span<const OpenAiClue> openAiClues();

} // namespace benchglass::engine
