#include "experiment/experiment.h"

namespace benchglass::experiment {

QString Call::text() const
{
    return trace.text(measure::ChunkKind::Content);
}

} // namespace benchglass::experiment
