#pragma once

#include "base/error.h"

#include <QString>

#include <deque>
#include <functional>
#include <map>
#include <utility>

namespace benchglass::store {

class Library;

/// What a JournalWriter has yet to write, in order and within a limit of memory. Not thread-safe.
///
/// Pieces of an answer are dropped once the finished call stands behind them, for that holds them all. When
/// the limit is passed, the oldest pieces go first, then the oldest finished calls, then the oldest begun
/// ones; how an experiment began and ended is kept. The limit is for a library that cannot be written: while
/// writing works, what many calls bring at once is only waiting for its turn, and may take #burstFactor times
/// as much.
class JournalQueue
{
public:
    enum class Kind { Experiment, CallStarted, Chunks, CallFinished };

    struct Entry
    {
        Kind kind = Kind::Experiment;
        QString id; ///< Of the experiment.
        int ordinal = -1;
        qint64 bytes = 0; ///< About what it takes in memory.
        std::function<base::Result<void>(Library&)> write;
        quint64 number = 0; ///< Set by push(): from 1.
    };
    using Batch = std::deque<Entry>;

    /// What was dropped and stands nowhere else.
    struct Loss
    {
        int pieces = 0;
        int calls = 0;

        friend bool operator==(const Loss&, const Loss&) = default;
    };

    static constexpr qint64 burstFactor = 16;

    /// @param mostBytes once writing has failed, until it works again
    explicit JournalQueue(qint64 mostBytes);

    void push(Entry entry);
    /// Hands everything over; it counts as waiting until it was written or put back.
    Batch take();
    void written();
    void putBack(Batch&& batch);

    bool isEmpty() const { return m_waiting.empty(); }
    std::size_t size() const { return m_waiting.size(); }
    qint64 bytes() const { return m_waitingBytes + m_takenBytes; }
    quint64 lastNumber() const { return m_lastNumber; }
    /// Whether everything up to @p number is written or dropped.
    bool isDoneUpTo(quint64 number) const;
    Loss loss() const;
    void forgetLoss();

private:
    using Key = std::pair<QString, int>;
    void dropPiecesOfFinishedCalls();
    void shed();
    void shed(Kind kind);

    qint64 limitBytes() const { return m_isStuck ? m_mostBytes : m_mostBytes * burstFactor; }

    qint64 m_mostBytes;
    bool m_isStuck = false; ///< The last batch was put back.
    Batch m_waiting;
    qint64 m_waitingBytes = 0;
    qint64 m_takenBytes = 0;
    quint64 m_firstTaken = 0; ///< 0 = nothing is taken.
    quint64 m_lastNumber = 0;
    std::map<Key, int> m_lostPieces; ///< By call.
    int m_lostCalls = 0;
};

} // namespace benchglass::store
