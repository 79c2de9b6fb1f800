#pragma once

#include "base/error.h"
#include "engine/http/stream.h"

#include <QString>
#include <QUrl>

namespace benchglass::engine {

/// What an HTTP status other than 200 means, with the server's own words. Never quotes @p key.
base::Error openAiRefusal(const Reply& reply, const QString& model, const QString& key);

/// What an error in a stream means. Never quotes @p key.
base::Error openAiStreamError(const QString& words, const QUrl& url, const QString& key);

/// The server answers, but has no such model.
base::Error openAiMissingModel(const QString& model, const QString& origin);

/// Something answers, but does not speak this protocol.
base::Error notOpenAi(const QUrl& url, const QString& detail);

} // namespace benchglass::engine
