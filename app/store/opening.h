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
    /// Why nothing can be saved in it; it can only be read then.
    std::optional<base::Error> refusal;
    /// StoreCorrupt (recovered, or found empty); else as refusal.
    std::optional<base::Error> remark;
};

/// Opens, makes or migrates a file that is sound as far as a quick look tells; read-only one that a newer
/// program wrote or that may not be written. Errors: StoreUnusable, StoreCorrupt, Malformed.
base::Result<OpenedFile> openSound(const QString& path);

} // namespace benchglass::store
