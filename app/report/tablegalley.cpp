#include "report/galley.h"

#include <QPainter>

#include <algorithm>
#include <memory>
#include <numeric>

namespace benchglass::report {

namespace {

constexpr double padY = 2.6;
constexpr double leastColumn = 22;
constexpr int mostColumns = 24;

/// A table whose widths are settled: sets and draws any of its rows.
struct TableSetting
{
    QList<QList<Spans>> rows; // The header first.
    QList<double> widths;     // With padding.
    QList<Align> align;
    TextStyle body;
    TextStyle header;
    double left = 0;
    double padX = 5;

    double totalWidth() const { return std::accumulate(widths.begin(), widths.end(), 0.0); }
    TextBlock cell(qsizetype row, qsizetype column) const;
    /// Words right after a column of figures would read as one with them.
    double lead(qsizetype column) const
    {
        const bool afterFigures = column > 0 && align.value(column - 1) == Align::Right;
        return afterFigures && align.value(column) == Align::Left ? 8 : 0;
    }
};

TextBlock TableSetting::cell(qsizetype row, qsizetype column) const
{
    TextStyle style = row == 0 ? header : body;
    style.align = align.value(column, Align::Left);
    Spans spans = column < rows.at(row).size() ? rows.at(row).at(column) : Spans();
    const double width = std::max(4.0, widths.at(column) - 2 * padX - lead(column));
    // A header that does not fit keeps its unit together: `Max` over `(tok/s)`.
    if (row == 0 && naturalWidth(spans, style) > width) {
        for (Span& span : spans)
            span.text.replace(QLatin1String(" ("), QString(QChar(QChar::LineSeparator)) + u'(');
    }
    return TextBlock(spans, style, width);
}

struct Widths
{
    QList<double> natural;
    QList<double> wanted; ///< Figures whole, headers and sentences wrapped between words.
    QList<double> least;
};

/// A sentence in a cell may wrap, but not into a column of single words.
constexpr double wrappedSentence = 110;

Widths measuredWidths(const TableSetting& table, qsizetype columns)
{
    const QList<double> none(columns, 0.0);
    Widths widths {none, none, none};
    for (qsizetype row = 0; row < table.rows.size(); ++row) {
        const TextStyle& style = row == 0 ? table.header : table.body;
        for (qsizetype column = 0; column < std::min(columns, table.rows.at(row).size()); ++column) {
            const Spans& spans = table.rows.at(row).at(column);
            const double around = 2 * table.padX + table.lead(column);
            const double natural = naturalWidth(spans, style) + around;
            const double least = longestWordWidth(spans, style) + around;
            const bool isFigure = row > 0 && table.align.value(column) == Align::Right;
            const double wanted = isFigure ? natural
                : row == 0                 ? least
                                           : std::max(least, std::min(natural, wrappedSentence));
            widths.natural[column] = std::max(widths.natural[column], natural);
            widths.wanted[column] = std::max(widths.wanted[column], wanted);
            widths.least[column] = std::max(widths.least[column], least);
        }
    }
    return widths;
}

double sum(const QList<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// @p from, each widened by its share of what is left of @p available towards @p to.
QList<double> widened(const QList<double>& from, const QList<double>& to, double available)
{
    const double share = (available - sum(from)) / std::max(1.0, sum(to) - sum(from));
    QList<double> widths;
    for (qsizetype column = 0; column < from.size(); ++column)
        widths.append(from.at(column) + std::max(0.0, to.at(column) - from.at(column)) * share);
    return widths;
}

/// Natural widths where they fit, else the wanted or the least ones and a fair share of the rest; words are
/// broken last.
QList<double> settledWidths(const Widths& widths, double available)
{
    if (sum(widths.natural) <= available)
        return widths.natural;
    if (sum(widths.wanted) <= available)
        return widened(widths.wanted, widths.natural, available);
    // One long word must not squeeze every other column.
    QList<double> least = widths.least;
    const double fair = available / double(least.size());
    for (double& width : least)
        width = std::min(width, std::max(fair * 1.6, leastColumn));
    const double needed = sum(least);
    if (needed < available)
        return widened(least, widths.natural, available);
    for (double& width : least)
        width *= available / needed;
    return least;
}

void drawRule(QPainter& painter, double left, double right, double y, QRgb color, double width)
{
    painter.setPen(QPen(QColor::fromRgb(color), width, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(left, y), QPointF(right, y));
}

/// What a row's cells need, cut into parts of at most @p most points each: one part but for a row higher than
/// a page.
struct RowPart
{
    int fromLine = 0;
    int toLine = 0;
    double height = 0;
};

QList<RowPart> partsOfRow(const TableSetting& table, qsizetype row, double most)
{
    const double line = row == 0 ? table.header.lineHeight() : table.body.lineHeight();
    int lines = 1;
    double height = 0;
    double tallest = line;
    for (qsizetype column = 0; column < table.widths.size(); ++column) {
        const TextBlock cell = table.cell(row, column);
        lines = std::max(lines, cell.lineCount());
        height = std::max(height, cell.height());
        for (int at = 0; at < cell.lineCount(); ++at)
            tallest = std::max(tallest, cell.lineHeight(at));
    }
    if (height + 2 * padY <= most)
        return {{0, lines, height + 2 * padY}};
    const int perPart = std::max(1, int((most - 2 * padY) / tallest));
    QList<RowPart> parts;
    for (int from = 0; from < lines; from += perPart) {
        const int to = std::min(lines, from + perPart);
        parts.append({from, to, (to - from) * tallest + 2 * padY});
    }
    return parts;
}

void drawRow(QPainter& painter, const QPointF& at, const TableSetting& table, qsizetype row,
    const RowPart& part, bool endsRow)
{
    double x = at.x() + table.left;
    for (qsizetype column = 0; column < table.widths.size(); ++column) {
        const TextBlock cell = table.cell(row, column);
        // A header's words stand on its rule, however many lines its neighbours have.
        const double drop = row == 0 ? part.height - 2 * padY - cell.height() : 0;
        cell.draw(
            painter, {x + table.padX + table.lead(column), at.y() + padY + drop}, part.fromLine, part.toLine);
        x += table.widths.at(column);
    }
    if (endsRow)
        drawRule(painter, at.x() + table.left, x, at.y() + part.height,
            row == 0 ? ink::strongLine : ink::line, row == 0 ? 0.75 : 0.5);
}

/// The largest of a few sizes at which no figure wraps and no word breaks, else the smallest: neighbours
/// should look alike, so what may wrap does before a table is set smaller than the one above it.
void chooseSize(TableSetting& table, qsizetype columns, double available, Widths& widths)
{
    for (const double size : {8.5, 8.0, 7.5, 7.0, 6.5}) {
        table.body.size = size;
        table.header.size = size - 0.5;
        widths = measuredWidths(table, columns);
        if (sum(widths.wanted) <= available)
            return;
    }
}

void setWideTable(Galley& galley, const QList<QList<Spans>>& rows, double left)
{
    QStringList lines;
    for (const QList<Spans>& row : rows) {
        QStringList cells;
        for (const Spans& cell : row)
            cells.append(plainText(cell));
        lines.append(cells.join(QLatin1String(" | ")));
    }
    setCode(galley, lines.join(u'\n'), left);
}

} // namespace

void setTable(Galley& galley, const QList<QList<Spans>>& rows, const QList<Align>& align, double left)
{
    if (rows.isEmpty())
        return;
    const qsizetype columns = rows.first().size();
    if (columns == 0)
        return;
    if (columns > mostColumns) {
        setWideTable(galley, rows, left);
        return;
    }
    const auto table = std::make_shared<TableSetting>();
    table->rows = rows;
    table->align = align;
    table->left = left;
    table->padX = columns > 8 ? 3 : 5;
    table->body.leading = 1.36;
    table->header.leading = 1.3;
    table->header.bold = true;
    table->header.color = ink::muted;
    const double available = page::textWidth - left;
    Widths wanted;
    chooseSize(*table, columns, available, wanted);
    table->widths = settledWidths(wanted, available);
    const double spare = std::min(16.0, (available - table->totalWidth()) / double(columns));
    for (double& width : table->widths)
        width += std::max(0.0, spare);

    const double mostHead = page::textHeight / 3;
    const RowPart head = partsOfRow(*table, 0, mostHead).first();
    const int headIndex = int(galley.heads.size());
    const Paint paintHead = [table, head](QPainter& painter, const QPointF& at) {
        drawRow(painter, at, *table, 0, head, true);
    };
    galley.heads.append({head.height, paintHead});
    Atom headAtom;
    headAtom.before = 7;
    headAtom.height = head.height;
    headAtom.keepWithNext = rows.size() > 1;
    headAtom.paint = paintHead;
    galley.atoms.append(headAtom);
    const double most = page::textHeight - head.height;
    for (qsizetype row = 1; row < rows.size(); ++row) {
        const QList<RowPart> parts = partsOfRow(*table, row, most);
        for (const RowPart& part : parts) {
            Atom atom;
            atom.height = part.height;
            atom.head = headIndex;
            // No row stands alone with the header, at either end.
            atom.keepWithNext =
                parts.size() == 1 && row + 1 < rows.size() && (row == 1 || row + 2 == rows.size());
            const bool endsRow = part.toLine == parts.last().toLine;
            atom.paint = [table, row, part, endsRow](QPainter& painter, const QPointF& at) {
                drawRow(painter, at, *table, row, part, endsRow);
            };
            galley.atoms.append(atom);
        }
    }
}

} // namespace benchglass::report
