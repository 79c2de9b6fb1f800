#include "pages/livelane.h"

#include <algorithm>

namespace benchglass::pages {

using agent::Activity;

namespace {

constexpr double LeastS = 0.001; // leaves a trace, and grows

/// Nothing for what is told by text.
std::optional<theme::Phase> phaseOf(Activity activity)
{
    switch (activity) {
    case Activity::Connecting: return theme::Phase::Connect;
    case Activity::Queued: return theme::Phase::Queue;
    case Activity::Loading: return theme::Phase::Load;
    case Activity::Prefill: return theme::Phase::Prefill;
    case Activity::Waiting:
    case Activity::WarmUp: return theme::Phase::Rest;
    default: return {};
    }
}

/// The wait before the first text, as it was seen, in the place of the one stretch that nobody told about.
void tellWaiting(charts::Lane* lane, const experiment::Experiment& experiment,
    const QList<models::SeenPhase>& seen, bool hasText)
{
    if (lane->phases.isEmpty() || lane->phases.first().phase != theme::Phase::Rest)
        return;
    const charts::LanePhase wait = lane->phases.takeFirst();
    QList<charts::LanePhase> told;
    for (const models::SeenPhase& each : seen) {
        const auto phase = phaseOf(each.activity);
        const double sinceS = std::max(wait.beginS, figures::axisSeconds(experiment, each.sinceNs));
        if (!phase || (hasText && sinceS >= wait.endS))
            break;
        const double beginS = told.isEmpty() ? wait.beginS : sinceS;
        if (!told.isEmpty())
            told.last().endS = beginS;
        told.append({*phase, beginS, beginS + LeastS});
    }
    if (told.isEmpty())
        told.append(wait);
    if (hasText)
        told.last().endS = wait.endS;
    lane->phases = told + lane->phases;
}

} // namespace

QList<charts::Lane> liveLanes(const models::RunSession& session, const figures::Anatomies& anatomies)
{
    const experiment::Experiment& experiment = session.experiment();
    QList<charts::Lane> lanes = figures::lanesOf(experiment, anatomies);
    const auto call =
        std::ranges::find(experiment.calls, session.progress().ordinal, &experiment::Call::ordinal);
    if (!session.isRunning() || call == experiment.calls.end() || call->finished)
        return lanes;
    // The calls' lanes are the last ones, in their order.
    charts::Lane& lane = lanes[lanes.size() - (experiment.calls.end() - call)];
    const bool hasText = !call->trace.chunks.isEmpty();
    tellWaiting(&lane, experiment, session.seenPhases(), hasText);
    if (!hasText)
        lane.livePhase = agent::activityText(session.progress().activity);
    return lanes;
}

} // namespace benchglass::pages
