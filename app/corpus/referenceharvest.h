#pragma once

#include "base/error.h"
#include "corpus/ingest.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QMap>

#include <stop_token>

namespace benchglass::corpus {

/// One value that the reference keeps. It forgets where it stood; we do not.
struct ReferenceEntry
{
    QJsonValue value; ///< A number, a text (CSV only), or null for nan and inf.
    QString path;     ///< Relative to the folder.
    Locator place;

    friend bool operator==(const ReferenceEntry&, const ReferenceEntry&) = default;
};

/// What the program whose reports this project starts from keeps of a folder, to compare with its old
/// reports. It is not a summary: of all values under one key, over all files, only the first is left.
struct ReferenceHarvest
{
    QMap<QString, ReferenceEntry> entries; ///< By key.
    int csvFiles = 0;
    int jsonDocuments = 0;
    int markdownFiles = 0;
    qint64 bytes = 0;
    int headings = 0;       ///< Lines that begin with `#`, in code blocks, too.
    QList<Problem> leftOut; ///< Files that are not counted, with the reason.

    int files() const { return csvFiles + jsonDocuments + markdownFiles; }

    /// The entries and the totals, under the names that the reference gives them.
    QJsonObject metrics() const;
};

/// Reads `reports` (`.csv .json .md`), then `csv_data` (`.csv .json`) below @p folder, each by names
/// without regard to case, as the file system of the reference listed them. Numbers are exact; the
/// reference's JSON library was off by one unit in the last place now and then. Blocking.
///
/// Errors: as ingest(); CorpusEmpty also where both folders hold nothing, which the reference takes for a
/// corpus of no files.
base::Result<ReferenceHarvest> referenceHarvest(
    const QString& folder, const IngestLimits& limits = {}, std::stop_token stop = {});

} // namespace benchglass::corpus
