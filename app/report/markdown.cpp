#include "report/escape.h"
#include "report/modeltext.h"
#include "report/report.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::report {

namespace {

/// Writes blocks one after another, a blank line between them.
class Writer
{
public:
    Writer(const QList<Figure>& figures, const QString& figureFolder)
        : m_figures(figures)
        , m_figureFolder(figureFolder)
    {
    }

    void operator()(const Heading& heading);
    void operator()(const Paragraph& paragraph);
    void operator()(const KeyValues& pairs);
    void operator()(const Bullets& bullets);
    void operator()(const CodeBlock& code);
    void operator()(const Table& table);
    void operator()(const ModelText& text);
    void operator()(const FigureRef& reference);

    QString take() { return std::move(m_out); }

private:
    void paragraph(const QString& text);
    void piece(const Piece& piece, bool tight);
    void table(const QStringList& header, const QList<Align>& align, const QList<QStringList>& rows,
        const QString& indent);

    const QList<Figure>& m_figures;
    QString m_figureFolder;
    QString m_out;
};

void Writer::paragraph(const QString& text)
{
    if (!m_out.isEmpty())
        m_out += u'\n';
    m_out += text % u'\n';
}

void Writer::operator()(const Heading& heading)
{
    paragraph(QString(std::clamp(heading.level, 1, 6), u'#') % u' ' % escapedHeading(heading.text));
}

void Writer::operator()(const Paragraph& block)
{
    const QString text = escapedParagraph(block.text);
    paragraph(block.note ? QStringLiteral("> ") % text : text);
}

void Writer::operator()(const KeyValues& pairs)
{
    QStringList lines;
    for (const auto& [key, value] : pairs.rows)
        lines.append(u"**" % escapedInline(key) % u":** " % escapedInline(value));
    paragraph(lines.join(QLatin1String("  \n")));
}

void Writer::operator()(const Bullets& bullets)
{
    QStringList lines;
    for (const QString& item : bullets.items)
        lines.append(u"- " % escapedParagraph(item));
    paragraph(lines.join(u'\n'));
}

void Writer::operator()(const CodeBlock& code)
{
    paragraph(fenced(code.text, QString()));
}

void Writer::operator()(const Table& block)
{
    if (!block.caption.isEmpty())
        paragraph(escapedParagraph(block.caption));
    const auto escapedAll = [](const QStringList& cells) {
        QStringList escaped;
        for (const QString& cell : cells)
            escaped.append(escapedInline(cell));
        return escaped;
    };
    QList<QStringList> rows;
    for (const QStringList& row : block.rows)
        rows.append(escapedAll(row));
    table(escapedAll(block.header), block.align, rows, QString());
}

void Writer::table(const QStringList& header, const QList<Align>& align, const QList<QStringList>& rows,
    const QString& indent)
{
    const auto line = [&](const QStringList& cells) {
        QStringList shown = cells.mid(0, header.size());
        while (shown.size() < header.size())
            shown.append(QString());
        return QString(indent % u"| " % shown.join(QLatin1String(" | ")) % u" |");
    };
    QStringList rules;
    for (qsizetype column = 0; column < header.size(); ++column)
        rules.append(align.value(column, Align::Left) == Align::Right ? QStringLiteral("---:")
                                                                      : QStringLiteral("---"));
    QStringList lines {line(header), line(rules)};
    for (const QStringList& row : rows)
        lines.append(line(row));
    paragraph(lines.join(u'\n'));
}

void Writer::operator()(const ModelText& text)
{
    const QList<Piece> pieces = piecesOf(text.markdown, text.demoteBy);
    const Piece* previous = nullptr;
    for (const Piece& next : pieces) {
        const bool tight = previous && !next.marker.isEmpty() && next.kind == PieceKind::Paragraph
            && previous->kind == PieceKind::Paragraph && previous->listDepth > 0
            && previous->quoteDepth == next.quoteDepth;
        piece(next, tight);
        previous = &next;
    }
}

void Writer::piece(const Piece& piece, bool tight)
{
    constexpr int columnsPerLevel = 4;
    const QString quote = QStringLiteral("> ").repeated(piece.quoteDepth);
    const bool starts = !piece.marker.isEmpty();
    const QString deep(columnsPerLevel * piece.listDepth, u' ');
    QString first = quote % deep;
    if (starts) {
        const QString shallow(columnsPerLevel * std::max(0, piece.listDepth - 1), u' ');
        first = quote % shallow % QString(piece.marker % u' ').leftJustified(columnsPerLevel, u' ');
    }
    const QString rest = quote % deep;
    switch (piece.kind) {
    case PieceKind::Heading:
        paragraph(first % QString(piece.level, u'#') % u' ' % markdownOf(piece.spans, Place::Heading));
        break;
    case PieceKind::Paragraph: {
        QString text = first
            % markdownOf(piece.spans, Place::Paragraph).replace(QChar(QChar::LineSeparator), u"\\\n" % rest);
        if (tight)
            m_out += text % u'\n';
        else
            paragraph(text);
        break;
    }
    case PieceKind::Code:
        if (starts)
            paragraph(first.trimmed());
        paragraph(fenced(piece.code, rest));
        break;
    case PieceKind::Rule: paragraph(rest % u"* * *"); break;
    case PieceKind::Table: {
        QList<QStringList> rows;
        for (const QList<Spans>& cells : piece.rows) {
            QStringList row;
            for (const Spans& cell : cells)
                row.append(markdownOf(cell, Place::Cell));
            rows.append(row);
        }
        if (!rows.isEmpty())
            table(rows.takeFirst(), piece.align, rows, rest);
        break;
    }
    }
}

void Writer::operator()(const FigureRef& reference)
{
    const auto figure = std::find_if(
        m_figures.begin(), m_figures.end(), [&](const Figure& known) { return known.id == reference.id; });
    if (figure == m_figures.end())
        return;
    if (m_figureFolder.isEmpty()) {
        paragraph(escapedParagraph(figure->caption));
        return;
    }
    paragraph(u"![" % escapedInline(figure->caption) % u"](<" % m_figureFolder % u'/'
        % figureFileName(*figure) % u">)");
}

} // namespace

QString toMarkdown(const Report& report, const QString& figureFolder)
{
    Writer writer(report.figures, figureFolder);
    writer(Heading {1, report.title});
    if (!report.subtitle.isEmpty())
        writer(Paragraph {report.subtitle, false});
    for (const Block& block : report.blocks)
        std::visit(writer, block);
    return writer.take();
}

} // namespace benchglass::report
