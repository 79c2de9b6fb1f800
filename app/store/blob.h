#pragma once

#include "base/error.h"

#include <QByteArray>

namespace benchglass::store {

/// @p bytes as a zstd frame with its length and a checksum, behind a header that names the format.
QByteArray packed(const QByteArray& bytes);

/// The inverse. Safe with hostile input: at most 512 MiB come out, and never more than the frame
/// announces. Errors: StoreCorrupt.
base::Result<QByteArray> unpacked(const QByteArray& blob);

} // namespace benchglass::store
