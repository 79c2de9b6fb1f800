#pragma once

#include "corpus/parsed.h"
#include "corpus/walk.h"

#include <optional>
#include <stop_token>

namespace benchglass::corpus {

/// Reads a big table or file of JSON lines in pieces on all cores, without ever holding all its bytes.
/// The result is that of FileReader::read().
/// @param pieceBytes what a thread reads at a time
/// @return nothing when it has to be read whole: not UTF-8, no table and no lines, or it does not open
std::optional<Parsed> readPiecewise(const FoundFile& file, const IngestLimits& limits,
    const std::stop_token& stop, qint64 pieceBytes = 4 << 20);

} // namespace benchglass::corpus
