#pragma once

#include <QtGlobal>

namespace benchglass::engine {

/// Chunks of an Ollama answer that one core turns from bytes in memory into records in a second, one line a
/// chunk. Takes about @p forNs and blocks meanwhile: for a thread of its own.
double ndjsonChunksPerSecond(qint64 forNs);

} // namespace benchglass::engine
