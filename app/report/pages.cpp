#include "report/pages.h"

namespace benchglass::report {

namespace {

/// One past the last atom of the group that starts at @p first, and the height it needs below a space of @p
/// before.
struct Group
{
    int end = 0;
    double height = 0;
};

Group groupAt(const Galley& galley, int first)
{
    Group group {first, 0};
    for (;;) {
        const Atom& atom = galley.atoms.at(group.end);
        group.height += atom.height + (group.end == first ? 0 : atom.before);
        ++group.end;
        if (!atom.keepWithNext || group.end >= galley.atoms.size())
            return group;
    }
}

} // namespace

QList<PlannedPage> pagesOf(const Galley& galley)
{
    QList<PlannedPage> pages;
    double used = 0;
    int groupEnd = 0;
    const auto turn = [&](const Atom& first) {
        PlannedPage page;
        page.head = first.head;
        used = first.head >= 0 ? galley.heads.at(first.head).height : 0;
        pages.append(page);
    };
    for (int at = 0; at < galley.atoms.size(); ++at) {
        const Atom& atom = galley.atoms.at(at);
        bool fits = !pages.isEmpty() && !atom.startsPage;
        if (fits && at >= groupEnd) {
            const Group group = groupAt(galley, at);
            groupEnd = group.end;
            fits = used + atom.before + group.height <= page::textHeight;
            // A group that no page can hold is cut like anything else.
            if (!fits && group.height > page::textHeight)
                fits = used + atom.before + atom.height <= page::textHeight;
        } else if (fits) {
            fits = used + atom.before + atom.height <= page::textHeight;
        }
        if (!fits)
            turn(atom);
        const bool first = pages.last().atoms.isEmpty();
        used += first ? 0 : atom.before;
        pages.last().atoms.append({at, used});
        used += atom.height;
    }
    return pages;
}

} // namespace benchglass::report
