#pragma once

#include "engine/engine.h"

#include <mutex>
#include <optional>
#include <vector>

namespace benchglass::engine {

/// Carries what a stream yields from the stream thread to the object that listens, in batches:
/// at most one delivery waits in the listener's event queue, however fast text arrives.
class StreamChannel : public std::enable_shared_from_this<StreamChannel>
{
public:
    /// What happened since the last delivery, in order.
    struct Step
    {
        std::optional<Phase> phase;                      ///< Came before the chunks.
        std::optional<measure::PrefillProgress> prefill; ///< The newest; came before the chunks.
        QList<measure::Chunk> chunks;
        std::optional<Outcome> outcome; ///< Came after them; nothing follows.
    };

    /// Receives in its own thread.
    class Listener : public Generation
    {
    public:
        using Generation::Generation;
        virtual void receive(const std::vector<Step>& steps) = 0;
    };

    explicit StreamChannel(Listener* listener);

    /// The listener goes away. Called in its thread; nothing is delivered afterwards.
    void detach();

    // The rest is for the stream thread.

    void enter(Phase phase);
    void add(const measure::Chunk& chunk);
    void add(const measure::PrefillProgress& progress);
    void end(const Outcome& outcome);

    /// When what has been collected should be handed on; nothing if there is nothing.
    std::optional<qint64> dueNs() const;
    /// Hands on what has been collected if it is due.
    void flushIfDue(qint64 nowNs);

private:
    static constexpr qint64 intervalNs = 16'000'000;

    void post();
    void deliver();

    mutable std::mutex m_mutex;
    Listener* m_listener;
    std::vector<Step> m_steps;
    bool m_posted = false;
    bool m_dirty = false; ///< Something was added since the last post.
    bool m_urgent = false;
    qint64 m_postedAtNs = 0;
};

} // namespace benchglass::engine
