#pragma once

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

} // namespace benchglass::measure
