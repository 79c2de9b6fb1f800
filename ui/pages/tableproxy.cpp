#include "pages/tableproxy.h"

#include "base/format.h"
#include "models/rowsmodel.h"
#include "widgets/tableview.h"

#include <algorithm>
#include <compare>

namespace benchglass::pages {

TableProxy::TableProxy(QAbstractItemModel* source, QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(models::SortRole);
    setDynamicSortFilter(true);
    setSourceModel(source);
}

void TableProxy::setWords(const QString& text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void TableProxy::setRowFilter(std::function<bool(int)> filter)
{
    m_rowFilter = std::move(filter);
    invalidateFilter();
}

void TableProxy::setChipsColumn(int column, std::function<int(const QString&)> state)
{
    m_chipsColumn = column;
    m_chipState = std::move(state);
}

void TableProxy::setArmColumn(int column, std::function<int(int)> arm)
{
    m_armColumn = column;
    m_arm = std::move(arm);
}

QStringList TableProxy::chipsOf(const QModelIndex& index) const
{
    return QSortFilterProxyModel::data(index, Qt::DisplayRole)
        .toString()
        .split(QStringLiteral(", "), Qt::SkipEmptyParts);
}

QVariant TableProxy::exactOf(const QModelIndex& index) const
{
    return m_exactCopies ? exactCopyOf(index) : QVariant();
}

QVariant exactCopyOf(const QModelIndex& index)
{
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    if (!alignment.testFlag(Qt::AlignRight))
        return {};
    const QVariant raw = index.data(models::SortRole);
    if (!raw.isValid())
        return QString();
    return raw.typeId() == QMetaType::Double ? base::exactText(raw.toDouble()) : raw.toString();
}

QVariant TableProxy::data(const QModelIndex& index, int role) const
{
    switch (role) {
    case widgets::MonoRole: return m_mono.contains(index.column());
    case widgets::MutedRole: return m_muted.contains(index.column());
    case widgets::PathRole: return m_paths.contains(index.column());
    case widgets::ExactRole: return exactOf(index);
    case widgets::ArmRole:
        if (index.column() == m_armColumn)
            if (const int arm = m_arm(mapToSource(index).row()); arm >= 0)
                return arm;
        return {};
    case Qt::DisplayRole: // chips say it already; screen readers are told below
        return index.column() == m_chipsColumn ? QVariant() : QSortFilterProxyModel::data(index, role);
    case Qt::AccessibleTextRole: {
        const QVariant said = QSortFilterProxyModel::data(index, role);
        return said.isValid() ? said : QSortFilterProxyModel::data(index, Qt::DisplayRole);
    }
    case widgets::ChipsRole: return index.column() == m_chipsColumn ? QVariant(chipsOf(index)) : QVariant();
    case widgets::ChipStatesRole: {
        if (index.column() != m_chipsColumn)
            return {};
        QList<int> states;
        for (const QString& chip : chipsOf(index))
            states.append(m_chipState(chip));
        return QVariant::fromValue(states);
    }
    default: return QSortFilterProxyModel::data(index, role);
    }
}

bool TableProxy::filterAcceptsRow(int sourceRow, const QModelIndex& parent) const
{
    if (m_rowFilter && !m_rowFilter(sourceRow))
        return false;
    return std::ranges::all_of(m_words, [&](const QString& word) {
        for (int column = 0; column < sourceModel()->columnCount(parent); ++column)
            if (sourceModel()
                    ->index(sourceRow, column, parent)
                    .data()
                    .toString()
                    .contains(word, Qt::CaseInsensitive))
                return true;
        return false;
    });
}

bool TableProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(models::SortRole);
    const QVariant b = right.data(models::SortRole);
    if (a.isValid() != b.isValid())
        return a.isValid() == (sortOrder() == Qt::AscendingOrder);
    if (a.typeId() == QMetaType::QString)
        return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
    return QVariant::compare(a, b) == QPartialOrdering::Less;
}

} // namespace benchglass::pages
