#pragma once

#include "base/error.h"
#include "corpus/ingest.h"
#include "corpus/openfile.h"

#include <QMap>

#include <filesystem>
#include <vector>

namespace benchglass::corpus {

/// A file that a reader exists for.
struct FoundFile
{
    std::filesystem::path path;
    QByteArray relative; ///< Bytes as the file system has them, `/` between parts.
    DocumentType type = DocumentType::Csv;
    bool tab = false;    ///< `.tsv`
    bool byLine = false; ///< `.jsonl`, `.ndjson`
    FileStamp stamp;
};

struct Walk
{
    std::vector<FoundFile> files;  ///< By relative path, bytewise.
    QList<Problem> problems;       ///< What was left out, and why.
    QMap<QString, int> otherFiles; ///< How many files of each unsupported ending.
};

/// Lists @p folder without following links out of it or in circles. Errors as ingest().
base::Result<Walk> walkFolder(const QString& folder, const IngestLimits& limits, std::stop_token stop);

} // namespace benchglass::corpus
