#pragma once

#include "engine/engine.h"
#include "engine/http/stream.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace benchglass::engine {

/// Servers that speak the protocol and differ in what else they understand.
enum class OpenAiProduct { Unknown, LlamaCpp, Vllm, Sglang, LmStudio, Ollama };

/// `llama.cpp`, `vLLM`, ...; `OpenAI-compatible` for Unknown.
QString openAiProductName(OpenAiProduct product);
/// The inverse; Unknown for any other name.
OpenAiProduct openAiProductFromName(const QString& name);

/// The body of /v1/chat/completions for @p prompt. Options go by the names of Ollama and are renamed; those
/// that @p product does not know are left out.
QJsonObject openAiChat(const Prompt& prompt, OpenAiProduct product);

/// The options in @p names that a server of this kind cannot be told: they are not sent.
QStringList openAiOptionsWithoutEffect(const QStringList& names, OpenAiProduct product);

/// What to send once more when a server refused @p body over something that only helps to measure, or over
/// the name of the limit. What the user chose is never left out.
std::optional<QByteArray> openAiBodyAfterRefusal(const Reply& reply, const QByteArray& body);

} // namespace benchglass::engine
