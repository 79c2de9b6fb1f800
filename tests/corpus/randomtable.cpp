#include "randomtable.h"

#include <QStringEncoder>

#include <algorithm>

RandomTable::RandomTable(quint32 seed)
    : m_random(seed)
    , m_delimiter(u",;\t|"[below(4)])
    , m_lineEnd(oneIn(2) ? QStringLiteral("\n") : QStringLiteral("\r\n"))
    , m_encoding(int(below(6)))
{
    chooseColumns();
    writeHeader();
    if (oneIn(6))
        writeUnits();
    const int rows = 2 + int(below(20));
    for (int row = 0; row < rows; ++row) {
        if (oneIn(15) && m_kinds.size() > 1) {
            m_text += m_lineEnd; // A blank line is no record.
            ++m_line;
        }
        writeRow(row == 0);
    }
    if (oneIn(3))
        m_text.chop(m_lineEnd.size());
    encode();
}

/// A comma means decimals or thousands in one file, never both: nobody could tell them apart.
void RandomTable::chooseColumns()
{
    const bool commaIsDecimal = oneIn(3);
    const int columns = 1 + int(below(8));
    for (int column = 0; column < columns; ++column) {
        Kind kind = Kind(below(9));
        if (kind == Kind::DecimalComma && !commaIsDecimal)
            kind = Kind::Thousands;
        else if (kind == Kind::Thousands && commaIsDecimal)
            kind = Kind::DecimalComma;
        // A file that proves the decimal comma has no other decimals.
        if (commaIsDecimal && (kind == Kind::Decimal || kind == Kind::Mixed || kind == Kind::Percent))
            kind = Kind::DecimalComma;
        m_kinds.append(kind);
    }
    if (std::ranges::all_of(m_kinds, [](Kind kind) { return kind == Kind::Text; }))
        m_kinds[0] = Kind::Integer;
}

QString RandomTable::name(int column)
{
    static const QStringList words {QStringLiteral("model"), QStringLiteral("ttft"),
        QStringLiteral("gr\u00f6\u00dfe"), QStringLiteral("tokens per second"), QStringLiteral("a, b"),
        QStringLiteral("say \"hi\""), QStringLiteral("x;y|z"), QStringLiteral("two\nlines"),
        QStringLiteral("#hash")};
    // Now and then two columns have one name.
    return pick(words) + (oneIn(10) ? QString() : QStringLiteral(" c%1").arg(QChar(u'a' + column)));
}

QString RandomTable::words()
{
    static const QStringList words {QStringLiteral("fast"), QStringLiteral("q4_0"), QStringLiteral("n/a"),
        QStringLiteral("with, comma"), QStringLiteral("with; semicolon"), QStringLiteral("with\ttab"),
        QStringLiteral("a|b"), QStringLiteral("line\nbreak"), QStringLiteral("line\r\nbreak"),
        QStringLiteral("\"quoted\""), QStringLiteral("\"\""), QStringLiteral("stra\u00dfe"), QString(),
        QStringLiteral("#5"), QStringLiteral("12:30"), QStringLiteral("1.2.3"), QStringLiteral("2025-10-02"),
        QStringLiteral("3 of 4"), QStringLiteral("0x1f")};
    return pick(words);
}

RandomTable::Written RandomTable::number(Kind kind)
{
    const qint64 whole = qint64(below(2'000'000)) - 1'000'000;
    const QString sign = whole < 0 ? QStringLiteral("-") : QString();
    const QString decimals = QString::number(10 + below(90));
    QString plain = QString::number(whole);
    QString text = plain;
    switch (kind) {
    case Kind::Decimal:
    case Kind::Percent:
        plain = QString::number(double(m_random()) / 1e4 / (1 + below(1'000'000)), 'g', 17);
        text = plain + (kind == Kind::Percent ? QStringLiteral("%") : QString());
        break;
    case Kind::Exponent:
        plain +=
            QLatin1Char('.') + decimals + (oneIn(2) ? u'e' : u'E') + QString::number(int(below(600)) - 300);
        text = plain;
        break;
    case Kind::DecimalComma:
        plain += u'.' + decimals;
        text = QString(plain).replace(u'.', u',');
        break;
    case Kind::Thousands: {
        const QString far = QString::number(100 + below(900));
        plain = sign + QString::number(1 + below(999)) + far + u'.' + decimals;
        text = QString(plain).insert(plain.indexOf(u'.') - 3, u',');
        break;
    }
    case Kind::Unit: text += oneIn(2) ? QStringLiteral(" ms") : QStringLiteral("ms"); break;
    default: break;
    }
    return {text, plain.toDouble()};
}

RandomTable::Written RandomTable::cell(Kind kind)
{
    if (oneIn(12))
        return {};
    if (kind == Kind::Text)
        return {words(), {}};
    if (kind == Kind::Mixed)
        return oneIn(3) ? Written {words(), {}} : number(Kind::Decimal);
    return number(kind);
}

void RandomTable::writeHeader()
{
    QList<Written> cells;
    for (int column = 0; column < m_kinds.size(); ++column)
        cells.append({name(column), {}});
    writeRecord(cells, false);
}

void RandomTable::writeUnits()
{
    QList<Written> cells;
    for (const Kind kind : m_kinds)
        cells.append({kind == Kind::Text ? QString() : QStringLiteral("ms"), {}});
    writeRecord(cells, false);
}

void RandomTable::writeRow(bool isFirst)
{
    QList<Written> cells;
    for (const Kind kind : m_kinds) {
        // The first row shows what a comma means.
        const bool shows = isFirst && (kind == Kind::DecimalComma || kind == Kind::Thousands);
        cells.append(shows ? number(kind) : cell(kind));
    }
    // Ragged rows make a delimiter less likely, and numbers with commas make the comma more likely: then only
    // the number of fields could tell, and tst_corpus_hostile says what it does not tell yet.
    const bool hasCommas = m_kinds.contains(Kind::DecimalComma) || m_kinds.contains(Kind::Thousands);
    if (!isFirst && m_kinds.size() > 1 && !hasCommas && oneIn(12)) {
        if (oneIn(2))
            cells.append(number(Kind::Integer));
        else if (cells.size() > 2)
            cells.removeLast();
    }
    writeRecord(cells, true);
}

QString RandomTable::quoted(const QString& cell, bool isFirst)
{
    const bool mustBe = cell.contains(m_delimiter) || cell.contains(u'"') || cell.contains(u'\n')
        || cell.contains(u'\r')
        || (isFirst && (cell.startsWith(u'#') || (cell.isEmpty() && m_kinds.size() == 1)))
        // Without it, a lone column of decimal commas is two columns.
        || (cell.contains(u',') && m_kinds.size() == 1);
    if (!mustBe && !oneIn(5))
        return cell;
    return u'"' + QString(cell).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

void RandomTable::writeRecord(const QList<Written>& cells, bool areValues)
{
    const qint64 line = m_line;
    for (int column = 0; column < cells.size(); ++column) {
        const Written& cell = cells[column];
        const QString place = QString::number(line) + u':' + QString::number(column + 1);
        m_cells.insert(place, cell.text);
        if (areValues && cell.value)
            m_values.insert(place, *cell.value);
        m_text += (column > 0 ? QString(m_delimiter) : QString()) + quoted(cell.text, column == 0);
        m_line += cell.text.count(u'\n');
    }
    m_text += m_lineEnd;
    ++m_line;
}

void RandomTable::encode()
{
    const auto with = [this](QStringConverter::Encoding encoding, QStringConverter::Flags flags) {
        QStringEncoder encoder(encoding, flags);
        return QByteArray(encoder(m_text));
    };
    using enum QStringConverter::Flag;
    switch (m_encoding) {
    case 0: m_bytes = with(QStringConverter::Utf8, WriteBom); break;
    case 1: m_bytes = with(QStringConverter::Utf16LE, WriteBom); break;
    case 2: m_bytes = with(QStringConverter::Utf16BE, WriteBom); break;
    case 3: m_bytes = m_text.toLatin1(); break;
    default: m_bytes = m_text.toUtf8(); break;
    }
}
