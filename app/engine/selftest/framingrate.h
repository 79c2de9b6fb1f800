#pragma once

#include <QtGlobal>

namespace benchglass::engine {

/// Chunks of an answer that one core turns from bytes in memory into records in a second: Ollama's lines, and
/// the events of an OpenAI-compatible server. Each takes about @p forNs of processor time and blocks
/// meanwhile: for a thread of its own.
double ndjsonChunksPerSecond(qint64 forNs);
double sseChunksPerSecond(qint64 forNs);

} // namespace benchglass::engine
