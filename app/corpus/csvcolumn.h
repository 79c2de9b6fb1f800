#pragma once

#include "corpus/notes.h"
#include "corpus/number.h"
#include "corpus/parsed.h"

#include <QCoreApplication>
#include <QHash>

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

    /// @param row counts from 0. @p text must outlive the column's finish()
    void add(std::string_view text, qint32 row, qint64 line, Notes& notes, DateSpan& dates);

    /// Some cell makes sense only with a decimal comma, and none contradicts it.
    bool provesDecimalComma() const;

    /// Decides about commas and hands the columns to @p parsed.
    /// @param commaProved another column of the file proves the decimal comma
    void finish(char delimiter, bool commaProved, qint32 rows, Notes& notes, Parsed& parsed);

private:
    struct Pending
    {
        std::string_view text;
        qint32 row = 0;
        qint64 line = 0;
    };

    void addText(std::string_view text, qint32 row, DateSpan& dates);
    void addNumber(double value, std::string_view unit, qint32 row);
    void decideCommas(char delimiter, bool commaProved, Notes& notes);
    void merge(const std::vector<std::pair<qint32, double>>& decided);

    QString m_name;
    qint64 m_number = 0;
    QString m_unit;
    QString m_unitReason;
    NumberColumn m_numbers;
    std::vector<std::pair<std::string, NumberColumn>>
        m_otherUnits; ///< Cells with another unit than the first.
    std::string m_cellUnit;
    std::vector<Pending> m_pending;
    bool m_pointSeen = false;
    bool m_textsDropped = false;
    TextColumn m_texts;
    QHash<QByteArray, qint32> m_levels;
};

} // namespace benchglass::corpus
