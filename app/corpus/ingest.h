#pragma once

#include "base/error.h"
#include "corpus/catalog.h"

#include <functional>
#include <stop_token>

namespace benchglass::corpus {

struct IngestLimits
{
    qint64 fileBytes = qint64 {4} << 30;
    int folderDepth = 32;
    int jsonDepth = 1024;
    int files = 100'000;
};

/// Reads @p folder recursively: `.csv .tsv .json .jsonl .ndjson .md .markdown`, case-insensitive, in
/// bytewise order of relative paths. Blocking; call it off the GUI thread.
///
/// Errors: FolderMissing, FolderUnreadable, CorpusEmpty (no supported file), Cancelled.
/// A malformed file keeps what stands before the fault and lists a Problem.
/// @param progress called from this thread with files done and files found
base::Result<std::shared_ptr<const Catalog>> ingest(const QString& folder, const IngestLimits& limits = {},
    std::stop_token stop = {}, const std::function<void(int done, int found)>& progress = {});

/// Reads @p folder as ingest() does, but only the files that somebody wrote since @p before was read.
/// What tells is size, modification time and inode; a file that was written at the moment of reading is
/// read again.
/// @param before an earlier result for the same folder and limits, or nullptr
/// @return @p before itself when nothing changed
base::Result<std::shared_ptr<const Catalog>> ingestAgain(const std::shared_ptr<const Catalog>& before,
    const QString& folder, const IngestLimits& limits = {}, std::stop_token stop = {},
    const std::function<void(int done, int found)>& progress = {});

} // namespace benchglass::corpus
