#include "store/writing.h"

#include <QCoreApplication>

#include <algorithm>

namespace benchglass::store {

using experiment::Call;
using experiment::Experiment;

base::Result<void> putWhole(Database& database, Records& records, const Experiment& experiment,
    const Owner& owner, std::optional<qint64> wanted)
{
    const auto row = records.put(experiment, owner, wanted);
    if (!row)
        return tl::unexpected(row.error());
    const auto cleared = database.run(QStringLiteral("DELETE FROM calls WHERE experiment = ?"), {*row});
    if (!cleared)
        return cleared;
    for (const Call& call : experiment.calls) {
        if (const auto done = records.putCall(*row, call); !done)
            return done;
    }
    if (const auto done = records.putSummaries(*row, experiment); !done)
        return done;
    return records.putRemarks(*row, experiment.notes, experiment.tags, experiment.trashed);
}

base::Result<void> editRemarks(
    Database& database, Records& records, const QString& id, const std::function<void(Experiment&)>& change)
{
    const auto row = records.rowOf(id);
    if (!row)
        return tl::unexpected(row.error());
    Experiment remarks;
    const auto read = database.each(
        QStringLiteral("SELECT %1 FROM experiments WHERE experiment = ?").arg(Records::experimentColumns()),
        {*row}, [&remarks](const QSqlQuery& found) {
            if (const auto experiment = Records::experimentIn(found))
                remarks = *experiment;
        });
    if (!read)
        return read;
    change(remarks);
    return records.putRemarks(*row, remarks.notes, remarks.tags, remarks.trashed);
}

base::Result<void> putBackCall(Records& records, const QString& id, int ordinal, bool putBack)
{
    const auto row = records.rowOf(id);
    if (!row)
        return tl::unexpected(row.error());
    auto experiment = records.read(*row, Records::Depth::Whole);
    if (!experiment)
        return tl::unexpected(experiment.error());
    const auto call = std::ranges::find(experiment->calls, ordinal, &Call::ordinal);
    if (call == experiment->calls.end()) {
        return base::failure(base::ErrorCode::NotFound,
            QCoreApplication::translate("Library", "The run has no call %1.").arg(ordinal), id);
    }
    call->putBack = putBack;
    if (const auto done = records.putCall(*row, *call); !done)
        return done;
    return records.putSummaries(*row, *experiment);
}

base::Result<void> closeInterrupted(Records& records, qint64 row)
{
    auto experiment = records.read(row, Records::Depth::Whole);
    if (!experiment)
        return tl::unexpected(experiment.error());
    for (Call& call : experiment->calls) {
        if (call.finished)
            continue;
        call.state = measure::CallState::Aborted;
        call.metrics = measure::metricsOf(call.trace, call.state, call.evidence);
        call.flags = measure::flagsOf(call.trace, call.metrics, call.state, call.evidence);
        call.stratum = measure::stratumOf(call.trace, call.evidence);
        if (const auto done = records.putCall(row, call); !done)
            return done;
    }
    experiment->state = experiment::ExperimentState::Interrupted;
    if (const auto done =
            records.putState(row, experiment->state, experiment->error, experiment->finishedUtc);
        !done)
        return done;
    return records.putSummaries(row, *experiment);
}

} // namespace benchglass::store
