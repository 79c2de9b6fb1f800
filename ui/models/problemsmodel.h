#pragma once

#include "corpus/catalog.h"
#include "models/rowsmodel.h"

namespace benchglass::models {

/// What could not be read in a folder, and why.
class ProblemsModel : public RowsModel<corpus::Problem>
{
    Q_OBJECT

public:
    enum ColumnId { WhereColumn, ReasonColumn, FileColumn };

    explicit ProblemsModel(QObject* parent = nullptr);
};

/// `path:line:column`, without what is unknown.
QString whereText(const corpus::Problem& problem);

} // namespace benchglass::models
