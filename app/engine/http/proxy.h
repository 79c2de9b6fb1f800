#pragma once

#include <QNetworkProxy>
#include <QUrl>

namespace benchglass::engine {

/// The proxy that the environment names for @p url (http_proxy, https_proxy, all_proxy, no_proxy), as libcurl
/// reads it: what is asked beside a stream takes the same way as the stream. None stands between us and this
/// machine. The desktop's own settings are not asked: that may look up names while we wait. Any thread.
QNetworkProxy proxyFor(const QUrl& url);

} // namespace benchglass::engine
