#pragma once

class QCoreApplication;

namespace benchglass::base {

/// Installs the program's own texts in the user's language, English where there is no such translation, and
/// with them Qt's own texts in the same language where Qt brings them. Call before the first text is made.
/// GUI thread.
void installTranslators(QCoreApplication& application);

} // namespace benchglass::base
