#include "engine/builtin/phrases.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::engine {

using corpus::Fact;

bool hasBoth(const Grouping& grouping)
{
    return grouping.best && grouping.worst;
}

const Grouping* comparedIn(const SeriesView& view)
{
    const auto at = std::ranges::find_if(view.groupings, hasBoth);
    return at == view.groupings.end() ? nullptr : &*at;
}

bool hasUnit(const Said& said)
{
    return std::ranges::any_of(
        said.value, [](QChar c) { return c == u'%' || (c.isLetter() && c.toLower() != u'e'); });
}

QString zerosWords(const Said& said)
{
    return said.zerosLeftOut ? u", zeros left out"_qs : QString();
}

QString groupWords(const Said& said)
{
    const QString extent = said.extent.isEmpty() ? QString() : QString(u" over " % said.extent);
    return said.group % u", " % said.value % extent;
}

QString Phrases::cite(const QString& id)
{
    m_cited.insert(id);
    return u" [" % id % u']';
}

QString Phrases::cited(const Fact& fact)
{
    return sentenceOf(fact) % cite(fact.id);
}

QString Phrases::clause(const SeriesView& view, const Fact& fact)
{
    QString sentence = sentenceOf(fact);
    if (sentence.startsWith(view.subject + u": "_qs))
        sentence.remove(0, view.subject.size() + 2);
    return sentence % cite(fact.id);
}

QString Phrases::extremes(const Grouping& grouping)
{
    return u"best "_qs % groupWords(*grouping.best) % u", " % grouping.best->among % cite(grouping.best->id)
        % u"; worst " % groupWords(*grouping.worst) % cite(grouping.worst->id) % u'.';
}

QString Phrases::outliers(const SeriesView& view)
{
    const Fact& fact = view.outliers.first();
    QString words = clause(view, fact);
    words.remove(u" (modified z-score above 3.5)"_qs);
    if (const qsizetype place = words.lastIndexOf(u", in “"_qs); place > 0)
        words = words.left(place) % cite(fact.id);
    return words;
}

} // namespace benchglass::engine
