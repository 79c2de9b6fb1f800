#include "engine/builtin/analyst.h"

namespace benchglass::engine {

QString analystText(const Prompt&)
{
    return {};
}

QStringList wordsOf(const QString& text)
{
    QStringList words;
    qsizetype start = 0;
    while (start < text.size()) {
        qsizetype end = start;
        while (end < text.size() && text.at(end) != u' ')
            ++end;
        while (end < text.size() && text.at(end) == u' ')
            ++end;
        words += text.mid(start, end - start);
        start = end;
    }
    return words;
}

} // namespace benchglass::engine
