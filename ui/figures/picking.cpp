#include "figures/picking.h"

#include "charts/histogram.h"
#include "figures/marks.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace benchglass::figures {

namespace {

QList<qint64> finiteOf(const QList<double>& values)
{
    QList<qint64> indexes;
    for (qint64 i = 0; i < values.size(); ++i)
        if (std::isfinite(values.at(i)))
            indexes.append(i);
    return indexes;
}

QList<qint64> sortedFiniteOf(const QList<double>& values)
{
    QList<qint64> indexes = finiteOf(values);
    std::stable_sort(indexes.begin(), indexes.end(),
        [&](qint64 one, qint64 other) { return values.at(one) < values.at(other); });
    return indexes;
}

/// The bin of the bar at @p at; low bars are met by their whole column. -1 for none.
qsizetype binAt(const QList<QRectF>& bars, const QList<int>& counts, const QPointF& at)
{
    qsizetype bar = 0;
    for (qsizetype bin = 0; bin < counts.size(); ++bin) {
        if (counts.at(bin) == 0)
            continue;
        const QRectF& drawn = bars.at(bar++);
        if (at.x() >= drawn.left() && at.x() <= drawn.right() && at.y() <= drawn.bottom())
            return bin;
    }
    return -1;
}

/// Small groups are drawn with all their points, large ones with those outside the whiskers.
std::optional<qint64> valueOfPoint(const QList<double>& values, qsizetype drawn, qsizetype point)
{
    if (const QList<qint64> finite = finiteOf(values); finite.size() == drawn)
        return finite.at(point);
    const QList<double> outside = charts::boxOf(values).value_or(charts::Box {}).outside;
    if (point >= outside.size())
        return {};
    return values.indexOf(outside.at(point));
}

} // namespace

std::optional<qint64> pickedPoint(
    const charts::Figure& scatter, qsizetype count, const Click& click, const theme::Tokens& tokens)
{
    const QList<QPointF> points = marksOf(scatter, click.area, tokens).points;
    const qsizetype nearest = nearestPoint(points, click.at);
    if (nearest < 0 || points.size() != count)
        return {};
    return nearest;
}

std::optional<qint64> pickedOfHistogram(
    const QList<double>& values, const Click& click, const theme::Tokens& tokens)
{
    const Marks marks = marksOf(charts::HistogramFigure(values, {}), click.area, tokens);
    const QList<qint64> sorted = sortedFiniteOf(values);
    const qsizetype nearest = nearestPoint(marks.points, click.at);
    if (nearest >= 0 && marks.points.size() == sorted.size())
        return sorted.at(nearest);
    const QList<int> counts = charts::binsOf(values).counts;
    if (std::ranges::count_if(counts, [](int n) { return n > 0; }) != marks.bars.size())
        return {};
    return onlyOfBin(values, binAt(marks.bars, counts, click.at));
}

std::optional<qint64> onlyOfBin(const QList<double>& values, qsizetype bin)
{
    const QList<int> counts = charts::binsOf(values).counts;
    if (bin < 0 || bin >= counts.size() || counts.at(bin) != 1)
        return {};
    return sortedFiniteOf(values).at(std::accumulate(counts.begin(), counts.begin() + bin, qsizetype(0)));
}

std::optional<GroupPick> pickedOfBoxes(
    const QList<charts::BoxGroup>& groups, const Click& click, const theme::Tokens& tokens)
{
    // The figure tells the name of the group at a place: with numbers for names, it tells which one it is.
    QList<charts::BoxGroup> numbered = groups;
    for (qsizetype i = 0; i < numbered.size(); ++i)
        numbered[i].label = QString::number(i);
    const charts::BoxFigure figure(numbered, {});
    const auto groupAt = [&](const QPointF& at) {
        bool isOne = false;
        const int group = figure.tipAt(at, click.area, tokens).section(u'\n', 0, 0).toInt(&isOne);
        return isOne ? group : -1;
    };
    const QList<QPointF> points = marksOf(figure, click.area, tokens).points;
    const qsizetype nearest = nearestPoint(points, click.at);
    if (nearest < 0)
        return onlyOfGroup(groups, groupAt(click.at));
    const qsizetype group = groupAt(points.at(nearest));
    if (group < 0)
        return {};
    const auto isBeside = [&](const QPointF& p) {
        return qFuzzyCompare(p.y(), points.at(nearest).y());
    };
    const auto before = std::count_if(points.begin(), points.begin() + nearest, isBeside);
    const auto drawn = std::count_if(points.begin(), points.end(), isBeside);
    const std::optional<qint64> value = valueOfPoint(groups.at(group).values, drawn, before);
    return value ? std::optional(GroupPick {groups.at(group).label, *value}) : std::nullopt;
}

std::optional<GroupPick> onlyOfGroup(const QList<charts::BoxGroup>& groups, qsizetype row)
{
    if (row < 0 || row >= groups.size())
        return {};
    const QList<qint64> finite = finiteOf(groups.at(row).values);
    if (finite.size() != 1)
        return {};
    return GroupPick {groups.at(row).label, finite.first()};
}

std::optional<qint64> observationOf(const corpus::Series& series, int dimension, const GroupPick& pick)
{
    if (dimension < 0 || dimension >= series.dimensions.size())
        return pick.index < series.observations.size() ? std::optional(pick.index) : std::nullopt;
    const corpus::Dimension& by = series.dimensions.at(dimension);
    const auto level = static_cast<qint32>(by.levels.indexOf(pick.group));
    qint64 left = pick.index;
    for (qint64 i = 0; i < series.observations.size(); ++i)
        if (level >= 0 && by.levelAt(i) == level && left-- == 0)
            return i;
    return {};
}

} // namespace benchglass::figures
