#pragma once

#include <QtGlobal>

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace benchglass::corpus {

/// Cuts a text into records and fields, without judging them.
class CsvScanner
{
public:
    struct Record
    {
        std::vector<std::string_view> fields; ///< Valid until the next record.
        qint64 line = 0;                      ///< Where it starts, from 1.
        bool quoted = false;                  ///< Its first field is quoted: it cannot be a comment.
        bool strayQuote = false;              ///< Text follows a closing quote.
        bool unterminated = false;            ///< The text ends inside quotes.
    };

    CsvScanner(std::string_view text, char delimiter);

    /// Reads the next record that is not a blank line. False at the end of the text.
    bool next(Record& record);

    /// Lines begun so far.
    qint64 line() const { return m_line; }

    /// Where the next record is looked for, in bytes.
    size_t offset() const { return size_t(m_at - m_begin); }

private:
    void readQuoted(Record& record);
    bool endRecord();
    const char* afterBlanks(const char* at) const;
    const char* endOfTail(const char* at) const;

    const char* m_begin;
    const char* m_at;
    const char* m_end;
    qint64 m_line = 1;
    bool m_stops[256] = {};
    std::deque<std::string> m_scratch; ///< Fields that hold doubled quotes, unescaped.
    size_t m_scratchUsed = 0;
};

} // namespace benchglass::corpus
