#pragma once

#include "engine/builtin/seriesview.h"

#include <QSet>
#include <QString>

namespace benchglass::engine {

/// Whether a grouping tells what is best and what is worst.
bool hasBoth(const Grouping& grouping);

/// The most telling grouping of @p view that has a best and a worst; null when nothing is compared.
const Grouping* comparedIn(const SeriesView& view);

/// Does the value name its unit?
bool hasUnit(const Said& said);

/// `, zeros left out`, or nothing.
QString zerosWords(const Said& said);

/// `“q4_0”, 77.51 tok/s over 117 values`
QString groupWords(const Said& said);

/// Words of facts, each with its mark; remembers which facts were cited.
class Phrases
{
public:
    QString cite(const QString& id);         ///< ` [F12]`
    QString cited(const corpus::Fact& fact); ///< The fact's sentence and its mark.
    /// The fact's sentence without the name of the series, for use where that has been named.
    QString clause(const SeriesView& view, const corpus::Fact& fact);
    /// @p grouping has both: `best “a”, 9 ms, among 4 groups [F1]; worst “b”, 12 ms [F2].`
    QString extremes(const Grouping& grouping);
    /// How many lie far off and how far, without the place, which the fact names. @p view has outliers.
    QString outliers(const SeriesView& view);

    qsizetype citedCount() const { return m_cited.size(); }

private:
    QSet<QString> m_cited;
};

} // namespace benchglass::engine
