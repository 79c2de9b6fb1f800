#pragma once

#include "base/error.h"
#include "experiment/experiment.h"
#include "experiment/journal.h"

#include <QObject>

#include <functional>
#include <memory>

namespace benchglass::store {

/// What the user looks for in the library. Empty = everything not in the trash.
struct Filter
{
    QString text;         ///< Words searched in names, options, notes, tags and answers.
    bool trashed = false; ///< Show the trash instead.
    int limit = 0;        ///< 0 = no limit.
    int offset = 0;
};

/// The run library: SQLite in WAL mode. Blocking, and not thread-safe: one object per thread, made
/// and used in that thread; several may be open on one file, in several processes.
///
/// What a committed write survives: the death of the program always. `synchronous` is NORMAL, so that a
/// power failure can undo what was written since the last synchronisation, but never damages the file;
/// save(), finishCall() and finishExperiment() are followed by one (a passive checkpoint).
class Library
{
public:
    /// Opens or makes the library.
    /// @param dsn a file path, `sqlite:PATH`, or empty for defaultPath()
    /// Errors: StoreUnusable; a corrupt file is recovered as far as possible and its original kept
    /// beside it (then openedWith() tells); a newer one and one that may not be written are opened read-only;
    /// a file that is no library is left alone.
    static base::Result<std::unique_ptr<Library>> open(const QString& dsn);
    ~Library();

    static QString defaultPath();

    QString path() const;
    bool isReadOnly() const;
    /// What was remarkable about opening: StoreCorrupt (recovered, with the path of the kept original; or
    /// found empty), StoreTooNew or StoreUnusable (both read-only). Nothing when all was well.
    std::optional<base::Error> openedWith() const;
    /// @param tell is told in the library's thread when any function met damage, recovered what is readable
    ///     and kept the original: large files are not looked through when they are opened
    void onRecovery(const std::function<void(const base::Error&)>& tell);

    /// Arms of experiments, newest first.
    base::Result<QList<experiment::Summary>> list(const Filter& filter = {});
    /// Whole, with all calls and chunks. Errors: NotFound.
    base::Result<experiment::Experiment> load(const QString& id);
    /// The id that @p prefix (at least 4 characters) means. Errors: NotFound, Usage when ambiguous.
    base::Result<QString> resolve(const QString& prefix);

    /// Runs @p work in one transaction: all or nothing. What it calls here joins in.
    base::Result<void> inTransaction(const std::function<base::Result<void>()>& work);

    /// Writes an experiment whole, in one transaction.
    base::Result<void> save(const experiment::Experiment& experiment);
    base::Result<void> setNotes(const QString& id, const QString& notes);
    base::Result<void> setTags(const QString& id, const QStringList& tags);
    base::Result<void> setTrashed(const QString& id, bool trashed);
    base::Result<void> setPutBack(const QString& id, int ordinal, bool putBack);
    base::Result<void> remove(const QString& id); ///< For good.

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
    /// Makes what was committed so far survive a power failure, if nobody is in the way.
    void synchronise();

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
    static constexpr qint64 defaultMostBytes = 64LL << 20;

    /// @param mostBytes about how much memory may wait for a library that cannot be written; beyond it the
    ///     oldest pieces of answers are dropped, then calls: failed() tells. While it can be written, much
    ///     more may wait for its turn (JournalQueue::burstFactor).
    explicit JournalWriter(
        const QString& dsn, QObject* parent = nullptr, qint64 mostBytes = defaultMostBytes);
    ~JournalWriter() override; ///< Writes what is queued as flush() does, then returns.

    void begin(const experiment::Experiment& experiment) override;
    void callStarted(const QString& experimentId, const experiment::Call& call) override;
    void chunksArrived(
        const QString& experimentId, int ordinal, const QList<measure::Chunk>& chunks) override;
    void callFinished(const QString& experimentId, const experiment::Call& call) override;
    void finished(const QString& experimentId, experiment::ExperimentState state,
        const std::optional<base::Error>& error, const QDateTime& finishedUtc) override;

    /// Blocks until everything queued so far is on disk, or for 10 seconds while it cannot be written.
    /// Not for the GUI thread.
    void flush();

    qint64 waitingBytes() const; ///< About what is not written yet takes in memory. Thread-safe.

Q_SIGNALS:
    /// Something could not be written. A locked file or a full disk: what is queued is kept, as far as the
    /// memory for it goes, and tried again; what was dropped is counted in another signal. StoreCorrupt: the
    /// library was damaged and recovered. Anything else: that entry is given up, the others go on. Emitted
    /// from the writer's thread.
    void failed(const benchglass::base::Error& error);

private:
    struct Data;
    std::unique_ptr<Data> d;
};

} // namespace benchglass::store
