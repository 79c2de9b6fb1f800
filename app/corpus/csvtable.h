#pragma once

#include "corpus/csvcolumn.h"
#include "corpus/csvdialect.h"
#include "corpus/reader.h"

#include <QHash>
#include <QSet>

namespace benchglass::corpus {

/// What stands above the first row of a table, and how its rows are written.
struct CsvHead
{
    CsvDialect dialect;
    QStringList names;
    std::vector<std::pair<std::string, qint64>> units; ///< Of the first columns, and the line they stand in.
    bool named = false;                                ///< The names are the file's own.
    size_t rowsAt = 0;                                 ///< Where the first row starts, in bytes.
    qint64 rowsLine = 1;                               ///< Its line.
    qint64 comments = 0;
    qint64 firstComment = 0;
    bool hasRows = false;
};

/// Reads the head of @p text, which may be the beginning of a table.
/// @param preferTab the name ends in .tsv
CsvHead csvHeadOf(std::string_view text, bool preferTab);

/// The rows of one stretch of a table. Rows and lines count from the start of the stretch; a stretch
/// joins the one before.
class CsvRows
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::CsvRows)

public:
    /// @param head must outlive this
    CsvRows(const CsvHead& head, std::stop_token stop);

    /// Reads the rows of @p text that start in front of @p owned, each to its end.
    /// @param isEnd nothing follows @p text. Otherwise a row that ends with it may be cut and is not read
    /// @return where the first row starts that was not read
    size_t read(std::string_view text, size_t owned, bool isEnd);

    /// Gives back memory that was reserved for more rows.
    void squeeze();

    /// Takes over the rows that follow.
    void append(CsvRows&& next);

    /// Hands everything to @p parsed, once. The rows of the first stretch start at the head's.
    void finish(Parsed& parsed, Notes& notes);

    qint64 lines() const { return m_lines; }

private:
    bool isComment(const CsvScanner::Record& record) const;
    CsvColumn& addColumn();
    void addRow(const CsvScanner::Record& record);
    void noteRagged(const CsvScanner::Record& record);
    void noteHead(Notes& notes);

    const CsvHead& m_head;
    std::stop_token m_stop;
    Notes m_notes;
    DateSpan m_dates;
    Places m_places;
    std::vector<CsvColumn> m_columns;
    QSet<QString> m_names;
    QHash<QString, int> m_copies; ///< How many columns wanted each name again.
    qint32 m_row = 0;
    qint64 m_lines = 0; ///< Ended so far.
    qint64 m_expectedLine = 0;
    qint64 m_comments = 0;
    qint64 m_firstComment = 0;
    bool m_isBroken = false; ///< What follows cannot be read.
};

} // namespace benchglass::corpus
