#include "store/library.h"

#include "base/log.h"
#include "store/opening.h"
#include "store/records.h"
#include "store/salvage.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

#include <algorithm>

namespace benchglass::store {

namespace {

using base::ErrorCode;
using experiment::Call;
using experiment::Experiment;

constexpr qsizetype shortestPrefix = 4;

QString localised(const char* text)
{
    return QCoreApplication::translate("Library", text);
}

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

std::optional<double> realIn(const QVariant& value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toDouble());
}

QString summaryColumns()
{
    return QStringLiteral(
        "id, corpus, engine, model, arm, configuration, state, runs, runs_done, calls, ttft_ms, "
        "decode_rate, flags, tags, notes, created_ms, trashed");
}

experiment::Summary summaryIn(const QSqlQuery& row)
{
    experiment::Summary line;
    line.id = row.value(0).toString();
    line.corpus = row.value(1).toString();
    line.engine = row.value(2).toString();
    line.model = row.value(3).toString();
    line.arm = row.value(4).toString();
    line.configuration = row.value(5).toString();
    line.state = experiment::experimentStateFromName(row.value(6).toString())
                     .value_or(experiment::ExperimentState::Interrupted);
    line.runs = row.value(7).toInt();
    line.runsDone = row.value(8).toInt();
    line.calls = row.value(9).toInt();
    line.ttftMedianMs = realIn(row.value(10));
    line.decodeRateMedianPerSecond = realIn(row.value(11));
    line.flags = row.value(12).toString();
    if (const QString tags = row.value(13).toString(); tags.size() > 2) {
        for (const QJsonValue tag : QJsonDocument::fromJson(tags.toUtf8()).array())
            line.tags += tag.toString();
    }
    line.notes = row.value(14).toString();
    if (!row.value(15).isNull())
        line.createdUtc = QDateTime::fromMSecsSinceEpoch(row.value(15).toLongLong(), Qt::UTC);
    line.trashed = row.value(16).toInt() != 0;
    return line;
}

} // namespace

struct Library::Data
{
    /// An experiment under way as its summaries see it, so that each call costs no reading.
    struct Running
    {
        qint64 row = 0;
        Experiment experiment;
    };

    QString path;
    std::unique_ptr<Database> database;
    bool isReadOnly = false;
    std::optional<base::Error> openedWith;
    std::optional<Search> search;
    std::optional<Records> records;
    QHash<QString, Running> running;

    void attach(std::unique_ptr<Database> opened)
    {
        database = std::move(opened);
        search.emplace(*database);
        records.emplace(*database, *search);
    }

    /// Errors: NotFound and those of reading.
    base::Result<Running*> runningOf(const QString& id)
    {
        if (const auto known = running.find(id); known != running.end())
            return &*known;
        const auto row = records->rowOf(id);
        if (!row)
            return tl::unexpected(row.error());
        auto experiment = records->read(*row, Records::Depth::WithoutChunks);
        if (!experiment)
            return tl::unexpected(experiment.error());
        std::ranges::transform(experiment->calls, experiment->calls.begin(), &light);
        return &*running.insert(id, {*row, *experiment});
    }

    base::Result<void> write(const std::function<base::Result<void>()>& work)
    {
        if (isReadOnly)
            return tl::unexpected(*openedWith);
        return database->inTransaction(work);
    }

    base::Result<void> saveWhole(const Experiment& experiment)
    {
        const auto row = records->put(experiment, thisProcess());
        if (!row)
            return tl::unexpected(row.error());
        const auto cleared = database->run(QStringLiteral("DELETE FROM calls WHERE experiment = ?"), {*row});
        if (!cleared)
            return cleared;
        for (const Call& call : experiment.calls) {
            if (const auto done = records->putCall(*row, call); !done)
                return done;
        }
        if (const auto done = records->putSummaries(*row, experiment); !done)
            return done;
        return records->putRemarks(*row, experiment.notes, experiment.tags, experiment.trashed);
    }

    /// Reads, changes and writes what the user may edit of an experiment.
    base::Result<void> edit(const QString& id, const std::function<void(Experiment&)>& change)
    {
        return write([&]() -> base::Result<void> {
            const auto row = records->rowOf(id);
            if (!row)
                return tl::unexpected(row.error());
            Experiment remarks;
            const auto read = database->each(QStringLiteral("SELECT %1 FROM experiments WHERE experiment = ?")
                                                 .arg(Records::experimentColumns()),
                {*row}, [&remarks](const QSqlQuery& found) {
                    if (const auto experiment = Records::experimentIn(found))
                        remarks = *experiment;
                });
            if (!read)
                return read;
            change(remarks);
            return records->putRemarks(*row, remarks.notes, remarks.tags, remarks.trashed);
        });
    }

    /// What the journal holds of open calls becomes part of them; they stay unfinished.
    base::Result<void> closeInterrupted(qint64 row)
    {
        auto experiment = records->read(row, Records::Depth::Whole);
        if (!experiment)
            return tl::unexpected(experiment.error());
        for (Call& call : experiment->calls) {
            if (call.finished)
                continue;
            call.state = measure::CallState::Aborted;
            call.metrics = measure::metricsOf(call.trace, call.state, call.evidence);
            call.flags = measure::flagsOf(call.trace, call.metrics, call.state, call.evidence);
            call.stratum = measure::stratumOf(call.trace, call.evidence);
            if (const auto done = records->putCall(row, call); !done)
                return done;
        }
        experiment->state = experiment::ExperimentState::Interrupted;
        if (const auto done =
                records->putState(row, experiment->state, experiment->error, experiment->finishedUtc);
            !done)
            return done;
        return records->putSummaries(row, *experiment);
    }
};

Library::Library()
    : d(std::make_unique<Data>())
{
}

Library::~Library() = default;

base::Result<std::unique_ptr<Library>> Library::open(const QString& dsn)
{
    const auto path = pathOfDsn(dsn);
    if (!path)
        return tl::unexpected(path.error());
    std::unique_ptr<Library> library(new Library);
    const auto save = [](Database& into, const QString& damaged, int& recovered) {
        Search search(into);
        Data scratch;
        scratch.search.emplace(into);
        scratch.records.emplace(into, *scratch.search);
        recovered = salvage(damaged, [&](const Experiment& experiment) {
            const auto saved = into.inTransaction([&]() -> base::Result<void> {
                const auto row = scratch.records->put(experiment, {});
                if (!row)
                    return tl::unexpected(row.error());
                for (const Call& call : experiment.calls) {
                    if (const auto done = scratch.records->putCall(*row, call); !done)
                        return done;
                }
                if (const auto done = scratch.records->putSummaries(*row, experiment); !done)
                    return done;
                return scratch.records->putRemarks(
                    *row, experiment.notes, experiment.tags, experiment.trashed);
            });
            if (!saved)
                qCWarning(base::logStore) << "not recovered" << experiment.id << saved.error().origin;
        });
    };
    auto opened = openFile(*path, save);
    if (!opened)
        return tl::unexpected(opened.error());
    library->d->path = *path;
    library->d->isReadOnly = opened->isReadOnly;
    library->d->openedWith = opened->remark;
    library->d->attach(std::move(opened->database));
    return library;
}

QString Library::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/benchglass/library.sqlite");
}

QString Library::path() const
{
    return d->path;
}

bool Library::isReadOnly() const
{
    return d->isReadOnly;
}

std::optional<base::Error> Library::openedWith() const
{
    return d->openedWith;
}

base::Result<QList<experiment::Summary>> Library::list(const Filter& filter)
{
    QString sql = QStringLiteral("SELECT %1 FROM arms WHERE trashed = ?").arg(summaryColumns());
    QVariantList values {filter.trashed ? 1 : 0};
    if (const Search::Condition condition = d->search->conditionFor(filter.text); !condition.sql.isEmpty()) {
        sql += QStringLiteral(" AND experiment IN (%1)").arg(condition.sql);
        values += condition.values;
    }
    sql += QStringLiteral(" ORDER BY created_ms DESC, experiment DESC, position LIMIT ? OFFSET ?");
    values << (filter.limit > 0 ? filter.limit : -1) << std::max(filter.offset, 0);
    QList<experiment::Summary> lines;
    const auto done =
        d->database->each(sql, values, [&lines](const QSqlQuery& row) { lines += summaryIn(row); });
    if (!done)
        return tl::unexpected(done.error());
    return lines;
}

base::Result<Experiment> Library::load(const QString& id)
{
    const auto row = d->records->rowOf(id);
    if (!row)
        return tl::unexpected(row.error());
    return d->records->read(*row, Records::Depth::Whole);
}

base::Result<QString> Library::resolve(const QString& prefix)
{
    if (prefix.size() < shortestPrefix)
        return base::failure(ErrorCode::Usage,
            localised(QT_TRANSLATE_NOOP("Library", "An id needs at least %1 characters."))
                .arg(shortestPrefix),
            prefix);
    QStringList ids;
    const auto done = d->database->each(
        QStringLiteral(
            "SELECT id FROM experiments WHERE id >= ? AND substr(id, 1, ?) = ? ORDER BY id LIMIT 2"),
        {prefix, prefix.size(), prefix}, [&ids](const QSqlQuery& row) { ids += row.value(0).toString(); });
    if (!done)
        return tl::unexpected(done.error());
    if (ids.isEmpty())
        return base::failure(ErrorCode::NotFound,
            localised(QT_TRANSLATE_NOOP("Library", "The library has no run \"%1\".")).arg(prefix), prefix);
    if (ids.size() > 1 && ids.first() != prefix)
        return base::failure(ErrorCode::Usage,
            localised(QT_TRANSLATE_NOOP("Library", "Several runs begin with \"%1\".")).arg(prefix),
            ids.join(u' '));
    return ids.first();
}

base::Result<void> Library::inTransaction(const std::function<base::Result<void>()>& work)
{
    return d->write(work);
}

base::Result<void> Library::save(const Experiment& experiment)
{
    d->running.remove(experiment.id);
    auto done = d->write([&] { return d->saveWhole(experiment); });
    if (done)
        synchronise();
    return done;
}

base::Result<void> Library::setNotes(const QString& id, const QString& notes)
{
    return d->edit(id, [&notes](Experiment& experiment) { experiment.notes = notes; });
}

base::Result<void> Library::setTags(const QString& id, const QStringList& tags)
{
    return d->edit(id, [&tags](Experiment& experiment) { experiment.tags = tags; });
}

base::Result<void> Library::setTrashed(const QString& id, bool trashed)
{
    return d->edit(id, [trashed](Experiment& experiment) { experiment.trashed = trashed; });
}

base::Result<void> Library::setPutBack(const QString& id, int ordinal, bool putBack)
{
    return d->write([&]() -> base::Result<void> {
        const auto row = d->records->rowOf(id);
        if (!row)
            return tl::unexpected(row.error());
        auto experiment = d->records->read(*row, Records::Depth::Whole);
        if (!experiment)
            return tl::unexpected(experiment.error());
        const auto call = std::ranges::find(experiment->calls, ordinal, &Call::ordinal);
        if (call == experiment->calls.end())
            return base::failure(ErrorCode::NotFound,
                localised(QT_TRANSLATE_NOOP("Library", "The run has no call %1.")).arg(ordinal), id);
        call->putBack = putBack;
        d->running.remove(id);
        if (const auto done = d->records->putCall(*row, *call); !done)
            return done;
        return d->records->putSummaries(*row, *experiment);
    });
}

base::Result<void> Library::remove(const QString& id)
{
    d->running.remove(id);
    return d->write([&]() -> base::Result<void> {
        const auto row = d->records->rowOf(id);
        if (!row)
            return tl::unexpected(row.error());
        return d->records->remove(*row);
    });
}

base::Result<QStringList> Library::recoverInterrupted()
{
    QList<std::pair<qint64, QString>> open;
    const auto listed =
        d->database->each(QStringLiteral("SELECT experiment, id FROM experiments WHERE state = 'running'"),
            {}, [&open](const QSqlQuery& row) {
                open.append({row.value(0).toLongLong(), row.value(1).toString()});
            });
    if (!listed)
        return tl::unexpected(listed.error());
    QStringList ids;
    for (const auto& [row, id] : std::as_const(open)) {
        const auto owner = d->records->ownerOf(row);
        if (!owner)
            return tl::unexpected(owner.error());
        if (isAlive(*owner))
            continue;
        const auto done = d->write([this, experiment = row] { return d->closeInterrupted(experiment); });
        if (!done)
            return tl::unexpected(done.error());
        ids += id;
    }
    return ids;
}

base::Result<void> Library::beginExperiment(const Experiment& experiment)
{
    return d->write([&]() -> base::Result<void> {
        const auto row = d->records->put(experiment, thisProcess());
        if (!row)
            return tl::unexpected(row.error());
        d->running.remove(experiment.id);
        const auto running = d->runningOf(experiment.id);
        if (!running)
            return tl::unexpected(running.error());
        return d->records->putSummaries(*row, (*running)->experiment);
    });
}

base::Result<void> Library::startCall(const QString& id, const Call& call)
{
    return d->write([&]() -> base::Result<void> {
        const auto running = d->runningOf(id);
        if (!running)
            return tl::unexpected(running.error());
        putInto((*running)->experiment.calls, light(call));
        return d->records->putCall((*running)->row, call);
    });
}

base::Result<void> Library::appendChunks(const QString& id, int ordinal, const QList<measure::Chunk>& chunks)
{
    return d->write([&]() -> base::Result<void> {
        const auto running = d->runningOf(id);
        if (!running)
            return tl::unexpected(running.error());
        return d->records->addToJournal((*running)->row, ordinal, chunks);
    });
}

base::Result<void> Library::finishCall(const QString& id, const Call& call)
{
    return d->write([&]() -> base::Result<void> {
        const auto running = d->runningOf(id);
        if (!running)
            return tl::unexpected(running.error());
        putInto((*running)->experiment.calls, light(call));
        if (const auto done = d->records->putCall((*running)->row, call); !done)
            return done;
        return d->records->putSummaries((*running)->row, (*running)->experiment);
    });
}

base::Result<void> Library::finishExperiment(const QString& id, experiment::ExperimentState state,
    const std::optional<base::Error>& error, const QDateTime& finishedUtc)
{
    return d->write([&]() -> base::Result<void> {
        const auto row = d->records->rowOf(id);
        if (!row)
            return tl::unexpected(row.error());
        d->running.remove(id);
        return d->records->putState(*row, state, error, finishedUtc);
    });
}

void Library::synchronise()
{
    if (d->isReadOnly)
        return;
    if (const auto done = d->database->run(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)")); !done)
        qCDebug(base::logStore) << "checkpoint" << done.error().origin;
}

} // namespace benchglass::store
