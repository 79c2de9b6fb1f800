#pragma once

#include "mainwindow/mainwindow.h"

#include <QDir>

#include <functional>

namespace shots {

/// Takes a picture of the window under a name without its ending.
using Shutter = std::function<bool(const QString& name)>;
/// Lets the window live for some milliseconds.
using Pause = std::function<void(int ms)>;

/// The Run page playing a call of the library again, at a silence: as it is, small, and what was thought.
/// @param dsn the window's library, which is given such a call
bool shootReplay(benchglass::mainwindow::MainWindow* window, benchglass::theme::Theme* theme,
    const QString& dsn, const Shutter& shutter, const Pause& pause);

} // namespace shots
