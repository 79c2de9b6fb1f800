#include "base/format.h"
#include "measure/concurrency.h"

#include <QCoreApplication>

#include <algorithm>

namespace benchglass::measure {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("Concurrency", text);
}

/// Why no round of @p rounds has a speed-up, each reason once.
QString reasonsText(const QList<const ConcurrentRound*>& rounds)
{
    QStringList reasons;
    for (const ConcurrentRound* round : rounds)
        reasons += concurrencyReasonText(round->speedUpAbsentReason);
    reasons.removeDuplicates();
    return reasons.join(QStringLiteral("; "));
}

QString ratioText(std::optional<double> ratio)
{
    return base::fixedText(ratio, 2);
}

QString measuredText(const ConcurrencySummary& summary, int agents)
{
    QString text = QCoreApplication::translate("Concurrency",
        "%1 agents at once wrote %2 tok/s together, one alone %3 tok/s (median of %n round(s)).", nullptr,
        summary.speedUp.n)
                       .arg(agents)
                       .arg(base::fixedText(summary.systemTokensPerSecond.median, 1),
                           base::fixedText(summary.aloneTokensPerSecond.median, 1));
    text += u' ';
    if (summary.speedUp.n == 1)
        text +=
            words(QT_TRANSLATE_NOOP("Concurrency", "Speed-up: %1.")).arg(ratioText(summary.speedUp.median));
    else
        text += words(QT_TRANSLATE_NOOP("Concurrency", "Speed-up, round by round: median %1, from %2 to %3."))
                    .arg(ratioText(summary.speedUp.median), ratioText(summary.speedUp.min),
                        ratioText(summary.speedUp.max));
    return text;
}

} // namespace

QString concurrencyReasonText(const QString& reason)
{
    if (reason == u"no-calls")
        return words(QT_TRANSLATE_NOOP("Concurrency", "the run was not made alone and together"));
    if (reason == u"call-missing")
        return words(QT_TRANSLATE_NOOP("Concurrency", "a report is missing"));
    if (reason == u"call-failed")
        return words(QT_TRANSLATE_NOOP("Concurrency", "a call did not end well"));
    if (reason == u"tokens-not-counted")
        return words(QT_TRANSLATE_NOOP("Concurrency", "the server did not count all tokens"));
    if (reason == u"strata-differ")
        return words(QT_TRANSLATE_NOOP("Concurrency", "cold or cached on one side only"));
    if (reason == u"other-endpoint")
        return words(QT_TRANSLATE_NOOP("Concurrency", "nobody was alone on that server"));
    if (reason == u"no-call-alone")
        return words(QT_TRANSLATE_NOOP("Concurrency", "no call alone is like it"));
    return reason;
}

QString concurrencySentence(std::span<const ConcurrentRound> rounds, const QString& arm)
{
    QList<const ConcurrentRound*> own;
    for (const ConcurrentRound& round : rounds) {
        if (round.arm == arm)
            own += &round;
    }
    if (own.isEmpty())
        return {};
    const ConcurrencySummary summary = concurrencySummaryOf(rounds, arm);
    const int agents = own.first()->together.agents;
    if (summary.speedUp.n == 0)
        return words(QT_TRANSLATE_NOOP("Concurrency", "What %1 agents at once achieved cannot be told: %2."))
            .arg(agents)
            .arg(reasonsText(own));
    QString text = measuredText(summary, agents);
    own.removeIf([](const ConcurrentRound* round) { return round->speedUp.has_value(); });
    if (!own.isEmpty())
        text += u' '
            + QCoreApplication::translate(
                "Concurrency", "%n round(s) left out: %1.", nullptr, static_cast<int>(own.size()))
                  .arg(reasonsText(own));
    if (summary.decodeSlowdown.n > 0)
        text += u' '
            + words(QT_TRANSLATE_NOOP("Concurrency",
                        "Each agent's decode rate alone was %1 times its rate among the others (median)."))
                  .arg(ratioText(summary.decodeSlowdown.median));
    return text;
}

} // namespace benchglass::measure
