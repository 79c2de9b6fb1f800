#pragma once

#include <QNetworkProxy>
#include <QUrl>

namespace benchglass::engine {

/// The proxy that the system wants for @p url. None stands between us and this machine. Any thread.
QNetworkProxy proxyFor(const QUrl& url);

} // namespace benchglass::engine
