#pragma once

#include "experiment/experiment.h"

namespace benchglass::experiment {

/// Where a running experiment is written down as it happens. The agent calls it from the runner's
/// thread; an implementation must not block it for long and must keep the order.
class Journal
{
public:
    virtual ~Journal();

    /// An experiment without calls. Later calls of the same id replace what is kept of it, except its calls.
    virtual void begin(const Experiment& experiment) = 0;
    virtual void callStarted(const QString& experimentId, const Call& call) = 0;
    /// To be safe on disk within a second.
    virtual void chunksArrived(
        const QString& experimentId, int ordinal, const QList<measure::Chunk>& chunks) = 0;
    virtual void callFinished(const QString& experimentId, const Call& call) = 0;
    virtual void finished(const QString& experimentId, ExperimentState state,
        const std::optional<base::Error>& error, const QDateTime& finishedUtc) = 0;
};

} // namespace benchglass::experiment
