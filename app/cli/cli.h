#pragma once

#include "cli/command.h"

#include <QStringList>

namespace benchglass::cli {

/// Does this command line draw figures or pages, and so need a QApplication?
bool needsGraphics(const QStringList& arguments);

/// Runs the command that @p arguments name, in the application's event loop.
/// @param arguments with the program's name first
/// @return the process's exit code
int run(const QStringList& arguments, const FigureMaker& figures);

} // namespace benchglass::cli
