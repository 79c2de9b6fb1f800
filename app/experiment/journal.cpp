#include "experiment/journal.h"

namespace benchglass::experiment {

Journal::~Journal() = default;

} // namespace benchglass::experiment
