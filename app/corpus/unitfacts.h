#pragma once

#include "corpus/catalog.h"

namespace benchglass::corpus {

/// Facts about units: how many series name none, and which keys stand in two. Without ids.
///
/// Settings, identifiers and time stamps need no unit and are left out of the count. Of the keys in two
/// units at most 10 are told one by one, and the rest is counted.
QList<Fact> unitFacts(const Catalog& catalog);

} // namespace benchglass::corpus
