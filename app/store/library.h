#pragma once

#include "base/error.h"
#include "experiment/experiment.h"
#include "experiment/journal.h"

#include <QObject>

#include <memory>

namespace benchglass::store {

/// What the user looks for in the library. Empty = everything not in the trash.
struct Filter
{
    QString text;            ///< Words searched in names, options, notes, tags and answers.
    bool trashed = false;    ///< Show the trash instead.
    int limit = 0;           ///< 0 = no limit.
    int offset = 0;
};

/// The run library: SQLite in WAL mode. Blocking, and not thread-safe: one object per thread, made
/// and used in that thread; several may be open on one file, in several processes.
class Library
{
public:
    /// Opens or makes the library.
    /// @param dsn a file path, `sqlite:PATH`, or empty for defaultPath()
    /// Errors: StoreUnusable; a corrupt file is recovered as far as possible and its original kept
    /// beside it (then openedWith() tells); a newer one is opened read-only.
    static base::Result<std::unique_ptr<Library>> open(const QString& dsn);
    ~Library();

    static QString defaultPath();

    QString path() const;
    bool isReadOnly() const;
    /// What was remarkable about opening: StoreCorrupt (recovered, with the path of the kept original)
    /// or StoreTooNew (read-only). Nothing when all was well.
    std::optional<base::Error> openedWith() const;

    /// Arms of experiments, newest first.
    base::Result<QList<experiment::Summary>> list(const Filter& filter = {});
    /// Whole, with all calls and chunks. Errors: NotFound.
    base::Result<experiment::Experiment> load(const QString& id);
    /// The id that @p prefix (at least 4 characters) means. Errors: NotFound, Usage when ambiguous.
    base::Result<QString> resolve(const QString& prefix);

    /// Writes an experiment whole, in one transaction.
    base::Result<void> save(const experiment::Experiment& experiment);
    base::Result<void> setNotes(const QString& id, const QString& notes);
    base::Result<void> setTags(const QString& id, const QStringList& tags);
    base::Result<void> setTrashed(const QString& id, bool trashed);
    base::Result<void> setPutBack(const QString& id, int ordinal, bool putBack);
    base::Result<void> remove(const QString& id);          ///< For good.

    /// Marks experiments as Interrupted that say Running but whose program is gone, and saves what their
    /// journal holds of the open call. @return their ids
    base::Result<QStringList> recoverInterrupted();

    // The journal's blocking half, used by JournalWriter on its own thread.
    base::Result<void> beginExperiment(const experiment::Experiment& experiment);
    base::Result<void> startCall(const QString& id, const experiment::Call& call);
    base::Result<void> appendChunks(const QString& id, int ordinal, const QList<measure::Chunk>& chunks);
    base::Result<void> finishCall(const QString& id, const experiment::Call& call);
    base::Result<void> finishExperiment(const QString& id, experiment::ExperimentState state,
        const std::optional<base::Error>& error, const QDateTime& finishedUtc);

private:
    Library();
    struct Data;
    std::unique_ptr<Data> d;
};

/// Writes a running experiment to the library from a thread of its own: calls return at once, order is
/// kept, chunks are committed within half a second. Make and destroy it in one thread; the Journal
/// functions may be called from any one other.
class JournalWriter : public QObject, public experiment::Journal
{
    Q_OBJECT

public:
    explicit JournalWriter(const QString& dsn, QObject* parent = nullptr);
    ~JournalWriter() override;   ///< Writes what is queued, then returns.

    void begin(const experiment::Experiment& experiment) override;
    void callStarted(const QString& experimentId, const experiment::Call& call) override;
    void chunksArrived(
        const QString& experimentId, int ordinal, const QList<measure::Chunk>& chunks) override;
    void callFinished(const QString& experimentId, const experiment::Call& call) override;
    void finished(const QString& experimentId, experiment::ExperimentState state,
        const std::optional<base::Error>& error, const QDateTime& finishedUtc) override;

    /// Blocks until everything queued so far is on disk. Not for the GUI thread.
    void flush();

Q_SIGNALS:
    /// Something could not be written; what is queued is kept and tried again.
    void failed(const benchglass::base::Error& error);

private:
    struct Data;
    std::unique_ptr<Data> d;
};

} // namespace benchglass::store
