#include "store/library.h"

#include "base/log.h"
#include "store/journalqueue.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <condition_variable>
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

using Kind = JournalQueue::Kind;

constexpr qint64 entryBytes = 512;

qint64 bytesOf(const QList<measure::Chunk>& chunks)
{
    qint64 bytes = entryBytes;
    for (const measure::Chunk& chunk : chunks)
        bytes += static_cast<qint64>(sizeof(measure::Chunk)) + 2 * chunk.text.size();
    return bytes;
}

qint64 bytesOf(const experiment::Call& call)
{
    return static_cast<qint64>(sizeof(experiment::Call)) + 2 * (call.system.size() + call.prompt.size())
        + bytesOf(call.trace.chunks);
}

base::Error lossError(const JournalQueue::Loss& loss)
{
    return {base::ErrorCode::WriteFailed,
        QCoreApplication::translate("Library",
            "The library could not be written, and the memory kept for what waits was full. Lost: pieces "
            "of answers %1, finished calls %2.")
            .arg(loss.pieces)
            .arg(loss.calls),
        QStringLiteral("journal"), base::Remedy::ChooseOtherPlace};
}

} // namespace

struct JournalWriter::Data
{
    explicit Data(qint64 mostBytes)
        : queue(mostBytes)
    {
    }

    JournalWriter* writer = nullptr;
    QString dsn;
    std::unique_ptr<Library> library; ///< Of the thread.

    mutable std::mutex mutex;
    std::condition_variable changed;
    JournalQueue queue;
    bool isUrgent = false;
    bool isStopping = false;
    std::chrono::steady_clock::time_point givesUp; ///< Once stopping.
    std::jthread thread;

    void add(JournalQueue::Entry entry)
    {
        const std::lock_guard lock(mutex);
        // All but pieces is worth a commit of its own at once.
        isUrgent = isUrgent || entry.kind != Kind::Chunks;
        queue.push(std::move(entry));
        changed.notify_all();
    }

    void run()
    {
        bool isFailing = false;
        JournalQueue::Loss told;
        while (auto batch = nextBatch(isFailing)) {
            const auto fault = commit(*batch);
            if (fault && !std::exchange(isFailing, true))
                Q_EMIT writer->failed(*fault);
            const JournalQueue::Loss loss = settle(std::move(*batch), !fault);
            // At its beginning, and again when the whole of it is known.
            const bool isNew = loss != told && (told == JournalQueue::Loss {} || !fault);
            if (isNew && loss != JournalQueue::Loss {})
                Q_EMIT writer->failed(lossError(loss));
            if (isNew)
                told = loss;
            if (!fault) {
                isFailing = false;
                told = {};
            }
        }
        library.reset();
    }

    /// Waits for work. @return nothing when all is written, or cannot be, and the writer is to end
    std::optional<JournalQueue::Batch> nextBatch(bool isFailing)
    {
        std::unique_lock lock(mutex);
        if (isFailing)
            changed.wait_for(lock, retryPause,
                [this] { return isStopping && std::chrono::steady_clock::now() > givesUp; });
        changed.wait(lock, [this] { return !queue.isEmpty() || isStopping; });
        if (!isFailing)
            changed.wait_for(lock, gathering, [this] { return isUrgent || isStopping; });
        const bool isHopeless = isFailing && isStopping && std::chrono::steady_clock::now() > givesUp;
        if (queue.isEmpty() || isHopeless)
            return std::nullopt;
        isUrgent = false;
        return queue.take();
    }

    /// @return why the batch has to be tried again
    std::optional<base::Error> commit(const JournalQueue::Batch& batch)
    {
        if (!library) {
            auto opened = Library::open(dsn);
            if (!opened)
                return opened.error();
            library = std::move(*opened);
            library->onRecovery([this](const base::Error& remark) { Q_EMIT writer->failed(remark); });
        }
        QList<base::Error> givenUp;
        const auto done = library->inTransaction([&]() -> base::Result<void> {
            givenUp.clear();
            for (const JournalQueue::Entry& entry : batch) {
                const auto wrote = entry.write(*library);
                // Damage ends the whole transaction: the library recovers and has it done once more.
                if (!wrote
                    && (isPassing(wrote.error()) || wrote.error().code == base::ErrorCode::StoreCorrupt))
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
        const bool isMilestone = std::ranges::any_of(batch, [](const JournalQueue::Entry& entry) {
            return entry.kind == Kind::CallFinished || entry.kind == Kind::Experiment;
        });
        if (isMilestone)
            library->synchronise();
        return std::nullopt;
    }

    /// @return what is lost by now
    JournalQueue::Loss settle(JournalQueue::Batch&& batch, bool isDone)
    {
        const std::lock_guard lock(mutex);
        if (isDone)
            queue.written();
        else
            queue.putBack(std::move(batch));
        const JournalQueue::Loss loss = queue.loss();
        if (isDone)
            queue.forgetLoss();
        changed.notify_all();
        return loss;
    }
};

JournalWriter::JournalWriter(const QString& dsn, QObject* parent, qint64 mostBytes)
    : QObject(parent)
    , d(std::make_unique<Data>(mostBytes))
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
    if (!d->queue.isEmpty())
        qCWarning(base::logStore) << d->queue.size() << "journal entries could not be written";
}

void JournalWriter::begin(const experiment::Experiment& experiment)
{
    d->add({Kind::Experiment, experiment.id, -1, entryBytes, [experiment](Library& library) {
                return library.beginExperiment(experiment);
            }});
}

void JournalWriter::callStarted(const QString& experimentId, const experiment::Call& call)
{
    d->add({Kind::CallStarted, experimentId, call.ordinal, bytesOf(call),
        [experimentId, call](Library& library) {
            return library.startCall(experimentId, call);
        }});
}

void JournalWriter::chunksArrived(
    const QString& experimentId, int ordinal, const QList<measure::Chunk>& chunks)
{
    d->add({Kind::Chunks, experimentId, ordinal, bytesOf(chunks),
        [experimentId, ordinal, chunks](Library& library) {
            return library.appendChunks(experimentId, ordinal, chunks);
        }});
}

void JournalWriter::callFinished(const QString& experimentId, const experiment::Call& call)
{
    d->add({Kind::CallFinished, experimentId, call.ordinal, bytesOf(call),
        [experimentId, call](Library& library) {
            return library.finishCall(experimentId, call);
        }});
}

void JournalWriter::finished(const QString& experimentId, experiment::ExperimentState state,
    const std::optional<base::Error>& error, const QDateTime& finishedUtc)
{
    d->add({Kind::Experiment, experimentId, -1, entryBytes,
        [experimentId, state, error, finishedUtc](Library& library) {
            return library.finishExperiment(experimentId, state, error, finishedUtc);
        }});
}

void JournalWriter::flush()
{
    std::unique_lock lock(d->mutex);
    d->isUrgent = true;
    d->changed.notify_all();
    d->changed.wait_for(
        lock, patience, [this, target = d->queue.lastNumber()] { return d->queue.isDoneUpTo(target); });
}

qint64 JournalWriter::waitingBytes() const
{
    const std::lock_guard lock(d->mutex);
    return d->queue.bytes();
}

} // namespace benchglass::store
