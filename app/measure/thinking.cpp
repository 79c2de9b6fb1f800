#include "measure/thinking.h"

#include <algorithm>

namespace benchglass::measure {

namespace {

qsizetype afterSpace(QStringView text, qsizetype from)
{
    while (from < text.size() && text[from].isSpace())
        ++from;
    return from;
}

} // namespace

InlineThinking inlineThinkingOf(QStringView content)
{
    constexpr QStringView openTag = u"<think>";
    constexpr QStringView closeTag = u"</think>";

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

} // namespace benchglass::measure
