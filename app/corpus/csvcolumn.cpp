#include "corpus/csvcolumn.h"

#include "corpus/reader.h"
#include "corpus/units.h"

#include <algorithm>
#include <cmath>

namespace benchglass::corpus {

namespace {

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

void CsvColumn::addNumber(double value, std::string_view unit, qint32 row)
{
    NumberColumn* target = &m_numbers;
    if (m_numbers.values.empty())
        m_cellUnit = unit;
    if (m_cellUnit != unit) {
        auto other = std::ranges::find(m_otherUnits, unit, &std::pair<std::string, NumberColumn>::first);
        if (other == m_otherUnits.end())
            other = m_otherUnits.insert(m_otherUnits.end(), {std::string(unit), {}});
        target = &other->second;
    }
    target->values.push_back(value);
    target->places.push_back(row);
}

void CsvColumn::addText(std::string_view text, qint32 row, DateSpan& dates)
{
    if (m_textsDropped)
        return;
    if (const auto ms = isoDateMs(text))
        dates.add(*ms);
    const auto key = QByteArray::fromRawData(text.data(), qsizetype(text.size()));
    auto level = m_levels.constFind(key);
    if (level == m_levels.cend()) {
        if (m_levels.size() >= TextColumn::maxLevels || text.size() > TextColumn::maxLength) {
            // Dates keep being read while they are dates: they are the file's time axis.
            m_textsDropped = !isoDateMs(text);
            return;
        }
        m_texts.levels.append(tidyName(text));
        level = m_levels.insert(QByteArray(text.data(), qsizetype(text.size())), qint32(m_levels.size()));
    }
    m_texts.levelOf.resize(size_t(row), -1);
    m_texts.levelOf.push_back(*level);
}

void CsvColumn::add(std::string_view text, qint32 row, qint64 line, Notes& notes, DateSpan& dates)
{
    const Cell cell = readCell(text);
    switch (cell.kind) {
    case CellKind::Empty: return;
    case CellKind::Number:
        addNumber(cell.value, cell.unit, row);
        m_pointSeen = m_pointSeen || (cell.value != std::trunc(cell.value));
        if (cell.rounded)
            notes.add(
                Note::Rounded, line, m_number, tr("The integer is too big to be exact; it was rounded."));
        return;
    case CellKind::Comma: m_pending.push_back({trimmed(text), row, line}); return;
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

bool CsvColumn::provesDecimalComma() const
{
    if (m_pointSeen)
        return false;
    bool proved = false;
    for (const Pending& cell : m_pending) {
        const bool decimal = commaNumber(cell.text).has_value();
        const bool grouped = groupedNumber(cell.text).has_value();
        if (!decimal)
            return false;
        proved = proved || !grouped;
    }
    return proved;
}

void CsvColumn::merge(const std::vector<std::pair<qint32, double>>& decided)
{
    std::vector<double> values;
    std::vector<qint32> places;
    values.reserve(m_numbers.values.size() + decided.size());
    places.reserve(values.capacity());
    size_t at = 0;
    for (const auto& [row, value] : decided) {
        for (; at < m_numbers.places.size() && m_numbers.places[at] < row; ++at) {
            values.push_back(m_numbers.values[at]);
            places.push_back(m_numbers.places[at]);
        }
        values.push_back(value);
        places.push_back(row);
    }
    values.insert(values.end(), m_numbers.values.begin() + std::ptrdiff_t(at), m_numbers.values.end());
    places.insert(places.end(), m_numbers.places.begin() + std::ptrdiff_t(at), m_numbers.places.end());
    m_numbers.values = std::move(values);
    m_numbers.places = std::move(places);
}

void CsvColumn::decideCommas(char delimiter, bool commaProved, Notes& notes)
{
    if (m_pending.empty())
        return;
    const bool decimal = provesDecimalComma();
    std::vector<std::pair<qint32, double>> decided;
    bool doubtful = false;
    for (const Pending& cell : m_pending) {
        const auto value = decimal ? commaNumber(cell.text) : groupedNumber(cell.text);
        if (value) {
            decided.emplace_back(cell.row, *value);
            doubtful = doubtful || (!decimal && commaNumber(cell.text) && (delimiter != ',' || commaProved));
        } else if (commaNumber(cell.text)) {
            notes.add(Note::Ambiguous, cell.line, m_number,
                tr("\u201c%1\u201d may have a decimal comma, but the column does not prove it; it is kept "
                   "out.")
                    .arg(fromView(cell.text)));
        }
    }
    if (doubtful) {
        notes.add(Note::Ambiguous, m_pending.front().line, m_number,
            tr("The commas of column \u201c%1\u201d were read as separators of thousands; they could be "
               "decimal.")
                .arg(m_name.left(120)));
    }
    merge(decided);
}

void CsvColumn::finish(char delimiter, bool commaProved, qint32 rows, Notes& notes, Parsed& parsed)
{
    decideCommas(delimiter, commaProved, notes);
    const QString cellUnit = QString::fromStdString(m_cellUnit);
    const auto hand = [&](NumberColumn& column, const QString& key, const QString& unit,
                          const QString& reason) {
        if (column.values.empty())
            return;
        column.key = key;
        column.unit = unit;
        column.unitReason = reason;
        column.column = m_number;
        parsed.document.values += qint64(column.values.size());
        parsed.numbers.push_back(std::move(column));
    };
    const QString inCells = tr("written in the cells");
    if (cellUnit.isEmpty())
        hand(m_numbers, m_name, m_unit, m_unitReason);
    else
        hand(m_numbers, m_name, cellUnit, inCells);
    for (auto& [unit, column] : m_otherUnits) {
        const QString name = QString::fromStdString(unit);
        hand(column, m_name + u" ["_qs + (name.isEmpty() ? QStringLiteral("no unit") : name) + u']', name,
            name.isEmpty() ? QString() : inCells);
    }
    if (m_textsDropped || m_texts.levels.isEmpty())
        return;
    m_texts.levelOf.resize(size_t(rows), -1);
    m_texts.name = m_name;
    parsed.texts.push_back(std::move(m_texts));
}

} // namespace benchglass::corpus
