#pragma once

#include "experiment/experiment.h"

namespace benchglass::experiment {

/// In how many of an arm's measured calls the model thought before it answered.
struct ThoughtShare
{
    QString arm;
    int thought = 0;
    int calls = 0; ///< Finished ones, without warm-ups.

    friend bool operator==(const ThoughtShare&, const ThoughtShare&) = default;
};

/// Did thinking arrive, apart from the answer or inside it?
bool hasThought(const Call& call);

ThoughtShare thoughtShareOf(const Experiment& experiment, const QString& arm);

/// One translated sentence or two where some arms think more often than others, else empty: their times to
/// the first token end at different things, and their tokens are not of one kind. Arms without calls say
/// nothing.
QString thinkingWarning(const QList<ThoughtShare>& shares);
/// The same of all arms of an experiment.
QString thinkingWarning(const Experiment& experiment);

} // namespace benchglass::experiment
