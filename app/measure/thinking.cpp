#include "measure/thinking.h"

#include <algorithm>
#include <utility>

namespace benchglass::measure {

namespace {

constexpr QStringView openTag = u"<think>";
constexpr QStringView closeTag = u"</think>";

qsizetype afterSpace(QStringView text, qsizetype from)
{
    while (from < text.size() && text[from].isSpace())
        ++from;
    return from;
}

} // namespace

InlineThinking inlineThinkingOf(QStringView content)
{
    const qsizetype start = afterSpace(content, 0);
    const qsizetype close = content.indexOf(closeTag);
    if (!content.sliced(start).startsWith(openTag)) {
        // Some chat templates put the opening tag into the prompt: only the closing one comes back.
        const bool lonelyClose = close >= 0 && !content.first(close).contains(openTag);
        return {lonelyClose, lonelyClose && start < close, lonelyClose ? content.size() : 0};
    }
    const qsizetype inside = start + openTag.size();
    const qsizetype end = close < 0 ? content.size() : close;
    const bool thought = afterSpace(content, inside) < end;
    if (close < 0)
        return {true, thought, content.size()};
    return {false, thought, afterSpace(content, close + closeTag.size())};
}

SplitText ThoughtSplitter::add(const Chunk& chunk)
{
    SplitText text;
    m_beganParagraph = false;
    if (chunk.kind == ChunkKind::Thinking) {
        m_beganParagraph = m_hasThought && !m_thoughtLast;
        if (m_beganParagraph)
            text.thought = QStringLiteral("\n\n");
        text.thought += chunk.text;
        m_thoughtLast = true;
        m_hasThought = true;
        return text;
    }
    m_thoughtLast = false;
    m_held += chunk.text;
    addContent(text);
    return text;
}

/// Takes from what is held all that is certain.
void ThoughtSplitter::addContent(SplitText& text)
{
    if (m_state == State::Start) {
        const QStringView begun = QStringView(m_held).sliced(afterSpace(m_held, 0));
        if (begun.startsWith(openTag)) {
            m_held = begun.sliced(openTag.size()).toString();
            m_state = State::Inside;
        } else if (!openTag.startsWith(begun)) {
            m_state = State::Answer;
        }
    }
    if (m_state == State::Inside) {
        // A model that was told not to think writes an empty block.
        if (!m_hasThought)
            m_held.remove(0, afterSpace(m_held, 0));
        const qsizetype close = m_held.indexOf(closeTag);
        // The end of the text may be the beginning of the tag.
        qsizetype sure = close < 0 ? m_held.size() : close;
        for (qsizetype begun = std::min(closeTag.size() - 1, m_held.size()); close < 0 && begun > 0;
             --begun) {
            if (closeTag.startsWith(QStringView(m_held).last(begun))) {
                sure = m_held.size() - begun;
                break;
            }
        }
        text.thought += QStringView(m_held).first(sure);
        m_hasThought = m_hasThought || sure > 0;
        m_held.remove(0, close < 0 ? sure : close + closeTag.size());
        m_state = close < 0 ? State::Inside : State::Behind;
    }
    if (m_state == State::Behind) {
        m_held.remove(0, afterSpace(m_held, 0));
        m_state = m_held.isEmpty() ? State::Behind : State::Answer;
    }
    if (m_state == State::Answer)
        text.answer += std::exchange(m_held, {});
}

SplitText ThoughtSplitter::rest()
{
    QString held = std::exchange(m_held, {});
    return m_state == State::Inside ? SplitText {std::move(held), {}} : SplitText {{}, std::move(held)};
}

} // namespace benchglass::measure
