#pragma once

#include "charts/boxchart.h"
#include "corpus/catalog.h"

#include <QList>
#include <QPointF>

#include <optional>

namespace benchglass::figures {

// Which value a click on a figure, or a row of its table twin, means. Nothing where it means none or several.

/// Where a figure was clicked.
struct Click
{
    QPointF at;
    QRectF area; ///< What the figure is drawn into.
};

/// A value of a group of boxes.
struct GroupPick
{
    QString group;
    qint64 index = 0; ///< Into the group's values.

    friend bool operator==(const GroupPick&, const GroupPick&) = default;
};

/// Index of a point in a scatter of one set of @p count points. Nothing where there are so many that they
/// are drawn thinned out.
std::optional<qint64> pickedPoint(
    const charts::Figure& scatter, qsizetype count, const Click& click, const theme::Tokens& tokens);

/// Index into @p values: of a point under their histogram, or of the only value of a bar.
std::optional<qint64> pickedOfHistogram(
    const QList<double>& values, const Click& click, const theme::Tokens& tokens);
/// The same for a row of the histogram's table.
std::optional<qint64> onlyOfBin(const QList<double>& values, qsizetype bin);

/// A point among the boxes of @p groups, or the only value of a group.
std::optional<GroupPick> pickedOfBoxes(
    const QList<charts::BoxGroup>& groups, const Click& click, const theme::Tokens& tokens);
/// The same for a row of the boxes' table.
std::optional<GroupPick> onlyOfGroup(const QList<charts::BoxGroup>& groups, qsizetype row);

/// The observation that boxGroups() made @p pick of.
std::optional<qint64> observationOf(const corpus::Series& series, int dimension, const GroupPick& pick);

} // namespace benchglass::figures
