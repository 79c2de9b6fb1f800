#pragma once

#include "experiment/experiment.h"
#include "report/report.h"

namespace benchglass::report::tests {

/// What one call of a made-up experiment is to look like.
struct CallPlan
{
    QString arm;
    int run = 1;
    measure::Stage stage = measure::Stage::Analysis;
    double ttftMs = 500;
    double decodeMs = 4000;
    int tokens = 400;
    double loadMs = 100;
    QString text = QStringLiteral("Some text.");
    measure::CallState state = measure::CallState::Ok;
    bool resident = true;
    bool warmup = false;
    int agent = 0;
    double startMs = -1; ///< On the monotonic clock; negative = one second a call.
};

/// A finished call with a trace, and the figures that measure makes of it.
experiment::Call callOf(const CallPlan& plan, int ordinal);

/// An experiment on a server with these calls, in order; the arms as they occur.
experiment::Experiment experimentOf(const QList<CallPlan>& plans);

/// Two runs of one arm: the first analysis cold, everything else warm.
QList<CallPlan> oneArm(const QString& arm = QStringLiteral("Baseline"));

/// Baseline and Tuned, three runs each, with a warm-up before each, an aborted report in Tuned.
experiment::Experiment twoArms();

/// Baseline, alone and then by two agents at once, each half as fast; the second run's agent 2 broke off.
experiment::Experiment twoAgents();

Figure squareFigure();

/// Every heading of @p report as `## Text`, in order; a model's own headings apart.
QStringList headingsOf(const Report& report);

} // namespace benchglass::report::tests
