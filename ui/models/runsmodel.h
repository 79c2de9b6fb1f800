#pragma once

#include "experiment/experiment.h"
#include "models/rowsmodel.h"

namespace benchglass::models {

/// The library: one line for each arm of each experiment.
class RunsModel : public RowsModel<experiment::Summary>
{
    Q_OBJECT

public:
    enum ColumnId {
        StateColumn,
        CorpusColumn,
        ModelColumn,
        ArmColumn,
        RunsColumn,
        TtftColumn,
        RateColumn,
        FlagsColumn,
        TagsColumn,
        StartedColumn,
        NotesColumn
    };

    explicit RunsModel(QObject* parent = nullptr);

    /// @return the first row of an experiment, or -1
    int rowOf(const QString& id) const;
};

} // namespace benchglass::models
