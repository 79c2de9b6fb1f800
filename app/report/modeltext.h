#pragma once

#include "report/report.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace benchglass::report {

/// A run of text in one style.
struct Span
{
    QString text; ///< A line separator (U+2028) where a line was broken on purpose.
    bool strong = false;
    bool emphasis = false;
    bool code = false;
    bool struck = false;

    bool hasStyleOf(const Span& other) const;
    friend bool operator==(const Span&, const Span&) = default;
};
using Spans = QList<Span>;

enum class PieceKind { Heading, Paragraph, Code, Table, Rule };

/// One block of parsed Markdown. Nesting is kept as two depths, so that nothing that reads it recurses.
struct Piece
{
    PieceKind kind = PieceKind::Paragraph;
    int level = 0;      ///< Of a heading, 1..6, demotion applied.
    int listDepth = 0;  ///< 0 outside lists, at most 8.
    int quoteDepth = 0; ///< At most 8.
    QString marker;     ///< `-` or `3.` on the first piece of a list item.
    Spans spans;        ///< Of a heading or paragraph.
    QString code;
    QList<Align> align;       ///< Of a table, one a column.
    QList<QList<Spans>> rows; ///< Of a table, the header first.
};

/// Parses what a model wrote. Raw HTML is text; an image becomes its description and address as text, a link
/// its text and address; control characters and direction overrides are replaced. Headings are demoted by
/// @p demoteBy levels, 6 at most. A text that is longer than 400 000 characters, or that unfolds into far
/// more than its size, comes back as one block of code: whatever the text, the result is at most a few times
/// its size.
QList<Piece> piecesOf(const QString& markdown, int demoteBy);

/// @p text without what a reader cannot see and a renderer may obey: NUL and other control characters and
/// overrides of direction become U+FFFD, CR LF becomes LF. Tabs and line feeds stay.
QString visibleText(const QString& text);

/// The text of @p spans without style.
QString plainText(const Spans& spans);

} // namespace benchglass::report
