#include "pages/menutext.h"

#include <QCoreApplication>

namespace benchglass::pages {

QString menuName(const QString& name)
{
    constexpr qsizetype longest = 48;
    QString text = name.simplified();
    if (text.size() > longest)
        text = text.left(longest / 2) + u'…' + text.right(longest / 2 - 1);
    return text.replace(u'&', QStringLiteral("&&"));
}

QString onlyFileText(const QString& path)
{
    return QCoreApplication::translate("benchglass::pages", "Only file %1").arg(menuName(path));
}

QString onlyLevelText(const QString& dimension, const QString& level)
{
    return QCoreApplication::translate("benchglass::pages", "Only %1: %2")
        .arg(menuName(dimension), menuName(level));
}

QString onlyUnitText(const QString& unit)
{
    return unit.isEmpty()
        ? QCoreApplication::translate("benchglass::pages", "Only series without a unit")
        : QCoreApplication::translate("benchglass::pages", "Only series in %1").arg(menuName(unit));
}

} // namespace benchglass::pages
