#include "store/records.h"

#include "experiment/json.h"
#include "store/blob.h"
#include "store/chunkcodec.h"
#include "store/keys.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace benchglass::store {

namespace {

using experiment::Call;
using experiment::Experiment;

QVariant msOf(const QDateTime& time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QDateTime timeOf(const QVariant& ms)
{
    return ms.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ms.toLongLong(), Qt::UTC);
}

QByteArray jsonOf(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject objectOf(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

QString textOf(const QJsonObject& object)
{
    return QString::fromUtf8(jsonOf(object));
}

QString textOf(const QStringList& list)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QStringList listOf(const QString& text)
{
    QStringList list;
    for (const QJsonValue each : QJsonDocument::fromJson(text.toUtf8()).array())
        list += each.toString();
    return list;
}

/// Errors travel as the `error` member of Run JSON: one notation for all.
QVariant textOf(const std::optional<base::Error>& error)
{
    if (!error)
        return {};
    Call carrier;
    carrier.error = error;
    return textOf(experiment::toJson(carrier).value(QLatin1String("error")).toObject());
}

std::optional<base::Error> errorOf(const QVariant& text)
{
    if (text.isNull())
        return std::nullopt;
    QJsonObject carrier = experiment::toJson(Call {});
    carrier.insert(QLatin1String("error"), objectOf(text.toString().toUtf8()));
    const auto call = experiment::callFromJson(carrier);
    return call ? call->error : std::nullopt;
}

QVariant numberOf(const std::optional<double>& value)
{
    return value ? QVariant(*value) : QVariant();
}

/// Texts that are not null: the schema knows no absent text.
QString text(const QString& value)
{
    return value.isNull() ? QStringLiteral("") : value;
}

} // namespace

Records::Records(Database& database, Search& search)
    : m_database(database)
    , m_search(search)
{
}

base::Result<qint64> Records::rowOf(const QString& id)
{
    const auto row =
        m_database.value(QStringLiteral("SELECT experiment FROM experiments WHERE id = ?"), {text(id)});
    if (!row)
        return tl::unexpected(row.error());
    if (!row->isValid())
        return base::failure(base::ErrorCode::NotFound,
            QCoreApplication::translate("Library", "The library has no run \"%1\".").arg(id), id);
    return row->toLongLong();
}

base::Result<qint64> Records::put(const Experiment& experiment, const Owner& owner, std::optional<qint64> row)
{
    const auto done = m_database.run(
        QStringLiteral(
            "INSERT INTO experiments(experiment, id, state, created_ms, finished_ms, spec, environment, "
            "corpus, error, "
            "notes, tags, trashed, owner_pid, owner_start, owner_boot) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT(id) DO UPDATE SET state = excluded.state, created_ms = excluded.created_ms, "
            "finished_ms = excluded.finished_ms, spec = excluded.spec, environment = excluded.environment, "
            "corpus = excluded.corpus, error = excluded.error, owner_pid = excluded.owner_pid, "
            "owner_start = excluded.owner_start, owner_boot = excluded.owner_boot"),
        {row ? QVariant(*row) : QVariant(), text(experiment.id),
            experiment::experimentStateName(experiment.state), msOf(experiment.createdUtc),
            msOf(experiment.finishedUtc), textOf(experiment::toJson(experiment.spec)),
            textOf(experiment::toJson(experiment.environment)),
            packed(jsonOf(experiment::toJson(experiment.corpus))), textOf(experiment.error),
            text(experiment.notes), textOf(experiment.tags), experiment.trashed ? 1 : 0, owner.pid,
            owner.startTicks, text(owner.bootId)});
    if (!done)
        return tl::unexpected(done.error());
    const auto written = rowOf(experiment.id);
    if (!written)
        return written;
    if (const auto named = m_search.putNames(*written, experiment); !named)
        return tl::unexpected(named.error());
    return written;
}

base::Result<void> Records::putCall(qint64 row, const Call& call)
{
    if (call.ordinal < 0 || call.ordinal >= callsLimit)
        return base::failure(base::ErrorCode::Usage,
            QCoreApplication::translate("Library", "A run cannot have that many calls."),
            QString::number(call.ordinal));
    Call record = call;
    record.trace.chunks.clear();
    const QVariant chunks = call.finished || !call.trace.chunks.isEmpty()
        ? QVariant(packedChunks(call.trace.chunks))
        : QVariant();
    const qint64 key = callKey(row, call.ordinal);
    const auto done = m_database.run(
        QStringLiteral(
            "INSERT INTO calls(call, experiment, finished, record, chunks) VALUES(?, ?, ?, ?, ?) "
            "ON CONFLICT(call) DO UPDATE SET finished = excluded.finished, record = excluded.record, "
            "chunks = excluded.chunks"),
        {key, row, call.finished ? 1 : 0, packed(jsonOf(experiment::toJson(record))), chunks});
    if (!done || chunks.isNull())
        return done;
    if (const auto cleared = m_database.run(QStringLiteral("DELETE FROM journal WHERE call = ?"), {key});
        !cleared)
        return cleared;
    return m_search.putAnswer(row, call.ordinal, call.text());
}

base::Result<void> Records::addToJournal(qint64 row, int ordinal, const QList<measure::Chunk>& chunks)
{
    return m_database.run(QStringLiteral("INSERT INTO journal(call, chunks) VALUES(?, ?)"),
        {callKey(row, ordinal), packedChunks(chunks)});
}

base::Result<void> Records::putState(qint64 row, experiment::ExperimentState state,
    const std::optional<base::Error>& error, const QDateTime& finishedUtc)
{
    const QString name = experiment::experimentStateName(state);
    const auto done = m_database.run(
        QStringLiteral("UPDATE experiments SET state = ?, error = ?, finished_ms = ? WHERE experiment = ?"),
        {name, textOf(error), msOf(finishedUtc), row});
    if (!done)
        return done;
    return m_database.run(QStringLiteral("UPDATE arms SET state = ? WHERE experiment = ?"), {name, row});
}

base::Result<void> Records::putSummaries(qint64 row, const Experiment& experiment)
{
    if (const auto cleared = m_database.run(QStringLiteral("DELETE FROM arms WHERE experiment = ?"), {row});
        !cleared)
        return cleared;
    int position = 0;
    for (const experiment::Summary& line : experiment::summariesOf(experiment)) {
        const auto done = m_database.run(
            QStringLiteral("INSERT INTO arms(experiment, position, id, corpus, engine, model, arm, "
                           "configuration, state, "
                           "runs, runs_done, calls, ttft_ms, decode_rate, flags, created_ms, trashed) "
                           "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"),
            {row, position++, text(line.id), text(line.corpus), text(line.engine), text(line.model),
                text(line.arm), text(line.configuration), experiment::experimentStateName(line.state),
                line.runs, line.runsDone, line.calls, numberOf(line.ttftMedianMs),
                numberOf(line.decodeRateMedianPerSecond), text(line.flags), msOf(line.createdUtc)});
        if (!done)
            return done;
    }
    return copyRemarks(row);
}

base::Result<void> Records::putRemarks(
    qint64 row, const QString& notes, const QStringList& tags, bool trashed)
{
    const auto done = m_database.run(
        QStringLiteral("UPDATE experiments SET notes = ?, tags = ?, trashed = ? WHERE experiment = ?"),
        {text(notes), textOf(tags), trashed ? 1 : 0, row});
    if (!done)
        return done;
    if (const auto copied = copyRemarks(row); !copied)
        return copied;
    return m_search.putRemarks(row, notes, tags);
}

base::Result<void> Records::copyRemarks(qint64 row)
{
    return m_database.run(
        QStringLiteral(
            "UPDATE arms SET (notes, tags, trashed) = (SELECT e.notes, e.tags, e.trashed FROM experiments e "
            "WHERE e.experiment = arms.experiment) WHERE experiment = ?"),
        {row});
}

base::Result<void> Records::remove(qint64 row)
{
    if (const auto done = m_search.remove(row); !done)
        return done;
    return m_database.run(QStringLiteral("DELETE FROM experiments WHERE experiment = ?"), {row});
}

base::Result<Experiment> Records::read(qint64 row, Depth depth)
{
    base::Result<Experiment> experiment = base::failure(base::ErrorCode::NotFound, {});
    const auto done = m_database.each(
        QStringLiteral("SELECT %1 FROM experiments WHERE experiment = ?").arg(experimentColumns()), {row},
        [&experiment](const QSqlQuery& found) { experiment = experimentIn(found); });
    if (!done)
        return tl::unexpected(done.error());
    if (!experiment)
        return experiment;
    if (const auto read = readCalls(row, depth, *experiment); !read)
        return tl::unexpected(read.error());
    return experiment;
}

base::Result<Owner> Records::ownerOf(qint64 row)
{
    Owner owner;
    const auto done = m_database.each(
        QStringLiteral("SELECT owner_pid, owner_start, owner_boot FROM experiments WHERE experiment = ?"),
        {row}, [&owner](const QSqlQuery& found) {
            owner = {found.value(0).toLongLong(), found.value(1).toLongLong(), found.value(2).toString()};
        });
    if (!done)
        return tl::unexpected(done.error());
    return owner;
}

QString Records::experimentColumns()
{
    return QStringLiteral("experiment, id, state, created_ms, finished_ms, spec, environment, corpus, error, "
                          "notes, tags, trashed");
}

QString Records::callColumns()
{
    return QStringLiteral("call, record, chunks");
}

base::Result<Experiment> Records::experimentIn(const QSqlQuery& row)
{
    auto spec = experiment::specFromJson(objectOf(row.value(5).toString().toUtf8()));
    if (!spec)
        return tl::unexpected(spec.error());
    Experiment made;
    made.id = row.value(1).toString();
    made.spec = *spec;
    made.state = experiment::experimentStateFromName(row.value(2).toString())
                     .value_or(experiment::ExperimentState::Interrupted);
    made.createdUtc = timeOf(row.value(3));
    made.finishedUtc = timeOf(row.value(4));
    made.environment = experiment::environmentFromJson(objectOf(row.value(6).toString().toUtf8()))
                           .value_or(experiment::Environment {});
    if (const auto corpus = unpacked(row.value(7).toByteArray()))
        made.corpus = experiment::corpusFromJson(objectOf(*corpus)).value_or(experiment::CorpusRecord {});
    made.error = errorOf(row.value(8));
    made.notes = row.value(9).toString();
    made.tags = listOf(row.value(10).toString());
    made.trashed = row.value(11).toInt() != 0;
    return made;
}

base::Result<Call> Records::callIn(const QSqlQuery& row, Depth depth)
{
    const auto record = unpacked(row.value(1).toByteArray());
    if (!record)
        return tl::unexpected(record.error());
    auto call = experiment::callFromJson(objectOf(*record));
    if (!call)
        return call;
    if (depth == Depth::Whole && !row.value(2).isNull()) {
        const auto chunks = unpackedChunks(row.value(2).toByteArray());
        if (!chunks)
            return tl::unexpected(chunks.error());
        call->trace.chunks = *chunks;
    }
    return call;
}

base::Result<void> Records::readCalls(qint64 row, Depth depth, Experiment& experiment)
{
    std::optional<base::Error> fault;
    const QString columns = depth == Depth::Whole ? callColumns() : QStringLiteral("call, record");
    const auto done = m_database.each(
        QStringLiteral("SELECT %1 FROM calls WHERE call BETWEEN ? AND ? ORDER BY call").arg(columns),
        {firstKey(row), lastKey(row)}, [&](const QSqlQuery& found) {
            const auto call = callIn(found, depth);
            if (call)
                experiment.calls += *call;
            else
                fault = call.error();
        });
    if (!done)
        return done;
    if (fault)
        return tl::unexpected(*fault);
    return depth == Depth::Whole ? readJournal(row, experiment) : base::Result<void> {};
}

base::Result<void> Records::readJournal(qint64 row, Experiment& experiment)
{
    std::optional<base::Error> fault;
    const auto done = m_database.each(
        QStringLiteral("SELECT call, chunks FROM journal WHERE call BETWEEN ? AND ? ORDER BY batch"),
        {firstKey(row), lastKey(row)}, [&](const QSqlQuery& found) {
            const auto ordinal = static_cast<int>(found.value(0).toLongLong() - firstKey(row));
            const auto call = std::ranges::find(experiment.calls, ordinal, &Call::ordinal);
            const auto chunks = unpackedChunks(found.value(1).toByteArray());
            if (chunks && call != experiment.calls.end())
                call->trace.chunks += *chunks;
            else if (!chunks)
                fault = chunks.error();
        });
    if (done && fault)
        return tl::unexpected(*fault);
    return done;
}

} // namespace benchglass::store
