#include "engine/http/proxy.h"

#include "engine/http/address.h"

#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>

namespace benchglass::engine {

QNetworkProxy proxyFor(const QUrl& url)
{
    QNetworkProxy proxy(QNetworkProxy::NoProxy);
    if (isLoopback(url))
        return proxy;
    const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    if (!proxies.isEmpty() && proxies.first().type() != QNetworkProxy::DefaultProxy)
        proxy = proxies.first();
    return proxy;
}

} // namespace benchglass::engine
