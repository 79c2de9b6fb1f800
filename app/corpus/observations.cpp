#include "corpus/observations.h"

#include "corpus/parsed.h"

#include <algorithm>

namespace benchglass::corpus {

qint32 Observations::Span::placeAt(qsizetype index) const
{
    return column->places.at(offset + index);
}

void Observations::append(qint32 document, const NumberColumn& column)
{
    qsizetype offset = 0;
    for (const std::vector<double>& chunk : column.values.chunks()) {
        m_spans.push_back({m_size, chunk, document, &column, offset});
        m_size += qsizetype(chunk.size());
        offset += qsizetype(chunk.size());
    }
}

void Observations::append(const Observation& observation)
{
    auto column = std::make_shared<NumberColumn>();
    column->values.append(observation.value);
    column->places.append(observation.place);
    append(observation.document, *column);
    m_own.push_back(std::move(column));
}

size_t Observations::spanOf(qsizetype index) const
{
    return size_t(std::ranges::upper_bound(m_spans, index, {}, &Span::start) - m_spans.begin()) - 1;
}

double Observations::valueAt(qsizetype index) const
{
    const Span& span = m_spans[spanOf(index)];
    return span.values[size_t(index - span.start)];
}

Observation Observations::at(qsizetype index) const
{
    return *Iterator(this, index);
}

Observation Observations::firstEqual(double value) const
{
    for (const Span& span : m_spans) {
        const auto found = std::ranges::find(span.values, value);
        if (found != span.values.end())
            return at(span.start + (found - span.values.begin()));
    }
    Q_UNREACHABLE();
}

const NumberColumn* Observations::columnOf(qint32 document) const
{
    const auto span = std::ranges::lower_bound(m_spans, document, {}, &Span::document);
    return span != m_spans.end() && span->document == document ? span->column : nullptr;
}

Observations::Iterator Observations::begin() const
{
    return {this, 0};
}

Observations::Iterator Observations::end() const
{
    return {this, m_size};
}

Observations::Iterator::Iterator(const Observations* all, qsizetype index)
    : m_all(all)
    , m_index(index)
    , m_span(index < all->m_size ? all->spanOf(index) : all->m_spans.size())
{
}

} // namespace benchglass::corpus
