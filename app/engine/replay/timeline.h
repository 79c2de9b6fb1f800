#pragma once

#include "measure/thinking.h"
#include "measure/trace.h"

#include <QList>
#include <QString>

#include <optional>

namespace benchglass::engine {

/// A silence between two chunks.
struct Gap
{
    qint64 beginNs = 0;
    qint64 endNs = 0;
    qsizetype chunk = 0; ///< The one that ended it.

    friend bool operator==(const Gap&, const Gap&) = default;
};

/// How long either text is, in characters of QString.
struct SplitLength
{
    qsizetype thought = 0;
    qsizetype answer = 0;

    friend bool operator==(const SplitLength&, const SplitLength&) = default;
};

/// When each chunk of a measured call arrived and where in the text it stands. A value; the chunks are those
/// of the trace, untouched. Times are nanoseconds since the call's t0. Where a stamp lies before the one
/// before it, as only a foreign file can say, that chunk came with the one before.
class Timeline
{
public:
    Timeline() = default;
    explicit Timeline(const measure::Trace& trace);

    qsizetype size() const { return m_chunks.size(); }
    const measure::Chunk& chunk(qsizetype index) const { return m_chunks.at(index); }
    qint64 arrivalNs(qsizetype index) const { return m_marks.at(index).arrivalNs; }

    /// To the end marker; of a call without one to its close; at least to its last chunk.
    qint64 durationNs() const { return m_durationNs; }
    /// The first chunk with text.
    std::optional<qint64> firstTextNs() const { return m_firstTextNs; }
    bool hasThought() const { return size() > 0 && m_marks.last().length.thought > 0; }

    /// How many chunks have arrived by @p ns, one that arrives just then included. O(log n).
    qsizetype countAt(qint64 ns) const;
    /// Which chunk a place on the time axis means: in a long gap the one that was waited for, else the
    /// nearest in time, of several with one stamp the last. -1 without chunks. O(log n).
    qsizetype chunkNear(qint64 ns) const;

    /// Gaps that are longer than five times the median gap and than 20 ms: at most the 100 longest, in
    /// order. Chunks with one stamp have no gap between them; the wait before the first chunk is none.
    const QList<Gap>& longGaps() const { return m_longGaps; }
    /// The long gap that @p ns lies in, its ends excluded.
    const Gap* longGapAt(qint64 ns) const;

    /// What stands in the texts once @p count chunks have arrived.
    SplitLength lengthAfter(qsizetype count) const;
    /// How many tokens the first @p count chunks carried; absent where the server did not say it of each
    /// chunk with text: a chunk is not a token.
    std::optional<qint64> tokensAfter(qsizetype count) const;
    /// What the chunks from @p from to before @p to add to the texts.
    measure::SplitText textOf(qsizetype from, qsizetype to) const;
    /// What chunk @p index adds to the thoughts begins another paragraph.
    bool beginsParagraph(qsizetype index) const { return m_marks.at(index).beginsParagraph; }
    /// The largest count up to @p to whose chunks add about @p most characters after @p from; at least one
    /// chunk more than @p from, unless that is @p to. O(log n).
    qsizetype sliceEnd(qsizetype from, qsizetype to, qsizetype most) const;

private:
    struct Mark
    {
        qint64 arrivalNs = 0;
        SplitLength length; ///< With this chunk.
        qint64 tokens = 0;  ///< With those of this chunk.
        bool beginsParagraph = false;
    };

    void findLongGaps();

    QList<measure::Chunk> m_chunks;
    QList<Mark> m_marks;
    measure::SplitText m_text; ///< Of all chunks.
    QList<Gap> m_longGaps;
    qint64 m_durationNs = 0;
    bool m_knowsTokens = true; ///< Of every chunk with text.
    std::optional<qint64> m_firstTextNs;
};

} // namespace benchglass::engine
