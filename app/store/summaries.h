#pragma once

#include "experiment/experiment.h"
#include "store/library.h"
#include "store/search.h"

namespace benchglass::store {

/// The lines of the list that @p filter lets through, newest first.
base::Result<QList<experiment::Summary>> summariesFor(
    Database& database, const Search& search, const Filter& filter);

/// The id that @p prefix (at least 4 characters) means. Errors: NotFound, Usage when ambiguous.
base::Result<QString> idFor(Database& database, const QString& prefix);

} // namespace benchglass::store
