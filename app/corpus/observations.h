#pragma once

#include <QtGlobal>

#include <compare>
#include <iterator>
#include <memory>
#include <span>
#include <vector>

namespace benchglass::corpus {

class PlaceList;
struct NumberColumn;

/// One number and where it stands.
struct Observation
{
    double value = 0;
    qint32 document = 0; ///< Index into Catalog::documents().
    qint32 place = 0;    ///< Number of the record inside the document; see Catalog::locatorOf().

    friend bool operator==(const Observation&, const Observation&) = default;
};

/// The observations of a series, by document: a view of the columns that the readers made, which the
/// catalog keeps. Copies are cheap and hold no numbers of their own.
class Observations
{
public:
    /// Numbers that stand together in memory and in one document.
    struct Span
    {
        qsizetype start = 0; ///< Index of the first of them in the series.
        std::span<const double> values;
        qint32 document = 0;
        const NumberColumn* column = nullptr;
        qsizetype offset = 0; ///< Index of the first of them in the column.

        qint32 placeAt(qsizetype index) const; ///< @param index in this span
    };
    class Iterator;

    /// Appends all of @p column, which must outlive this.
    void append(qint32 document, const NumberColumn& column);

    /// Appends one that this keeps itself. For small series made by hand.
    void append(const Observation& observation);

    qsizetype size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    double valueAt(qsizetype index) const;
    Observation at(qsizetype index) const;
    Observation first() const { return at(0); }
    Observation last() const { return at(m_size - 1); }
    const std::vector<Span>& spans() const { return m_spans; }

    /// The first observation that equals @p value, which one of them does.
    Observation firstEqual(double value) const;

    /// How many observations @p is holds for; faster than going through them one by one.
    template <typename Is>
    qint64 countIf(const Is& is) const
    {
        qint64 count = 0;
        for (const Span& span : m_spans) {
            for (const double value : span.values)
                count += is(value) ? 1 : 0;
        }
        return count;
    }

    /// The column that the observations of @p document come from, or nullptr.
    const NumberColumn* columnOf(qint32 document) const;

    Iterator begin() const;
    Iterator end() const;

private:
    size_t spanOf(qsizetype index) const;

    std::vector<Span> m_spans; ///< By document.
    std::vector<std::shared_ptr<const NumberColumn>> m_own;
    qsizetype m_size = 0;
};

/// Gives observations by value, in order. Going forward costs the same for every length.
class Observations::Iterator
{
public:
    using iterator_concept = std::random_access_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = Observation;
    using difference_type = qsizetype;
    using reference = Observation;

    struct Arrow
    {
        Observation observation;
        const Observation* operator->() const { return &observation; }
    };

    Iterator() = default;
    Iterator(const Observations* all, qsizetype index);

    Observation operator*() const
    {
        const Span& span = m_all->m_spans[m_span];
        const qsizetype at = m_index - span.start;
        return {span.values[size_t(at)], span.document, span.placeAt(at)};
    }
    Arrow operator->() const { return {**this}; }
    Observation operator[](qsizetype by) const { return *(*this + by); }

    Iterator& operator++()
    {
        ++m_index;
        if (m_index - m_all->m_spans[m_span].start == qsizetype(m_all->m_spans[m_span].values.size()))
            ++m_span;
        return *this;
    }
    Iterator operator++(int)
    {
        const Iterator before = *this;
        ++*this;
        return before;
    }
    Iterator& operator--() { return *this += -1; }
    Iterator operator--(int)
    {
        const Iterator before = *this;
        --*this;
        return before;
    }
    Iterator& operator+=(qsizetype by) { return *this = Iterator(m_all, m_index + by); }
    Iterator& operator-=(qsizetype by) { return *this += -by; }
    friend Iterator operator+(Iterator at, qsizetype by) { return at += by; }
    friend Iterator operator+(qsizetype by, Iterator at) { return at += by; }
    friend Iterator operator-(Iterator at, qsizetype by) { return at -= by; }
    friend qsizetype operator-(const Iterator& a, const Iterator& b) { return a.m_index - b.m_index; }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.m_index == b.m_index; }
    friend auto operator<=>(const Iterator& a, const Iterator& b) { return a.m_index <=> b.m_index; }

private:
    const Observations* m_all = nullptr;
    qsizetype m_index = 0;
    size_t m_span = 0;
};

} // namespace benchglass::corpus
