#include "engine/builtin/analyst.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace benchglass::engine {

using corpus::Fact;

namespace {

using Facts = QList<Fact>;
using Test = std::function<bool(const Fact&)>;

/// In this order the statements about one series follow each other.
int rankOf(const QString& kind)
{
    static constexpr std::array<QLatin1String, 9> order {QLatin1String("value"), QLatin1String("median"),
        QLatin1String("mean"), QLatin1String("range"), QLatin1String("min"), QLatin1String("max"),
        QLatin1String("best"), QLatin1String("worst"), QLatin1String("outlier")};
    const auto at = std::find(order.begin(), order.end(), kind);
    return static_cast<int>(at - order.begin());
}

/// F9 before F10.
int numberOf(const Fact& fact)
{
    return fact.id.mid(1).toInt();
}

/// The most important series first, each one's statements together.
Facts arranged(const Facts& given)
{
    QHash<QString, double> weight;
    for (const Fact& fact : given)
        weight[fact.series] = std::max(weight.value(fact.series, fact.weight), fact.weight);
    Facts facts = given;
    std::stable_sort(facts.begin(), facts.end(), [&weight](const Fact& a, const Fact& b) {
        if (a.series != b.series) {
            const double heavier = weight.value(a.series) - weight.value(b.series);
            return heavier > 0 || (heavier == 0 && a.series < b.series);
        }
        const int rank = rankOf(a.kind) - rankOf(b.kind);
        return rank < 0 || (rank == 0 && numberOf(a) < numberOf(b));
    });
    return facts;
}

/// The fact's own sentence with its id: the only way in which a number gets into the text.
QString cited(const Fact& fact)
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
    return text % u" [" % fact.id % u"].";
}

class Analyst
{
public:
    explicit Analyst(const Facts& facts);

    QString analysis();
    QString report();

private:
    void heading(const QString& text);
    void paragraph(const QString& text);
    void paragraph(const Facts& facts);
    void bullets(const Facts& facts, const QString& lead = {});
    void close();
    Facts pick(const Test& test, qsizetype limit = -1) const;
    Facts ofKinds(const QStringList& kinds, qsizetype limit = -1) const;

    void preface();
    void summary();
    void findings();
    void data();
    void metrics();
    void recommendations();
    void method();

    Facts m_facts;
    QString m_text;
};

Analyst::Analyst(const Facts& facts)
{
    for (const Fact& fact : facts) {
        if (!fact.id.isEmpty() && !fact.text.isEmpty())
            m_facts.append(fact);
    }
    m_facts = arranged(m_facts);
}

void Analyst::heading(const QString& text)
{
    m_text += u"## "_qs % text % u"\n\n"_qs;
}

void Analyst::paragraph(const QString& text)
{
    m_text += text % u"\n\n"_qs;
}

void Analyst::paragraph(const Facts& facts)
{
    QStringList sentences;
    for (const Fact& fact : facts)
        sentences += cited(fact);
    if (!sentences.isEmpty())
        paragraph(sentences.join(u' '));
}

void Analyst::bullets(const Facts& facts, const QString& lead)
{
    for (const Fact& fact : facts)
        m_text += u"- "_qs % lead % cited(fact) % u'\n';
}

void Analyst::close()
{
    m_text += u'\n';
}

Facts Analyst::pick(const Test& test, qsizetype limit) const
{
    Facts facts;
    for (const Fact& fact : m_facts) {
        if (facts.size() != limit && test(fact))
            facts.append(fact);
    }
    return facts;
}

Facts Analyst::ofKinds(const QStringList& kinds, qsizetype limit) const
{
    return pick(
        [&kinds](const Fact& fact) { return !fact.series.isEmpty() && kinds.contains(fact.kind); }, limit);
}

void Analyst::preface()
{
    paragraph(
        u"No language model wrote this text. It was put together by rules from facts that were computed "
        "from the files of the folder; the mark behind each sentence names its fact."_qs);
}

void Analyst::summary()
{
    const Facts folder = pick([](const Fact& fact) { return fact.series.isEmpty(); });
    Facts heaviest = folder;
    std::stable_sort(
        heaviest.begin(), heaviest.end(), [](const Fact& a, const Fact& b) { return a.weight > b.weight; });
    paragraph(heaviest.mid(0, 4));
    const Facts best = ofKinds({u"best"_qs}, 2);
    const Facts typical = best.isEmpty() ? ofKinds({u"median"_qs, u"value"_qs}, 2) : best;
    paragraph(typical);
    if (folder.isEmpty() && typical.isEmpty())
        paragraph(u"No fact was given that a summary could rest on."_qs);
}

void Analyst::findings()
{
    const Facts notable = ofKinds({u"best"_qs, u"worst"_qs, u"outlier"_qs}, 12);
    const Facts found = notable.isEmpty() ? ofKinds({u"median"_qs, u"value"_qs, u"range"_qs}, 8) : notable;
    bullets(found);
    if (found.isEmpty())
        m_text += u"- The facts compare nothing: there is no finding to report.\n"_qs;
    close();
}

void Analyst::data()
{
    const Facts folder = pick([](const Fact& fact) { return fact.series.isEmpty(); });
    bullets(folder);
    if (folder.isEmpty())
        m_text += u"- No fact was given about the files themselves.\n"_qs;
    close();
}

void Analyst::metrics()
{
    Facts ofOne;
    for (const Fact& fact : std::as_const(m_facts)) {
        if (fact.series.isEmpty())
            continue;
        if (!ofOne.isEmpty() && ofOne.last().series != fact.series)
            paragraph(std::exchange(ofOne, {}));
        ofOne.append(fact);
    }
    paragraph(ofOne);
    if (ofOne.isEmpty())
        paragraph(u"No fact was given about any measured series."_qs);
}

void Analyst::recommendations()
{
    const Facts outliers = ofKinds({u"outlier"_qs}, 4);
    const Facts worst = ofKinds({u"worst"_qs}, 4);
    const Facts single = pick(
        [](const Fact& fact) { return fact.kind == u"value"_qs && fact.text.contains(u"a single value"_qs); },
        3);
    bullets(worst, u"Find out what holds this group back before choosing by it. "_qs);
    bullets(
        outliers, u"Check the farthest value in its file, and prefer the median to the mean until then. "_qs);
    bullets(single, u"Repeat this measurement: a single value says nothing about its spread. "_qs);
    if (worst.isEmpty() && outliers.isEmpty() && single.isEmpty())
        m_text += u"- The facts give no ground for a recommendation.\n"_qs;
    close();
}

void Analyst::method()
{
    paragraph(
        u"Every number above stands in the sentence of the fact that is named behind it, and the fact names "
        u"the "
        "files it was computed from. What no fact states is not stated here: no cause, no forecast and no "
        "significance."_qs);
}

QString Analyst::analysis()
{
    preface();
    heading(u"Executive summary"_qs);
    summary();
    heading(u"Key findings"_qs);
    findings();
    heading(u"Metrics analysis"_qs);
    metrics();
    heading(u"Recommendations"_qs);
    recommendations();
    return m_text.trimmed() % u'\n';
}

QString Analyst::report()
{
    heading(u"Executive Summary"_qs);
    preface();
    summary();
    heading(u"Data"_qs);
    data();
    heading(u"Performance Analysis"_qs);
    metrics();
    heading(u"Key Findings"_qs);
    findings();
    heading(u"Recommendations"_qs);
    recommendations();
    heading(u"Method"_qs);
    method();
    return m_text.trimmed() % u'\n';
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
