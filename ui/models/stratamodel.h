#pragma once

#include "experiment/experiment.h"
#include "measure/summary.h"
#include "models/rowsmodel.h"

namespace benchglass::models {

/// The figures of one arm, stage and stratum: what "So far" shows.
struct StratumRow
{
    QString arm;
    measure::Stage stage = measure::Stage::Analysis;
    measure::Stratum stratum = measure::Stratum::Unknown;
    measure::StratumSummary ttft;
    measure::StratumSummary rate;

    /// Calls left out of one of the two figures at least.
    int leftOut() const;
};

/// Strata of measured calls, in the order of measure::summariesOf(). Pure.
QList<StratumRow> strataOf(const QList<measure::MeasuredCall>& calls);

/// Statistics by arm, stage and stratum.
class StrataModel : public RowsModel<StratumRow>
{
    Q_OBJECT

public:
    enum ColumnId { StageColumn, CountColumn, TtftColumn, RateColumn, LeftOutColumn };

    explicit StrataModel(QObject* parent = nullptr);

    /// The first column's accessible text names the arm as well, for who does not see its mark.
    QVariant data(const QModelIndex& index, int role) const override;

    void setCalls(const QList<measure::MeasuredCall>& calls);
};

} // namespace benchglass::models
