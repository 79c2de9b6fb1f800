#include "experiment/ending.h"

#include <algorithm>

namespace benchglass::experiment {

using measure::CallState;

namespace {

bool isWhole(CallState state)
{
    return state == CallState::Ok || state == CallState::Length;
}

} // namespace

Ending endingOf(const Experiment& experiment)
{
    Ending ending;
    for (const Call& call : experiment.calls) {
        if (!call.finished || call.warmup)
            continue;
        ++ending.calls;
        ending.whole += isWhole(call.state) ? 1 : 0;
    }
    return ending;
}

Ending endingOf(const Summary& line)
{
    Ending ending {line.calls, line.calls};
    for (const QString& part : line.flags.split(QStringLiteral(", "), Qt::SkipEmptyParts)) {
        const auto state = measure::callStateFromName(part.section(u' ', 1));
        if (state && !isWhole(*state))
            ending.whole -= part.section(u' ', 0, 0).toInt();
    }
    ending.whole = std::clamp(ending.whole, 0, ending.calls);
    return ending;
}

} // namespace benchglass::experiment
