#include "corpus/csvcolumn.h"

#include "corpus/reader.h"
#include "corpus/units.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace benchglass::corpus {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

CsvColumn::CsvColumn(const QString& name, qint64 number)
    : m_name(name)
    , m_number(number)
{
}

void CsvColumn::setUnit(std::string_view unit, qint64 line)
{
    std::string_view bare = trimmed(unit);
    if (bare.size() > 2 && bare.front() == '(' && bare.back() == ')')
        bare = bare.substr(1, bare.size() - 2);
    m_unit = fromView(knownUnit(bare));
    if (!m_unit.isEmpty())
        m_unitReason = tr("named in the row of units, line %1").arg(line);
}

NumberColumn& CsvColumn::numbersIn(std::string_view unit)
{
    if (m_numbers.empty() || m_numbers.front().unit != unit) {
        const auto known = std::ranges::find(m_numbers, unit, &UnitColumn::unit);
        if (known != m_numbers.end())
            return known->numbers;
        m_numbers.push_back({std::string(unit), {}});
        return m_numbers.back().numbers;
    }
    return m_numbers.front().numbers;
}

void CsvColumn::addText(std::string_view text, qint32 row, DateSpan& dates)
{
    if (m_manyTexts && !m_onlyDates)
        return;
    if (const auto ms = isoDateMs(text)) {
        dates.add(*ms);
        if (m_onlyDates) {
            m_times.values.append(double(*ms));
            m_times.places.append(row);
        }
    } else if (m_onlyDates) {
        m_onlyDates = false;
        m_times = {};
    }
    if (m_manyTexts)
        return;
    if (const auto level = m_levels.numberOf(text)) {
        m_texts.codes.push_back(*level);
        m_texts.places.append(row);
    } else {
        m_manyTexts = true;
        m_texts = {};
    }
}

bool CsvColumn::addPending(std::string_view text, qint32 row)
{
    const auto decimal = commaNumber(text);
    const auto grouped = groupedNumber(text);
    if (!decimal && !grouped)
        return false;
    m_decimalOnly = m_decimalOnly || !grouped;
    m_groupedOnly = m_groupedOnly || !decimal;
    m_pending.push_back({decimal.value_or(none), grouped.value_or(none), row});
    constexpr size_t named = 8;
    if (!grouped && m_pendingTexts.size() < named)
        m_pendingTexts.emplace_back(row, text.substr(0, TextColumn::maxLength));
    return true;
}

void CsvColumn::add(std::string_view text, qint32 row, qint64 line, Notes& notes, DateSpan& dates)
{
    const Cell cell = readCell(text);
    switch (cell.kind) {
    case CellKind::Empty: return;
    case CellKind::Number: {
        NumberColumn& numbers = numbersIn(cell.unit);
        numbers.values.append(cell.value);
        numbers.places.append(row);
        m_pointSeen = m_pointSeen || (cell.value != std::trunc(cell.value));
        if (cell.rounded)
            notes.add(
                Note::Rounded, line, m_number, tr("The integer is too big to be exact; it was rounded."));
        return;
    }
    case CellKind::Comma:
        if (!addPending(trimmed(text), row))
            addText(trimmed(text), row, dates);
        return;
    case CellKind::NotFinite:
    case CellKind::TooLarge:
        if (!notes.wants(Note::NotFinite))
            return notes.count(Note::NotFinite);
        notes.add(Note::NotFinite, line, m_number,
            (cell.kind == CellKind::TooLarge
                    ? tr("\u201c%1\u201d is beyond the range of numbers; it is kept out.")
                    : tr("\u201c%1\u201d is no number; it is kept out."))
                .arg(tidyName(trimmed(text).substr(0, 40))));
        return;
    case CellKind::Text: addText(trimmed(text), row, dates);
    }
}

void CsvColumn::squeeze()
{
    for (UnitColumn& column : m_numbers)
        column.numbers.values.squeeze();
    m_times.values.squeeze();
}

void CsvColumn::append(CsvColumn&& next, qint32 row)
{
    for (UnitColumn& other : next.m_numbers) {
        NumberColumn& mine = numbersIn(other.unit);
        mine.values.append(std::move(other.numbers.values));
        mine.places.append(other.numbers.places, row);
    }
    for (const Pending& pending : next.m_pending)
        m_pending.push_back({pending.decimal, pending.grouped, pending.row + row});
    for (auto& [at, text] : next.m_pendingTexts)
        m_pendingTexts.emplace_back(at + row, std::move(text));
    m_pointSeen = m_pointSeen || next.m_pointSeen;
    m_decimalOnly = m_decimalOnly || next.m_decimalOnly;
    m_groupedOnly = m_groupedOnly || next.m_groupedOnly;
    m_onlyDates = m_onlyDates && next.m_onlyDates;
    if (m_onlyDates) {
        m_times.values.append(std::move(next.m_times.values));
        m_times.places.append(next.m_times.places, row);
    } else {
        m_times = {};
    }
    std::vector<quint8> numbers;
    for (const std::string& text : next.m_levels.texts()) {
        const auto number = m_levels.numberOf(text);
        m_manyTexts = m_manyTexts || !number;
        numbers.push_back(number.value_or(0));
    }
    m_manyTexts = m_manyTexts || next.m_manyTexts;
    if (m_manyTexts) {
        m_texts = {};
        return;
    }
    m_texts.places.append(next.m_texts.places, row);
    for (const quint8 code : next.m_texts.codes)
        m_texts.codes.push_back(numbers[code]);
}

void CsvColumn::merge(const std::vector<std::pair<qint32, double>>& decided)
{
    NumberColumn& plain = numbersIn({});
    NumberColumn both;
    const auto add = [&](qint32 row, double value) {
        both.values.append(value);
        both.places.append(row);
    };
    qsizetype at = 0;
    const auto addBelow = [&](qint32 row) {
        for (; at < plain.values.size() && plain.places.at(at) < row; ++at)
            add(plain.places.at(at), plain.values.at(at));
    };
    for (const auto& [row, value] : decided) {
        addBelow(row);
        add(row, value);
    }
    addBelow(std::numeric_limits<qint32>::max());
    plain = std::move(both);
}

void CsvColumn::decideCommas(char delimiter, bool commaProved, Notes& notes, const Places& places)
{
    if (m_pending.empty())
        return;
    const bool decimal = provesDecimalComma();
    std::vector<std::pair<qint32, double>> decided;
    bool doubtful = false;
    for (const Pending& cell : m_pending) {
        const double value = decimal ? cell.decimal : cell.grouped;
        if (!std::isnan(value)) {
            decided.emplace_back(cell.row, value);
            doubtful =
                doubtful || (!decimal && !std::isnan(cell.decimal) && (delimiter != ',' || commaProved));
            continue;
        }
        if (!notes.wants(Note::Ambiguous)) {
            notes.count(Note::Ambiguous);
            continue;
        }
        const auto text = std::ranges::find(m_pendingTexts, cell.row, &std::pair<qint32, std::string>::first);
        notes.add(Note::Ambiguous, places.lineOf(cell.row), m_number,
            tr("\u201c%1\u201d may have a decimal comma, but the column does not prove it; it is kept "
               "out.")
                .arg(text != m_pendingTexts.end() ? fromView(text->second)
                                                  : QString::number(cell.decimal).replace(u'.', u',')));
    }
    if (doubtful) {
        notes.add(Note::Ambiguous, places.lineOf(m_pending.front().row), m_number,
            tr("The commas of column \u201c%1\u201d were read as separators of thousands; they could be "
               "decimal.")
                .arg(m_name.left(120)));
    }
    merge(decided);
    m_pending = {};
}

void CsvColumn::finish(char delimiter, bool commaProved, Notes& notes, Parsed& parsed)
{
    decideCommas(delimiter, commaProved, notes, parsed.places);
    for (UnitColumn& column : m_numbers) {
        if (column.numbers.values.isEmpty())
            continue;
        const bool inCells = !column.unit.empty();
        // A unit from a row of units holds for the cells that name none.
        column.numbers.key = m_name;
        column.numbers.unit = inCells ? QString::fromStdString(column.unit) : m_unit;
        column.numbers.unitReason = inCells ? tr("written in the cells") : m_unitReason;
        column.numbers.column = m_number;
        parsed.document.values += qint64(column.numbers.values.size());
        parsed.numbers.push_back(std::move(column.numbers));
    }
    if (!m_times.values.isEmpty()) {
        m_times.key = m_name;
        m_times.column = m_number;
        parsed.times.push_back(std::move(m_times));
    }
    if (!m_manyTexts && m_levels.isEmpty())
        return;
    m_texts.name = m_name;
    m_texts.tooMany = m_manyTexts;
    m_texts.levels = m_manyTexts ? QStringList() : m_levels.names();
    parsed.texts.push_back(std::move(m_texts));
}

} // namespace benchglass::corpus
