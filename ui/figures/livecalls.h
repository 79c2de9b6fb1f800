#pragma once

#include "charts/ratechart.h"
#include "charts/rates.h"
#include "experiment/experiment.h"

#include <QHash>

namespace benchglass::figures {

/// What is drawn of the calls of a run under way, kept from one drawing to the next: each time only what has
/// come since is looked at. The calls of an experiment must only grow and end; for another one, clear().
/// Lines keep at most MostPoints points. GUI thread.
class LiveCalls
{
public:
    static constexpr qsizetype MostPoints = 4096;

    void clear() { m_calls.clear(); }

    /// Call::anatomy(). Of one under way whose answer follows upon thoughts in its own text, the answer's
    /// beginning may be seen late by an eighth of what has come.
    measure::Anatomy anatomyOf(const experiment::Call& call);
    /// rateLine().
    charts::RateLine rateLineOf(const experiment::Experiment& experiment, const experiment::Call& call);

private:
    struct Known
    {
        bool isFinal = false; ///< The anatomy is that of the finished call.
        measure::Anatomy anatomy;
        qsizetype dividedAt = 0; ///< How many chunks there were when it was made from all of them.
        qsizetype lookedAt = 0;  ///< How many chunks were looked at since.
        bool wantsDivision = true;
        bool hasContent = false;
        bool isSettled = false; ///< The answer has begun: more of it only moves the end.

        bool isLineFinal = false;
        charts::RateLine line;
        charts::RateMeter meter {{}, MostPoints};
        qsizetype metered = 0;
        qsizetype withTokens = 0; ///< Of those, how many said their tokens.
    };

    static void extend(Known& known, const experiment::Call& call);
    static void meter(Known& known, const experiment::Call& call);

    QHash<int, Known> m_calls; ///< By ordinal.
};

} // namespace benchglass::figures
