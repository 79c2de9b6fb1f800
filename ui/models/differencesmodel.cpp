#include "models/differencesmodel.h"

#include "base/format.h"
#include "measure/figuretext.h"
#include "models/words.h"

#include <QStringBuilder>

#include <algorithm>
#include <cmath>

namespace benchglass::models {

namespace {

using Difference = measure::Difference;

QString metricOf(const Difference& d)
{
    return stageText(d.stage) % QStringLiteral(" · ") % metricTitle(d.metric) % QStringLiteral(" · ")
        % stratumText(d.stratum);
}

QString signedText(double value, int decimals)
{
    const QString text = base::fixedText(std::abs(value), decimals);
    if (std::ranges::none_of(text, [](QChar c) { return c >= u'1' && c <= u'9'; }))
        return text; // nothing has no sign
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + text;
}

QString sampleTip(const Difference& d, const measure::Summary& s)
{
    const int decimals = measure::decimalsOfRow(d);
    return DifferencesModel::tr("n = %1, median %2, %3 … %4")
        .arg(s.n)
        .arg(base::fixedText(s.median, decimals), base::fixedText(s.min, decimals),
            base::fixedText(s.max, decimals));
}

/// How many calls stand behind a row's two means.
QString sizesText(const Difference& d)
{
    const QString reference = base::countText(d.reference.n);
    return d.reference.n == d.other.n ? reference : QString(reference % u'/' % base::countText(d.other.n));
}

QString effectText(const Difference& d)
{
    return d.hedgesG ? signedText(*d.hedgesG, 1) : base::absentText();
}

QString intervalText(const Difference& d)
{
    if (!d.ciLow || !d.ciHigh)
        return base::absentText();
    const int decimals = measure::decimalsOfRow(d);
    return signedText(*d.ciLow, decimals) % QStringLiteral(" … ") % signedText(*d.ciHigh, decimals);
}

QString differenceTip(const Difference& d)
{
    return DifferencesModel::tr("%1\nWelch p %2, Holm-corrected %3, permutation %4, Mann-Whitney %5")
        .arg(measure::verdictText(d), base::fixedText(d.pWelch, 4), base::fixedText(d.pHolm, 4),
            base::fixedText(d.pPermutation, 4), base::fixedText(d.pMannWhitney, 4));
}

} // namespace

QString differenceText(const Difference& difference)
{
    if (!difference.difference)
        return base::absentText();
    const QString figure = signedText(*difference.difference, measure::decimalsOfRow(difference));
    if (difference.verdict == measure::VerdictKind::Higher)
        return QStringLiteral("▲ ") + figure;
    if (difference.verdict == measure::VerdictKind::Lower)
        return QStringLiteral("▼ ") + figure;
    return figure;
}

DifferencesModel::DifferencesModel(QObject* parent)
    : RowsModel(parent)
{
    setDifferences({});
}

void DifferencesModel::setDifferences(const QList<Difference>& differences)
{
    const QString reference = differences.isEmpty() ? tr("reference") : differences.first().referenceArm;
    const QString other = differences.isEmpty() ? tr("other") : differences.first().otherArm;
    setRows({});
    setColumns({
        {tr("stage · metric"), metricOf},
        {tr("n"), sizesText, [](const Difference& d) { return QVariant(std::min(d.reference.n, d.other.n)); },
            true, tr("Calls that count; where they differ, of %1/of %2").arg(reference, other)},
        {reference, [](const Difference& d) { return meanText(d.metric, d.reference); },
            [](const Difference& d) { return rawOf(d.reference.mean); }, true, {},
            [](const Difference& d) {
                return sampleTip(d, d.reference);
            }},
        {other, [](const Difference& d) { return meanText(d.metric, d.other); },
            [](const Difference& d) { return rawOf(d.other.mean); }, true, {},
            [](const Difference& d) {
                return sampleTip(d, d.other);
            }},
        {tr("Δ"), differenceText, [](const Difference& d) { return rawOf(d.difference); }, true,
            tr("%1 − %2; an arrow where a difference is proven").arg(other, reference), differenceTip},
        {tr("95 % CI"), intervalText, [](const Difference& d) { return rawOf(d.ciLow); }, true,
            tr("Welch's interval of the difference")},
        {tr("Hedges g"), effectText, [](const Difference& d) { return rawOf(d.hedgesG); }, true,
            tr("Difference in units of the spread")},
    });
    setRows(differences);
}

} // namespace benchglass::models
