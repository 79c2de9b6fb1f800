#include "engine/replay/timeline.h"

#include "measure/median.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace benchglass::engine {

namespace {

constexpr qint64 leastLongGapNs = 20'000'000;
constexpr qint64 longGapMedians = 5;
constexpr qsizetype mostLongGaps = 100;
constexpr int mostTokensAChunk = 1'000'000; // a foreign file may say anything

} // namespace

Timeline::Timeline(const measure::Trace& trace)
    : m_chunks(trace.chunks)
{
    m_marks.reserve(m_chunks.size());
    Mark mark;
    measure::ThoughtSplitter splitter;
    for (qsizetype i = 0; i < m_chunks.size(); ++i) {
        const measure::Chunk& chunk = m_chunks.at(i);
        mark.arrivalNs = std::max(mark.arrivalNs, chunk.arrivalNs);
        measure::SplitText text = splitter.add(chunk);
        mark.beginsParagraph = splitter.beganParagraph();
        m_text.thought += text.thought;
        m_text.answer += text.answer;
        if (i + 1 == m_chunks.size()) {
            text = splitter.rest();
            m_text.thought += text.thought;
            m_text.answer += text.answer;
        }
        mark.length = {m_text.thought.size(), m_text.answer.size()};
        mark.tokens += std::clamp(chunk.tokens.value_or(0), 0, mostTokensAChunk);
        m_knowsTokens = m_knowsTokens && (chunk.tokens || chunk.text.isEmpty());
        if (!m_firstTextNs && !chunk.text.isEmpty())
            m_firstTextNs = mark.arrivalNs;
        m_marks.append(mark);
    }
    m_durationNs = std::max(mark.arrivalNs, trace.endMarkerNs.value_or(trace.closedNs.value_or(0)));
    findLongGaps();
}

measure::SplitText Timeline::textOf(qsizetype from, qsizetype to) const
{
    const SplitLength begin = lengthAfter(from);
    const SplitLength end = lengthAfter(to);
    return {m_text.thought.mid(begin.thought, end.thought - begin.thought),
        m_text.answer.mid(begin.answer, end.answer - begin.answer)};
}

void Timeline::findLongGaps()
{
    QList<Gap> gaps;
    for (qsizetype i = 1; i < m_marks.size(); ++i)
        if (m_marks.at(i).arrivalNs > m_marks.at(i - 1).arrivalNs)
            gaps.append({m_marks.at(i - 1).arrivalNs, m_marks.at(i).arrivalNs, i});
    if (gaps.isEmpty())
        return;
    const auto length = [](const Gap& gap) {
        return gap.endNs - gap.beginNs;
    };
    std::vector<qint64> lengths;
    std::ranges::transform(gaps, std::back_inserter(lengths), length);
    const qint64 median = measure::medianOf(std::move(lengths));
    const auto isLong = [&](const Gap& gap) {
        return length(gap) > leastLongGapNs && length(gap) / longGapMedians >= median
            && length(gap) != median * longGapMedians;
    };
    std::ranges::copy_if(gaps, std::back_inserter(m_longGaps), isLong);
    std::ranges::stable_sort(m_longGaps, std::ranges::greater {}, length);
    m_longGaps.resize(std::min(m_longGaps.size(), mostLongGaps));
    std::ranges::sort(m_longGaps, {}, &Gap::beginNs);
}

qsizetype Timeline::countAt(qint64 ns) const
{
    return std::ranges::upper_bound(m_marks, ns, {}, &Mark::arrivalNs) - m_marks.begin();
}

qsizetype Timeline::chunkNear(qint64 ns) const
{
    const qsizetype count = countAt(ns);
    if (count == 0 && size() > 0)
        return countAt(m_marks.first().arrivalNs) - 1;
    if (count == size())
        return size() - 1;
    if (const Gap* gap = longGapAt(ns))
        return countAt(gap->endNs) - 1;
    const qint64 nextNs = m_marks.at(count).arrivalNs;
    return nextNs - ns < ns - m_marks.at(count - 1).arrivalNs ? countAt(nextNs) - 1 : count - 1;
}

const Gap* Timeline::longGapAt(qint64 ns) const
{
    const auto after = std::ranges::lower_bound(m_longGaps, ns, {}, &Gap::beginNs);
    if (after == m_longGaps.begin())
        return nullptr;
    const Gap& gap = *std::prev(after);
    return ns < gap.endNs ? &gap : nullptr;
}

SplitLength Timeline::lengthAfter(qsizetype count) const
{
    const qsizetype known = std::min(count, size());
    return known > 0 ? m_marks.at(known - 1).length : SplitLength {};
}

std::optional<qint64> Timeline::tokensAfter(qsizetype count) const
{
    if (!m_knowsTokens || size() == 0)
        return {};
    return count > 0 ? m_marks.at(std::min(count, size()) - 1).tokens : 0;
}

qsizetype Timeline::sliceEnd(qsizetype from, qsizetype to, qsizetype most) const
{
    if (from >= to)
        return to;
    const auto sum = [](const SplitLength& length) {
        return length.thought + length.answer;
    };
    const qsizetype limit = sum(lengthAfter(from)) + most;
    const auto end = std::upper_bound(m_marks.begin() + from, m_marks.begin() + to, limit,
        [&](qsizetype value, const Mark& mark) { return value < sum(mark.length); });
    return std::max<qsizetype>(end - m_marks.begin(), from + 1);
}

} // namespace benchglass::engine
