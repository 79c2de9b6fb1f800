#pragma once

#include "corpus/catalog.h"
#include "models/rowsmodel.h"

namespace benchglass::models {

/// The facts that a model is given.
class FactsModel : public RowsModel<corpus::Fact>
{
    Q_OBJECT

public:
    enum ColumnId { IdColumn, TextColumn, ValueColumn, UnitColumn, SourceColumn };

    explicit FactsModel(QObject* parent = nullptr);
};

} // namespace benchglass::models
