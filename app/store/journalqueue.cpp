#include "store/journalqueue.h"

#include <iterator>
#include <numeric>
#include <set>

namespace benchglass::store {

namespace {

qint64 bytesOf(const JournalQueue::Batch& batch)
{
    return std::accumulate(batch.begin(), batch.end(), qint64 {0},
        [](qint64 sum, const JournalQueue::Entry& entry) { return sum + entry.bytes; });
}

} // namespace

JournalQueue::JournalQueue(qint64 mostBytes)
    : m_mostBytes(mostBytes)
{
}

void JournalQueue::push(Entry entry)
{
    entry.number = ++m_lastNumber;
    m_waitingBytes += entry.bytes;
    const bool isWhole = entry.kind == Kind::CallFinished;
    if (isWhole)
        m_lostPieces.erase({entry.id, entry.ordinal});
    m_waiting.push_back(std::move(entry));
    if (isWhole)
        dropPiecesOfFinishedCalls();
    shed();
}

JournalQueue::Batch JournalQueue::take()
{
    m_firstTaken = m_waiting.empty() ? 0 : m_waiting.front().number;
    m_takenBytes = std::exchange(m_waitingBytes, 0);
    return std::exchange(m_waiting, {});
}

void JournalQueue::written()
{
    m_isStuck = false;
    m_firstTaken = 0;
    m_takenBytes = 0;
}

void JournalQueue::putBack(Batch&& batch)
{
    m_isStuck = true;
    m_firstTaken = 0;
    m_takenBytes = 0;
    batch.insert(
        batch.end(), std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(m_waiting.end()));
    m_waiting = std::move(batch);
    m_waitingBytes = bytesOf(m_waiting);
    dropPiecesOfFinishedCalls();
    shed();
}

bool JournalQueue::isDoneUpTo(quint64 number) const
{
    if (m_firstTaken > 0)
        return m_firstTaken > number;
    return m_waiting.empty() || m_waiting.front().number > number;
}

JournalQueue::Loss JournalQueue::loss() const
{
    Loss loss {0, m_lostCalls};
    for (const auto& [key, pieces] : m_lostPieces)
        loss.pieces += pieces;
    return loss;
}

void JournalQueue::forgetLoss()
{
    m_lostPieces.clear();
    m_lostCalls = 0;
}

void JournalQueue::dropPiecesOfFinishedCalls()
{
    std::set<Key> finished;
    for (const Entry& entry : m_waiting) {
        if (entry.kind == Kind::CallFinished)
            finished.insert({entry.id, entry.ordinal});
    }
    if (finished.empty())
        return;
    std::erase_if(m_waiting, [&finished](const Entry& entry) {
        return entry.kind == Kind::Chunks && finished.contains({entry.id, entry.ordinal});
    });
    m_waitingBytes = bytesOf(m_waiting);
}

void JournalQueue::shed()
{
    for (const Kind kind : {Kind::Chunks, Kind::CallFinished, Kind::CallStarted}) {
        if (bytes() > limitBytes())
            shed(kind);
    }
}

void JournalQueue::shed(Kind kind)
{
    // Down to three quarters, or each new entry would have the whole queue looked through.
    qint64 excess = bytes() - limitBytes() / 4 * 3;
    std::erase_if(m_waiting, [&](const Entry& entry) {
        if (excess <= 0 || entry.kind != kind)
            return false;
        excess -= entry.bytes;
        if (kind == Kind::Chunks)
            ++m_lostPieces[{entry.id, entry.ordinal}];
        else if (kind == Kind::CallFinished)
            ++m_lostCalls;
        return true;
    });
    m_waitingBytes = bytesOf(m_waiting);
}

} // namespace benchglass::store
