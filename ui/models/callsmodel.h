#pragma once

#include "experiment/experiment.h"
#include "models/rowsmodel.h"

#include <QHash>

namespace benchglass::models {

/// The calls of an experiment, also while it runs.
class CallsModel : public RowsModel<experiment::Call>
{
    Q_OBJECT

public:
    enum ColumnId {
        NumberColumn,
        ArmColumn,
        RunColumn,
        StageColumn,
        StateColumn,
        StratumColumn,
        TtftColumn,
        AnswerColumn, ///< Of calls that thought before they answered.
        RateColumn,
        TokensColumn,
        DurationColumn,
        FlagsColumn
    };

    explicit CallsModel(QObject* parent = nullptr);

    /// Puts a call in its place by ordinal: new at the end, or over the one that is there. Keeps no chunks.
    /// The flags that need the other calls (runaway) are found anew for all rows.
    void put(const experiment::Call& call);

private:
    measure::Flags flagsOf(const experiment::Call& call) const;
    void noteFlags();

    QHash<int, measure::Flags> m_flags; ///< By ordinal; of measured calls, beside the others.
};

} // namespace benchglass::models
