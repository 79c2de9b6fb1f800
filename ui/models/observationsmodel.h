#pragma once

#include "corpus/catalog.h"

#include <QAbstractTableModel>
#include <QList>

#include <memory>
#include <vector>

namespace benchglass::models {

/// The values of one series, each with its group and the place where it stands. Cells are made when they are
/// looked at and rows are sorted by numbers only: a series may hold millions of values. GUI thread.
class ObservationsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum ColumnId { ValueColumn, GroupColumn, FileColumn, PlaceColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows a series in the order that was sorted by last.
    /// @param series of @p catalog, must outlive its being shown; nullptr shows nothing
    /// @param dimension index into its dimensions; -1 = none
    void setSeries(
        std::shared_ptr<const corpus::Catalog> catalog, const corpus::Series* series, int dimension = -1);

    const corpus::Series* series() const { return m_series; }
    int dimension() const { return m_dimension; }

    /// Which observation stands in @p row, as an index into those of the series.
    qint64 observationAt(int row) const;
    /// Where an observation stands now, -1 for nowhere.
    int rowOf(qint64 observation) const;

    /// `file.csv:7:3  tokens_per_second = 102.31`
    QString placeText(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// @param column -1: as they stand in the files
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    corpus::Observation observation(int row) const { return m_series->observations.at(observationAt(row)); }
    QString text(int row, int column) const;
    QString groupText(int row) const;
    QString fileText(int row) const;
    std::vector<double> sortKeys() const;
    void arrange();

    std::shared_ptr<const corpus::Catalog> m_catalog;
    const corpus::Series* m_series = nullptr;
    int m_dimension = -1;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<qint32> m_order; ///< Observation of each row; empty where they stand as in the files.
};

} // namespace benchglass::models
