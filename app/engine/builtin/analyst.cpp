#include "engine/builtin/analyst.h"

#include "engine/builtin/page.h"
#include "engine/builtin/phrases.h"
#include "engine/builtin/seriesview.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::engine {

using corpus::Fact;

namespace {

using Facts = QList<Fact>;

/// A column tells as much as the first one when its weight is at least this share of that one's.
constexpr double nearlyAsTelling = 0.7;
constexpr qsizetype seriesInAnalysis = 3;
constexpr qsizetype seriesInReport = 5;
constexpr qsizetype seriesInDetail = 3; ///< Of them, with a second column that they are compared by.

/// Writes the text, a part at a time. Numbers come in through the words of facts only, each cited.
class Analyst
{
public:
    explicit Analyst(const Facts& facts);

    QString analysis();
    QString report();

private:
    void preface();
    void summary();
    void findings(qsizetype most);
    void data();
    void metrics(qsizetype most, bool inFull);
    void series(const SeriesView& view, bool inFull, bool inDetail);
    void statistics(const SeriesView& view);
    void groupings(const SeriesView& view, bool inDetail);
    void between(const SeriesView& view, const Grouping& grouping);
    void zeros(const SeriesView& view);
    void recommendations();
    void recommendMeasuring();
    void recommendUnits();
    void method();

    Facts m_folder; ///< Facts of the folder, the heaviest first.
    QList<SeriesView> m_views;
    qsizetype m_given = 0;
    Phrases m_say;
    Page m_page;
    bool m_hasCautioned = false;
};

Analyst::Analyst(const Facts& facts)
{
    Facts usable;
    for (const Fact& fact : facts) {
        if (!fact.id.isEmpty() && !fact.text.isEmpty())
            usable.append(fact);
    }
    m_given = usable.size();
    m_views = viewsOf(usable);
    // What can be compared comes first: it is what a choice is made by.
    std::ranges::stable_sort(m_views, {}, [](const SeriesView& view) { return comparedIn(view) ? 0 : 1; });
    std::ranges::copy_if(
        usable, std::back_inserter(m_folder), [](const Fact& fact) { return fact.series.isEmpty(); });
    std::ranges::stable_sort(m_folder, [](const Fact& a, const Fact& b) {
        const int order = QStringView(a.id).mid(1).toInt() - QStringView(b.id).mid(1).toInt();
        return a.weight > b.weight || (a.weight == b.weight && order < 0);
    });
}

void Analyst::preface()
{
    m_page.paragraph(
        u"No language model wrote this text: rules put it together from facts that were computed from the "
        u"files. The mark behind each number names its fact."_qs);
}

void Analyst::summary()
{
    QStringList sentences;
    for (const Fact& fact : m_folder.mid(0, 4))
        sentences += m_say.cited(fact) % u'.';
    if (!sentences.isEmpty())
        m_page.paragraph(sentences.join(u' '));
    QStringList medians;
    for (const SeriesView& view : std::as_const(m_views)) {
        if (view.median && medians.size() < 2)
            medians += view.subject % u" has a median of " % view.median->value % u" over "
                % view.median->extent % m_say.cite(view.median->id);
    }
    if (!medians.isEmpty())
        m_page.paragraph(medians.join(u"; "_qs) % u'.');
    if (sentences.isEmpty() && medians.isEmpty())
        m_page.paragraph(u"No fact was given that a summary could rest on."_qs);
}

void Analyst::findings(qsizetype most)
{
    for (const SeriesView& view : std::as_const(m_views)) {
        const Grouping* grouping = comparedIn(view);
        if (grouping && m_page.bullets() < most - 1)
            m_page.bullet(view.subject % u" by " % grouping->dimension % zerosWords(*grouping->best) % u": "
                % m_say.extremes(*grouping));
    }
    for (const SeriesView& view : std::as_const(m_views)) {
        if (!view.zeros.isEmpty() && m_page.bullets() < most)
            m_page.bullet(m_say.cited(view.zeros.first()) % u'.');
    }
    for (const SeriesView& view : std::as_const(m_views)) {
        if (!view.outliers.isEmpty() && m_page.bullets() < most)
            m_page.bullet(view.subject % u": " % m_say.outliers(view) % u'.');
    }
    m_page.close(u"The facts compare nothing: there is no finding to report."_qs);
}

void Analyst::data()
{
    constexpr qsizetype most = 6;
    for (const Fact& fact : m_folder.mid(0, most))
        m_page.bullet(m_say.cited(fact) % u'.');
    m_page.close(u"No fact was given about the files themselves."_qs);
}

void Analyst::statistics(const SeriesView& view)
{
    QStringList parts;
    if (view.median)
        parts += u"the median of " % view.median->extent % u" is " % view.median->value
            % m_say.cite(view.median->id);
    if (view.min && view.max)
        parts += u"the values go from "_qs % view.min->value % m_say.cite(view.min->id) % u" to "
            % view.max->value % m_say.cite(view.max->id);
    if (view.mean)
        parts += u"the mean is "_qs % view.mean->value
            % (view.mean->spread.isEmpty() ? QString() : u", with a " % view.mean->spread)
            % m_say.cite(view.mean->id);
    for (const Fact& fact : view.others)
        parts += sentenceOf(fact) % m_say.cite(fact.id);
    if (parts.isEmpty())
        return;
    QString text = parts.join(u"; "_qs) % u'.';
    text[0] = text.at(0).toUpper();
    if (view.median && !hasUnit(*view.median))
        text += u" Nothing names the unit.";
    m_page.paragraph(text);
}

void Analyst::groupings(const SeriesView& view, bool inDetail)
{
    const Grouping* first = comparedIn(view);
    if (!first)
        return;
    m_page.bullet(u"Best " % first->dimension % zerosWords(*first->best) % u": " % groupWords(*first->best)
        % u", " % first->best->among % m_say.cite(first->best->id) % u'.');
    m_page.bullet(u"Worst " % first->dimension % zerosWords(*first->worst) % u": " % groupWords(*first->worst)
        % m_say.cite(first->worst->id) % u'.');
    between(view, *first);
    for (const Grouping& other : view.groupings) {
        if (inDetail && &other != first && hasBoth(other)
            && other.weight >= nearlyAsTelling * first->weight) {
            m_page.bullet(u"By " % other.dimension % zerosWords(*other.best) % u": " % m_say.extremes(other));
            break;
        }
    }
}

void Analyst::between(const SeriesView& view, const Grouping& grouping)
{
    QStringList words;
    for (const Said& group : grouping.groups) {
        // Beside a best and a worst without zeros, medians with them would mislead.
        const bool isNew = group.group != grouping.best->group && group.group != grouping.worst->group;
        if (isNew && view.zeros.isEmpty() && words.size() < 2)
            words += groupWords(group) % m_say.cite(group.id);
    }
    if (!words.isEmpty())
        m_page.bullet(u"Between them: " % words.join(u"; "_qs) % u'.');
}

void Analyst::zeros(const SeriesView& view)
{
    if (view.zeros.isEmpty())
        return;
    QStringList clauses;
    for (const Fact& fact : view.zeros) {
        // What the zeros stand beside is told once: the series of one table share their failed calls.
        const bool isEnd = fact.id == view.zeros.first().id || fact.id == view.zeros.last().id;
        if (isEnd || !m_hasCautioned)
            clauses += m_say.clause(view, fact);
    }
    QString text = u"Caution: " % clauses.join(u"; "_qs) % u'.';
    if (!m_hasCautioned)
        text += u" Most likely failed calls were recorded as zeros: no call that worked takes no time or has "
                u"no rate. The statistics above count them."_qs;
    m_hasCautioned = true;
    m_page.bullet(text);
}

void Analyst::series(const SeriesView& view, bool inFull, bool inDetail)
{
    m_page.subheading(view.subject);
    statistics(view);
    // The analysis has told the best and the worst among its findings.
    if (inFull)
        groupings(view, inDetail);
    zeros(view);
    if (inFull && !view.outliers.isEmpty())
        m_page.bullet(m_say.outliers(view) % u'.');
    m_page.close({});
}

void Analyst::metrics(qsizetype most, bool inFull)
{
    for (qsizetype at = 0; at < std::min(most, m_views.size()); ++at)
        series(m_views.at(at), inFull, at < seriesInDetail);
    if (m_views.isEmpty())
        m_page.paragraph(u"No fact was given about any measured series."_qs);
}

void Analyst::recommendMeasuring()
{
    const auto outlying =
        std::ranges::find_if(m_views, [](const SeriesView& v) { return !v.outliers.isEmpty(); });
    if (outlying != m_views.end())
        m_page.bullet(
            u"Check the farthest values in their files, and prefer the median to the mean until then. "
            % outlying->subject % u": " % m_say.outliers(*outlying) % u'.');
    const auto single = std::ranges::find_if(m_views, [](const SeriesView& v) {
        return !v.others.isEmpty() && v.others.first().text.contains(u"a single value"_qs);
    });
    if (single != m_views.end())
        m_page.bullet(u"Repeat this measurement: one value says nothing about its spread. "
            % m_say.cited(single->others.first()) % u'.');
}

void Analyst::recommendUnits()
{
    QStringList unnamed;
    for (const SeriesView& view : m_views.mid(0, seriesInReport)) {
        if (view.median && !hasUnit(*view.median))
            unnamed += view.subject % m_say.cite(view.median->id);
    }
    if (!unnamed.isEmpty())
        m_page.bullet(u"Write the unit into the header or the key of " % unnamed.join(u", "_qs)
            % u": without it nobody can tell what the numbers mean."_qs);
}

void Analyst::recommendations()
{
    QStringList doubtful;
    for (const SeriesView& view : std::as_const(m_views)) {
        if (!view.zeros.isEmpty() && doubtful.isEmpty())
            doubtful += view.subject % u", where " % m_say.clause(view, view.zeros.first());
    }
    if (!doubtful.isEmpty())
        m_page.bullet(u"Find the calls behind the zeros, and leave them out before averages are taken: "
            % doubtful.join(u"; "_qs) % u'.');
    qsizetype slow = 0;
    for (const SeriesView& view : std::as_const(m_views)) {
        const Grouping* grouping = comparedIn(view);
        if (grouping && slow++ < 1)
            m_page.bullet(u"Before choosing by " % view.subject % u", find out what holds back "
                % grouping->dimension % u' ' % groupWords(*grouping->worst) % m_say.cite(grouping->worst->id)
                % u'.');
    }
    recommendMeasuring();
    recommendUnits();
    m_page.close(u"The facts give no ground for a recommendation."_qs);
}

void Analyst::method()
{
    QString text =
        u"Each number is the cited fact's, which names the files it was computed from. What no fact "
        u"states is not stated here: no forecast and no significance."_qs;
    if (m_say.citedCount() == m_given && m_given > 0)
        text += u" Every fact that was given is cited.";
    else if (m_given > 0)
        text += u" %1 of the %2 facts given are cited; the prompt, kept with the run, lists the others."_qs
                    .arg(m_say.citedCount())
                    .arg(m_given);
    m_page.paragraph(text);
}

QString Analyst::analysis()
{
    preface();
    m_page.heading(u"Executive summary"_qs);
    summary();
    m_page.heading(u"Key findings"_qs);
    findings(4);
    m_page.heading(u"Metrics analysis"_qs);
    metrics(seriesInAnalysis, false);
    m_page.heading(u"Recommendations"_qs);
    recommendations();
    m_page.heading(u"Method"_qs);
    method();
    return m_page.text();
}

QString Analyst::report()
{
    m_page.heading(u"Executive Summary"_qs);
    preface();
    summary();
    m_page.heading(u"Data"_qs);
    data();
    m_page.heading(u"Performance Analysis"_qs);
    metrics(seriesInReport, true);
    m_page.heading(u"Key Findings"_qs);
    findings(5);
    m_page.heading(u"Recommendations"_qs);
    recommendations();
    m_page.heading(u"Method"_qs);
    method();
    return m_page.text();
}

} // namespace

QString analystText(const Prompt& prompt)
{
    Analyst analyst(prompt.facts);
    return prompt.purpose == Purpose::Report ? analyst.report() : analyst.analysis();
}

QStringList wordsOf(const QString& text)
{
    QStringList words;
    qsizetype start = 0;
    while (start < text.size()) {
        qsizetype end = start;
        while (end < text.size() && text.at(end) != u' ')
            ++end;
        while (end < text.size() && text.at(end) == u' ')
            ++end;
        words += text.mid(start, end - start);
        start = end;
    }
    return words;
}

} // namespace benchglass::engine
