#pragma once

#include "store/database.h"

#include <QString>

namespace benchglass::store {

/// The file that a `--store` text means. Errors: StoreUnusable for a store of another kind.
base::Result<QString> pathOfDsn(const QString& dsn);

/// A library's file, open and of the newest schema.
struct OpenedFile
{
    std::unique_ptr<Database> database;
    bool isReadOnly = false;
    std::optional<base::Error> remark; ///< StoreCorrupt (recovered) or StoreTooNew (read-only).
};

/// Opens, makes, migrates or recovers; what it salvages from a damaged file is handed to @p save, which
/// writes into the new one. Errors: StoreUnusable.
base::Result<OpenedFile> openFile(const QString& path,
    const std::function<void(Database&, const QString& damagedCopy, int& recovered)>& save);

} // namespace benchglass::store
