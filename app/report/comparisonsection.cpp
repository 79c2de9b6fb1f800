#include "base/format.h"
#include "experiment/thought.h"
#include "report/sections.h"
#include "report/words.h"

#include <QStringBuilder>

#include <algorithm>
#include <functional>
#include <iterator>

namespace benchglass::report {

namespace {

using measure::Difference;
using measure::Metric;

/// One thing that should be the same in every arm.
struct Condition
{
    QString title;
    QString option; ///< The option that asks for it, if there is one: then a difference may be under test.
    std::function<QString(const experiment::Call&)> value;
};

QString gpuShareText(const experiment::Call& call)
{
    const measure::Evidence& evidence = call.evidence;
    if (!evidence.modelBytes || !evidence.modelVramBytes || *evidence.modelBytes <= 0)
        return {};
    const double share = double(*evidence.modelVramBytes) / double(*evidence.modelBytes);
    return base::fixedText(share * 100, 0) % u" %";
}

QList<Condition> conditions()
{
    return {
        {Words::tr("Effective context (tokens)"), QStringLiteral("num_ctx"),
            [](const experiment::Call& call) {
                return call.evidence.effectiveContext ? base::countText(*call.evidence.effectiveContext)
                                                      : QString();
            }},
        {Words::tr("GPU share"), QStringLiteral("num_gpu"), gpuShareText},
        {Words::tr("Thinking seen"), QStringLiteral("think"),
            [](const experiment::Call& call) {
                if (call.trace.chunks.isEmpty())
                    return QString(); // who wrote nothing does not show it
                return experiment::hasThought(call) ? Words::tr("yes") : Words::tr("no");
            }},
        {Words::tr("Prompt truncated"), QString(),
            [](const experiment::Call& call) {
                return call.flags.testFlag(measure::Flag::PromptTruncated) ? Words::tr("yes")
                                                                           : Words::tr("no");
            }},
        {Words::tr("Token counts from"), QString(),
            [](const experiment::Call& call) {
                return call.metrics.outputTokens ? measure::tokenSourceName(call.metrics.tokenSource)
                                                 : QString();
            }},
    };
}

/// Every value that the arm's calls show, each once.
QString valuesText(const experiment::Experiment& experiment, const QString& arm, const Condition& condition)
{
    QStringList values;
    for (const experiment::Call& call : experiment.calls) {
        if (call.arm != arm || !call.finished || call.warmup)
            continue;
        const QString value = condition.value(call);
        if (!value.isEmpty() && !values.contains(value))
            values.append(value);
    }
    values.sort();
    return values.isEmpty() ? base::absentText() : values.join(QLatin1String(", "));
}

/// Do the arms ask for different things here? Then the difference is what is being tested.
bool isUnderTest(const QList<experiment::Arm>& arms, const QString& option)
{
    const auto asked = [&](const experiment::Arm& arm) {
        return option == u"think" ? QJsonValue(arm.think) : arm.options.value(option);
    };
    return !option.isEmpty() && std::any_of(arms.begin(), arms.end(), [&](const experiment::Arm& arm) {
        return asked(arm) != asked(arms.first());
    });
}

void addGuard(Draft& draft)
{
    const QList<experiment::Arm>& arms = draft.experiment.spec.arms;
    Table table;
    table.header = {Words::tr("Condition")};
    for (const experiment::Arm& arm : arms)
        table.header.append(arm.name);
    table.align = QList<Align>(table.header.size(), Align::Left);
    QStringList warnings;
    for (const Condition& condition : conditions()) {
        QStringList row {condition.title};
        for (const experiment::Arm& arm : arms)
            row.append(valuesText(draft.experiment, arm.name, condition));
        const QStringList values = row.mid(1);
        const bool differs = std::any_of(
            values.begin(), values.end(), [&](const QString& value) { return value != values.first(); });
        if (differs && !isUnderTest(arms, condition.option))
            warnings.append(Words::tr("Not like for like: %1 differs (%2), though no arm asks for it.")
                                .arg(condition.title, values.join(QLatin1String(" / "))));
        table.rows.append(row);
    }
    const auto same = [&](const QString& title, const QString& value) {
        QStringList row {title};
        for (qsizetype arm = 0; arm < arms.size(); ++arm)
            row.append(value.isEmpty() ? base::absentText() : value);
        table.rows.append(row);
    };
    same(Words::tr("Model digest"), draft.experiment.environment.modelDigest.left(12));
    same(Words::tr("Server version"), draft.experiment.environment.serverVersion);
    same(Words::tr("Corpus hash"), draft.experiment.corpus.hash.left(12));
    draft.heading(Words::tr("Like for like"), 1);
    // Said whether or not it is under test: it changes what the figures below mean.
    const QString thinking = experiment::thinkingWarning(draft.experiment);
    if (!thinking.isEmpty())
        draft.note(thinking);
    draft.text(warnings.isEmpty()
            ? Words::tr("No condition differs that is not under test.")
            : Words::tr("These differences are not under test, and may be what the figures below show:"));
    if (!warnings.isEmpty())
        draft.blocks.append(Bullets {warnings});
    else if (thinking.isEmpty())
        draft.text(Words::tr("TTFT means the same in every arm: from the request's first byte to the first "
                             "text of any kind."));
    draft.blocks.append(table);
}

QString intervalText(const Difference& difference, int decimals)
{
    if (!difference.ciLow || !difference.ciHigh)
        return base::absentText();
    return base::fixedText(*difference.ciLow, decimals) % u" \u2026 "
        % base::fixedText(*difference.ciHigh, decimals);
}

QString probabilityText(const std::optional<double>& p)
{
    return p && *p < 0.001 ? QStringLiteral("< 0.001") : base::fixedText(p, 3);
}

Table deltaTable(const QList<Difference>& differences)
{
    Table table;
    table.header = {Words::tr("Metric"), Words::tr("Stage"), Words::tr("Stratum"), Words::tr("n"),
        differences.first().referenceArm, differences.first().otherArm, Words::tr("Difference"),
        Words::tr("95 % CI"), Words::tr("Ratio"), Words::tr("p (Holm)"), Words::tr("Hedges' g")};
    table.align = QList<Align>(3, Align::Left) + QList<Align>(8, Align::Right);
    for (const Difference& row : differences) {
        const int decimals = measure::decimalsOfRow(row);
        table.rows.append({Words::tr("%1 (%2)").arg(metricTitle(row.metric), measure::metricUnit(row.metric)),
            stageTitle(row.stage), stratumTitle(row.stratum),
            QStringLiteral("%1, %2").arg(row.reference.n).arg(row.other.n),
            base::fixedText(row.reference.mean, decimals), base::fixedText(row.other.mean, decimals),
            base::fixedText(row.difference, decimals), intervalText(row, decimals),
            base::fixedText(row.ratio, 3), probabilityText(row.pHolm), base::fixedText(row.hedgesG, 2)});
    }
    return table;
}

void addDifferences(
    Draft& draft, const QString& reference, const QString& other, const QList<Difference>& differences)
{
    draft.heading(Words::tr("%1 against %2").arg(other, reference), 1);
    if (differences.isEmpty()) {
        draft.text(Words::tr("Nothing to compare: no call of these arms was finished."));
        return;
    }
    QStringList sentences;
    for (const Difference& row : differences)
        sentences.append(Words::tr("%1, %2, %3: %4")
                             .arg(metricTitle(row.metric), stageTitle(row.stage), stratumTitle(row.stratum),
                                 measure::verdictText(row)));
    draft.blocks.append(Bullets {sentences});
    Table table = deltaTable(differences);
    table.caption =
        Words::tr("Means, and difference = %1 - %2. Intervals and p are Welch's; p is Holm-corrected over "
                  "all rows of this comparison.")
            .arg(other, reference);
    draft.blocks.append(table);
}

void addLeftOut(Draft& draft)
{
    Table table;
    table.header = {Words::tr("Arm"), Words::tr("Metric"), Words::tr("Stage"), Words::tr("Stratum"),
        Words::tr("Counted (n)"), Words::tr("Left out")};
    table.align = {Align::Left, Align::Left, Align::Left, Align::Left, Align::Right, Align::Left};
    const QList<measure::MeasuredCall> calls = statisticsCalls(draft.experiment);
    for (const Metric metric : measure::comparedMetrics(calls)) {
        for (const measure::StratumSummary& row : measure::summariesOf(metric, calls)) {
            if (!row.leftOut.isEmpty())
                table.rows.append({row.arm, metricTitle(metric), stageTitle(row.stage),
                    stratumTitle(row.stratum), QString::number(row.summary.n), leftOutText(row.leftOut)});
        }
    }
    draft.heading(Words::tr("Calls left out"), 1);
    if (table.rows.isEmpty())
        draft.text(Words::tr("None."));
    else
        draft.blocks.append(table);
}

} // namespace

void addComparison(Draft& draft)
{
    draft.heading(sectionName(Section::Comparison));
    const QList<experiment::Arm>& arms = draft.experiment.spec.arms;
    if (isWithoutModel(draft.experiment)) {
        draft.text(Words::tr(
            "Nothing is compared: the built-in analyst took every part, options have no effect on it, and "
            "a difference between its arms would be the machine's noise."));
        return;
    }
    if (draft.experiment.spec.order == experiment::Order::Sequential)
        draft.note(Words::tr(
            "The arms ran one after the other, not interleaved: a drift of the machine would look like a "
            "difference between them."));
    addGuard(draft);
    QStringList names;
    for (const experiment::Arm& arm : arms)
        names.append(arm.name);
    const QList<Difference> all = measure::compareWithFirst(names, statisticsCalls(draft.experiment));
    for (const QString& other : names.mid(1)) {
        QList<Difference> differences;
        std::copy_if(all.begin(), all.end(), std::back_inserter(differences),
            [&](const Difference& row) { return row.otherArm == other; });
        addDifferences(draft, names.first(), other, differences);
    }
    addLeftOut(draft);
}

} // namespace benchglass::report
