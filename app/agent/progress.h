#pragma once

#include "measure/call.h"

#include <QMetaType>
#include <QString>

namespace benchglass::agent {

/// What a running experiment is waiting for, for people.
/// Loading while the server has not answered a call before which the model was not in memory, or not with
/// these options; it lasts to the first token where the server does not tell when it has loaded. Queued and
/// Prefill where the server tells. WarmUp is a warm-up's time but for Loading.
enum class Activity {
    Preflight,
    Ingest,
    WarmUp,
    Connecting,
    Waiting,
    Queued,
    Loading,
    Prefill,
    Thinking,
    Writing,
    Cooldown,
    Done,
};

/// Translated, for a line of status: `waiting for the first token`.
QString activityText(Activity activity);

struct Progress
{
    Activity activity = Activity::Preflight;
    int ordinal = -1;  ///< The call under way; -1 = none.
    int callsDone = 0; ///< Measured ones.
    int callsPlanned = 0;
    QString arm;
    int run = 0;
    measure::Stage stage = measure::Stage::Ingest;
    int agent = 0;        ///< Whose call it is: the first of those under way; 0 = of one alone.
    int agentsAtWork = 0; ///< Calls under way at once.
};

} // namespace benchglass::agent

Q_DECLARE_METATYPE(benchglass::agent::Progress)
