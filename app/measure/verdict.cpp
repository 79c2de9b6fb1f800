#include "measure/comparison.h"

#include "base/format.h"
#include "measure/figuretext.h"

#include <QCoreApplication>
#include <QStringBuilder>

#include <cmath>

namespace benchglass::measure {

namespace {

QString localised(const char* text)
{
    return QCoreApplication::translate("Verdict", text);
}

QString countsText(const Difference& difference)
{
    return localised(QT_TRANSLATE_NOOP("Verdict", "n = %1 and %2"))
        .arg(QString::number(difference.reference.n), QString::number(difference.other.n));
}

QString percentText(const Difference& difference)
{
    if (!difference.ratio)
        return {};
    const double percent = (*difference.ratio - 1) * 100;
    const QString sign = percent < 0 ? QStringLiteral("\u2212") : QStringLiteral("+");
    return sign % base::fixedText(std::abs(percent), 1) % QStringLiteral(" %, ");
}

/// The interval of the amount, so both ends are of the kind "by how much higher" or "lower".
QString intervalText(const Difference& difference)
{
    if (!difference.ciLow || !difference.ciHigh)
        return localised(QT_TRANSLATE_NOOP("Verdict", "no spread in either arm"));
    const int decimals = decimalsOfRow(difference);
    const bool isLower = difference.verdict == VerdictKind::Lower;
    const double low = isLower ? -*difference.ciHigh : *difference.ciLow;
    const double high = isLower ? -*difference.ciLow : *difference.ciHigh;
    return localised(QT_TRANSLATE_NOOP("Verdict", "95 % CI %1 ... %2"))
        .arg(base::fixedText(low, decimals), base::fixedText(high, decimals));
}

QString changeText(const Difference& difference)
{
    const QString amountText =
        base::fixedText(std::abs(difference.difference.value_or(0)), decimalsOfRow(difference));
    const QString pattern = difference.verdict == VerdictKind::Lower
        ? localised(QT_TRANSLATE_NOOP("Verdict", "%1 is lower by %2 %3 (%4%5, %6)"))
        : localised(QT_TRANSLATE_NOOP("Verdict", "%1 is higher by %2 %3 (%4%5, %6)"));
    return pattern.arg(difference.otherArm, amountText, metricUnit(difference.metric),
        percentText(difference), intervalText(difference), countsText(difference));
}

QString noDifferenceText(const Difference& difference)
{
    if (!difference.smallestDetectable)
        return localised(QT_TRANSLATE_NOOP("Verdict", "No difference detected (%1)"))
            .arg(countsText(difference));
    return localised(
        QT_TRANSLATE_NOOP("Verdict", "No difference detected (%1: smallest detectable about %2 %3)"))
        .arg(countsText(difference), base::significantText(*difference.smallestDetectable, 2),
            metricUnit(difference.metric));
}

QString reasonText(const Difference& difference)
{
    if (difference.reason == u"no-model")
        return localised(QT_TRANSLATE_NOOP("Verdict", "the built-in analyst is no model"));
    if (difference.reason == u"token-source")
        return localised(QT_TRANSLATE_NOOP("Verdict", "tokens were counted in different ways"));
    return countsText(difference);
}

} // namespace

int decimalsOfRow(const Difference& row)
{
    return decimalsOf(row.metric, row.reference.mean);
}

QString verdictText(const Difference& difference)
{
    switch (difference.verdict) {
    case VerdictKind::Higher:
    case VerdictKind::Lower: return changeText(difference);
    case VerdictKind::NoDifference: return noDifferenceText(difference);
    case VerdictKind::NotComparable: break;
    }
    return localised(QT_TRANSLATE_NOOP("Verdict", "Not comparable: %1")).arg(reasonText(difference));
}

} // namespace benchglass::measure
