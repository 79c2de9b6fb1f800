#include "measure/stall.h"

#include "measure/median.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace benchglass::measure {

namespace {

constexpr qint64 withoutRhythmNs = 10'000'000'000;
constexpr qint64 medianGaps = 10;
constexpr std::size_t fewestGaps = 3;

} // namespace

qint64 remarkableSilenceNs(const QList<Chunk>& chunks)
{
    std::vector<qint64> gaps;
    const Chunk* earlier = nullptr;
    for (const Chunk& chunk : chunks) {
        if (chunk.text.isEmpty())
            continue;
        if (earlier && earlier->arrivalNs >= 0 && chunk.arrivalNs >= earlier->arrivalNs)
            gaps.push_back(chunk.arrivalNs - earlier->arrivalNs);
        earlier = &chunk;
    }
    if (gaps.size() < fewestGaps)
        return withoutRhythmNs;
    const qint64 medianNs =
        std::min(medianOf(std::move(gaps)), std::numeric_limits<qint64>::max() / medianGaps);
    return std::max(leastRemarkableSilenceNs, medianNs * medianGaps);
}

} // namespace benchglass::measure
