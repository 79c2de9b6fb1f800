#pragma once

#include "experiment/experiment.h"
#include "store/owner.h"

#include <functional>

namespace benchglass::store {

/// A run as it could be read from a damaged library. What it lacks is said in its error, and one that was
/// finished is Failed then.
struct SalvagedRun
{
    qint64 row = 0; ///< In the damaged library.
    Owner owner;
    experiment::Experiment experiment;
};

/// What came out of a damaged library, and what is known to be missing.
struct Salvage
{
    int runs = 0;
    int lostRuns = 0;
    int lostCalls = 0;  ///< Of the runs that were read.
    int emptyCalls = 0; ///< Read without their text.
};

/// Reads what is readable of the damaged library at @p path: each experiment whose specification can be
/// read, with each of its calls that can be read. It may change the file: give it a copy.
/// @param take keeps a run; false when it cannot
Salvage salvage(const QString& path, const std::function<bool(const SalvagedRun&)>& take);

} // namespace benchglass::store
