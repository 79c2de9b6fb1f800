#include "base/serveraddress.h"

#include <QRegularExpression>

namespace benchglass::base {

QString withoutUserInfo(const QString& address)
{
    static const QRegularExpression userInfo(QStringLiteral("^(\\s*[A-Za-z][A-Za-z0-9+.-]*://)?[^/?#]*@"));
    return QString(address).replace(userInfo, QStringLiteral("\\1"));
}

QString shownAddress(const QString& typed)
{
    constexpr qsizetype longest = 200;
    static const QRegularExpression beforeHost(QStringLiteral("^(\\s*[A-Za-z][A-Za-z0-9+.-]*://)?.*@"),
        QRegularExpression::DotMatchesEverythingOption);
    return QString(typed).replace(beforeHost, QStringLiteral("\\1…@")).left(longest);
}

} // namespace benchglass::base
