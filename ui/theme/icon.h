#pragma once

#include "theme/tokens.h"

#include <QIcon>
#include <QStringList>

namespace benchglass::theme {

/// One of the program's own icons, drawn in token colours at whatever size it is asked for: muted text when
/// at rest, accent when checked, faint when disabled. A null icon for a name nobody drew. GUI thread.
QIcon icon(const QString& name, const Tokens& tokens);

/// The same in one colour, whatever its state.
QIcon icon(const QString& name, const QColor& colour);

/// All names, sorted: `arrow-down`, `check`, ...
QStringList iconNames();

} // namespace benchglass::theme
