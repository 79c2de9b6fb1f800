#pragma once

#include "base/error.h"

#include <QString>
#include <QUrl>

namespace benchglass::engine {

/// The program on this machine that would answer at an engine's address; empty where there is none, or where
/// the address is another machine's or names no port.
QString localServerProgram(const QString& engineId, const QUrl& url);

/// Starts @p program, to listen at @p url. It is nobody's child: it goes on when this program ends.
/// Errors: NotFound.
base::Result<void> startLocalServer(const QString& program, const QUrl& url);

} // namespace benchglass::engine
