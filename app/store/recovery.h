#pragma once

#include "store/opening.h"

#include <functional>

namespace benchglass::store {

/// Opens as openSound(); what is readable of a damaged library goes into a new one, and the damaged file is
/// kept beside it. A file that is no library is left alone. Errors: StoreUnusable.
base::Result<OpenedFile> openOrRecover(const QString& path);

/// For a library that is open and turned out to be damaged on the way: what is readable of it replaces its
/// content, as one write that other programs which have it open see, too; a copy of the damaged file is kept
/// beside it. @p stillFails tells, once no other program is at it,
/// whether there is still something to recover.
/// @return the remark for the user; nothing when another program has recovered it. Errors: StoreUnusable,
///     WriteFailed; the file is as it was then.
base::Result<std::optional<base::Error>> recoverOpen(
    Database& database, const QString& path, const std::function<bool()>& stillFails);

} // namespace benchglass::store
