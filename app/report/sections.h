#pragma once

#include "experiment/experiment.h"
#include "measure/comparison.h"
#include "report/report.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace benchglass::report {

/// Where the sections of a report are written, one after another. A section's own headings start at #level.
struct Draft
{
    const experiment::Experiment& experiment; ///< The excerpt that is reported: Experiment::excerpt().
    const Selection& selection;
    QList<Block> blocks;
    int level = 2;
    QHash<QString, QString> shownTexts; ///< A model's text to where it stands: `run 1 of Baseline`.

    bool wants(Section section) const { return !selection.leftOut.contains(section); }
    /// @p below: how many levels under the section's own heading.
    void heading(const QString& text, int below = 0) { blocks.append(Heading {level + below, text}); }
    void text(const QString& words) { blocks.append(Paragraph {words, false}); }
    void note(const QString& words) { blocks.append(Paragraph {words, true}); }
};

/// The arm's calls as the statistics see them: finished, warm-ups apart, with the flags that they have.
QList<measure::MeasuredCall> statisticsCalls(
    const experiment::Experiment& experiment, const QString& arm = {});

/// `2 of 3` runs done, or `run 2 of 3` where only that one is reported.
QString runsText(const Draft& draft, const QString& arm);

/// Did no language model take part in any call?
bool isWithoutModel(const experiment::Experiment& experiment);

/// What answered, as it calls itself: `Ollama`, or in the reader's language the built-in analyst; empty where
/// that is not known.
QString productTitle(const experiment::Experiment& experiment);

QString stateTitle(experiment::ExperimentState state); ///< `finished`
QString stageTitle(measure::Stage stage);
QString stratumTitle(measure::Stratum stratum);
QString metricTitle(measure::Metric metric);
/// `2: aborted (run 1), few-tokens (run 3)`; an en dash for none.
QString leftOutText(const QList<measure::Exclusion>& leftOut);
/// `aborted: the stream ended without its end marker`; empty for a call that ended well.
QString stateSentence(const experiment::Call& call);
/// The word of the state column: `ok`, `aborted`, `unfinished`, ...
QString stateWord(const experiment::Call& call);

void addConfiguration(Draft& draft, const experiment::Arm& arm);
void addAggregate(Draft& draft, const QString& arm);
void addStages(Draft& draft, const QString& arm);
void addWorkflow(Draft& draft, const QString& arm, bool withData);
void addDataSummary(Draft& draft, int below);
void addModelReports(Draft& draft, const QString& arm);
void addCalls(Draft& draft, const QString& arm);
void addStatistics(Draft& draft, const QString& arm);
/// Nothing where no agents worked at once.
void addConcurrency(Draft& draft, const QString& arm);
/// The reference's speedup and efficiency, said to be that.
void addLegacyConcurrency(Draft& draft, const QList<experiment::Arm>& arms);
void addComparison(Draft& draft);
void addFigures(Draft& draft, const QList<Figure>& figures);
void addReproducibility(Draft& draft, const QList<experiment::Arm>& arms);
void addLegacy(Draft& draft, const QList<experiment::Arm>& arms);

} // namespace benchglass::report
