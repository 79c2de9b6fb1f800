#pragma once

#include "corpus/catalog.h"

namespace benchglass::corpus {

/// Facts about one series: its statistics, its groups, its outliers. Without ids.
QList<Fact> seriesFacts(const Catalog& catalog, const Series& series);

} // namespace benchglass::corpus
