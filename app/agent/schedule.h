#pragma once

#include "experiment/spec.h"

#include <QList>

namespace benchglass::agent {

/// One pass of one arm: an analysis and a report.
struct ScheduledRun
{
    int arm = 0;     ///< Index into Spec::arms.
    int run = 1;     ///< From 1, per arm.
    int warmups = 0; ///< Warm-up calls before it.

    friend bool operator==(const ScheduledRun&, const ScheduledRun&) = default;
};

/// Who runs when. Interleaved: A B B A A B B A ...; Random: blocks with each arm once, shuffled with
/// Spec::seed (the same seed gives the same order everywhere); Sequential: one arm after the other.
///
/// Warm-ups precede the first run of an arm and every switch between arms that makes the server reload;
/// none where each run starts cold on purpose.
/// @param hasModel false for the built-in analyst: there is nothing to warm
QList<ScheduledRun> scheduleOf(const experiment::Spec& spec, bool hasModel);

} // namespace benchglass::agent
