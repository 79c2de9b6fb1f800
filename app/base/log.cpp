#include "base/log.h"

namespace benchglass::base {

Q_LOGGING_CATEGORY(logNet, "benchglass.net", QtWarningMsg)
Q_LOGGING_CATEGORY(logStore, "benchglass.store", QtWarningMsg)
Q_LOGGING_CATEGORY(logRun, "benchglass.run", QtWarningMsg)
Q_LOGGING_CATEGORY(logUi, "benchglass.ui", QtWarningMsg)

} // namespace benchglass::base
