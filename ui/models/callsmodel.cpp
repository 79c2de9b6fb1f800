#include "models/callsmodel.h"

#include "base/format.h"
#include "measure/figuretext.h"
#include "models/words.h"

#include <algorithm>
#include <utility>

namespace benchglass::models {

namespace {

using Call = experiment::Call;

QString stateText(const Call& call)
{
    return call.finished ? callStateText(call.state) : CallsModel::tr("under way");
}

QString stateTip(const Call& call)
{
    return call.error ? call.error->message : stateText(call);
}

std::optional<double> answerNsOf(const Call& call)
{
    return call.metrics.thinkingNs ? call.metrics.ttfoNs : std::nullopt;
}

QVariant nsAsMs(const std::optional<double>& ns)
{
    return ns ? QVariant(*ns / 1e6) : QVariant();
}

std::optional<double> rateOf(const Call& call)
{
    return isWithoutModel(call) ? std::nullopt : call.metrics.decodeRatePerSecond;
}

QString rateTip(const Call& call)
{
    if (isWithoutModel(call))
        return flagMeaning(measure::Flag::NoModel);
    return CallsModel::tr("client %1, server %2 tok/s")
        .arg(base::fixedText(call.metrics.decodeRatePerSecond, 2),
            base::fixedText(call.metrics.serverDecodeRatePerSecond, 2));
}

/// `2`, or `2.3`: agent 3 of several at once.
QString runText(const Call& call)
{
    if (call.warmup)
        return base::absentText();
    const QString run = QString::number(call.run);
    return call.isConcurrent() ? QString(run + u'.' + QString::number(call.agent)) : run;
}

QString runTip(const Call& call)
{
    return call.isConcurrent() ? CallsModel::tr("agent %1, while the others were at work").arg(call.agent)
                               : QString();
}

QString tokensTip(const Call& call)
{
    return CallsModel::tr("counted by: %1; prompt: %2")
        .arg(measure::tokenSourceName(call.metrics.tokenSource),
            call.metrics.promptTokens ? base::countText(*call.metrics.promptTokens) : base::absentText());
}

} // namespace

CallsModel::CallsModel(QObject* parent)
    : RowsModel(parent)
{
    setColumns({
        {tr("#"), [](const Call& c) { return QString::number(c.ordinal + 1); },
            [](const Call& c) { return QVariant(c.ordinal); }, true},
        {tr("arm"),
            [](const Call& c) {
                return c.arm;
            }},
        {tr("run"), runText, [](const Call& c) { return c.warmup ? QVariant() : QVariant(c.run); }, true, {},
            runTip},
        {tr("stage"),
            [](const Call& c) {
                return c.warmup ? tr("warm-up") : stageText(c.stage);
            }},
        {tr("state"), stateText, {}, false, {}, stateTip},
        {tr("start"), [](const Call& c) { return c.finished ? stratumText(c.stratum) : QString(); }, {},
            false, tr("Whether the model was loaded (cold) or its prompt reused (cached)")},
        {tr("TTFT ms"), [](const Call& c) { return measure::latencyText(c.metrics.ttftNs); },
            [](const Call& c) { return nsAsMs(c.metrics.ttftNs); }, true,
            tr("Request to first token of any kind")},
        {tr("answer ms"), [](const Call& c) { return measure::latencyText(answerNsOf(c)); },
            [](const Call& c) { return nsAsMs(answerNsOf(c)); }, true,
            tr("Request to first text of the answer, where the model thought first")},
        {tr("tok/s"), rateText, [](const Call& c) { return rawOf(rateOf(c)); }, true,
            tr("Decode rate: tokens after the first, over the time they took to arrive"), rateTip},
        {tr("tokens"), [](const Call& c) { return measure::tokensText(c.metrics); },
            [](const Call& c) { return rawOf(c.metrics.outputTokens); }, true,
            tr("Written, thinking included"), tokensTip},
        {tr("ms"), [](const Call& c) { return measure::latencyText(c.metrics.e2elNs); },
            [](const Call& c) { return nsAsMs(c.metrics.e2elNs); }, true, tr("Request to end of the answer")},
        {tr("flags"), [this](const Call& c) { return flagsText(flagsOf(c)); }, {}, false, {},
            [this](const Call& c) {
                QStringList lines {flagsMeaning(flagsOf(c))};
                if (!c.evidence.evictedModels.isEmpty())
                    lines.append(tr("The server took other models out of memory meanwhile: %1.")
                                     .arg(c.evidence.evictedModels.join(QStringLiteral(", "))));
                lines.removeAll(QString());
                return lines.join(u'\n');
            }},
    });
}

void CallsModel::put(const experiment::Call& call)
{
    Call slim = call;
    slim.trace.chunks.clear(); // a table of calls must not hold every answer twice
    slim.prompt.clear();
    const auto at = std::ranges::find(rows(), call.ordinal, &Call::ordinal);
    putRow(static_cast<int>(at - rows().begin()), slim);
    noteFlags();
}

measure::Flags CallsModel::flagsOf(const Call& call) const
{
    return m_flags.value(call.ordinal, call.flags);
}

void CallsModel::noteFlags()
{
    experiment::Experiment experiment;
    experiment.calls = rows();
    const QHash<int, measure::Flags> before = std::exchange(m_flags, {});
    const experiment::Experiment whole = experiment.excerpt();
    for (const Call& call : whole.calls)
        m_flags.insert(call.ordinal, call.flags);
    for (int row = 0; row < rows().size(); ++row) {
        const Call& call = rows().at(row);
        if (before.value(call.ordinal, call.flags) != flagsOf(call))
            Q_EMIT dataChanged(index(row, FlagsColumn), index(row, FlagsColumn));
    }
}

} // namespace benchglass::models
