#include "corpus/values.h"

#include <algorithm>

namespace benchglass::corpus {

void Values::beginChunk()
{
    const bool isLong = !m_chunks.empty();
    m_starts.push_back(m_size);
    m_chunks.emplace_back();
    if (isLong)
        m_chunks.back().reserve(chunkSize);
    m_sealed = false;
}

void Values::append(Values&& other)
{
    for (std::vector<double>& chunk : other.m_chunks) {
        m_starts.push_back(m_size);
        m_size += qsizetype(chunk.size());
        m_chunks.push_back(std::move(chunk));
    }
    m_sealed = !m_chunks.empty();
    other = {};
}

void Values::squeeze()
{
    if (!m_chunks.empty())
        m_chunks.back().shrink_to_fit();
    m_sealed = !m_chunks.empty();
}

double Values::at(qsizetype index) const
{
    const auto chunk = size_t(std::ranges::upper_bound(m_starts, index) - m_starts.begin()) - 1;
    return m_chunks[chunk][size_t(index - m_starts[chunk])];
}

} // namespace benchglass::corpus
