#include "store/library.h"

#include "base/log.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace benchglass::store {

namespace {

using namespace std::chrono_literals;

/// Chunks wait at most this long for company before they are committed.
constexpr auto gathering = 250ms;
constexpr auto retryPause = 500ms;
constexpr auto patience = 10s;

/// A locked file or a full disk may pass; what does not fit never will.
bool isPassing(const base::Error& error)
{
    return error.code == base::ErrorCode::StoreUnusable || error.code == base::ErrorCode::WriteFailed;
}

} // namespace

struct JournalWriter::Data
{
    struct Entry
    {
        std::function<base::Result<void>(Library&)> write;
        bool isUrgent = false;     ///< Worth a commit of its own at once.
        bool synchronises = false; ///< To survive a power failure.
    };

    JournalWriter* writer = nullptr;
    QString dsn;
    std::unique_ptr<Library> library; ///< Of the thread.

    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Entry> queue;
    quint64 queued = 0;  ///< Entries ever queued...
    quint64 written = 0; ///< ... and how many of them are done with.
    bool isUrgent = false;
    bool isStopping = false;
    std::chrono::steady_clock::time_point givesUp; ///< Once stopping.
    std::jthread thread;

    void add(Entry entry)
    {
        const std::lock_guard lock(mutex);
        isUrgent = isUrgent || entry.isUrgent;
        queue.push_back(std::move(entry));
        ++queued;
        changed.notify_all();
    }

    void run()
    {
        bool isFailing = false;
        while (const auto batch = nextBatch(isFailing)) {
            const auto fault = commit(*batch);
            if (fault && !std::exchange(isFailing, true))
                Q_EMIT writer->failed(*fault);
            if (!fault)
                isFailing = false;
            settle(batch->size(), !fault);
        }
        library.reset();
    }

    /// Waits for work. @return nothing when all is written, or cannot be, and the writer is to end
    std::optional<std::deque<Entry>> nextBatch(bool isFailing)
    {
        std::unique_lock lock(mutex);
        if (isFailing)
            changed.wait_for(lock, retryPause,
                [this] { return isStopping && std::chrono::steady_clock::now() > givesUp; });
        changed.wait(lock, [this] { return !queue.empty() || isStopping; });
        if (!isFailing)
            changed.wait_for(lock, gathering, [this] { return isUrgent || isStopping; });
        const bool isHopeless = isFailing && isStopping && std::chrono::steady_clock::now() > givesUp;
        if (queue.empty() || isHopeless)
            return std::nullopt;
        isUrgent = false;
        return queue;
    }

    /// @return why the batch has to be tried again
    std::optional<base::Error> commit(const std::deque<Entry>& batch)
    {
        if (!library) {
            auto opened = Library::open(dsn);
            if (!opened)
                return opened.error();
            library = std::move(*opened);
        }
        QList<base::Error> givenUp;
        const auto done = library->inTransaction([&]() -> base::Result<void> {
            for (const Entry& entry : batch) {
                const auto wrote = entry.write(*library);
                if (!wrote && isPassing(wrote.error()))
                    return wrote;
                if (!wrote)
                    givenUp += wrote.error();
            }
            return {};
        });
        if (!done && isPassing(done.error()))
            return done.error();
        if (!done)
            givenUp = {done.error()};
        for (const base::Error& error : std::as_const(givenUp))
            Q_EMIT writer->failed(error);
        if (std::ranges::any_of(batch, &Entry::synchronises))
            library->synchronise();
        return std::nullopt;
    }

    void settle(std::size_t entries, bool isDone)
    {
        const std::lock_guard lock(mutex);
        if (isDone) {
            queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(entries));
            written += entries;
        }
        changed.notify_all();
    }
};

JournalWriter::JournalWriter(const QString& dsn, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Data>())
{
    d->writer = this;
    d->dsn = dsn;
    d->thread = std::jthread([data = d.get()] { data->run(); });
}

JournalWriter::~JournalWriter()
{
    {
        const std::lock_guard lock(d->mutex);
        d->isStopping = true;
        d->givesUp = std::chrono::steady_clock::now() + patience;
        d->changed.notify_all();
    }
    d->thread.join();
    if (!d->queue.empty())
        qCWarning(base::logStore) << d->queue.size() << "journal entries could not be written";
}

void JournalWriter::begin(const experiment::Experiment& experiment)
{
    d->add({[experiment](Library& library) { return library.beginExperiment(experiment); }, true, false});
}

void JournalWriter::callStarted(const QString& experimentId, const experiment::Call& call)
{
    d->add({[experimentId, call](Library& library) { return library.startCall(experimentId, call); }, true,
        false});
}

void JournalWriter::chunksArrived(
    const QString& experimentId, int ordinal, const QList<measure::Chunk>& chunks)
{
    d->add({[experimentId, ordinal, chunks](
                Library& library) { return library.appendChunks(experimentId, ordinal, chunks); },
        false, false});
}

void JournalWriter::callFinished(const QString& experimentId, const experiment::Call& call)
{
    d->add({[experimentId, call](Library& library) { return library.finishCall(experimentId, call); }, true,
        true});
}

void JournalWriter::finished(const QString& experimentId, experiment::ExperimentState state,
    const std::optional<base::Error>& error, const QDateTime& finishedUtc)
{
    d->add({[experimentId, state, error, finishedUtc](Library& library) {
                return library.finishExperiment(experimentId, state, error, finishedUtc);
            },
        true, true});
}

void JournalWriter::flush()
{
    std::unique_lock lock(d->mutex);
    d->isUrgent = true;
    d->changed.notify_all();
    d->changed.wait_for(lock, patience, [this, target = d->queued] { return d->written >= target; });
}

} // namespace benchglass::store
