#include "corpus/csvcolumn.h"
#include "corpus/csvdialect.h"
#include "corpus/reader.h"
#include "corpus/units.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

namespace benchglass::corpus {

namespace {

/// Reads one table. An object and not a function because its steps share so much.
class CsvReader
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::CsvReader)

public:
    CsvReader(std::string_view text, bool preferTab, ReadContext& context, Parsed& parsed)
        : m_dialect(csvDialectOf(text, preferTab))
        , m_scanner(text, m_dialect.delimiter)
        , m_context(context)
        , m_parsed(parsed)
    {
    }

    void read();

private:
    bool isComment(const CsvScanner::Record& record) const;
    bool readHead(CsvScanner::Record& record);
    void nameColumns(const CsvScanner::Record& record);
    CsvColumn& addColumn(const QString& name);
    void addRow(const CsvScanner::Record& record);
    void noteRagged(const CsvScanner::Record& record);
    void finish();

    CsvDialect m_dialect;
    CsvScanner m_scanner;
    ReadContext& m_context;
    Parsed& m_parsed;
    std::vector<CsvColumn> m_columns;
    QSet<QString> m_names;
    size_t m_headed = 0;
    qint32 m_row = 0;
    qint64 m_expectedLine = 0;
    qint64 m_comments = 0;
    qint64 m_firstComment = 0;
};

bool CsvReader::isComment(const CsvScanner::Record& record) const
{
    return !record.quoted && record.fields.front().starts_with('#')
        && (record.fields.size() != m_dialect.fields || m_headed > 0);
}

CsvColumn& CsvReader::addColumn(const QString& name)
{
    QString unique = name;
    for (int copy = 2; m_names.contains(unique); ++copy)
        unique = name + u" ("_qs + QString::number(copy) + u')';
    m_names.insert(unique);
    return m_columns.emplace_back(unique, qint64(m_columns.size()) + 1);
}

void CsvReader::nameColumns(const CsvScanner::Record& record)
{
    for (std::string_view field : record.fields) {
        if (m_columns.empty() && field.starts_with('#') && !record.quoted)
            field.remove_prefix(1);
        const QString name = tidyName(trimmed(field));
        addColumn(name.isEmpty() ? QStringLiteral("column %1").arg(m_columns.size() + 1) : name);
    }
}

/// Reads up to the first data record. False when there is none.
bool CsvReader::readHead(CsvScanner::Record& record)
{
    const auto nextRecord = [&] {
        while (m_scanner.next(record)) {
            if (!isComment(record))
                return true;
            m_firstComment = m_comments++ == 0 ? record.line : m_firstComment;
        }
        return false;
    };
    if (!nextRecord())
        return false;
    if (!looksLikeHeader(record)) {
        m_context.notes.add(Note::Shape, record.line, 0,
            tr("The table has no header; its columns are named by their number."));
        for (size_t at = 0; at < record.fields.size(); ++at)
            addColumn(QStringLiteral("column %1").arg(at + 1));
        m_headed = m_columns.size();
        return true;
    }
    nameColumns(record);
    m_headed = m_columns.size();
    if (!nextRecord())
        return false;
    if (looksLikeUnits(record)) {
        for (size_t at = 0; at < std::min(m_headed, record.fields.size()); ++at)
            m_columns[at].setUnit(record.fields[at], record.line);
        return nextRecord();
    }
    return true;
}

void CsvReader::noteRagged(const CsvScanner::Record& record)
{
    if (!m_context.notes.wants(Note::Ragged)) {
        m_context.notes.count(Note::Ragged);
        return;
    }
    m_context.notes.add(Note::Ragged, record.line, 0,
        tr("The row has %1 fields, the header %2; the row is kept.").arg(record.fields.size()).arg(m_headed));
}

void CsvReader::addRow(const CsvScanner::Record& record)
{
    if (record.line != m_expectedLine)
        m_parsed.places.lines.push_back({m_row, record.line});
    m_expectedLine = record.line + 1;
    if (record.fields.size() != m_headed)
        noteRagged(record);
    // A row of a million fields is hardly a table; what it holds beyond the limit is said, not kept.
    constexpr size_t maxColumns = 1'000'000;
    for (size_t at = 0; at < std::min(record.fields.size(), maxColumns); ++at) {
        if (at == m_columns.size())
            addColumn(QStringLiteral("column %1").arg(at + 1));
        m_columns[at].add(record.fields[at], m_row, record.line, m_context.notes, m_parsed.dates);
    }
    if (record.fields.size() > maxColumns)
        m_context.notes.add(
            Note::Shape, record.line, qint64(maxColumns), tr("The row has too many columns."));
    if (record.strayQuote)
        m_context.notes.add(
            Note::Quote, record.line, 0, tr("A quotation mark stands inside a quoted field."));
    ++m_row;
}

void CsvReader::finish()
{
    if (m_comments > 0) {
        m_context.notes.add(Note::Comment, m_firstComment, 0,
            tr("%n comment line(s) starting with # were left out.", nullptr, int(m_comments)));
    }
    bool commaProved = false;
    for (const CsvColumn& column : m_columns)
        commaProved = commaProved || column.provesDecimalComma();
    m_parsed.document.rows = m_row;
    for (CsvColumn& column : m_columns)
        column.finish(m_dialect.delimiter, commaProved, m_row, m_context.notes, m_parsed);
}

void CsvReader::read()
{
    CsvScanner::Record record;
    bool more = readHead(record);
    if (!more) {
        m_context.notes.add(Note::Shape, 1, 0,
            m_headed > 0
                ? tr("No row follows the header \u201c%1\u201d.").arg(m_columns.front().name().left(120))
                : tr("The file is empty."));
    }
    while (more) {
        if (record.unterminated) {
            m_context.notes.add(Note::Fault, record.line, qint64(record.fields.size()),
                tr("A quotation mark is never closed; the rows from here on are left out."));
            break;
        }
        if (isComment(record))
            m_firstComment = m_comments++ == 0 ? record.line : m_firstComment;
        else
            addRow(record);
        if (m_row % 4096 == 0 && m_context.stop.stop_requested())
            return;
        more = m_scanner.next(record);
    }
    finish();
}

} // namespace

QString tidyName(std::string_view name)
{
    QString text = QString::fromUtf8(name.data(), qsizetype(name.size()));
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
            || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph)
            c = u' ';
    }
    return text.simplified();
}

void readCsv(std::string_view text, bool preferTab, ReadContext& context, Parsed& parsed)
{
    CsvReader(text, preferTab, context, parsed).read();
}

} // namespace benchglass::corpus
