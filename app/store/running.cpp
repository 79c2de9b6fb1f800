#include "store/running.h"

#include <algorithm>

namespace benchglass::store {

using experiment::Call;
using experiment::Experiment;

namespace {

/// What summaries need of a call: no texts, no chunks.
Call light(Call call)
{
    call.trace.chunks.clear();
    call.prompt.clear();
    call.system.clear();
    return call;
}

void putInto(QList<Call>& calls, const Call& call)
{
    const auto place = std::ranges::lower_bound(calls, call.ordinal, {}, &Call::ordinal);
    if (place != calls.end() && place->ordinal == call.ordinal)
        *place = call;
    else
        calls.insert(place, call);
}

} // namespace

Running::Running(Records& records)
    : m_records(records)
{
}

base::Result<Running::Known*> Running::knownOf(const QString& id)
{
    if (const auto known = m_known.find(id); known != m_known.end())
        return &*known;
    const auto row = m_records.rowOf(id);
    if (!row)
        return tl::unexpected(row.error());
    auto experiment = m_records.read(*row, Records::Depth::WithoutChunks);
    if (!experiment)
        return tl::unexpected(experiment.error());
    std::ranges::transform(experiment->calls, experiment->calls.begin(), &light);
    return &*m_known.insert(id, {*row, *experiment});
}

void Running::forget(const QString& id)
{
    m_known.remove(id);
}

base::Result<void> Running::begin(const Experiment& experiment)
{
    const auto row = m_records.put(experiment, thisProcess());
    if (!row)
        return tl::unexpected(row.error());
    forget(experiment.id);
    const auto known = knownOf(experiment.id);
    if (!known)
        return tl::unexpected(known.error());
    return m_records.putSummaries(*row, (*known)->experiment);
}

base::Result<void> Running::startCall(const QString& id, const Call& call)
{
    const auto known = knownOf(id);
    if (!known)
        return tl::unexpected(known.error());
    putInto((*known)->experiment.calls, light(call));
    return m_records.putCall((*known)->row, call);
}

base::Result<void> Running::appendChunks(const QString& id, int ordinal, const QList<measure::Chunk>& chunks)
{
    const auto known = knownOf(id);
    if (!known)
        return tl::unexpected(known.error());
    return m_records.addToJournal((*known)->row, ordinal, chunks);
}

base::Result<void> Running::finishCall(const QString& id, const Call& call)
{
    const auto known = knownOf(id);
    if (!known)
        return tl::unexpected(known.error());
    putInto((*known)->experiment.calls, light(call));
    if (const auto done = m_records.putCall((*known)->row, call); !done)
        return done;
    return m_records.putSummaries((*known)->row, (*known)->experiment);
}

base::Result<void> Running::finish(const QString& id, experiment::ExperimentState state,
    const std::optional<base::Error>& error, const QDateTime& finishedUtc)
{
    const auto row = m_records.rowOf(id);
    if (!row)
        return tl::unexpected(row.error());
    forget(id);
    return m_records.putState(*row, state, error, finishedUtc);
}

} // namespace benchglass::store
