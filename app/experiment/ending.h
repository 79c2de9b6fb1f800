#pragma once

#include "experiment/experiment.h"

namespace benchglass::experiment {

/// How many measured calls were made, warm-ups apart, and how many of them came to their end or to their
/// token limit: the others were dropped, failed or cancelled.
struct Ending
{
    int calls = 0;
    int whole = 0;

    bool isNothingMeasured() const { return calls > 0 && whole == 0; }

    friend bool operator==(const Ending&, const Ending&) = default;
};

Ending endingOf(const Experiment& experiment);
/// Of one line of the library, from the states that its flags count.
Ending endingOf(const Summary& line);

} // namespace benchglass::experiment
