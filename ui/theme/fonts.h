#pragma once

#include <QFont>

namespace benchglass::theme {

/// The interface font: Inter where installed, else the platform's. Any thread once a QGuiApplication is
/// there.
QFont uiFont(int pixels, int weight = 400);

/// The font of streams, keys and paths.
QFont monoFont(int pixels, int weight = 400);

} // namespace benchglass::theme
