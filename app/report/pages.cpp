#include "report/pages.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace benchglass::report {

namespace {

/// Atoms that stand together: one past the last of them, and the height they need.
struct Group
{
    int end = 0;
    double height = 0;
    double elastic = 0; ///< Of the height, what may be scaled,
    double least = 0;   ///< and how far.

    /// By what its figures must be scaled to fit into @p room; nothing if they cannot.
    std::optional<double> scaleFor(double room) const
    {
        if (height <= room)
            return 1.0;
        if (elastic <= 0)
            return std::nullopt;
        // Rounded down, so that sums of fractions do not miss by one.
        const double scale = std::floor((elastic - (height - room)) / elastic * 1000) / 1000;
        return scale >= least ? std::optional(scale) : std::nullopt;
    }
};

Group groupAt(const Galley& galley, int first)
{
    Group group {first};
    for (;;) {
        const Atom& atom = galley.atoms.at(group.end);
        group.height += atom.height + (group.end == first ? 0 : atom.before);
        if (atom.leastScale < 1) {
            group.elastic += atom.height;
            group.least = std::max(group.least, atom.leastScale);
        }
        ++group.end;
        if (!atom.keepWithNext || group.end >= galley.atoms.size())
            return group;
    }
}

double scaleOf(const Atom& atom, double scale)
{
    return atom.leastScale < 1 ? scale : 1;
}

} // namespace

QList<PlannedPage> pagesOf(const Galley& galley)
{
    QList<PlannedPage> pages;
    double used = 0;
    int groupEnd = 0;
    double scale = 1; // Of the group's figures.
    const auto turn = [&](const Atom& first) {
        PlannedPage page;
        page.head = first.head;
        used = first.head >= 0 ? galley.heads.at(first.head).height : 0;
        pages.append(page);
    };
    for (int at = 0; at < galley.atoms.size(); ++at) {
        const Atom& atom = galley.atoms.at(at);
        const double room = pages.isEmpty() || atom.startsPage ? 0 : page::textHeight - used - atom.before;
        std::optional<double> fitting;
        if (at >= groupEnd) {
            const Group group = groupAt(galley, at);
            groupEnd = group.end;
            fitting = group.scaleFor(room);
            scale = fitting.value_or(group.scaleFor(page::textHeight).value_or(1));
            // A group that no page can hold is cut like anything else.
            if (!fitting && group.scaleFor(page::textHeight) == std::nullopt && atom.height <= room)
                fitting = 1;
        } else if (atom.height * scaleOf(atom, scale) <= room) {
            fitting = scale;
        }
        if (!fitting)
            turn(atom);
        const bool first = pages.last().atoms.isEmpty();
        used += first ? 0 : atom.before;
        pages.last().atoms.append({at, used, scaleOf(atom, scale)});
        used += atom.height * scaleOf(atom, scale);
    }
    return pages;
}

} // namespace benchglass::report
