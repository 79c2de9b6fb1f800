#include "measure/loops.h"

#include "measure/trace.h"

#include <algorithm>
#include <vector>

namespace benchglass::measure {

namespace {

constexpr int mostEqualPieces = 30;
constexpr qsizetype mostTail = 65536;

bool isLoop(qsizetype length, qsizetype period)
{
    const qsizetype copies = length / period;
    return (copies >= 30 && length >= 200) || (copies >= 5 && length >= 600);
}

bool isEndless(qsizetype length, qsizetype period)
{
    return length / period >= 10 && length >= 4096;
}

/// Whether the text's end of some length, with its smallest period, is a loop by @p tells.
template <typename Tells>
bool hasTail(QStringView text, Tells tells)
{
    const QStringView trimmed = text.trimmed();
    const qsizetype size = std::min(trimmed.size(), mostTail);
    const auto backwards = [&](qsizetype at) {
        return trimmed[trimmed.size() - 1 - at];
    };

    // Knuth, Morris and Pratt's failure function of the text read backwards: the first n characters
    // from the end have the smallest period n - border[n].
    std::vector<qsizetype> border(std::size_t(size) + 1, 0);
    qsizetype matched = 0;
    for (qsizetype at = 1; at < size; ++at) {
        while (matched > 0 && backwards(at) != backwards(matched))
            matched = border[std::size_t(matched)];
        if (backwards(at) == backwards(matched))
            ++matched;
        border[std::size_t(at) + 1] = matched;
        if (tells(at + 1, at + 1 - matched))
            return true;
    }
    return false;
}

} // namespace

bool hasEqualPieces(const QList<Chunk>& chunks)
{
    QStringView last;
    int equal = 0;
    for (const Chunk& chunk : chunks) {
        if (chunk.text.isEmpty())
            continue;
        const QStringView piece = QStringView(chunk.text).trimmed();
        equal = equal > 0 && piece == last ? equal + 1 : 1;
        last = piece;
        if (equal >= mostEqualPieces)
            return true;
    }
    return false;
}

bool hasLoopingTail(QStringView text)
{
    return hasTail(text, &isLoop);
}

bool hasEndlessTail(QStringView text)
{
    return hasTail(text, &isEndless);
}

} // namespace benchglass::measure
