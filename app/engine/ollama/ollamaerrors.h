#pragma once

#include "base/error.h"
#include "engine/http/stream.h"

#include <QString>
#include <QUrl>

namespace benchglass::engine {

/// What an HTTP status other than 200 from an Ollama means, with the server's own words.
base::Error ollamaRefusal(const Reply& reply, const QString& model);

/// The server answers, but has no such model.
base::Error missingModel(const QString& model, const QString& origin);

/// What an error line in a stream means.
base::Error ollamaStreamError(const QString& words, const QUrl& url);

/// Something answers, but not an Ollama.
base::Error notOllama(const QUrl& url, const QString& detail);

} // namespace benchglass::engine
