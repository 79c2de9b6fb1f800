#pragma once

#include <QtGlobal>

#include <limits>
#include <vector>

namespace benchglass::corpus {

/// Ascending record numbers. As long as they stand evenly, a million of them cost a few bytes.
class PlaceList
{
public:
    /// @param place greater than the last one, in any distance from it
    void append(qint32 place)
    {
        if (place == m_next) {
            m_next += m_runs.back().stride;
            ++m_size;
        } else {
            appendUnexpected(place);
        }
    }

    /// Appends what stands in @p other, each moved by @p shift.
    void append(const PlaceList& other, qint32 shift);

    qint32 at(qsizetype index) const
    {
        return m_runs.size() == 1 ? qint32(m_runs.front().place + index * m_runs.front().stride)
                                  : atSlow(index);
    }

    qsizetype size() const { return m_size; }

    /// Where @p place stands in the list, or -1.
    qsizetype indexOf(qint32 place) const;

private:
    /// Elements from @p first on are place, place + stride, ...
    struct Run
    {
        qsizetype first = 0;
        qint32 place = 0;
        qint32 stride = 1;
    };
    static constexpr qint64 nothing = std::numeric_limits<qint64>::min();

    void appendUnexpected(qint32 place);
    void appendRun(qint32 place, qint32 stride, qsizetype size);
    qint32 atSlow(qsizetype index) const;
    qsizetype sizeOf(size_t run) const;

    std::vector<Run> m_runs;
    std::vector<qint32> m_dense; ///< Instead of the runs, once these would cost more.
    qsizetype m_size = 0;
    qint64 m_next = nothing; ///< What would lengthen the last run.
};

} // namespace benchglass::corpus
