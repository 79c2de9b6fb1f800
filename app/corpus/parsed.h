#pragma once

#include "corpus/catalog.h"
#include "corpus/openfile.h"
#include "corpus/placelist.h"
#include "corpus/values.h"

#include <QByteArray>

#include <limits>
#include <vector>

namespace benchglass::corpus {

/// From record @p place on, records stand on consecutive lines starting at @p line.
struct LineRun
{
    qint32 place = 0;
    qint64 line = 0;
};

/// Places from @p first on are elements @p index, @p index + 1, ... of one JSON array that stands in
/// the element @p parent (-1: in the document itself).
struct ElementRun
{
    qint32 first = 0;
    qint32 parent = -1;
    qint32 index = 0;
};

/// A cell of a Markdown table.
struct TableCell
{
    qint32 line = 0;
    qint32 column = 0;
    qint32 row = 0;
};

/// Turns the place of an observation into lines, elements and cells. Small beside the values: one run
/// covers all records that stand evenly.
struct Places
{
    std::vector<LineRun> lines;
    std::vector<ElementRun> elements;
    std::vector<TableCell> cells;
    bool linesOfJson = false; ///< JSONL: the outermost array is the file, its elements are lines.

    qint64 lineOf(qint32 place) const;
    const ElementRun& runOf(qint32 place) const;

    /// The element that holds the array that @p place is in, or -1.
    qint32 parentOf(qint32 place) const { return runOf(place).parent; }

    /// Index of the element @p place in its array.
    qint32 indexOf(qint32 place) const
    {
        const ElementRun& run = runOf(place);
        return run.index + place - run.first;
    }

    /// What @p place stands in, so many arrays further out; -1 once that is the document.
    qint32 outwardOf(qint32 place, int arrays) const;

    /// Appends the places of what follows in the same file.
    /// @param records how many stand before, @p lineShift how many lines, @p elementShift how many elements
    void append(const Places& other, qint32 records, qint64 lineShift, qint32 elementShift);
};

/// Stands for an array index inside a pointer template. No UTF-8 text holds this byte.
constexpr char hole = '\xff';

/// One numeric column of one file. A file may have several of one key: in different units, say.
struct NumberColumn
{
    QString key;
    QString unit; ///< Given by the file: a units row, or written in the cells. Usually empty.
    QString unitReason;
    qint64 column = 0;  ///< CSV: from 1.
    QByteArray pointer; ///< JSON: RFC 6901 with holes.
    Values values;
    PlaceList places; ///< Of every value: CSV rows, JSON elements (-1 = the document), Markdown cells.
};

/// One text column with few distinct values.
struct TextColumn
{
    static constexpr int maxLevels = 24;
    static constexpr int maxLength = 200;

    QString name;
    QByteArray scope; ///< JSON: pointer template of the object it is a member of.
    QStringList levels;
    PlaceList places;          ///< Rows (CSV, Markdown) or elements (JSON, -1 = the document) with a text.
    std::vector<quint8> codes; ///< Index into levels, for each place.
    bool tooMany = false;      ///< Too many distinct texts to group by; nothing else is kept.
};

/// The earliest and the latest date that a file's content names, UTC milliseconds since 1970.
struct DateSpan
{
    qint64 firstMs = std::numeric_limits<qint64>::max();
    qint64 lastMs = std::numeric_limits<qint64>::min();

    bool isEmpty() const { return firstMs > lastMs; }
    void add(qint64 ms);
    void add(const DateSpan& other);
};

/// What one reader makes of one file. Never changed once it is part of a catalog.
struct Parsed
{
    Document document;
    QList<Problem> problems;
    Places places;
    std::vector<NumberColumn> numbers;
    std::vector<TextColumn> texts;
    std::vector<NumberColumn> times; ///< Columns of dates, in milliseconds since 1970 UTC.
    DateSpan dates;
    QByteArray relative; ///< The path as the file system has it.
    FileStamp stamp;
    bool isSettled = false; ///< Written long enough before it was read that another write changes the stamp.
    bool skipped = false;
};

/// Milliseconds since 1970 of a text that begins with an ISO 8601 date of this century, UTC where it
/// names no zone.
std::optional<qint64> isoDateMs(std::string_view text);

} // namespace benchglass::corpus
