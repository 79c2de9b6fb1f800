#pragma once

#include "base/error.h"

#include <QString>

namespace benchglass::workbench {

/// Unpacks the sample corpus from the program into @p folder, replacing what differs. Blocking.
/// @return the folder. Errors: WriteFailed.
base::Result<QString> unpackSample(const QString& folder);

} // namespace benchglass::workbench
