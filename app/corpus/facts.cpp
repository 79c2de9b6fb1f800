#include "corpus/facts.h"

#include "corpus/folderfacts.h"
#include "corpus/parallel.h"
#include "corpus/reader.h"
#include "corpus/seriesfacts.h"

namespace benchglass::corpus {

QString quotedName(const QString& name)
{
    QString text = name.left(4096);
    for (QChar& c : text) {
        // Quotation marks inside could end the quotation.
        if (c == u'\u201c' || c == u'\u201d')
            c = u'"';
    }
    text = tidyName(text.toStdString());
    if (text.size() > 120) {
        text.truncate(119);
        if (text.back().isHighSurrogate())
            text.chop(1);
        text += u'\u2026';
    }
    return u'\u201c' + text + u'\u201d';
}

QList<Fact> factsOf(const Catalog& catalog, const DateSpan& dates, const QMap<QString, int>& otherFiles,
    const std::stop_token& stop)
{
    QList<Fact> facts = folderFacts(catalog, dates, otherFiles);
    // A table of a million columns has more to say than anybody can use.
    constexpr qsizetype described = 5000;
    std::vector<QList<Fact>> ofSeries(size_t(std::min(catalog.series().size(), described)));
    inParallel(ofSeries.size(), stop,
        [&](size_t at, size_t) { ofSeries[at] = seriesFacts(catalog, catalog.series().at(qsizetype(at))); });
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
    for (qsizetype at = 0; at < facts.size(); ++at)
        facts[at].id = u'F' + QString::number(at + 1);
    return facts;
}

} // namespace benchglass::corpus
