#pragma once

#include "corpus/levels.h"
#include "corpus/notes.h"
#include "corpus/number.h"
#include "corpus/parsed.h"

#include <QCoreApplication>

#include <string>

namespace benchglass::corpus {

/// Gathers one column of a table: its numbers, and its texts as long as they are few.
class CsvColumn
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::CsvColumn)

public:
    CsvColumn(const QString& name, qint64 number);

    QString name() const { return m_name; }

    /// From a row of units under the header.
    void setUnit(std::string_view unit, qint64 line);

    /// @param row counts from 0
    void add(std::string_view text, qint32 row, qint64 line, Notes& notes, DateSpan& dates);

    /// Gives back memory that was reserved for more rows.
    void squeeze();

    /// Takes over the same column of the rows that follow, of which the first is row @p row.
    void append(CsvColumn&& next, qint32 row);

    /// Some cell makes sense only with a decimal comma, and none contradicts it.
    bool provesDecimalComma() const { return m_decimalOnly && !m_pointSeen && !m_groupedOnly; }

    /// Decides about commas and hands the columns to @p parsed, whose places are complete.
    /// @param commaProved another column of the file proves the decimal comma
    void finish(char delimiter, bool commaProved, Notes& notes, Parsed& parsed);

private:
    /// Digits and commas that mean one of two numbers, or only one of them; NaN is none.
    struct Pending
    {
        double decimal = 0;
        double grouped = 0;
        qint32 row = 0;
    };
    struct UnitColumn
    {
        std::string unit;
        NumberColumn numbers;
    };

    void addText(std::string_view text, qint32 row, DateSpan& dates);
    bool addPending(std::string_view text, qint32 row);
    NumberColumn& numbersIn(std::string_view unit);
    void decideCommas(char delimiter, bool commaProved, Notes& notes, const Places& places);
    void merge(const std::vector<std::pair<qint32, double>>& decided);

    QString m_name;
    qint64 m_number = 0;
    QString m_unit;
    QString m_unitReason;
    std::vector<UnitColumn> m_numbers; ///< By the unit written in the cells, mostly none.
    std::vector<Pending> m_pending;
    std::vector<std::pair<qint32, std::string>> m_pendingTexts; ///< The first of those that may stay out.
    bool m_pointSeen = false;
    bool m_decimalOnly = false;
    bool m_groupedOnly = false;
    bool m_manyTexts = false;
    bool m_onlyDates = true;
    Levels m_levels;
    TextColumn m_texts;
    NumberColumn m_times;
};

} // namespace benchglass::corpus
