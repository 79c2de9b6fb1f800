#include "corpus/csvtable.h"

#include "corpus/units.h"

#include <algorithm>

namespace benchglass::corpus {

namespace {

bool isComment(const CsvScanner::Record& record, const CsvDialect& dialect, bool isBelowHeader)
{
    return !record.quoted && record.fields.front().starts_with('#')
        && (isBelowHeader || record.fields.size() != dialect.fields);
}

QStringList namesOf(const CsvScanner::Record& record)
{
    QStringList names;
    for (std::string_view field : record.fields) {
        if (names.isEmpty() && field.starts_with('#') && !record.quoted)
            field.remove_prefix(1);
        names.append(tidyName(trimmed(field)));
    }
    return names;
}

} // namespace

CsvHead csvHeadOf(std::string_view text, bool preferTab)
{
    CsvHead head;
    head.dialect = csvDialectOf(text, preferTab);
    CsvScanner scanner(text, head.dialect.delimiter);
    CsvScanner::Record record;
    const auto nextRecord = [&] {
        for (;;) {
            head.rowsAt = scanner.offset();
            head.rowsLine = scanner.line();
            if (!scanner.next(record))
                return false;
            if (!isComment(record, head.dialect, !head.names.isEmpty()))
                return true;
            head.firstComment = head.comments++ == 0 ? record.line : head.firstComment;
        }
    };
    head.hasRows = nextRecord();
    if (!head.hasRows)
        return head;
    head.named = looksLikeHeader(record);
    head.names = namesOf(record);
    if (!head.named) {
        head.names.fill(QString());
        return head;
    }
    head.hasRows = nextRecord();
    if (head.hasRows && looksLikeUnits(record)) {
        for (size_t at = 0; at < std::min(size_t(head.names.size()), record.fields.size()); ++at)
            head.units.emplace_back(std::string(record.fields[at]), record.line);
        head.hasRows = nextRecord();
    }
    return head;
}

CsvRows::CsvRows(const CsvHead& head, std::stop_token stop)
    : m_head(head)
    , m_stop(std::move(stop))
{
    for (qsizetype at = 0; at < head.names.size(); ++at)
        addColumn();
    for (size_t at = 0; at < head.units.size(); ++at)
        m_columns[at].setUnit(head.units[at].first, head.units[at].second);
}

CsvColumn& CsvRows::addColumn()
{
    const auto number = qint64(m_columns.size()) + 1;
    const QString given = m_head.names.value(number - 1);
    const QString name = given.isEmpty() ? QStringLiteral("column %1").arg(number) : given;
    QString unique = name;
    // Where the last search for a free name ended: a million columns may have one name.
    int& copy = m_copies[name];
    while (m_names.contains(unique))
        unique = name + u" ("_qs + QString::number(++copy + 1) + u')';
    m_names.insert(unique);
    return m_columns.emplace_back(unique, number);
}

bool CsvRows::isComment(const CsvScanner::Record& record) const
{
    return corpus::isComment(record, m_head.dialect, !m_head.names.isEmpty());
}

void CsvRows::noteRagged(const CsvScanner::Record& record)
{
    if (!m_notes.wants(Note::Ragged)) {
        m_notes.count(Note::Ragged);
        return;
    }
    m_notes.add(Note::Ragged, record.line, 0,
        tr("The row has %1 fields, the header %2; the row is kept.")
            .arg(record.fields.size())
            .arg(m_head.names.size()));
}

void CsvRows::addRow(const CsvScanner::Record& record)
{
    if (record.line != m_expectedLine)
        m_places.lines.push_back({m_row, record.line});
    m_expectedLine = record.line + 1;
    if (record.fields.size() != size_t(m_head.names.size()))
        noteRagged(record);
    // A row of a million fields is hardly a table; what it holds beyond the limit is said, not kept.
    constexpr size_t maxColumns = 1'000'000;
    for (size_t at = 0; at < std::min(record.fields.size(), maxColumns); ++at) {
        if (at == m_columns.size())
            addColumn();
        m_columns[at].add(record.fields[at], m_row, record.line, m_notes, m_dates);
    }
    if (record.fields.size() > maxColumns)
        m_notes.add(Note::Shape, record.line, qint64(maxColumns), tr("The row has too many columns."));
    if (record.strayQuote)
        m_notes.add(Note::Quote, record.line, 0, tr("A quotation mark stands inside a quoted field."));
    ++m_row;
}

size_t CsvRows::read(std::string_view text, size_t owned, bool isEnd)
{
    CsvScanner scanner(text, m_head.dialect.delimiter);
    CsvScanner::Record record;
    const qint64 linesBefore = m_lines;
    size_t start = 0;
    for (; start < owned && !m_isBroken; start = scanner.offset()) {
        const bool found = scanner.next(record);
        if (!isEnd && scanner.offset() == text.size())
            return start;
        m_lines = linesBefore + scanner.line() - 1;
        if (!found)
            return text.size();
        record.line += linesBefore;
        if (record.unterminated) {
            m_notes.add(Note::Fault, record.line, qint64(record.fields.size()),
                tr("A quotation mark is never closed; the rows from here on are left out."));
            m_isBroken = true;
        } else if (isComment(record)) {
            m_firstComment = m_comments++ == 0 ? record.line : m_firstComment;
        } else {
            addRow(record);
        }
        if (m_row % 4096 == 0 && m_stop.stop_requested())
            return text.size();
    }
    return start;
}

void CsvRows::squeeze()
{
    for (CsvColumn& column : m_columns)
        column.squeeze();
}

void CsvRows::append(CsvRows&& next)
{
    if (m_isBroken)
        return;
    while (m_columns.size() < next.m_columns.size())
        addColumn();
    for (size_t at = 0; at < next.m_columns.size(); ++at)
        m_columns[at].append(std::move(next.m_columns[at]), m_row);
    m_places.append(next.m_places, m_row, m_lines, 0);
    m_notes.append(next.m_notes, m_lines);
    m_dates.add(next.m_dates);
    if (m_comments == 0 && next.m_comments > 0)
        m_firstComment = next.m_firstComment + m_lines;
    m_comments += next.m_comments;
    m_isBroken = next.m_isBroken;
    m_row += next.m_row;
    m_lines += next.m_lines;
}

/// What there is to say of the table as a whole.
void CsvRows::noteHead(Notes& notes)
{
    if (!m_head.named && !m_head.names.isEmpty()) {
        notes.add(Note::Shape, m_head.rowsLine, 0,
            tr("The table has no header; its columns are named by their number."));
    }
    if (!m_head.hasRows) {
        notes.add(Note::Shape, 1, 0,
            m_head.named
                ? tr("No row follows the header \u201c%1\u201d.").arg(m_columns.front().name().left(120))
                : tr("The file is empty."));
    }
    if (const qint64 comments = m_comments + m_head.comments; comments > 0) {
        const qint64 first = m_head.comments > 0 ? m_head.firstComment : m_firstComment + m_head.rowsLine - 1;
        notes.add(Note::Comment, first, 0,
            tr("%n comment line(s) starting with # were left out.", nullptr, int(comments)));
    }
}

void CsvRows::finish(Parsed& parsed, Notes& notes)
{
    parsed.places.append(m_places, 0, m_head.rowsLine - 1, 0);
    parsed.dates = m_dates;
    parsed.document.rows = m_row;
    notes.append(m_notes, m_head.rowsLine - 1);
    noteHead(notes);
    bool commaProved = false;
    for (const CsvColumn& column : m_columns)
        commaProved = commaProved || column.provesDecimalComma();
    for (CsvColumn& column : m_columns)
        column.finish(m_head.dialect.delimiter, commaProved, notes, parsed);
}

void readCsv(std::string_view text, bool preferTab, ReadContext& context, Parsed& parsed)
{
    const CsvHead head = csvHeadOf(text, preferTab);
    CsvRows rows(head, context.stop);
    const std::string_view below = text.substr(head.rowsAt);
    rows.read(below, below.size(), true);
    if (!context.stop.stop_requested())
        rows.finish(parsed, context.notes);
}

} // namespace benchglass::corpus
