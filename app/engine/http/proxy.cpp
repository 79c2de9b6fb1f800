#include "engine/http/proxy.h"

#include "engine/http/address.h"

#include <QHostAddress>
#include <QStringBuilder>
#include <QStringList>

#include <algorithm>
#include <initializer_list>

namespace benchglass::engine {

namespace {

constexpr int defaultPort = 1080; // libcurl's

/// The first of @p names that is set and not empty.
QString firstSet(std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        if (const QString value = qEnvironmentVariable(name).trimmed(); !value.isEmpty())
            return value;
    }
    return {};
}

bool isCovered(const QString& host, QString entry)
{
    if (entry == u"*")
        return true;
    const QHostAddress address(host);
    if (!address.isNull()) {
        if (!entry.contains(u'/'))
            entry += entry.contains(u':') ? QStringLiteral("/128") : QStringLiteral("/32");
        return address.isInSubnet(QHostAddress::parseSubnet(entry));
    }
    while (entry.startsWith(u'.'))
        entry.remove(0, 1);
    return !entry.isEmpty()
        && (host.compare(entry, Qt::CaseInsensitive) == 0
            || host.endsWith(QString(u'.' % entry), Qt::CaseInsensitive));
}

bool isExempt(const QString& host)
{
    QString list = firstSet({"no_proxy", "NO_PROXY"});
    list.replace(u',', u' ');
    const QStringList entries = list.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::any_of(entries, [&host](const QString& entry) { return isCovered(host, entry); });
}

} // namespace

QNetworkProxy proxyFor(const QUrl& url)
{
    const QNetworkProxy none(QNetworkProxy::NoProxy);
    if (isLoopback(url) || isExempt(url.host()))
        return none;
    // HTTP_PROXY in capitals is what a CGI program gets from a request's header: libcurl ignores it, too.
    QString said =
        url.scheme() == u"https" ? firstSet({"https_proxy", "HTTPS_PROXY"}) : firstSet({"http_proxy"});
    if (said.isEmpty())
        said = firstSet({"all_proxy", "ALL_PROXY"});
    const QUrl at(said.contains(u"://") ? said : QString(u"http://" % said));
    if (said.isEmpty() || at.host().isEmpty())
        return none;
    const bool isSocks = at.scheme().startsWith(u"socks");
    return {isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, at.host(),
        static_cast<quint16>(at.port(defaultPort)), at.userName(), at.password()};
}

} // namespace benchglass::engine
