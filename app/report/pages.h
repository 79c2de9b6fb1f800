#pragma once

#include "report/galley.h"

namespace benchglass::report {

struct PlacedAtom
{
    int atom = 0;
    double top = 0; ///< From the top of the page's text, in points.
};

struct PlannedPage
{
    QList<PlacedAtom> atoms;
    int head = -1; ///< The table whose header stands at the top again.
};

/// Cuts @p galley into pages: never through an atom, never after a heading or any other atom that keeps with
/// its next, unless the whole group is higher than a page. Pure.
QList<PlannedPage> pagesOf(const Galley& galley);

} // namespace benchglass::report
