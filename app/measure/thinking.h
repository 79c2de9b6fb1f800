#pragma once

#include "measure/trace.h"

#include <QString>
#include <QStringView>

namespace benchglass::measure {

/// How an inline `<think>` ... `</think>` divides content whose server does not split thinking itself.
struct InlineThinking
{
    bool isUnsplit = false;   ///< Opened and never closed, or closed without having been opened.
    bool hasThought = false;  ///< Something other than white space stands inside.
    qsizetype answerFrom = 0; ///< Where the answer begins in the content; its size if there is none.

    friend bool operator==(const InlineThinking&, const InlineThinking&) = default;
};

/// Looks at the start of @p content only: a tag quoted in the middle of an answer is text. Linear time.
InlineThinking inlineThinkingOf(QStringView content);

/// What was thought and what was answered, apart.
struct SplitText
{
    QString thought;
    QString answer;

    friend bool operator==(const SplitText&, const SplitText&) = default;
};

/// Parts thoughts from the answer while the chunks arrive, whether the server does it or `<think>` stands
/// in the content. Tags and the blanks behind them belong to neither. All of add() and one rest()
/// at the end give every other character once. Who thinks again after a part of the answer begins another
/// paragraph.
class ThoughtSplitter
{
public:
    SplitText add(const Chunk& chunk);

    /// What was held back because it could have been a tag.
    SplitText rest();

    /// The last chunk that was added began another paragraph of thoughts.
    bool beganParagraph() const { return m_beganParagraph; }

private:
    enum class State { Start, Inside, Behind, Answer };

    void addContent(SplitText& text);

    State m_state = State::Start;
    QString m_held;             ///< Content whose meaning the next characters decide.
    bool m_thoughtLast = false; ///< The server's last chunk was a thought.
    bool m_hasThought = false;
    bool m_beganParagraph = false;
};

} // namespace benchglass::measure
