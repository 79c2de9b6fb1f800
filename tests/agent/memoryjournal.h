#pragma once

#include "experiment/journal.h"

#include <QHash>
#include <QList>

#include <optional>

namespace benchglass::tests {

/// Keeps what it is told, in order.
class MemoryJournal : public experiment::Journal
{
public:
    void begin(const experiment::Experiment& experiment) override { begun.append(experiment); }
    void callStarted(const QString&, const experiment::Call& call) override { started.append(call); }
    void chunksArrived(const QString&, int ordinal, const QList<measure::Chunk>& chunks) override
    {
        arrived[ordinal] += chunks;
    }
    void callFinished(const QString&, const experiment::Call& call) override { ended.append(call); }
    void finished(const QString&, experiment::ExperimentState theState,
        const std::optional<base::Error>& theError, const QDateTime&) override
    {
        state = theState;
        error = theError;
    }

    QList<experiment::Experiment> begun;
    QList<experiment::Call> started;
    QList<experiment::Call> ended;
    QHash<int, QList<measure::Chunk>> arrived;
    std::optional<experiment::ExperimentState> state;
    std::optional<base::Error> error;
};

} // namespace benchglass::tests
