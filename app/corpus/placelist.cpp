#include "corpus/placelist.h"

#include <algorithm>

namespace benchglass::corpus {

qsizetype PlaceList::sizeOf(size_t run) const
{
    return (run + 1 < m_runs.size() ? m_runs[run + 1].first : m_size) - m_runs[run].first;
}

void PlaceList::appendUnexpected(qint32 place)
{
    if (!m_dense.empty()) {
        m_dense.push_back(place);
        ++m_size;
        return;
    }
    // The second element of a run says how far its elements stand apart.
    if (!m_runs.empty() && sizeOf(m_runs.size() - 1) == 1 && place > m_runs.back().place) {
        Run& run = m_runs.back();
        run.stride = place - run.place;
        m_next = qint64(place) + run.stride;
        ++m_size;
        return;
    }
    appendRun(place, 1, 1);
    constexpr size_t few = 16;
    if (m_runs.size() > few && qsizetype(m_runs.size()) * 4 > m_size) {
        std::vector<qint32> dense;
        dense.reserve(size_t(m_size) * 2);
        for (qsizetype at = 0; at < m_size; ++at)
            dense.push_back(this->at(at));
        m_dense = std::move(dense);
        m_runs = {};
        m_next = nothing;
    }
}

void PlaceList::appendRun(qint32 place, qint32 stride, qsizetype size)
{
    m_runs.push_back({m_size, place, stride});
    m_size += size;
    m_next = qint64(place) + qint64(stride) * size;
}

void PlaceList::append(const PlaceList& other, qint32 shift)
{
    if (!m_dense.empty() || !other.m_dense.empty()) {
        for (qsizetype at = 0; at < other.m_size; ++at)
            append(other.at(at) + shift);
        return;
    }
    for (size_t at = 0; at < other.m_runs.size(); ++at) {
        const Run& run = other.m_runs[at];
        const qsizetype size = other.sizeOf(at);
        const qint32 place = run.place + shift;
        if (place == m_next && (size == 1 || run.stride == m_runs.back().stride)) {
            m_size += size;
            m_next += qint64(m_runs.back().stride) * size;
        } else {
            appendRun(place, run.stride, size);
        }
    }
}

qint32 PlaceList::atSlow(qsizetype index) const
{
    if (!m_dense.empty())
        return m_dense[size_t(index)];
    const Run& run = *std::prev(std::ranges::upper_bound(m_runs, index, {}, &Run::first));
    return qint32(run.place + (index - run.first) * run.stride);
}

qsizetype PlaceList::indexOf(qint32 place) const
{
    if (!m_dense.empty()) {
        const auto found = std::ranges::lower_bound(m_dense, place);
        return found != m_dense.end() && *found == place ? found - m_dense.begin() : -1;
    }
    const auto after = std::ranges::upper_bound(m_runs, place, {}, &Run::place);
    if (after == m_runs.begin())
        return -1;
    const Run& run = *std::prev(after);
    const qint64 off = qint64(place) - run.place;
    const qsizetype steps = off / run.stride;
    const bool stands = off % run.stride == 0 && steps < sizeOf(size_t(std::prev(after) - m_runs.begin()));
    return stands ? run.first + steps : -1;
}

} // namespace benchglass::corpus
