#pragma once

#include "ui/shots/replayshots.h"

namespace shots {

/// The Run page while a call waits, after a call failed in mid-run, and where nothing was measured; in both
/// themes.
bool shootFaults(benchglass::mainwindow::MainWindow* window, benchglass::theme::Theme* theme,
    const Shutter& shutter, const Pause& pause);

} // namespace shots
