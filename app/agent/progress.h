#pragma once

#include "measure/call.h"

#include <QMetaType>
#include <QString>

namespace benchglass::agent {

/// What a running experiment is waiting for, for people.
enum class Activity { Preflight, Ingest, WarmUp, Connecting, Waiting, Thinking, Writing, Cooldown, Done };

struct Progress
{
    Activity activity = Activity::Preflight;
    int ordinal = -1;  ///< The call under way; -1 = none.
    int callsDone = 0; ///< Measured ones.
    int callsPlanned = 0;
    QString arm;
    int run = 0;
    measure::Stage stage = measure::Stage::Ingest;
};

} // namespace benchglass::agent

Q_DECLARE_METATYPE(benchglass::agent::Progress)
