#pragma once

#include "corpus/catalog.h"
#include "corpus/parsed.h"

#include <QMap>

namespace benchglass::corpus {

/// Facts about the folder as a whole: counts, sizes, dates, repeated files. Without ids.
QList<Fact> folderFacts(const Catalog& catalog, const DateSpan& dates, const QMap<QString, int>& otherFiles);

} // namespace benchglass::corpus
