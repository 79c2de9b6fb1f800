#pragma once

#include <QtGlobal>

#include <span>
#include <vector>

namespace benchglass::corpus {

/// The numbers of a column, in chunks: a long column grows without being copied, and two of them are
/// joined without touching a number.
class Values
{
public:
    void append(double value)
    {
        if (m_chunks.empty() || m_chunks.back().size() == chunkSize || m_sealed)
            beginChunk();
        m_chunks.back().push_back(value);
        ++m_size;
    }

    /// Gives back what was reserved for more.
    void squeeze();

    /// Takes over the chunks of @p other.
    void append(Values&& other);

    /// O(log chunks); go through chunks() where all are wanted.
    double at(qsizetype index) const;

    qsizetype size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    const std::vector<std::vector<double>>& chunks() const { return m_chunks; }

private:
    static constexpr size_t chunkSize = 65536;

    void beginChunk();

    std::vector<std::vector<double>> m_chunks;
    std::vector<qsizetype> m_starts; ///< Of every chunk.
    qsizetype m_size = 0;
    bool m_sealed = false; ///< The last chunk was taken over.
};

} // namespace benchglass::corpus
