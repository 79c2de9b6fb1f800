#include "pages/countwords.h"

#include "base/format.h"

#include <QCoreApplication>

namespace benchglass::pages {

namespace {

/// Chooses the words; a catalog holds fewer of anything than an int can count.
int plural(qsizetype count)
{
    return static_cast<int>(count);
}

} // namespace

// Not %n: the figures are grouped as everywhere in the window.

QString filesText(const corpus::Catalog& catalog)
{
    const int count = plural(catalog.documents().size());
    return QCoreApplication::translate("benchglass::pages", "%1 file(s)", nullptr, count)
        .arg(base::countText(count));
}

QString valuesText(const corpus::Catalog& catalog)
{
    const int count = plural(catalog.valueCount());
    return QCoreApplication::translate("benchglass::pages", "%1 value(s)", nullptr, count)
        .arg(base::countText(count));
}

QString seriesText(const corpus::Catalog& catalog)
{
    const int count = plural(catalog.series().size());
    return QCoreApplication::translate("benchglass::pages", "%1 in %2 series", nullptr, count)
        .arg(valuesText(catalog), base::countText(count));
}

QString problemsText(const corpus::Catalog& catalog)
{
    const int count = plural(catalog.problems().size());
    return QCoreApplication::translate("benchglass::pages", "%1 problem(s)", nullptr, count)
        .arg(base::countText(count));
}

} // namespace benchglass::pages
