#include "models/endwords.h"

#include "base/format.h"
#include "models/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace benchglass::models {

using experiment::Ending;
using experiment::ExperimentState;

namespace {

bool isEmptyHanded(ExperimentState state, const Ending& ending)
{
    return state == ExperimentState::Finished && ending.isNothingMeasured();
}

QString measuredText(const Ending& ending)
{
    return QCoreApplication::translate("benchglass::models", "%1 of %2 calls measured")
        .arg(base::countText(ending.whole), base::countText(ending.calls));
}

} // namespace

QString endText(ExperimentState state, const Ending& ending)
{
    return isEmptyHanded(state, ending)
        ? QCoreApplication::translate("benchglass::models", "ended: %1").arg(measuredText(ending))
        : experimentStateText(state);
}

QString endMark(ExperimentState state, const Ending& ending)
{
    return experimentStateMark(isEmptyHanded(state, ending) ? ExperimentState::Stopped : state);
}

QString endSentence(const experiment::Experiment& experiment, qint64 elapsedNs)
{
    const Ending ending = experiment::endingOf(experiment);
    QString state = isEmptyHanded(experiment.state, ending)
        ? QCoreApplication::translate("benchglass::models", "ended")
        : experimentStateText(experiment.state);
    if (!state.isEmpty())
        state[0] = state[0].toUpper();
    return QCoreApplication::translate("benchglass::models", "%1 after %2: %3.")
        .arg(state, base::durationText(elapsedNs),
            ending.isNothingMeasured() ? measuredText(ending) : callCountText(experiment));
}

bool isAllMeasured(const experiment::Experiment& experiment)
{
    const Ending ending = experiment::endingOf(experiment);
    return experiment.state == ExperimentState::Finished && ending.whole == ending.calls
        && std::ranges::all_of(experiment.spec.arms, [&experiment](const experiment::Arm& arm) {
               return experiment.runsDone(arm.name) >= experiment.spec.runs;
           });
}

} // namespace benchglass::models
