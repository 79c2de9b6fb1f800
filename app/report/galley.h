#pragma once

#include "report/typography.h"

#include <QList>
#include <QPointF>

#include <functional>

class QPainter;

namespace benchglass::report {

using Paint = std::function<void(QPainter&, const QPointF&)>;

/// What a page break may not cut: a line, a table's row, a figure. Heights in points.
struct Atom
{
    double before = 0; ///< Space above, dropped at the top of a page.
    double height = 0;
    bool keepWithNext = false;
    double leastScale = 1; ///< How far it may be shrunk to fit on a page.
    bool startsPage = false;
    int head = -1; ///< Of the table that it is a row of; repeated at the top of a page.
    int box = -1;  ///< Consecutive atoms of one box stand on one ground.
    double boxLeft = 0;
    int heading = -1; ///< Index into Galley::headings.
    int target = -1;  ///< In the contents: the heading that this line leads to.
    Paint paint;      ///< Draws with the atom's top left corner at the point.
};

struct TableHead
{
    double height = 0;
    Paint paint;
};

struct HeadingMark
{
    QString text;
    int level = 1;
};

/// A report set in one endless column, to be cut into pages.
struct Galley
{
    QList<Atom> atoms;
    QList<TableHead> heads;
    QList<HeadingMark> headings;
};

/// Sets a table into @p galley, @p left points from the margin. Columns take what they need, sentences and
/// headers wrap, then the letters shrink; a table that no width can hold is set as lines of text. Every row
/// but one higher than a page stays whole.
void setTable(Galley& galley, const QList<QList<Spans>>& rows, const QList<Align>& align, double left);

/// Sets code, wrapped at the margin, on a ground. Lists of checksums are set small enough not to wrap.
void setCode(Galley& galley, const QString& code, double left);

/// Sets a paragraph that may be cut between lines, but leaves no line alone.
void setText(Galley& galley, const Spans& spans, const TextStyle& style, double left, double before);

/// Sets everything of the report but its title block and contents.
void setBlocks(Galley& galley, const Report& report);

} // namespace benchglass::report
