#include "corpus/facts.h"

#include "corpus/conflictfacts.h"
#include "corpus/folderfacts.h"
#include "corpus/parallel.h"
#include "corpus/seriesfacts.h"
#include "corpus/unitfacts.h"

namespace benchglass::corpus {

QList<Fact> factsOf(const Catalog& catalog, const DateSpan& dates, const QMap<QString, int>& otherFiles,
    const std::stop_token& stop, const std::vector<DateSpan>& datesOfDocuments)
{
    QList<Fact> facts = folderFacts(catalog, dates, otherFiles);
    // A table of a million columns has more to say than anybody can use.
    constexpr qsizetype described = 5000;
    std::vector<QList<Fact>> ofSeries(size_t(std::min(catalog.series().size(), described)));
    inParallel(ofSeries.size(), stop, [&](size_t at, size_t) {
        ofSeries[at] = seriesFacts(catalog, catalog.series().at(qsizetype(at)), stop);
    });
    for (const QList<Fact>& some : ofSeries)
        facts += some;
    if (const qsizetype rest = catalog.series().size() - described; rest > 0) {
        Fact fact;
        fact.text = QStringLiteral("%1 more series are in the folder that no fact describes.").arg(rest);
        fact.value = double(rest);
        fact.kind = QStringLiteral("count");
        fact.source = QStringLiteral("%1 files").arg(catalog.documents().size());
        facts.append(fact);
    }
    // Last, so that a conflict more or less does not change the numbers of all the others.
    facts += unitFacts(catalog);
    facts += conflictFacts(catalog, datesOfDocuments, stop);
    for (qsizetype at = 0; at < facts.size(); ++at)
        facts[at].id = u'F' + QString::number(at + 1);
    return facts;
}

} // namespace benchglass::corpus
