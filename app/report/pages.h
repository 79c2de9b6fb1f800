#pragma once

#include "report/galley.h"

namespace benchglass::report {

struct PlacedAtom
{
    int atom = 0;
    double top = 0;   ///< From the top of the page's text, in points.
    double scale = 1; ///< Of an atom that was shrunk to fit.
};

struct PlannedPage
{
    QList<PlacedAtom> atoms;
    int head = -1; ///< The table whose header stands at the top again.
};

/// Cuts @p galley into pages: never through an atom, never after a heading or any other atom that keeps with
/// its next, unless the whole group is higher than a page. Figures shrink before they leave a page half
/// empty. Pure.
QList<PlannedPage> pagesOf(const Galley& galley);

} // namespace benchglass::report
