#include "store/library.h"

#include "base/log.h"
#include "store/records.h"
#include "store/recovery.h"
#include "store/running.h"
#include "store/summaries.h"
#include "store/writing.h"

#include <QStandardPaths>

#include <utility>

namespace benchglass::store {

using experiment::Call;
using experiment::Experiment;

struct Library::Data
{
    QString path;
    std::unique_ptr<Database> database;
    std::optional<base::Error> refusal; ///< Why nothing can be saved.
    std::optional<base::Error> openedWith;
    std::function<void(const base::Error&)> tell;
    bool hasRecovered = false; ///< Once is enough: each time costs a copy of the file.
    std::optional<Search> search;
    std::optional<Records> records;
    std::optional<Running> running;

    void attach(std::unique_ptr<Database> opened)
    {
        database = std::move(opened);
        search.emplace(*database);
        records.emplace(*database, *search);
        running.emplace(*records);
    }

    /// Does @p work. When that meets damage, for a large file is not looked through at its opening, what is
    /// readable is recovered, and it is done once more.
    template <typename Work>
    auto answered(const Work& work) -> decltype(work())
    {
        auto result = work();
        if (result || result.error().code != base::ErrorCode::StoreCorrupt || database->isInTransaction()
            || refusal || hasRecovered)
            return result;
        const auto recovery = recoverOpen(*database, path, [&] {
            result = work();
            return !result && result.error().code == base::ErrorCode::StoreCorrupt;
        });
        if (!recovery) {
            result.error().remedy = recovery.error().remedy;
            result.error().message += u' ' + recovery.error().message;
            return result;
        }
        if (!*recovery)
            return result;
        hasRecovered = true;
        openedWith = *recovery;
        if (tell)
            tell(**recovery);
        return work();
    }

    base::Result<void> write(const std::function<base::Result<void>()>& work)
    {
        if (refusal)
            return tl::unexpected(*refusal);
        return answered([&] { return database->inTransaction(work); });
    }

    base::Result<void> edit(const QString& id, const std::function<void(Experiment&)>& change)
    {
        return write([&] { return editRemarks(*database, *records, id, change); });
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
    auto opened = openOrRecover(*path);
    if (!opened)
        return tl::unexpected(opened.error());
    library->d->path = *path;
    library->d->refusal = opened->refusal;
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
    return d->refusal.has_value();
}

std::optional<base::Error> Library::openedWith() const
{
    return d->openedWith;
}

void Library::onRecovery(const std::function<void(const base::Error&)>& tell)
{
    d->tell = tell;
}

base::Result<QList<experiment::Summary>> Library::list(const Filter& filter)
{
    return d->answered([&] { return summariesFor(*d->database, *d->search, filter); });
}

base::Result<Experiment> Library::load(const QString& id)
{
    return d->answered([&]() -> base::Result<Experiment> {
        const auto row = d->records->rowOf(id);
        if (!row)
            return tl::unexpected(row.error());
        return d->records->read(*row, Records::Depth::Whole);
    });
}

base::Result<QString> Library::resolve(const QString& prefix)
{
    return d->answered([&] { return idFor(*d->database, prefix); });
}

base::Result<void> Library::inTransaction(const std::function<base::Result<void>()>& work)
{
    return d->write(work);
}

base::Result<void> Library::save(const Experiment& experiment)
{
    d->running->forget(experiment.id);
    auto done = d->write([&] { return putWhole(*d->database, *d->records, experiment, thisProcess()); });
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
    d->running->forget(id);
    return d->write([&] { return putBackCall(*d->records, id, ordinal, putBack); });
}

base::Result<void> Library::remove(const QString& id)
{
    d->running->forget(id);
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
    const auto listed = d->answered([&] {
        open.clear();
        return d->database->each(
            QStringLiteral("SELECT experiment, id FROM experiments WHERE state = 'running'"), {},
            [&open](const QSqlQuery& row) {
                open.append({row.value(0).toLongLong(), row.value(1).toString()});
            });
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
        const auto done =
            d->write([this, experiment = row] { return closeInterrupted(*d->records, experiment); });
        if (!done)
            return tl::unexpected(done.error());
        ids += id;
    }
    return ids;
}

base::Result<void> Library::beginExperiment(const Experiment& experiment)
{
    return d->write([&] { return d->running->begin(experiment); });
}

base::Result<void> Library::startCall(const QString& id, const Call& call)
{
    return d->write([&] { return d->running->startCall(id, call); });
}

base::Result<void> Library::appendChunks(const QString& id, int ordinal, const QList<measure::Chunk>& chunks)
{
    return d->write([&] { return d->running->appendChunks(id, ordinal, chunks); });
}

base::Result<void> Library::finishCall(const QString& id, const Call& call)
{
    return d->write([&] { return d->running->finishCall(id, call); });
}

base::Result<void> Library::finishExperiment(const QString& id, experiment::ExperimentState state,
    const std::optional<base::Error>& error, const QDateTime& finishedUtc)
{
    return d->write([&] { return d->running->finish(id, state, error, finishedUtc); });
}

void Library::synchronise()
{
    if (d->refusal)
        return;
    if (const auto done = d->database->run(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)")); !done)
        qCDebug(base::logStore) << "checkpoint" << done.error().origin;
}

} // namespace benchglass::store
