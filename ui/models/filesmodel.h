#pragma once

#include "corpus/catalog.h"
#include "models/rowsmodel.h"

namespace benchglass::models {

/// The documents of a folder.
class FilesModel : public RowsModel<corpus::Document>
{
    Q_OBJECT

public:
    enum ColumnId {
        PathColumn,
        TypeColumn,
        RowsColumn,
        ValuesColumn,
        SizeColumn,
        ModifiedColumn,
        ProblemsColumn
    };

    explicit FilesModel(QObject* parent = nullptr);
};

} // namespace benchglass::models
