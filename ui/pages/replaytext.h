#pragma once

#include "engine/replay/replay.h"

#include <QTimer>

namespace benchglass::widgets {
class StreamView;
}

namespace benchglass::pages {

class ThinkingPart;

/// Writes into the views what has arrived by a replay's position, and highlights the chunk that came last.
/// Much text is written piece by piece, so that the window goes on.
class ReplayText : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this, or go together with it.
    ReplayText(const engine::Replay* replay, widgets::StreamView* answer, ThinkingPart* thinking,
        QObject* parent = nullptr);

    /// The views are empty now.
    void restart();
    /// Leaves the views to others.
    void stop();
    /// Brings the last chunk into view, also where the user had scrolled away or folded it.
    void reveal();
    /// Nothing is left to be written.
    bool isCaughtUp() const { return m_shown == m_replay->count(); }

private:
    void catchUp();
    void takeBack(qsizetype count);
    void writeLast();

    const engine::Replay* m_replay;
    widgets::StreamView* m_answer;
    ThinkingPart* m_thinking;
    QTimer m_soon;
    qsizetype m_shown = 0; ///< Chunks that stand in the views.
    bool m_isActive = false;
};

} // namespace benchglass::pages
