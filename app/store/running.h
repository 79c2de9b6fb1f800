#pragma once

#include "store/records.h"

#include <QHash>

namespace benchglass::store {

/// Writes experiments under way, a step at a time. It remembers them as their summaries see them, so that a
/// call costs no reading. Each function is part of a transaction that the caller holds.
class Running
{
public:
    explicit Running(Records& records);

    base::Result<void> begin(const experiment::Experiment& experiment);
    base::Result<void> startCall(const QString& id, const experiment::Call& call);
    base::Result<void> appendChunks(const QString& id, int ordinal, const QList<measure::Chunk>& chunks);
    base::Result<void> finishCall(const QString& id, const experiment::Call& call);
    base::Result<void> finish(const QString& id, experiment::ExperimentState state,
        const std::optional<base::Error>& error, const QDateTime& finishedUtc);

    /// To be called when an experiment was changed past this.
    void forget(const QString& id);

private:
    struct Known
    {
        qint64 row = 0;
        experiment::Experiment experiment; ///< Calls without texts and chunks.
    };

    /// Errors: NotFound and those of reading.
    base::Result<Known*> knownOf(const QString& id);

    Records& m_records;
    QHash<QString, Known> m_known;
};

} // namespace benchglass::store
