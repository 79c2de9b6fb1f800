#pragma once

#include "corpus/catalog.h"
#include "models/rowsmodel.h"

#include <memory>

namespace benchglass::models {

/// The series of a folder with their statistics. Rows point into the catalog, which the model keeps alive.
class SeriesModel : public RowsModel<const corpus::Series*>
{
    Q_OBJECT

public:
    enum ColumnId {
        KeyColumn,
        UnitColumn,
        CountColumn,
        FilesColumn,
        MinColumn,
        MedianColumn,
        MaxColumn,
        MeanColumn,
        SdColumn
    };

    explicit SeriesModel(QObject* parent = nullptr);

    /// Shows @p catalog, or nothing for nullptr.
    void setCatalog(std::shared_ptr<const corpus::Catalog> catalog);

    /// @return the row of a series, or -1
    int rowOf(const QString& key) const;

private:
    std::shared_ptr<const corpus::Catalog> m_catalog;
};

} // namespace benchglass::models
