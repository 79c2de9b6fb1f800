#pragma once

#include "experiment/experiment.h"
#include "store/database.h"
#include "store/owner.h"
#include "store/search.h"

namespace benchglass::store {

/// Experiments, arms, calls and journal as rows. Each function is one step of a transaction that the
/// caller holds.
class Records
{
public:
    Records(Database& database, Search& search);

    /// Errors: NotFound.
    base::Result<qint64> rowOf(const QString& id);
    /// All but the calls; of an experiment that is there, notes, tags and trash stay as the user set them.
    /// @param row where a new one goes; the next free row if left out
    base::Result<qint64> put(const experiment::Experiment& experiment, const Owner& owner,
        std::optional<qint64> row = std::nullopt);
    base::Result<void> putCall(qint64 row, const experiment::Call& call);
    base::Result<void> addToJournal(qint64 row, int ordinal, const QList<measure::Chunk>& chunks);
    base::Result<void> putState(qint64 row, experiment::ExperimentState state,
        const std::optional<base::Error>& error, const QDateTime& finishedUtc);
    base::Result<void> putRemarks(qint64 row, const QString& notes, const QStringList& tags, bool trashed);
    /// The lines of the list, from calls that may lack their chunks; remarks as they stand in the library.
    base::Result<void> putSummaries(qint64 row, const experiment::Experiment& experiment);
    base::Result<void> remove(qint64 row);

    enum class Depth { WithoutChunks, Whole };
    base::Result<experiment::Experiment> read(qint64 row, Depth depth);
    base::Result<Owner> ownerOf(qint64 row);

    /// What @p row of `SELECT ... FROM experiments` holds; the texts that cannot be read stay empty, except
    /// the spec. For what may be damaged.
    static base::Result<experiment::Experiment> experimentIn(const QSqlQuery& row);
    static base::Result<experiment::Call> callIn(const QSqlQuery& row, Depth depth);
    static QString experimentColumns();
    static QString callColumns();

private:
    base::Result<void> copyRemarks(qint64 row);
    base::Result<void> readCalls(qint64 row, Depth depth, experiment::Experiment& experiment);
    base::Result<void> readJournal(qint64 row, experiment::Experiment& experiment);

    Database& m_database;
    Search& m_search;
};

} // namespace benchglass::store
