#include "engine/http/streamchannel.h"

#include "base/clock.h"

#include <QMetaObject>

#include <utility>

namespace benchglass::engine {

StreamChannel::StreamChannel(Listener* listener)
    : m_listener(listener)
{
}

void StreamChannel::detach()
{
    const std::lock_guard lock(m_mutex);
    m_listener = nullptr;
    m_steps.clear();
}

void StreamChannel::enter(Phase phase)
{
    const std::lock_guard lock(m_mutex);
    m_steps.push_back({phase, {}, {}, {}});
    m_dirty = true;
    m_urgent = true;
}

void StreamChannel::add(const measure::Chunk& chunk)
{
    const std::lock_guard lock(m_mutex);
    if (m_steps.empty())
        m_steps.emplace_back();
    m_steps.back().chunks.append(chunk);
    m_dirty = true;
}

void StreamChannel::add(const measure::PrefillProgress& progress)
{
    const std::lock_guard lock(m_mutex);
    if (m_steps.empty())
        m_steps.emplace_back();
    m_steps.back().prefill = progress;
    m_dirty = true;
}

void StreamChannel::end(const Outcome& outcome)
{
    const std::lock_guard lock(m_mutex);
    m_steps.push_back({Phase::Done, {}, {}, outcome});
    m_dirty = true;
    post();
}

std::optional<qint64> StreamChannel::dueNs() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_dirty || m_posted)
        return std::nullopt;
    return m_urgent ? 0 : m_postedAtNs + intervalNs;
}

void StreamChannel::flushIfDue(qint64 nowNs)
{
    const std::lock_guard lock(m_mutex);
    if (m_dirty && !m_posted && (m_urgent || nowNs - m_postedAtNs >= intervalNs))
        post();
}

void StreamChannel::post()
{
    m_dirty = false;
    m_urgent = false;
    m_postedAtNs = base::monotonicNs();
    if (m_posted || !m_listener)
        return;
    m_posted = true;
    QMetaObject::invokeMethod(
        m_listener, [self = shared_from_this()] { self->deliver(); }, Qt::QueuedConnection);
}

void StreamChannel::deliver()
{
    std::vector<Step> steps;
    Listener* listener = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        steps = std::exchange(m_steps, {});
        m_posted = false;
        m_dirty = false;
        m_urgent = false;
        listener = m_listener;
    }
    if (listener)
        listener->receive(steps);
}

} // namespace benchglass::engine
