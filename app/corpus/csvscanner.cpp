#include "corpus/csvscanner.h"

#include <algorithm>
#include <cstring>

namespace benchglass::corpus {

CsvScanner::CsvScanner(std::string_view text, char delimiter)
    : m_begin(text.data())
    , m_at(text.data())
    , m_end(text.data() + text.size())
{
    for (const char c : {delimiter, '\n', '\r'})
        m_stops[static_cast<unsigned char>(c)] = true;
}

bool CsvScanner::endRecord()
{
    if (m_at == m_end)
        return true;
    if (*m_at == '\r') {
        ++m_at;
        if (m_at != m_end && *m_at == '\n')
            ++m_at;
    } else if (*m_at == '\n') {
        ++m_at;
    } else {
        return false;
    }
    ++m_line;
    return true;
}

void CsvScanner::readQuoted(Record& record)
{
    const char* start = ++m_at;
    std::string* unescaped = nullptr;
    for (;;) {
        const auto* quote =
            static_cast<const char*>(std::memchr(m_at, '"', static_cast<size_t>(m_end - m_at)));
        const char* const stop = quote ? quote : m_end;
        for (const char* c = m_at; c != stop; ++c) {
            if (*c == '\n' || (*c == '\r' && (c + 1 == m_end || c[1] != '\n')))
                ++m_line;
        }
        const bool doubled = quote && quote + 1 != m_end && quote[1] == '"';
        const char* const behind = quote && !doubled ? afterBlanks(quote + 1) : m_end;
        const bool closing =
            quote && !doubled && (behind == m_end || m_stops[static_cast<unsigned char>(*behind)]);
        if (!quote || closing) {
            if (unescaped)
                unescaped->append(start, stop);
            record.fields.push_back(unescaped ? std::string_view(*unescaped)
                                              : std::string_view(start, static_cast<size_t>(stop - start)));
            record.unterminated = !quote;
            m_at = behind;
            return;
        }
        if (!unescaped) {
            if (m_scratchUsed == m_scratch.size())
                m_scratch.emplace_back();
            unescaped = &m_scratch[m_scratchUsed++];
            unescaped->clear();
        }
        if (const char* const end = doubled ? nullptr : endOfTail(quote + 1)) {
            unescaped->append(start, stop);
            unescaped->append(quote + 1, end);
            record.fields.emplace_back(*unescaped);
            record.strayQuote = true;
            m_at = end;
            return;
        }
        // One quote of a pair is kept, and so is one that closes nothing.
        unescaped->append(start, quote + 1);
        record.strayQuote = record.strayQuote || !doubled;
        m_at = quote + (doubled ? 2 : 1);
        start = m_at;
    }
}

/// Where a field ends that goes on behind its closing quote; nullptr when another quote follows in the
/// line: then the one before stands inside the text.
const char* CsvScanner::endOfTail(const char* at) const
{
    const char* const tail = at;
    while (at != m_end && *at != '\n' && *at != '\r') {
        if (*at++ == '"')
            return nullptr;
    }
    return std::find_if(tail, at, [&](char c) { return m_stops[static_cast<unsigned char>(c)]; });
}

const char* CsvScanner::afterBlanks(const char* at) const
{
    while (at != m_end && *at == ' ')
        ++at;
    return at;
}

bool CsvScanner::next(Record& record)
{
    record.fields.clear();
    record.strayQuote = false;
    record.unterminated = false;
    m_scratchUsed = 0;
    while (m_at != m_end && endRecord()) { }
    if (m_at == m_end)
        return false;
    record.line = m_line;
    record.quoted = *m_at == '"';
    for (;;) {
        if (const char* text = afterBlanks(m_at); text != m_end && *text == '"') {
            m_at = text;
            readQuoted(record);
        } else {
            const char* const start = m_at;
            while (m_at != m_end && !m_stops[static_cast<unsigned char>(*m_at)])
                ++m_at;
            record.fields.emplace_back(start, static_cast<size_t>(m_at - start));
        }
        if (endRecord())
            return true;
        ++m_at;
        // A delimiter as the last byte: one more field, empty.
        if (m_at == m_end) {
            record.fields.emplace_back();
            return true;
        }
    }
}

} // namespace benchglass::corpus
