#pragma once

#include "theme/tokens.h"

#include <QString>

namespace benchglass::theme {

/// The one style sheet of the program, generated from the tokens. Widgets are told apart by class and by the
/// dynamic properties `role` (card, title, heading, muted, faint, mono, sunk, ...), `kind` (primary, quiet,
/// link) of buttons and `state` (good, warn, bad, accent, neutral).
QString styleSheetOf(const Tokens& tokens);

} // namespace benchglass::theme
