#pragma once

#include "corpus/contenthash.h"
#include "corpus/filetext.h"
#include "corpus/reader.h"
#include "corpus/walk.h"

#include <QCoreApplication>

namespace benchglass::corpus {

/// Reads one file after the other on one thread.
class FileReader
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::FileReader)

public:
    FileReader(const IngestLimits& limits, std::stop_token stop);

    /// What @p file holds. A file that cannot be read comes back as skipped, with the reason.
    Parsed read(const FoundFile& file);

    /// A file that is left out because of @p reason.
    static Parsed skipped(const FoundFile& file, const QString& reason);

    /// A file that could not be held in memory.
    static Parsed tooBig(const FoundFile& file);

    /// Says in @p parsed what @p opened is, and in @p notes that it changed, if it did since @p before.
    static void sign(
        Parsed& parsed, const FoundFile& file, const OpenFile& opened, const FileStamp& before, Notes& notes);

private:
    IngestLimits m_limits;
    std::stop_token m_stop;
    FileBytes m_bytes;
    ContentHash m_hash;
    ReadScratch m_scratch;
};

} // namespace benchglass::corpus
