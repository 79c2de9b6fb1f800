#include "corpus/conflictfacts.h"

#include "base/format.h"
#include "corpus/facts.h"
#include "corpus/namedimensions.h"
#include "corpus/units.h"
#include "corpus/valueconflicts.h"

#include <QStringBuilder>

#include <algorithm>
#include <cmath>
#include <map>

namespace benchglass::corpus {

namespace {

constexpr qsizetype told = 20;

class ConflictFacts
{
public:
    ConflictFacts(const Catalog& catalog, const QList<NameDimension>& names)
        : m_catalog(catalog)
        , m_names(names)
    {
    }

    void addValues(const ValueConflicts& conflicts);
    void addNamedSettings();
    QList<Fact> take(qint64 skippedSeries);

private:
    struct Disagreement;

    QString pathOf(qint32 document) const { return m_catalog.documents().at(document).path; }
    QString placeOf(const Series& series, const Observation& observation) const;
    QString valueText(const Series& series, double value) const;
    QString labelText(const Series& series, qsizetype index) const;
    void add(const Series& series, const Observation& at, const QString& text, double weight);
    void addNamedSetting(const NameDimension& dimension);

    const Catalog& m_catalog;
    const QList<NameDimension>& m_names;
    QList<Fact> m_facts;
};

QString ConflictFacts::placeOf(const Series& series, const Observation& observation) const
{
    return quotedName(pathOf(observation.document)) % u" at "
        % quotedName(m_catalog.locatorOf(series, observation).text());
}

/// With all its digits: rounded, both values may look the same.
QString ConflictFacts::valueText(const Series& series, double value) const
{
    const QString text = base::exactText(value);
    return series.unit.isEmpty() ? text : QString(text % u' ' % series.unit);
}

/// ` where “model” is “m1” and “tag” is “q4_0”`
QString ConflictFacts::labelText(const Series& series, qsizetype index) const
{
    constexpr qsizetype most = 3;
    QStringList texts;
    for (const Dimension* const label : Labels(series, m_names).of(index).mid(0, most))
        texts.append(quotedName(label->name) % u" is " % quotedName(label->labelAt(index)));
    return texts.isEmpty() ? QString() : QString(u" where " % texts.join(u" and "_qs));
}

void ConflictFacts::add(const Series& series, const Observation& at, const QString& text, double weight)
{
    Fact fact;
    fact.kind = QStringLiteral("conflict");
    fact.value = at.value;
    fact.unit = series.unit;
    fact.text = text;
    fact.source = pathOf(at.document) % u' ' % m_catalog.locatorOf(series, at).text();
    fact.series = series.key;
    fact.weight = weight;
    m_facts.append(fact);
}

void ConflictFacts::addValues(const ValueConflicts& conflicts)
{
    for (const ValueConflict& conflict : conflicts.found) {
        const Series& series = *conflict.series;
        const Observation first = series.observations.at(conflict.first);
        const Observation second = series.observations.at(conflict.second);
        QString text = quotedName(series.key) % labelText(series, conflict.first) % u" is in conflict: "
            % valueText(series, first.value) % u" in " % placeOf(series, first) % u", but "
            % valueText(series, second.value) % u" in " % placeOf(series, second);
        if (conflict.others > 0)
            text += u"; "_qs
                % (conflict.others == 1 ? QStringLiteral("1 more file differs")
                                        : QString(base::countText(conflict.others) % u" more files differ"))
                % u" from the first";
        text += conflict.common > 0
            ? QString(u"; of " % base::countText(conflict.common) % u" telling values of both files, "
                % base::countText(conflict.equal) % u" are equal.")
            : QStringLiteral("; nothing in the names or beside the values tells both files apart.");
        const double largest = std::max(std::abs(first.value), std::abs(second.value));
        const double difference = std::min(1.0, std::abs(first.value - second.value) / largest);
        add(series, first, text,
            10 * importanceOf(series.key, series.unit) * (0.7 + 0.2 * std::min(1.0, 4 * difference)));
    }
}

/// Files whose names give a setting another value than their contents.
struct ConflictFacts::Disagreement
{
    qint64 files = 0;    ///< That disagree.
    qint64 compared = 0; ///< That have both.
    qint32 document = -1;
    const Series* series = nullptr;
    Observation there;
};

void ConflictFacts::addNamedSetting(const NameDimension& dimension)
{
    // The value that a document gives the setting nearest to the one in its name.
    struct Nearest
    {
        double distance = 0;
        const Series* series = nullptr;
        Observation there;
    };
    std::map<qint32, Nearest> nearest;
    for (const Series& series : m_catalog.series()) {
        if (leafOf(series.key) != dimension.name)
            continue;
        for (const Observation& observation : series.observations) {
            const qint32 level = dimension.levelOfDocument[size_t(observation.document)];
            bool isNumber = false;
            const double named = level < 0 ? 0 : dimension.levels.at(level).toDouble(&isNumber);
            if (!isNumber)
                continue;
            const double distance = std::abs(observation.value - named);
            const auto [at, isNew] =
                nearest.try_emplace(observation.document, Nearest {distance, &series, observation});
            if (!isNew && distance < at->second.distance)
                at->second = {distance, &series, observation};
        }
    }
    Disagreement all;
    for (const auto& [document, found] : nearest) {
        ++all.compared;
        // Settings are often written as 32 bit numbers: 0.8 is 0.800000011920929 there.
        if (found.distance <= 1e-6 * std::max(1.0, std::abs(found.there.value)))
            continue;
        if (++all.files == 1) {
            all.document = document;
            all.series = found.series;
            all.there = found.there;
        }
    }
    if (all.files == 0)
        return;
    const qint32 level = dimension.levelOfDocument[size_t(all.document)];
    add(*all.series, all.there,
        quotedName(dimension.name) % u" is in conflict: the name and the content disagree" % u" in "
            % base::countText(all.files) % u" of the " % base::countText(all.compared)
            % u" files that have both: the name of " % quotedName(pathOf(all.document)) % u" says "
            % dimension.levels.at(level) % u", but " % quotedName(all.series->key) % u" is "
            % base::exactText(all.there.value) % u" at "
            % quotedName(m_catalog.locatorOf(*all.series, all.there).text()) % u'.',
        8.5);
}

void ConflictFacts::addNamedSettings()
{
    for (const NameDimension& dimension : m_names) {
        if (isSetting(dimension.name))
            addNamedSetting(dimension);
    }
}

QList<Fact> ConflictFacts::take(qint64 skippedSeries)
{
    std::ranges::stable_sort(m_facts, std::ranges::greater {}, &Fact::weight);
    const qsizetype rest = m_facts.size() - told;
    m_facts.resize(std::min(m_facts.size(), told));
    const auto count = [&](qint64 n, const QString& text) {
        Fact fact;
        fact.kind = QStringLiteral("conflict");
        fact.value = double(n);
        fact.text = text;
        fact.source = QStringLiteral("%1 files").arg(m_catalog.documents().size());
        fact.weight = 4;
        m_facts.append(fact);
    };
    if (rest > 0)
        count(rest,
            QStringLiteral("%1 more %2 between files.")
                .arg(base::countText(rest),
                    rest == 1 ? QStringLiteral("value is in conflict")
                              : QStringLiteral("values are in conflict")));
    if (skippedSeries > 0)
        count(skippedSeries,
            QStringLiteral("%1 %2 too long to be searched for conflicts.")
                .arg(base::countText(skippedSeries),
                    skippedSeries == 1 ? QStringLiteral("series is") : QStringLiteral("series are")));
    return m_facts;
}

} // namespace

QList<Fact> conflictFacts(
    const Catalog& catalog, const std::vector<DateSpan>& dates, const std::stop_token& stop)
{
    const QList<NameDimension>& names = catalog.nameDimensions();
    const ValueConflicts conflicts = valueConflicts(catalog, names, dates, stop);
    ConflictFacts all(catalog, names);
    all.addValues(conflicts);
    all.addNamedSettings();
    return all.take(conflicts.skippedSeries);
}

} // namespace benchglass::corpus
