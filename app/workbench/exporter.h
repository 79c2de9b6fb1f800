#pragma once

#include "workbench/workbench.h"

namespace benchglass::workbench {

/// Writes what is asked for. Blocking; any one thread, with a QGuiApplication for PDF and figures.
/// @return the files written, absolute. Errors: WriteFailed, Usage. What was written before an error stays,
/// and the error names it.
base::Result<QStringList> exportFiles(const ExportRequest& request);

} // namespace benchglass::workbench
