#pragma once

#include "charts/boxchart.h"
#include "charts/ratechart.h"
#include "charts/stagetimeline.h"
#include "charts/stripchart.h"
#include "charts/ttftchart.h"
#include "corpus/catalog.h"
#include "experiment/experiment.h"
#include "measure/summary.h"

#include <functional>

namespace benchglass::figures {

// From what was measured to what is drawn. All pure.

/// Position of an arm in its experiment: its colour and marker. 0 for an unknown one.
int armIndex(const experiment::Experiment& experiment, const QString& arm);

/// How the time of a call divides: worked out, or known already.
using Anatomies = std::function<measure::Anatomy(const experiment::Call&)>;

/// A bar for each measured call with a first token, in order.
QList<charts::TtftBar> ttftBars(
    const experiment::Experiment& experiment, const Anatomies& anatomies = &experiment::Call::anatomy);

/// The ingest, then each call, on a common axis in seconds. The folder may have been read long before the
/// run: its time stands in front of it.
QList<charts::Lane> lanesOf(
    const experiment::Experiment& experiment, const Anatomies& anatomies = &experiment::Call::anatomy);

/// Where on that axis a moment of the monotonic clock stands, in seconds.
double axisSeconds(const experiment::Experiment& experiment, qint64 monotonicNs);

/// The rate over time of one call. Without the server's count of tokens, chunks are counted.
charts::RateLine rateLine(const experiment::Experiment& experiment, const experiment::Call& call);

/// The same without its points.
charts::RateLine emptyRateLine(const experiment::Experiment& experiment, const experiment::Call& call);
/// How many tokens a chunk stands for that does not say it: by the server's count, 1 without one.
double tokensPerChunk(const experiment::Call& call);

/// One for each measured call, in order.
QList<charts::RateLine> rateLines(const experiment::Experiment& experiment);

/// The calls that count for a metric in one stage, warm where there are warm ones, else of the first stratum
/// that has any. One row for each arm that has values. @param stratum receives the stratum shown, if not
/// null.
QList<charts::StripRow> stripRows(measure::Metric metric, measure::Stage stage,
    const QList<measure::MeasuredCall>& calls, const QStringList& arms, measure::Stratum* stratum = nullptr);

/// The values of a series by the levels of a dimension, most frequent first, at most @p most groups.
QList<charts::BoxGroup> boxGroups(const corpus::Series& series, int dimension, int most = 12);

/// The dimension that tells most about a series: the first beside the file that has two levels or more,
/// else the file; -1 for none.
int bestDimension(const corpus::Series& series);

/// Pairs of values of two series that stand in the same record of the same file.
/// @param observations receives, if not null, which observation of @p x each pair is of
QList<QPointF> pairsOf(
    const corpus::Series& x, const corpus::Series& y, QList<qint64>* observations = nullptr);

} // namespace benchglass::figures
