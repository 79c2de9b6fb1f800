#include "report/galley.h"

#include <QPainter>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace benchglass::report {

namespace {

constexpr double paragraphGap = 6;
constexpr double listIndent = 14;
constexpr double quoteIndent = 12;
constexpr double leastFigure = 0.7; ///< A figure shrinks as far before it leaves half a page blank.
constexpr double codeSize = 7.8;
constexpr double leastCodeSize = 5.2; ///< Of lines that are there to be copied whole.
constexpr qsizetype wholeCode = 14;   ///< As many lines of code are kept on one page,
constexpr qsizetype codeEnds = 5;     ///< and of longer ones as many at either end.

TextStyle headingStyle(int level)
{
    TextStyle style;
    constexpr std::array<double, 6> sizes {16, 14, 11.5, 10.5, 9.5, 9.5};
    style.size = sizes.at(std::size_t(std::clamp(level, 1, 6) - 1));
    style.leading = 1.25;
    style.bold = true;
    if (level >= 6)
        style.color = ink::muted;
    return style;
}

Spans plain(const QString& text)
{
    return {Span {visibleText(text).replace(u'\n', QChar::LineSeparator), false, false, false, false}};
}

void setHeading(Galley& galley, const Spans& spans, int level, bool isOurs)
{
    constexpr std::array<double, 6> above {22, 20, 15, 12, 10, 9};
    const qsizetype first = galley.atoms.size();
    setText(galley, spans, headingStyle(level), 0, above.at(std::size_t(std::clamp(level, 1, 6) - 1)));
    for (qsizetype at = first; at < galley.atoms.size(); ++at)
        galley.atoms[at].keepWithNext = true;
    galley.atoms[first].heading = int(galley.headings.size());
    // A model's headings are no part of our outline.
    galley.headings.append({plainText(spans), isOurs ? level : 6});
}

/// The marker of a list's item hangs left of its text, in the item's first line.
void hangMarker(Atom& atom, const QString& marker, double left)
{
    const QString shown = marker == u"-" ? QStringLiteral("\u2022") : marker;
    const auto block =
        std::make_shared<TextBlock>(Spans {Span {shown, false, false, false, false}}, TextStyle(), 40.0);
    const double width = naturalWidth({Span {shown, false, false, false, false}}, TextStyle());
    const Paint text = atom.paint;
    atom.paint = [block, text, width, left](QPainter& painter, const QPointF& at) {
        block->draw(painter, {at.x() + left - width - 3, at.y()}, 0, 1);
        text(painter, at);
    };
}

class Setter
{
public:
    Setter(Galley& galley, const Report& report)
        : m_galley(galley)
        , m_report(report)
    {
    }

    void operator()(const Heading& heading)
    {
        setHeading(m_galley, plain(heading.text), heading.level, true);
    }
    void operator()(const Paragraph& paragraph);
    void operator()(const KeyValues& pairs);
    void operator()(const Bullets& bullets);
    void operator()(const CodeBlock& code) { setCode(m_galley, code.text, 0); }
    void operator()(const Table& table);
    void operator()(const ModelText& text);
    void operator()(const FigureRef& reference);

private:
    void piece(const Piece& piece);

    Galley& m_galley;
    const Report& m_report;
};

void Setter::operator()(const Paragraph& paragraph)
{
    TextStyle style;
    if (paragraph.note) {
        style.color = ink::muted;
        style.size = 9;
    }
    setText(m_galley, plain(paragraph.text), style, 0, paragraphGap);
}

void Setter::operator()(const KeyValues& pairs)
{
    TextStyle keyStyle;
    keyStyle.color = ink::muted;
    keyStyle.size = 9;
    TextStyle valueStyle;
    valueStyle.size = 9;
    double keyWidth = 60;
    for (const auto& [key, value] : pairs.rows)
        keyWidth = std::clamp(naturalWidth(plain(key), keyStyle) + 12, keyWidth, 170.0);
    double before = paragraphGap;
    for (const auto& [key, value] : pairs.rows) {
        const qsizetype first = m_galley.atoms.size();
        setText(m_galley, plain(value), valueStyle, keyWidth, before);
        before = 1.5;
        const auto block = std::make_shared<TextBlock>(plain(key), keyStyle, keyWidth - 6);
        // A short list of facts is read as one.
        const bool isLast = &value == &pairs.rows.last().second;
        m_galley.atoms.last().keepWithNext = !isLast && pairs.rows.size() <= 12;
        Atom& atom = m_galley.atoms[first];
        const Paint text = atom.paint;
        atom.height = std::max(atom.height, block->height());
        atom.paint = [block, text](QPainter& painter, const QPointF& at) {
            block->draw(painter, at, 0, block->lineCount());
            text(painter, at);
        };
    }
}

void Setter::operator()(const Bullets& bullets)
{
    double before = paragraphGap;
    for (const QString& item : bullets.items) {
        const qsizetype first = m_galley.atoms.size();
        setText(m_galley, plain(item), TextStyle(), listIndent, before);
        hangMarker(m_galley.atoms[first], QStringLiteral("-"), listIndent);
        before = 2;
    }
}

void Setter::operator()(const Table& table)
{
    if (!table.caption.isEmpty()) {
        TextStyle style;
        style.size = 9;
        style.color = ink::muted;
        const qsizetype first = m_galley.atoms.size();
        setText(m_galley, plain(table.caption), style, 0, paragraphGap + 4);
        for (qsizetype at = first; at < m_galley.atoms.size(); ++at)
            m_galley.atoms[at].keepWithNext = true;
    }
    QList<QList<Spans>> rows;
    for (const QStringList& cells : QList<QStringList> {table.header} + table.rows) {
        QList<Spans> row;
        for (const QString& cell : cells)
            row.append(plain(cell));
        rows.append(row);
    }
    setTable(m_galley, rows, table.align, 0);
}

void Setter::operator()(const ModelText& text)
{
    for (const Piece& next : piecesOf(text.markdown, text.demoteBy))
        piece(next);
}

void Setter::piece(const Piece& piece)
{
    const double left = piece.listDepth * listIndent + piece.quoteDepth * quoteIndent;
    const qsizetype first = m_galley.atoms.size();
    TextStyle style;
    if (piece.quoteDepth > 0)
        style.color = ink::muted;
    switch (piece.kind) {
    case PieceKind::Heading: setHeading(m_galley, piece.spans, piece.level, false); break;
    case PieceKind::Paragraph:
        setText(m_galley, piece.spans, style, left, piece.marker.isEmpty() ? paragraphGap : 3);
        break;
    case PieceKind::Code: setCode(m_galley, piece.code, left); break;
    case PieceKind::Table: setTable(m_galley, piece.rows, piece.align, left); break;
    case PieceKind::Rule: {
        Atom atom;
        atom.before = 8;
        atom.height = 4;
        atom.paint = [](QPainter& painter, const QPointF& at) {
            painter.fillRect(QRectF(at.x(), at.y() + 2, page::textWidth, 0.5), QColor::fromRgb(ink::line));
        };
        m_galley.atoms.append(atom);
        break;
    }
    }
    if (!piece.marker.isEmpty() && first < m_galley.atoms.size())
        hangMarker(m_galley.atoms[first], piece.marker, left);
}

void Setter::operator()(const FigureRef& reference)
{
    const auto figure = std::find_if(m_report.figures.begin(), m_report.figures.end(),
        [&](const Figure& known) { return known.id == reference.id; });
    if (figure == m_report.figures.end() || !figure->paint || figure->sizePoints.isEmpty())
        return;
    const QSizeF size = figure->sizePoints;
    const double scale =
        std::min({1.0, page::textWidth / size.width(), page::textHeight * 0.8 / size.height()});
    Atom atom;
    atom.before = 10;
    atom.height = size.height() * scale;
    atom.keepWithNext = !figure->caption.isEmpty();
    atom.leastScale = leastFigure;
    atom.paint = [paint = figure->paint, size, scale](QPainter& painter, const QPointF& at) {
        painter.save();
        painter.translate(at);
        painter.scale(scale, scale);
        painter.setClipRect(QRectF(QPointF(), size));
        paint(painter, QRectF(QPointF(), size));
        painter.restore();
    };
    m_galley.atoms.append(atom);
    TextStyle caption;
    caption.size = 8.5;
    caption.color = ink::muted;
    if (!figure->caption.isEmpty())
        setText(m_galley, plain(figure->caption), caption, 0, 3);
}

} // namespace

void setText(Galley& galley, const Spans& spans, const TextStyle& style, double left, double before)
{
    const auto block = std::make_shared<TextBlock>(spans, style, page::textWidth - left);
    const int lines = block->lineCount();
    for (int line = 0; line < lines; ++line) {
        Atom atom;
        atom.before = line == 0 ? before : 0;
        atom.height = block->lineHeight(line);
        atom.keepWithNext = line + 1 < lines && (line == 0 || line + 2 == lines);
        atom.paint = [block, line, left](QPainter& painter, const QPointF& at) {
            block->draw(painter, {at.x() + left, at.y()}, line, line + 1);
        };
        galley.atoms.append(atom);
    }
}

namespace {

/// A checksum list is there to be copied, and a line that wraps is copied as two.
bool isForCopying(const QStringList& lines)
{
    static const QRegularExpression checksum(QStringLiteral("^\\\\?[0-9a-f]{64}  "));
    return std::ranges::all_of(lines, [](const QString& line) { return checksum.match(line).hasMatch(); });
}

/// The size at which the longest of @p lines fits into @p width, or the usual one if that is too small.
double sizeFor(const QStringList& lines, TextStyle style, double width)
{
    double widest = 0;
    for (const QString& line : lines)
        widest = std::max(widest, naturalWidth({Span {line, false, false, false, false}}, style));
    // Fonts come in tenths of a point.
    const double fitting = std::floor(style.size * width / std::max(widest, 1.0) * 10) / 10;
    return fitting < leastCodeSize ? style.size : std::min(style.size, fitting);
}

} // namespace

void setCode(Galley& galley, const QString& code, double left)
{
    constexpr double pad = 6;
    TextStyle style;
    style.size = codeSize;
    style.leading = 1.4;
    style.mono = true;
    style.breaksAnywhere = true;
    QString text = visibleText(code);
    while (text.endsWith(u'\n'))
        text.chop(1);
    const QStringList lines = text.split(u'\n');
    if (isForCopying(lines))
        style.size = sizeFor(lines, style, page::textWidth - left - pad);
    const int box = galley.atoms.isEmpty() ? 0 : galley.atoms.last().box + 1;
    const qsizetype first = galley.atoms.size();
    for (const QString& line : lines) {
        const qsizetype start = galley.atoms.size();
        setText(galley, {Span {line, false, false, false, false}}, style, left + pad, 0);
        for (qsizetype at = start; at < galley.atoms.size(); ++at) {
            galley.atoms[at].box = box;
            galley.atoms[at].boxLeft = left;
        }
    }
    const qsizetype end = galley.atoms.size();
    for (qsizetype at = first; at < end; ++at)
        galley.atoms[at].keepWithNext =
            at + 1 < end && (end - first <= wholeCode || at + 1 < first + codeEnds || at + codeEnds >= end);
    galley.atoms[first].before = 8 + pad / 2;
    // The ground reaches beyond its text, so what follows keeps away.
    Atom gap;
    gap.height = pad;
    galley.atoms.append(gap);
}

void setBlocks(Galley& galley, const Report& report)
{
    Setter setter(galley, report);
    for (const Block& block : report.blocks)
        std::visit(setter, block);
}

} // namespace benchglass::report
