#pragma once

#include "figures/chartdata.h"
#include "models/runsession.h"

namespace benchglass::pages {

/// figures::lanesOf() of a session's experiment. The lane of the call under way shows the phases that were
/// seen before its first text: nobody can divide that wait by figures before the call has ended.
/// @param anatomies of its calls
QList<charts::Lane> liveLanes(
    const models::RunSession& session, const figures::Anatomies& anatomies = &experiment::Call::anatomy);

} // namespace benchglass::pages
