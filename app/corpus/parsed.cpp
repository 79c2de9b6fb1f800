#include "corpus/parsed.h"

#include <QDateTime>

#include <algorithm>

namespace benchglass::corpus {

qint64 Places::lineOf(qint32 place) const
{
    const auto after = std::ranges::upper_bound(lines, place, {}, &LineRun::place);
    if (after == lines.begin())
        return 0;
    const LineRun& run = *std::prev(after);
    return run.line + place - run.place;
}

const ElementRun& Places::runOf(qint32 place) const
{
    const auto after = std::ranges::upper_bound(elements, place, {}, &ElementRun::first);
    Q_ASSERT(after != elements.begin());
    return *std::prev(after);
}

qint32 Places::outwardOf(qint32 place, int arrays) const
{
    for (int up = 0; up < arrays && place >= 0; ++up)
        place = parentOf(place);
    return place;
}

void Places::append(const Places& other, qint32 records, qint64 lineShift, qint32 elementShift)
{
    for (const LineRun& run : other.lines) {
        const LineRun moved {run.place + records, run.line + lineShift};
        const bool follows =
            !lines.empty() && lines.back().line + moved.place - lines.back().place == moved.line;
        if (!follows)
            lines.push_back(moved);
    }
    for (const ElementRun& run : other.elements) {
        const bool outermost = run.parent < 0;
        const ElementRun moved {run.first + elementShift, outermost ? -1 : run.parent + elementShift,
            run.index + (outermost ? records : 0)};
        const bool follows = !elements.empty() && elements.back().parent == moved.parent
            && elements.back().index + moved.first - elements.back().first == moved.index;
        if (!follows)
            elements.push_back(moved);
    }
    linesOfJson = linesOfJson || other.linesOfJson;
}

void DateSpan::add(qint64 ms)
{
    firstMs = std::min(firstMs, ms);
    lastMs = std::max(lastMs, ms);
}

void DateSpan::add(const DateSpan& other)
{
    firstMs = std::min(firstMs, other.firstMs);
    lastMs = std::max(lastMs, other.lastMs);
}

std::optional<qint64> isoDateMs(std::string_view text)
{
    if (text.size() < 10 || text.size() > 40 || text[0] != '2' || text[1] != '0' || text[4] != '-'
        || text[7] != '-')
        return {};
    QString iso = QString::fromUtf8(text.data(), qsizetype(text.size()));
    if (iso.size() == 10) {
        const QDate date = QDate::fromString(iso, Qt::ISODate);
        return date.isValid() ? std::optional(date.startOfDay(Qt::UTC).toMSecsSinceEpoch()) : std::nullopt;
    }
    if (iso.at(10) == u' ')
        iso[10] = u'T';
    QDateTime stamp = QDateTime::fromString(iso, Qt::ISODateWithMs);
    if (!stamp.isValid())
        return {};
    if (stamp.timeSpec() == Qt::LocalTime)
        stamp.setTimeSpec(Qt::UTC);
    return stamp.toMSecsSinceEpoch();
}

} // namespace benchglass::corpus
