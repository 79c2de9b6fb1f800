#include "cli/tables.h"

#include "base/format.h"
#include "cli/output.h"
#include "experiment/thought.h"
#include "measure/comparison.h"
#include "measure/concurrency.h"
#include "measure/figuretext.h"

namespace benchglass::cli {

namespace {

using measure::Metric;

bool isMeant(const Target& target, const QString& arm, int run)
{
    return (target.arm.isEmpty() || target.arm == arm) && (target.run == 0 || run == 0 || target.run == run);
}

/// `2`, or `2.3`: agent 3 of several at once.
QString runOf(const experiment::Call& call)
{
    const QString run = QString::number(call.run);
    return call.isConcurrent() ? QString(run + u'.' + QString::number(call.agent)) : run;
}

/// Where the time to the first text of the answer stands, of calls of which some thought before it.
constexpr qsizetype afterTtft = 6;

QString callsTable(const experiment::Experiment& experiment, const Target& target)
{
    const bool isThinking = measure::hasThought(experiment.measuredCalls());
    QList<QStringList> rows;
    for (const auto& call : experiment.calls) {
        if (!isMeant(target, call.arm, call.run))
            continue;
        const auto& metrics = call.metrics;
        rows.append({call.arm, runOf(call), measure::stageName(call.stage),
            call.finished ? measure::callStateName(call.state) : Command::tr("unfinished"),
            measure::stratumName(call.stratum), measure::latencyText(metrics.ttftNs),
            measure::rateText(metrics, call.flags), measure::tokensText(metrics),
            measure::latencyText(metrics.e2elNs), measure::flagNames(call.flags).join(u' ')});
        if (isThinking)
            rows.last().insert(afterTtft, measure::latencyText(metrics.ttfoNs));
    }
    QStringList header {Command::tr("arm"), Command::tr("run"), Command::tr("stage"), Command::tr("state"),
        Command::tr("stratum"), Command::tr("TTFT ms"), Command::tr("tok/s"), Command::tr("tokens"),
        Command::tr("E2EL ms"), Command::tr("flags")};
    QList<bool> isRight {false, true, false, false, false, true, true, true, true, false};
    if (isThinking) {
        header.insert(afterTtft, Command::tr("TTFO ms"));
        isRight.insert(afterTtft, true);
    }
    return tableText(header, rows, isRight);
}

QString strataTable(const QList<measure::MeasuredCall>& calls, const Target& target)
{
    QList<QStringList> rows;
    for (const auto metric : {Metric::Ttft, Metric::DecodeRate}) {
        for (const auto& row : measure::summariesOf(metric, calls)) {
            if (!isMeant(target, row.arm, 0))
                continue;
            const auto& summary = row.summary;
            const int decimals = measure::decimalsOf(metric, summary.mean);
            QStringList reasons;
            for (const auto& exclusion : row.leftOut)
                reasons.append(Command::tr("run %1 %2").arg(exclusion.run).arg(exclusion.reason));
            reasons.removeDuplicates();
            rows.append({row.arm, measure::stageName(row.stage), measure::stratumName(row.stratum),
                metric == Metric::Ttft ? QStringLiteral("TTFT ms") : QStringLiteral("tok/s"),
                QString::number(summary.n), base::fixedText(summary.mean, decimals),
                base::fixedText(summary.sd, decimals), base::fixedText(summary.median, decimals),
                reasons.join(u", "_qs)});
        }
    }
    return tableText({Command::tr("arm"), Command::tr("stage"), Command::tr("stratum"), Command::tr("metric"),
                         QStringLiteral("n"), Command::tr("mean"), Command::tr("sd"), Command::tr("median"),
                         Command::tr("left out")},
        rows, {false, false, false, false, true, true, true, true, false});
}

/// A line for each arm whose agents worked at once.
QString concurrencyText(const experiment::Experiment& experiment, const Target& target)
{
    const auto rounds = experiment.excerpt(target.arm, target.run).concurrency();
    QString text;
    for (const auto& arm : experiment.spec.arms) {
        if (const QString sentence = measure::concurrencySentence(rounds, arm.name); !sentence.isEmpty())
            text += u'\n' + Command::tr("%1: %2").arg(arm.name, sentence) + u'\n';
    }
    return text;
}

QString verdicts(const experiment::Experiment& experiment, const QList<measure::MeasuredCall>& calls)
{
    QStringList arms;
    for (const auto& arm : experiment.spec.arms)
        arms.append(arm.name);
    QString text;
    for (const auto& difference : measure::compareWithFirst(arms, calls)) {
        text += u"  "_qs + measure::stageName(difference.stage) + u" · "_qs
            + measure::stratumName(difference.stratum) + u" · "_qs + measure::metricName(difference.metric)
            + u": "_qs + measure::verdictText(difference) + u'\n';
    }
    return text;
}

} // namespace

QString endingText(experiment::ExperimentState state, const experiment::Ending& ending)
{
    if (state != experiment::ExperimentState::Finished || !ending.isNothingMeasured())
        return experiment::experimentStateName(state);
    return Command::tr("ended: %1 of %2 calls measured").arg(ending.whole).arg(ending.calls);
}

QString callLine(const experiment::Call& call)
{
    QString line =
        Command::tr("%1 run %2 · %3: %4, TTFT %5 ms, %6 tok/s")
            .arg(call.arm, runOf(call), call.warmup ? Command::tr("warm-up") : measure::stageName(call.stage),
                measure::callStateName(call.state), measure::latencyText(call.metrics.ttftNs),
                measure::rateText(call.metrics, call.flags));
    if (call.flags)
        line += u" ["_qs + measure::flagNames(call.flags).join(u", "_qs) + u']';
    if (call.error)
        line += u' ' + call.error->message;
    return line;
}

QString experimentText(const experiment::Experiment& experiment, const Target& target)
{
    const auto calls = experiment.measuredCalls();
    const auto& spec = experiment.spec;
    QString text = Command::tr("%1 · %2 · %3 %4 · %5 · %6\n")
                       .arg(experiment.id, experiment.corpus.name, experiment.environment.serverProduct,
                           spec.model, endingText(experiment.state, experiment::endingOf(experiment)),
                           experiment.createdUtc.toString(Qt::ISODate));
    for (const auto& arm : spec.arms) {
        if (isMeant(target, arm.name, 0)) {
            text += Command::tr("  %1: %2, %3 of %4 runs\n")
                        .arg(arm.name, experiment::configurationText(arm),
                            QString::number(experiment.runsDone(arm.name)), QString::number(spec.runs));
        }
    }
    if (const QString warning = experiment::thinkingWarning(experiment);
        target.arm.isEmpty() && !warning.isEmpty())
        text += u'\n' + warning + u'\n';
    text += concurrencyText(experiment, target);
    text += u'\n' + strataTable(calls, target) + u'\n'
        + callsTable(experiment.excerpt(target.arm, target.run), target);
    if (target.arm.isEmpty() && spec.arms.size() > 1)
        text += u'\n' + Command::tr("What can be said, against %1:").arg(spec.arms[0].name) + u'\n'
            + verdicts(experiment, calls);
    if (target.run > 0) {
        for (const auto& call : experiment.calls) {
            if (isMeant(target, call.arm, call.run) && !call.warmup && call.agent == 0) {
                text += Command::tr("\n--- %1, %2 ---\n")
                            .arg(measure::stageName(call.stage), measure::callStateName(call.state))
                    + harmless(call.text()) + u'\n';
            }
        }
    }
    return text;
}

} // namespace benchglass::cli
