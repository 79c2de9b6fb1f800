#include "engine/builtin/seriesview.h"

#include <QRegularExpression>
#include <QStringBuilder>

#include <algorithm>

namespace benchglass::engine {

using corpus::Fact;

namespace {

/// F9 before F10.
int numberOf(const Fact& fact)
{
    return fact.id.mid(1).toInt();
}

std::optional<Said> saidOf(const Fact& fact, const QRegularExpression& form)
{
    const auto match = form.match(sentenceOf(fact));
    if (!match.hasMatch())
        return std::nullopt;
    const auto part = [&](const QString& name) {
        return match.captured(name);
    };
    return Said {fact.id, fact.weight, part(u"value"_qs), part(u"extent"_qs), part(u"spread"_qs),
        part(u"dimension"_qs), part(u"group"_qs), part(u"among"_qs), !part(u"zeros"_qs).isEmpty()};
}

/// `“k”: the median of 3 values in 1 file is 5 ms`. The groups that a form lacks stay empty.
const QRegularExpression& wholeForm()
{
    static const QRegularExpression form(
        u"^“[^”]*”: the (?:median|mean|lowest|highest) of (?<extent>.+? values in .+? files?) is "
        u"(?<value>.+?)(?:, with a (?<spread>standard deviation of .+)|, in “.*)?$"
        u"(?<dimension>)(?<group>)(?<among>)(?<zeros>)"_qs);
    return form;
}

const QRegularExpression& groupForm()
{
    static const QRegularExpression form(
        u"^“[^”]*” where (?<dimension>“[^”]*”) is (?<group>“[^”]*”): "
        u"(?:the median of (?<extent>.+? values) is|the only value is) (?<value>.+)$"
        u"(?<spread>)(?<among>)(?<zeros>)"_qs);
    return form;
}

const QRegularExpression& extremeForm()
{
    static const QRegularExpression form(
        u"^“[^”]*”(?<zeros>, zeros left out)?: (?<dimension>“[^”]*”) (?<group>“[^”]*”) has the "
        u"(?:best|worst) median, (?<value>.+?) over (?<extent>.+? values?), (?<among>among .+)$(?<spread>)"_qs);
    return form;
}

Grouping& groupingOf(SeriesView& view, const QString& dimension)
{
    const auto at = std::ranges::find(view.groupings, dimension, &Grouping::dimension);
    if (at != view.groupings.end())
        return *at;
    view.groupings.append(Grouping {dimension, 0, {}, {}, {}});
    return view.groupings.last();
}

void sort(SeriesView& view, const Fact& fact)
{
    const auto whole = saidOf(fact, wholeForm());
    const auto group = whole ? std::nullopt : saidOf(fact, groupForm());
    const auto extreme = whole || group ? std::nullopt : saidOf(fact, extremeForm());
    if (whole && fact.kind == u"median") {
        view.median = whole;
        view.unit = fact.unit;
    } else if (whole && fact.kind == u"mean") {
        view.mean = whole;
    } else if (whole && fact.kind == u"min") {
        view.min = whole;
    } else if (whole && fact.kind == u"max") {
        view.max = whole;
    } else if (fact.kind == u"zeros") {
        view.zeros.append(fact);
    } else if (fact.kind == u"outlier") {
        view.outliers.append(fact);
    } else if (group) {
        groupingOf(view, group->dimension).groups.append(*group);
    } else if (extreme) {
        Grouping& grouping = groupingOf(view, extreme->dimension);
        (fact.kind == u"best" ? grouping.best : grouping.worst) = extreme;
        grouping.weight = std::max(grouping.weight, fact.weight);
    } else {
        view.others.append(fact);
    }
}

} // namespace

QString sentenceOf(const Fact& fact)
{
    QString text = fact.text;
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    text = text.trimmed();
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

QList<SeriesView> viewsOf(const QList<Fact>& facts)
{
    QList<Fact> inOrder = facts;
    std::ranges::stable_sort(inOrder, {}, numberOf);
    QList<SeriesView> views;
    for (const Fact& fact : std::as_const(inOrder)) {
        if (fact.series.isEmpty())
            continue;
        auto at = std::ranges::find(views, fact.series, &SeriesView::key);
        if (at == views.end()) {
            SeriesView view;
            view.key = fact.series;
            const QString sentence = sentenceOf(fact);
            view.subject =
                sentence.startsWith(u'“') ? QString(sentence.section(u'”', 0, 0) % u'”') : u"A series"_qs;
            view.weight = fact.weight;
            views.append(view);
            at = views.end() - 1;
        }
        at->weight = std::max(at->weight, fact.weight);
        sort(*at, fact);
    }
    for (SeriesView& view : views)
        std::ranges::stable_sort(view.groupings, std::ranges::greater {}, &Grouping::weight);
    std::ranges::stable_sort(views, std::ranges::greater {}, &SeriesView::weight);
    return views;
}

} // namespace benchglass::engine
