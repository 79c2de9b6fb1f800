#pragma once

#include "corpus/catalog.h"

#include <stop_token>

namespace benchglass::corpus {

/// Facts about one series: its statistics, its groups, its outliers. Without ids.
/// @param stop ends it early, with facts that mean nothing
QList<Fact> seriesFacts(const Catalog& catalog, const Series& series, const std::stop_token& stop = {});

} // namespace benchglass::corpus
