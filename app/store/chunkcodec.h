#pragma once

#include "base/error.h"
#include "measure/trace.h"

#include <QByteArray>
#include <QList>

namespace benchglass::store {

/// Chunks as one compact blob: a version, then column by column (differences of stamps and read ids as
/// variable-length integers, flags, delays, token counts, lengths of the texts), then all text in UTF-8;
/// packed(). A chunk of a few characters takes about 10 bytes.
QByteArray packedChunks(const QList<measure::Chunk>& chunks);

/// The inverse. Safe with hostile input. Errors: StoreCorrupt.
base::Result<QList<measure::Chunk>> unpackedChunks(const QByteArray& blob);

} // namespace benchglass::store
