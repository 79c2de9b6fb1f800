#include "pages/replaytext.h"

#include "pages/thinkingpart.h"
#include "widgets/streamview.h"

#include <algorithm>

namespace benchglass::pages {

namespace {

constexpr int betweenPiecesMs = 5;
constexpr qsizetype pieceCharacters = 32'768;

} // namespace

ReplayText::ReplayText(
    const engine::Replay* replay, widgets::StreamView* answer, ThinkingPart* thinking, QObject* parent)
    : QObject(parent)
    , m_replay(replay)
    , m_answer(answer)
    , m_thinking(thinking)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(betweenPiecesMs);
    connect(&m_soon, &QTimer::timeout, this, &ReplayText::catchUp);
    connect(replay, &engine::Replay::moved, this, &ReplayText::catchUp);
}

void ReplayText::restart()
{
    m_isActive = true;
    m_shown = 0;
    catchUp();
}

void ReplayText::stop()
{
    m_isActive = false;
    m_soon.stop();
}

void ReplayText::catchUp()
{
    const qsizetype count = m_replay->count();
    if (!m_isActive || m_shown == count)
        return;
    if (count < m_shown)
        takeBack(std::max<qsizetype>(count - 1, 0));
    if (count == 0)
        return;
    const engine::Timeline& timeline = m_replay->timeline();
    const qsizetype end = timeline.sliceEnd(m_shown, count - 1, pieceCharacters);
    const measure::SplitText text = timeline.textOf(m_shown, end);
    m_thinking->append(text.thought);
    m_answer->append(text.answer);
    m_shown = end;
    if (end < count - 1)
        m_soon.start();
    else
        writeLast();
}

void ReplayText::takeBack(qsizetype count)
{
    const engine::SplitLength length = m_replay->timeline().lengthAfter(count);
    m_thinking->truncate(length.thought);
    m_answer->truncate(length.answer);
    m_shown = count;
}

/// The chunk that came last, apart from the others.
void ReplayText::writeLast()
{
    const engine::Timeline& timeline = m_replay->timeline();
    const measure::SplitText text = timeline.textOf(m_shown, m_shown + 1);
    m_answer->unmark();
    m_thinking->view()->unmark();
    if (!text.thought.isEmpty()) {
        // A new paragraph is no part of what came.
        const qsizetype gap = timeline.beginsParagraph(m_shown) ? 2 : 0;
        m_thinking->append(text.thought.first(gap));
        m_thinking->appendMarked(text.thought.sliced(gap));
    }
    if (!text.answer.isEmpty())
        m_answer->appendMarked(text.answer);
    ++m_shown;
}

void ReplayText::reveal()
{
    m_answer->follow();
    m_thinking->view()->follow();
    const qsizetype count = m_replay->count();
    if (count > 0 && !m_replay->timeline().textOf(count - 1, count).thought.isEmpty())
        m_thinking->unfold();
}

} // namespace benchglass::pages
