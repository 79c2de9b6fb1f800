#include "models/observationsmodel.h"

#include "base/format.h"
#include "corpus/grouping.h"
#include "models/rowsmodel.h"

#include <QStringBuilder>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace benchglass::models {

namespace {

/// For each level its rank among all by name; -1 (none) comes last.
std::vector<double> ranksOf(const QStringList& levels)
{
    std::vector<qsizetype> byName(size_t(levels.size()));
    std::iota(byName.begin(), byName.end(), 0);
    std::ranges::stable_sort(byName, [&](qsizetype one, qsizetype other) {
        return QString::localeAwareCompare(levels.at(one), levels.at(other)) < 0;
    });
    std::vector<double> ranks(byName.size());
    for (size_t rank = 0; rank < byName.size(); ++rank)
        ranks[size_t(byName[rank])] = double(rank);
    return ranks;
}

} // namespace

void ObservationsModel::setSeries(
    std::shared_ptr<const corpus::Catalog> catalog, const corpus::Series* series, int dimension)
{
    beginResetModel();
    m_catalog = std::move(catalog);
    m_series = m_catalog ? series : nullptr;
    m_dimension = dimension;
    arrange();
    endResetModel();
}

qint64 ObservationsModel::observationAt(int row) const
{
    return m_order.empty() ? row : m_order[size_t(row)];
}

int ObservationsModel::rowOf(qint64 observation) const
{
    if (observation < 0 || observation >= rowCount())
        return -1;
    if (m_order.empty())
        return static_cast<int>(observation);
    return static_cast<int>(std::ranges::find(m_order, qint32(observation)) - m_order.begin());
}

QString ObservationsModel::placeText(int row) const
{
    if (!m_series || row < 0 || row >= rowCount())
        return {};
    const corpus::Observation at = observation(row);
    return fileText(row) % u':' % m_catalog->locatorOf(*m_series, at).text() % QStringLiteral("  ")
        % m_series->key % QStringLiteral(" = ") % base::exactText(at.value);
}

int ObservationsModel::rowCount(const QModelIndex& parent) const
{
    constexpr qsizetype most = std::numeric_limits<int>::max();
    return parent.isValid() || !m_series ? 0
                                         : static_cast<int>(std::min(m_series->observations.size(), most));
}

int ObservationsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ObservationsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= ColumnCount)
        return {};
    switch (role) {
    case Qt::DisplayRole: return text(index.row(), index.column());
    case SortRole:
        return index.column() == ValueColumn ? QVariant(observation(index.row()).value)
                                             : QVariant(text(index.row(), index.column()));
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == ValueColumn ? base::exactText(observation(index.row()).value)
                                                          : text(index.row(), index.column()));
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    default: return {};
    }
}

QVariant ObservationsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const auto side = section == ValueColumn ? Qt::AlignRight : Qt::AlignLeft;
        return QVariant::fromValue(Qt::Alignment(side | Qt::AlignVCenter));
    }
    if (role == Qt::ToolTipRole && section == PlaceColumn)
        return tr("line:column (2:4 is the fourth cell of line 2), or in JSON the path of keys");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ValueColumn: return tr("value");
    case GroupColumn:
        return m_series && m_dimension >= 0 && m_dimension < m_series->dimensions.size()
            ? m_series->dimensions.at(m_dimension).name
            : tr("group");
    case FileColumn: return tr("file");
    default: return tr("place");
    }
}

void ObservationsModel::sort(int column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_sortOrder)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<qint64> kept;
    for (const QModelIndex& index : before)
        kept.push_back(observationAt(index.row()));
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
    QModelIndexList after;
    if (!before.isEmpty()) {
        std::vector<int> rowsNow(static_cast<size_t>(rowCount()));
        for (int row = 0; row < rowCount(); ++row)
            rowsNow[size_t(observationAt(row))] = row;
        for (qsizetype i = 0; i < before.size(); ++i)
            after.append(index(rowsNow[size_t(kept[size_t(i)])], before.at(i).column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

QString ObservationsModel::text(int row, int column) const
{
    switch (column) {
    case ValueColumn: return base::significantText(observation(row).value, 6);
    case GroupColumn: return groupText(row);
    case FileColumn: return fileText(row);
    default: return m_catalog->locatorOf(*m_series, observation(row)).text();
    }
}

QString ObservationsModel::groupText(int row) const
{
    if (m_dimension < 0 || m_dimension >= m_series->dimensions.size())
        return {};
    return m_series->dimensions.at(m_dimension).labelAt(observationAt(row));
}

QString ObservationsModel::fileText(int row) const
{
    const qint32 document = observation(row).document;
    const auto& documents = m_catalog->documents();
    return document >= 0 && document < documents.size() ? documents.at(document).path : QString();
}

/// A number for each observation to sort by; not a number for what stands last.
std::vector<double> ObservationsModel::sortKeys() const
{
    std::vector<double> keys;
    keys.reserve(size_t(rowCount()));
    const auto& all = m_series->observations;
    const bool isGrouped = m_dimension >= 0 && m_dimension < m_series->dimensions.size();
    if (m_sortColumn == GroupColumn && isGrouped) {
        const corpus::Dimension& by = m_series->dimensions.at(m_dimension);
        const std::vector<double> ranks = ranksOf(by.levels);
        corpus::eachWithLevel(all, by, [&](double, qint32 level) {
            keys.push_back(level < 0 ? std::numeric_limits<double>::quiet_NaN() : ranks[size_t(level)]);
        });
        return keys;
    }
    for (const corpus::Observations::Span& span : all.spans()) {
        if (m_sortColumn == ValueColumn)
            keys.insert(keys.end(), span.values.begin(), span.values.end());
        else
            keys.insert(keys.end(), span.values.size(), m_sortColumn == FileColumn ? span.document : 0);
    }
    return keys;
}

void ObservationsModel::arrange()
{
    m_order.clear();
    const bool isReversed = m_sortOrder == Qt::DescendingOrder;
    if (!m_series || m_sortColumn < 0 || (m_sortColumn >= PlaceColumn && !isReversed))
        return;
    m_order.resize(size_t(rowCount()));
    std::iota(m_order.begin(), m_order.end(), 0);
    if (m_sortColumn >= PlaceColumn) {
        std::ranges::reverse(m_order);
        return;
    }
    const std::vector<double> keys = sortKeys();
    // Not std::ranges: Clang 14 cannot read what GCC 12 has there.
    const auto last = std::stable_partition(
        m_order.begin(), m_order.end(), [&](qint32 at) { return !std::isnan(keys[size_t(at)]); });
    std::stable_sort(m_order.begin(), last, [&](qint32 one, qint32 other) {
        return isReversed ? keys[size_t(other)] < keys[size_t(one)] : keys[size_t(one)] < keys[size_t(other)];
    });
}

} // namespace benchglass::models
