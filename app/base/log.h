#pragma once

#include <QLoggingCategory>

namespace benchglass::base {

/// Log categories; `QT_LOGGING_RULES="benchglass.net.debug=true"` switches one on.
/// Prompts, answers and keys are never logged.
Q_DECLARE_LOGGING_CATEGORY(logNet)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logRun)
Q_DECLARE_LOGGING_CATEGORY(logUi)

} // namespace benchglass::base
