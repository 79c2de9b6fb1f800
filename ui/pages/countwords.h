#pragma once

#include "corpus/catalog.h"

#include <QString>

namespace benchglass::pages {

// How many of what a folder holds, as people read it; translated, with the plurals of the language.

QString filesText(const corpus::Catalog& catalog);    ///< `101 files`
QString valuesText(const corpus::Catalog& catalog);   ///< `4 512 values`
QString seriesText(const corpus::Catalog& catalog);   ///< `4 512 values in 37 series`
QString problemsText(const corpus::Catalog& catalog); ///< `1 problem`

} // namespace benchglass::pages
