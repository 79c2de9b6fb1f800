#include "engine/builtin/builtingeneration.h"

#include "base/clock.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimerEvent>

#include <cmath>

namespace benchglass::engine {

namespace {

constexpr int pacedTickMs = 16;
/// Between two looks at the event loop; a long answer must not hold up the thread it is written in.
constexpr qint64 sliceNs = 4'000'000;

qint64 asleepNs()
{
    return base::boottimeNs() - base::monotonicNs();
}

} // namespace

BuiltinGeneration::BuiltinGeneration(const QStringList& words, std::optional<double> wordsPerSecond)
    : m_words(words)
    , m_wordsPerSecond(wordsPerSecond)
{
    if (m_wordsPerSecond && !(*m_wordsPerSecond > 0))
        m_wordsPerSecond.reset();
    const qint64 intendedNs = base::monotonicNs();
    m_trace.t0MonotonicNs = intendedNs;
    m_timer.start(0, Qt::PreciseTimer, this);
}

void BuiltinGeneration::cancel()
{
    m_cancelled = true;
    if (m_phase != Phase::Done)
        m_timer.start(0, this);
}

qint64 BuiltinGeneration::sinceStart() const
{
    return base::monotonicNs() - m_trace.t0MonotonicNs;
}

void BuiltinGeneration::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    if (m_cancelled) {
        end(measure::CallState::Cancelled);
    } else if (m_phase == Phase::Connecting) {
        begin();
    } else {
        write();
    }
}

void BuiltinGeneration::begin()
{
    const qint64 askedNs = m_trace.t0MonotonicNs;
    m_trace.bootId = base::bootId();
    m_trace.t0Utc = QDateTime::currentDateTimeUtc();
    m_trace.t0MonotonicNs = base::monotonicNs();
    m_trace.intendedNs = askedNs - m_trace.t0MonotonicNs;
    m_asleepNs = asleepNs();
    m_phase = Phase::Writing;
    m_timer.start(m_wordsPerSecond ? pacedTickMs : 0, Qt::PreciseTimer, this);
    Q_EMIT phaseChanged(m_phase);
}

qsizetype BuiltinGeneration::dueWords() const
{
    if (!m_wordsPerSecond)
        return m_words.size();
    const double due = std::floor(static_cast<double>(sinceStart()) / 1e9 * *m_wordsPerSecond);
    return static_cast<qsizetype>(qMin(due, static_cast<double>(m_words.size())));
}

void BuiltinGeneration::write()
{
    const qint64 startNs = sinceStart();
    const qsizetype due = dueWords();
    QList<measure::Chunk> batch;
    qsizetype next = m_trace.chunks.size();
    while (next < due && sinceStart() - startNs < sliceNs) {
        measure::Chunk chunk;
        chunk.arrivalNs = sinceStart();
        chunk.readId = next;
        chunk.text = m_words.at(next);
        chunk.tokens = 1; // A word is this engine's token: it makes its text of nothing smaller.
        batch.append(chunk);
        ++next;
    }
    m_trace.chunks.append(batch);
    const QPointer<BuiltinGeneration> alive(this);
    if (!batch.isEmpty())
        Q_EMIT chunksArrived(batch);
    if (alive && next == m_words.size() && !m_cancelled)
        end(measure::CallState::Ok);
}

void BuiltinGeneration::end(measure::CallState state)
{
    m_timer.stop();
    m_phase = Phase::Done;
    Outcome outcome;
    outcome.state = state;
    m_trace.closedNs = sinceStart();
    if (state == measure::CallState::Ok)
        m_trace.endMarkerNs = m_trace.closedNs;
    m_trace.suspended = asleepNs() - m_asleepNs > 100'000'000 && m_asleepNs != 0;
    outcome.trace = m_trace;
    if (state == measure::CallState::Cancelled) {
        outcome.error = base::Error {base::ErrorCode::Cancelled,
            QCoreApplication::translate("engine", "The request was stopped."), u"builtin"_qs,
            base::Remedy::None};
    }
    const QPointer<BuiltinGeneration> alive(this);
    Q_EMIT phaseChanged(m_phase);
    if (alive)
        Q_EMIT finished(outcome);
}

} // namespace benchglass::engine
