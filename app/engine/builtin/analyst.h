#pragma once

#include "engine/engine.h"

#include <QString>
#include <QStringList>

namespace benchglass::engine {

/// What the built-in analyst writes for @p prompt: the analysis or the report, in Markdown.
///
/// Every number in it stands in the sentence of a fact, which is quoted and cited as `[F12]`. The order
/// follows from the facts alone. Pure; any thread.
QString analystText(const Prompt& prompt);

/// @p text cut behind each run of spaces, so that the pieces joined are the text.
QStringList wordsOf(const QString& text);

} // namespace benchglass::engine
