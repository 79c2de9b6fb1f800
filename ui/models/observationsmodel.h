#pragma once

#include "corpus/catalog.h"
#include "models/rowsmodel.h"

#include <memory>

namespace benchglass::models {

/// The values of one series, each with its group and the place where it stands. Cells are made when they are
/// looked at: a series may hold millions of values.
class ObservationsModel : public RowsModel<qint64>
{
    Q_OBJECT

public:
    enum ColumnId { ValueColumn, GroupColumn, FileColumn, PlaceColumn };

    explicit ObservationsModel(QObject* parent = nullptr);

    /// @param series of @p catalog; nullptr shows nothing
    /// @param dimension index into its dimensions; -1 = none
    void setSeries(
        std::shared_ptr<const corpus::Catalog> catalog, const corpus::Series* series, int dimension = -1);

    /// `file.csv:7:3: tokens_per_second = 102.31`
    QString placeText(int row) const;

private:
    corpus::Observation observation(qint64 row) const { return m_series->observations.at(row); }
    QString groupText(qint64 row) const;
    QString fileText(qint64 row) const;

    std::shared_ptr<const corpus::Catalog> m_catalog;
    const corpus::Series* m_series = nullptr;
    int m_dimension = -1;
};

} // namespace benchglass::models
