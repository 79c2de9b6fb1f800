#pragma once

#include "store/records.h"

#include <functional>

namespace benchglass::store {

// What the library writes in more than one step. Each function is part of a transaction that the caller
// holds.

/// An experiment with everything that belongs to it, instead of what was there.
/// @param row where a new one goes; the next free row if left out
base::Result<void> putWhole(Database& database, Records& records, const experiment::Experiment& experiment,
    const Owner& owner, std::optional<qint64> row = std::nullopt);

/// Reads, changes and writes what the user may edit of an experiment: notes, tags and trash.
base::Result<void> editRemarks(Database& database, Records& records, const QString& id,
    const std::function<void(experiment::Experiment&)>& change);

/// Whether the user wants call @p ordinal in the statistics. Errors: NotFound.
base::Result<void> putBackCall(Records& records, const QString& id, int ordinal, bool putBack);

/// What the journal holds of open calls becomes part of them; they stay unfinished.
base::Result<void> closeInterrupted(Records& records, qint64 row);

} // namespace benchglass::store
