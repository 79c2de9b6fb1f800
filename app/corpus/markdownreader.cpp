#include "corpus/levels.h"
#include "corpus/markdownlabel.h"
#include "corpus/markdowntext.h"
#include "corpus/number.h"
#include "corpus/reader.h"
#include "corpus/spread.h"
#include "corpus/units.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <md4c.h>

#include <algorithm>
#include <string>

namespace benchglass::corpus {

namespace {

/// Follows md4c through the text and gathers its tables and labelled values.
class MarkdownReader
{
    Q_DECLARE_TR_FUNCTIONS(benchglass::corpus::MarkdownReader)

public:
    MarkdownReader(std::string_view text, ReadContext& context, Parsed& parsed)
        : m_text(text)
        , m_context(context)
        , m_parsed(parsed)
    {
    }

    /// @param mostColumns of the widest table
    void read(size_t mostColumns);

private:
    struct CellText
    {
        std::string text;
        const char* at = nullptr; ///< Its first byte in the source.
    };

    size_t readFrontMatter();
    int enterBlock(MD_BLOCKTYPE type);
    int leaveBlock(MD_BLOCKTYPE type);
    void enterSpan(MD_SPANTYPE type);
    void leaveSpan(MD_SPANTYPE type);
    void text(MD_TEXTTYPE type, std::string_view text);
    void lineText(MD_TEXTTYPE type, std::string_view text);
    void endLine();
    bool isSource(std::string_view text) const;
    void endHead();
    void endRow();
    void addCell(size_t at, const QString& label);
    void noteDoubts(const Cell& cell, const CellText& text, qint64 column);
    void addValue(const QString& key, const Cell& cell, qint32 line, qint32 column, qint32 row);
    void addLevel(const QString& name, const QString& level, qint32 row);
    void finish();
    qint32 lineOf(const char* at);

    std::string_view m_text;
    ReadContext& m_context;
    Parsed& m_parsed;
    const char* m_lineAt = nullptr;
    qint32 m_line = 1;
    QString m_heading;
    bool m_inHeading = false;
    std::string m_headingText;
    bool m_inTable = false;
    bool m_inHead = false;
    bool m_byLabel = false; ///< The first column names quantities, the others are cases.
    QStringList m_header;
    std::vector<CellText> m_cells;
    bool m_inLine = false; ///< In a paragraph or right in a list item.
    bool m_lineBroke = false;
    int m_items = 0; ///< List items around.
    MarkdownLabel m_label;
    qint32 m_row = 0;
    qint64 m_cellCount = 0;
    bool m_tooBig = false;
    QHash<std::pair<QString, QString>, size_t> m_numbers; ///< By key and unit.
    QHash<QString, size_t> m_texts;
    std::vector<Levels> m_levels; ///< Of each text column.
};

/// md4c counts them with 16 bits.
constexpr size_t maxColumns = 65535;
/// No number is longer, and no group is named by more.
constexpr size_t maxCellBytes = 4096;

bool namesQuantities(const QString& header)
{
    static const QSet<QString> names {QStringLiteral("metric"), QStringLiteral("metrics"),
        QStringLiteral("measure"), QStringLiteral("measurement"), QStringLiteral("statistic"),
        QStringLiteral("parameter"), QStringLiteral("property"), QStringLiteral("setting"),
        QStringLiteral("key"), QStringLiteral("quantity")};
    return names.contains(header.toLower());
}

/// `key: value` of a front matter line.
std::pair<std::string_view, std::string_view> keyAndValue(std::string_view line)
{
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || line.front() == ' ' || line.front() == '#')
        return {};
    std::string_view value = trimmed(line.substr(colon + 1));
    if (value.size() >= 2 && value.front() == value.back() && (value.front() == '"' || value.front() == '\''))
        value = value.substr(1, value.size() - 2);
    return {trimmed(line.substr(0, colon)), value};
}

/// Lines are asked for in order of the text, nearly always.
qint32 MarkdownReader::lineOf(const char* at)
{
    if (!m_lineAt || at < m_lineAt) {
        m_lineAt = m_text.data();
        m_line = 1;
    }
    m_line += qint32(std::count(m_lineAt, at, '\n'));
    m_lineAt = at;
    return m_line;
}

/// @return where the body starts
size_t MarkdownReader::readFrontMatter()
{
    if (!m_text.starts_with("---\n") && !m_text.starts_with("---\r\n"))
        return 0;
    const size_t start = m_text.find('\n') + 1;
    size_t end = start;
    while (end < m_text.size() && m_text.substr(end, 3) != "---" && m_text.substr(end, 3) != "...")
        end = std::min(m_text.find('\n', end), m_text.size() - 1) + 1;
    // Without a closing line it was a rule, not front matter.
    if (end >= m_text.size())
        return 0;
    for (size_t at = start; at < end;) {
        const size_t stop = m_text.find('\n', at);
        const auto [key, value] = keyAndValue(m_text.substr(at, stop - at));
        if (!key.empty()) {
            const Cell cell = readCell(value);
            const QString name = tidyName(key);
            if (cell.kind == CellKind::Number)
                addValue(name, cell, lineOf(m_text.data() + at), 0, -1);
            else if (const auto ms = isoDateMs(value))
                m_parsed.dates.add(*ms);
        }
        at = stop + 1;
    }
    return end;
}

int MarkdownReader::enterBlock(MD_BLOCKTYPE type)
{
    endLine();
    m_items += type == MD_BLOCK_LI ? 1 : 0;
    m_inLine = type == MD_BLOCK_LI || type == MD_BLOCK_P;
    m_label.begin(m_items > 0);
    switch (type) {
    case MD_BLOCK_H:
        ++m_parsed.document.headings;
        m_inHeading = true;
        m_headingText.clear();
        break;
    case MD_BLOCK_TABLE: m_inTable = true; break;
    case MD_BLOCK_THEAD: m_inHead = true; break;
    case MD_BLOCK_TR: m_cells.clear(); break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        m_cells.emplace_back();
        // A wide table with short rows costs cells that were never written.
        if (++m_cellCount > 20'000'000) {
            m_tooBig = true;
            return 1;
        }
        break;
    default: break;
    }
    return m_cellCount % 4096 == 4095 && m_context.stop.stop_requested() ? 1 : 0;
}

int MarkdownReader::leaveBlock(MD_BLOCKTYPE type)
{
    endLine();
    m_items -= type == MD_BLOCK_LI ? 1 : 0;
    m_inLine = false;
    switch (type) {
    case MD_BLOCK_H:
        m_inHeading = false;
        m_heading = tidyName(m_headingText).left(TextColumn::maxLength);
        break;
    case MD_BLOCK_TABLE: m_inTable = false; break;
    case MD_BLOCK_THEAD: m_inHead = false; break;
    case MD_BLOCK_TR: m_inHead ? endHead() : endRow(); break;
    default: break;
    }
    return 0;
}

void MarkdownReader::enterSpan(MD_SPANTYPE type)
{
    if (!m_inLine || type != MD_SPAN_STRONG)
        return;
    // Labels in bold often stand on lines of one paragraph.
    if (m_lineBroke)
        endLine();
    m_label.setStrong(true);
}

void MarkdownReader::leaveSpan(MD_SPANTYPE type)
{
    if (m_inLine && type == MD_SPAN_STRONG)
        m_label.setStrong(false);
}

bool MarkdownReader::isSource(std::string_view text) const
{
    return text.data() >= m_text.data() && text.data() < m_text.data() + m_text.size();
}

void MarkdownReader::lineText(MD_TEXTTYPE type, std::string_view text)
{
    if (type == MD_TEXT_BR)
        return endLine();
    if (m_lineBroke)
        m_label.append(" ", nullptr);
    m_lineBroke = type == MD_TEXT_SOFTBR;
    if (!m_lineBroke)
        m_label.append(text, isSource(text) ? text.data() : nullptr);
}

/// Takes what the line labels, if it does, and begins another.
void MarkdownReader::endLine()
{
    if (!m_inLine)
        return;
    if (const auto labelled = m_label.value()) {
        addValue(tidyName(labelled->key), labelled->cell, labelled->at ? lineOf(labelled->at) : 0, 0, m_row);
        addLevel(QStringLiteral("section"), m_heading, m_row++);
    }
    m_label.begin(m_items > 0);
    m_lineBroke = false;
}

void MarkdownReader::text(MD_TEXTTYPE type, std::string_view text)
{
    const bool lineEnd = type == MD_TEXT_BR || type == MD_TEXT_SOFTBR;
    if (m_inHeading)
        m_headingText += lineEnd ? std::string_view(" ") : text;
    if (m_inLine)
        lineText(type, text);
    if (!m_inTable || m_cells.empty())
        return;
    CellText& cell = m_cells.back();
    if (!cell.at && isSource(text))
        cell.at = text.data();
    if (cell.text.size() <= maxCellBytes)
        cell.text += lineEnd ? std::string_view(" ") : text.substr(0, maxCellBytes + 1);
}

void MarkdownReader::endHead()
{
    m_header.clear();
    for (const CellText& cell : m_cells) {
        const QString name = tidyName(cell.text);
        m_header.append(name.isEmpty() ? QStringLiteral("column %1").arg(m_header.size() + 1) : name);
    }
    m_byLabel = m_header.size() > 1 && namesQuantities(m_header.first());
}

void MarkdownReader::endRow()
{
    const QString label = m_cells.empty() ? QString() : tidyName(m_cells.front().text);
    for (size_t at = 0; at < m_cells.size() && at < size_t(m_header.size()); ++at)
        addCell(at, label);
    addLevel(QStringLiteral("section"), m_heading, m_row++);
    ++m_parsed.document.rows;
}

void MarkdownReader::addCell(size_t at, const QString& label)
{
    const std::string_view text = m_cells[at].text;
    Cell cell = text.size() > maxCellBytes ? Cell {.kind = CellKind::Text} : readCell(text);
    if (cell.kind == CellKind::Comma) {
        if (const auto grouped = groupedNumber(trimmed(text)))
            cell = {.kind = CellKind::Number, .value = *grouped};
    }
    const auto column = qint32(at) + 1;
    noteDoubts(cell, m_cells[at], column);
    const auto spread = cell.kind == CellKind::Text ? spreadOf(text.substr(0, maxCellBytes)) : std::nullopt;
    const QString& header = m_header.at(qsizetype(at));
    if (cell.kind == CellKind::Number || spread) {
        // Rows of a table that lists quantities are series; a row of its own for each case keeps the cases
        // apart.
        const bool labelled = m_byLabel && at > 0 && !label.isEmpty();
        const QString& key = labelled ? label : header;
        const qint32 line = m_cells[at].at ? lineOf(m_cells[at].at) : 0;
        addValue(key, spread ? spread->mean : cell, line, column, m_row);
        if (spread)
            addValue(key + u" ±"_qs, spread->deviation, line, column, m_row);
        if (labelled) {
            addLevel(QStringLiteral("case"), header, m_row);
            addLevel(QStringLiteral("section"), m_heading, m_row++);
        }
    } else if (cell.kind == CellKind::Text && !m_byLabel) {
        if (const auto ms = isoDateMs(text))
            m_parsed.dates.add(*ms);
        addLevel(header, tidyName(text), m_row);
    }
}

/// What is kept out, or kept with a doubt.
void MarkdownReader::noteDoubts(const Cell& cell, const CellText& text, qint64 column)
{
    const bool isOut = cell.kind == CellKind::TooLarge || cell.kind == CellKind::NotFinite;
    const Note kind = cell.kind == CellKind::TooLarge ? Note::TooLarge
        : isOut                                       ? Note::NotFinite
                                                      : Note::Rounded;
    if (!isOut && !cell.rounded)
        return;
    if (!m_context.notes.wants(kind))
        return m_context.notes.count(kind);
    const QString reason = kind == Note::Rounded ? tr("The integer is too big to be exact; it was rounded.")
        : kind == Note::TooLarge ? tr("“%1” is beyond the range of numbers; it is kept out.")
                                 : tr("“%1” is no number; it is kept out.");
    const QString shown = tidyName(text.text).left(40);
    m_context.notes.add(
        kind, text.at ? lineOf(text.at) : 0, column, kind == Note::Rounded ? reason : reason.arg(shown));
}

void MarkdownReader::addValue(const QString& key, const Cell& cell, qint32 line, qint32 column, qint32 row)
{
    const QString unit = QString::fromUtf8(cell.unit.data(), qsizetype(cell.unit.size()));
    auto found = m_numbers.constFind({key, unit});
    if (found == m_numbers.cend()) {
        found = m_numbers.insert({key, unit}, m_parsed.numbers.size());
        m_parsed.numbers.emplace_back();
        m_parsed.numbers.back().key = key;
        m_parsed.numbers.back().unit = unit;
        if (!unit.isEmpty())
            m_parsed.numbers.back().unitReason = tr("written in the cells");
    }
    NumberColumn& numbers = m_parsed.numbers[*found];
    numbers.values.append(cell.value);
    numbers.places.append(qint32(m_parsed.places.cells.size()));
    m_parsed.places.cells.push_back({line, column, row});
    ++m_parsed.document.values;
}

void MarkdownReader::addLevel(const QString& name, const QString& level, qint32 row)
{
    if (level.isEmpty())
        return;
    auto found = m_texts.constFind(name);
    if (found == m_texts.cend()) {
        found = m_texts.insert(name, m_parsed.texts.size());
        m_parsed.texts.emplace_back();
        m_parsed.texts.back().name = name;
        m_levels.emplace_back();
    }
    TextColumn& column = m_parsed.texts[*found];
    // Two columns of one name: the first one counts.
    const qsizetype size = column.places.size();
    if (column.tooMany || (size > 0 && column.places.at(size - 1) == row))
        return;
    if (const auto code = m_levels[*found].numberOf(level.toStdString())) {
        column.codes.push_back(*code);
        column.places.append(row);
    } else {
        column = {};
        column.name = name;
        column.tooMany = true;
    }
}

void MarkdownReader::finish()
{
    if (m_tooBig)
        m_context.notes.add(Note::Fault, 0, 0, tr("The tables have too many cells; the rest is left out."));
    for (size_t at = 0; at < m_levels.size(); ++at) {
        if (!m_parsed.texts[at].tooMany)
            m_parsed.texts[at].levels = m_levels[at].names();
    }
}

void MarkdownReader::read(size_t mostColumns)
{
    if (mostColumns > maxColumns) {
        m_context.notes.add(Note::Fault, 0, 0,
            tr("A table has %1 columns, more than the limit of %2; only some of them are read.")
                .arg(mostColumns)
                .arg(maxColumns));
    }
    const std::string_view body = m_text.substr(readFrontMatter());
    MD_PARSER parser {};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
    parser.enter_block = [](MD_BLOCKTYPE type, void*, void* self) {
        return static_cast<MarkdownReader*>(self)->enterBlock(type);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
        return static_cast<MarkdownReader*>(self)->leaveBlock(type);
    };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
        static_cast<MarkdownReader*>(self)->enterSpan(type);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
        static_cast<MarkdownReader*>(self)->leaveSpan(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
        static_cast<MarkdownReader*>(self)->text(type, {text, size});
        return 0;
    };
    const int result = md_parse(body.data(), MD_SIZE(body.size()), &parser, this);
    if (result != 0 && !m_tooBig && !m_context.stop.stop_requested())
        m_context.notes.add(Note::Fault, 0, 0, tr("The Markdown could not be parsed to its end."));
    finish();
}

} // namespace

void readMarkdown(std::string_view text, ReadContext& context, Parsed& parsed)
{
    const ParserMarkdown wide = markdownForParser(text);
    MarkdownReader(wide.text, context, parsed).read(wide.mostColumns);
}

} // namespace benchglass::corpus
