#include "engine/http/address.h"

#include "base/serveraddress.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QStringBuilder>

namespace benchglass::engine {

namespace {

/// `::1` and `fe80::1` have to be bracketed before they can stand in a URL.
QString bracketed(const QString& authority)
{
    const qsizetype host = authority.lastIndexOf(u'@') + 1;
    const QString address = authority.mid(host);
    const bool isBareIpv6 = address.count(u':') > 1 && !address.startsWith(u'[');
    return isBareIpv6 ? authority.left(host) % u'[' % address % u']' : authority;
}

QUrl parsed(const QString& typed, int defaultPort)
{
    if (typed.contains(u"://"_qs))
        return QUrl(typed, QUrl::StrictMode);
    const qsizetype slash = typed.indexOf(u'/');
    const QString authority = bracketed(slash < 0 ? typed : typed.left(slash));
    const QString path = slash < 0 ? QString() : typed.mid(slash);
    const QString host = authority.startsWith(u':') ? u"127.0.0.1"_qs % authority : authority;
    QUrl url(u"http://"_qs % host % path, QUrl::StrictMode);
    if (url.isValid() && url.port() < 0)
        url.setPort(defaultPort);
    return url;
}

} // namespace

base::Result<QUrl> serverAddress(const QString& typed, int defaultPort)
{
    QString text = typed.trimmed();
    while (
        text.size() > 1 && (text.startsWith(u'"') || text.startsWith(u'\'')) && text.endsWith(text.front()))
        text = text.mid(1, text.size() - 2).trimmed();
    QUrl url = parsed(text, defaultPort);
    const QString scheme = url.scheme();
    const bool isHttp = scheme == u"http"_qs || scheme == u"https"_qs;
    if (!url.isValid() || !isHttp || url.host().isEmpty() || url.port() == 0) {
        return base::failure(base::ErrorCode::Usage,
            QCoreApplication::translate("engine", "“%1” is not the address of a server.")
                .arg(base::shownAddress(text)),
            base::shownAddress(text), base::Remedy::ChangeAddress);
    }
    const QHostAddress address(url.host());
    if (address == QHostAddress::AnyIPv4)
        url.setHost(u"127.0.0.1"_qs);
    else if (address == QHostAddress::AnyIPv6)
        url.setHost(u"::1"_qs);
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);
    url.setQuery(QString());
    url.setFragment(QString());
    return url;
}

QUrl joined(const QUrl& base, const QString& path)
{
    QUrl url = base;
    url.setPath(base.path() % path);
    return url;
}

bool isLoopback(const QUrl& url)
{
    return url.host() == u"localhost"_qs || QHostAddress(url.host()).isLoopback();
}

} // namespace benchglass::engine
