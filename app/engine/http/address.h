#pragma once

#include "base/error.h"

#include <QString>
#include <QUrl>

namespace benchglass::engine {

/// The base address of a server from what a user types: `host`, `host:port`, `:port`, `[::1]:port` or a
/// URL, with or without a trailing slash.
///
/// Without a scheme it is http at @p defaultPort; a URL without a port means the scheme's own. A bind
/// address (0.0.0.0, ::) becomes the loopback one. Query and fragment are dropped. The path has no
/// slash at its end.
/// Errors: Usage.
base::Result<QUrl> serverAddress(const QString& typed, int defaultPort);

/// @p base with @p path (which begins with a slash) appended to its own.
QUrl joined(const QUrl& base, const QString& path);

/// True if @p url names this machine by its loopback address.
bool isLoopback(const QUrl& url);

} // namespace benchglass::engine
