#pragma once

#include "measure/comparison.h"
#include "models/rowsmodel.h"

namespace benchglass::models {

/// Two arms against each other, one line for each metric, stage and stratum.
class DifferencesModel : public RowsModel<measure::Difference>
{
    Q_OBJECT

public:
    enum ColumnId {
        MetricColumn,
        CountColumn,
        ReferenceColumn,
        OtherColumn,
        DifferenceColumn,
        IntervalColumn,
        EffectColumn
    };

    explicit DifferencesModel(QObject* parent = nullptr);

    /// Titles of the two figures' columns are the arms' names.
    void setDifferences(const QList<measure::Difference>& differences);
};

/// `▲ +2.94` when proven, `+1.33` when not, an en dash when absent.
QString differenceText(const measure::Difference& difference);

} // namespace benchglass::models
