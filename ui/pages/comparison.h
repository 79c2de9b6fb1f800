#pragma once

#include "experiment/experiment.h"
#include "measure/comparison.h"
#include "models/configurationmodel.h"

#include <memory>

namespace benchglass::pages {

/// An arm under comparison, of whatever experiment.
struct ComparedArm
{
    std::shared_ptr<const experiment::Experiment> experiment;
    QString arm;   ///< Its name in its experiment.
    QString title; ///< Its name in the comparison, unique.
};

/// A call that does not count, for a metric or all.
struct LeftOutCall
{
    QString experimentId;
    int ordinal = 0;
    QString title; ///< Arm, run, stage.
    QString reason;
    std::optional<double> ttftMs;
    bool canPutBack = false; ///< The reason is one that the user may overrule.
    bool putBack = false;
};

/// Gives every arm a title of its own: its name, and where names are shared the model or the experiment's id
/// too.
void nameArms(QList<ComparedArm>& arms);

/// All finished calls of these arms, under the arms' titles.
QList<measure::MeasuredCall> callsOf(const QList<ComparedArm>& arms);

/// Every arm against the first, stage by stage: measure::compareWithFirst().
QList<measure::Difference> differencesOf(
    const QList<ComparedArm>& arms, const QList<measure::MeasuredCall>& calls);

/// Those that say something: without the ones that no call counts for, and without those where the built-in
/// analyst spoke for an arm. It heeds no option, so what lies between two of its times is chance.
QList<measure::Difference> tellingOf(QList<measure::Difference> differences);

QList<LeftOutCall> leftOutOf(const QList<ComparedArm>& arms);

/// What else differs than the options under test, a sentence each: folder, model, server, context,
/// thinking...
QStringList guardOf(const QList<ComparedArm>& arms);

/// True when some arm was written by the built-in analyst.
bool hasNoModel(const QList<ComparedArm>& arms);

QList<models::ArmConfiguration> configurationsOf(const QList<ComparedArm>& arms);

} // namespace benchglass::pages
