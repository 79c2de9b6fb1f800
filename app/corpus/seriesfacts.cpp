#include "corpus/seriesfacts.h"

#include "base/format.h"
#include "corpus/facts.h"
#include "corpus/grouping.h"
#include "corpus/statistics.h"
#include "corpus/units.h"

#include <QStringBuilder>

#include <algorithm>
#include <array>
#include <cmath>

namespace benchglass::corpus {

namespace {

bool isTimeUnit(const QString& unit)
{
    constexpr std::array times {u"ns", u"us", u"ms", u"s", u"min", u"h", u"ms/token"};
    return std::ranges::any_of(times, [&](const char16_t* time) { return unit == QStringView(time); });
}

class SeriesFacts
{
public:
    SeriesFacts(const Catalog& catalog, const Series& series, const std::stop_token& stop)
        : m_catalog(catalog)
        , m_series(series)
        , m_stop(stop)
        , m_name(quotedName(series.key))
        , m_importance(importanceOf(series.key, series.unit))
        , m_direction(directionOf(series.key, series.unit))
    {
        m_extent =
            QStringLiteral("%1 values in %2").arg(base::countText(series.observations.size()), filesText());
        // No call that worked takes no time or has no rate; between gains and losses, 0 is a value as any.
        const bool isTimeOrRate = isTimeUnit(series.unit) || series.unit.endsWith(u"/s");
        if (isTimeOrRate && m_direction != Direction::Unknown && series.min == 0 && series.max > 0)
            m_doubtfulZeros = series.observations.countIf([](double value) { return value == 0; });
    }

    QList<Fact> make();

private:
    struct Group
    {
        QString level;
        std::vector<double> values;
        double median = 0;
    };
    using Groups = std::vector<Group>;

    QString filesText() const;
    QString numberText(double value) const;
    QString placeText(const Observation& observation) const;
    QString sourceOf(const Observation& observation) const;
    void add(const char* kind, double value, const QString& text, double weight, const QString& source = {});
    void addStatistics();
    void addZeros();
    Groups groupsOf(const Dimension& dimension, bool withZeros) const;
    void addGroups(const Dimension& dimension);
    void addBest(const Dimension& dimension, const Groups& groups);
    void addOutliers();

    const Catalog& m_catalog;
    const Series& m_series;
    const std::stop_token& m_stop;
    QString m_name;
    double m_importance;
    Direction m_direction;
    QString m_extent;
    qint64 m_doubtfulZeros = 0;
    QList<Fact> m_facts;
};

/// What comparing the groups of a column tells: what was measured first, free text and files last.
double worthOf(const Dimension& dimension)
{
    constexpr double most = 1;
    constexpr double usual = 0.9;
    constexpr double least = 0.5;
    if (dimension.name == u"file")
        return least;
    const QString name = dimension.name.toLower();
    const auto names = [&](const auto& words) {
        return std::ranges::any_of(
            words, [&](const char16_t* word) { return name.contains(QStringView(word)); });
    };
    constexpr std::array freeText {u"prompt", u"text", u"error", u"message", u"note", u"response",
        u"question", u"description", u"comment", u"path", u"url", u"section"};
    if (names(freeText))
        return least + 0.1;
    qsizetype letters = 0;
    for (const QString& level : dimension.levels)
        letters += level.size();
    constexpr qsizetype sentence = 40;
    if (letters > sentence * dimension.levels.size())
        return least + 0.1;
    constexpr std::array measured {u"model", u"quant", u"tag", u"device", u"gpu", u"cpu", u"backend",
        u"engine", u"runtime", u"precision", u"dtype", u"reader", u"implementation"};
    return names(measured) ? most : usual;
}

QString SeriesFacts::filesText() const
{
    return m_series.files == 1 ? QStringLiteral("1 file") : QStringLiteral("%1 files").arg(m_series.files);
}

QString SeriesFacts::numberText(double value) const
{
    const QString text = base::significantText(value);
    if (m_series.unit.isEmpty())
        return text;
    return m_series.unit == u"%" ? QString(text + u" %"_qs) : QString(text + u' ' + m_series.unit);
}

QString SeriesFacts::sourceOf(const Observation& observation) const
{
    return m_catalog.documents().at(observation.document).path + u' '
        + m_catalog.locatorOf(m_series, observation).text();
}

QString SeriesFacts::placeText(const Observation& observation) const
{
    return quotedName(m_catalog.documents().at(observation.document).path) + u" at "_qs
        + quotedName(m_catalog.locatorOf(m_series, observation).text());
}

void SeriesFacts::add(
    const char* kind, double value, const QString& text, double weight, const QString& source)
{
    // More values make a statement worth more, but never as much as its subject.
    const double amount = 0.5 + std::min(1.0, std::log10(double(m_series.observations.size()) + 1) / 3) / 2;
    Fact fact;
    fact.kind = QString::fromLatin1(kind);
    fact.value = value;
    fact.unit = m_series.unit;
    fact.text = text;
    fact.source = source.isEmpty() ? filesText() : source;
    fact.series = m_series.key;
    fact.weight = 10 * m_importance * weight * amount;
    m_facts.append(fact);
}

void SeriesFacts::addStatistics()
{
    const Observation first = m_series.observations.first();
    if (m_series.observations.size() == 1) {
        add("value", first.value,
            QStringLiteral("%1 is %2 (a single value, in %3).")
                .arg(m_name, numberText(first.value), placeText(first)),
            0.6, sourceOf(first));
        return;
    }
    add("median", m_series.median,
        QStringLiteral("%1: the median of %2 is %3.").arg(m_name, m_extent, numberText(m_series.median)),
        1.0);
    add("mean", m_series.mean,
        QStringLiteral("%1: the mean of %2 is %3%4.")
            .arg(m_name, m_extent, numberText(m_series.mean),
                m_series.sd
                    ? QStringLiteral(", with a standard deviation of %1").arg(numberText(*m_series.sd))
                    : QString()),
        0.85);
    if (m_series.min == m_series.max)
        return;
    const Observation low = m_series.observations.firstEqual(m_series.min);
    const Observation high = m_series.observations.firstEqual(m_series.max);
    add("min", low.value,
        QStringLiteral("%1: the lowest of %2 is %3, in %4.")
            .arg(m_name, m_extent, numberText(low.value), placeText(low)),
        0.9, sourceOf(low));
    add("max", high.value,
        QStringLiteral("%1: the highest of %2 is %3, in %4.")
            .arg(m_name, m_extent, numberText(high.value), placeText(high)),
        0.9, sourceOf(high));
}

void SeriesFacts::addZeros()
{
    if (m_doubtfulZeros == 0)
        return;
    add("zeros", double(m_doubtfulZeros),
        QStringLiteral("%1: %2 of %3 %4 exactly 0.")
            .arg(m_name, base::countText(m_doubtfulZeros), m_extent,
                m_doubtfulZeros == 1 ? QStringLiteral("is") : QStringLiteral("are")),
        0.98);
    m_facts.last().unit.clear();
    for (const Dimension& dimension : m_series.dimensions) {
        if (!dimension.name.contains(u"error", Qt::CaseInsensitive))
            continue;
        qint64 beside = 0;
        eachWithLevel(
            m_series.observations, dimension,
            [&](double value, qint32 level) { beside += value == 0 && level >= 0 ? 1 : 0; }, m_stop);
        if (beside == 0)
            continue;
        add("zeros", double(beside),
            QStringLiteral("%1: %2 of the values that are exactly 0 %3 beside a text in %4.")
                .arg(m_name, base::countText(beside),
                    beside == 1 ? QStringLiteral("stands") : QStringLiteral("stand"),
                    quotedName(dimension.name)),
            0.97);
        m_facts.last().unit.clear();
    }
    std::vector<double> others;
    for (const Observation observation : m_series.observations) {
        if (observation.value != 0)
            others.push_back(observation.value);
    }
    const auto n = qint64(others.size());
    if (n > 1)
        add("zeros", medianOf(others),
            QStringLiteral("%1: the median of the %2 values that are not 0 is %3.")
                .arg(m_name, base::countText(n), numberText(medianOf(others))),
            0.97);
}

SeriesFacts::Groups SeriesFacts::groupsOf(const Dimension& dimension, bool withZeros) const
{
    Groups groups(size_t(dimension.levels.size()));
    eachWithLevel(
        m_series.observations, dimension,
        [&](double value, qint32 level) {
            if (level >= 0 && (withZeros || value != 0))
                groups[size_t(level)].values.push_back(value);
        },
        m_stop);
    for (size_t level = 0; level < groups.size(); ++level) {
        groups[level].level = dimension.levels.at(qsizetype(level));
        if (!groups[level].values.empty())
            groups[level].median = medianOf(groups[level].values, m_stop);
    }
    std::erase_if(groups, [](const Group& group) { return group.values.empty(); });
    return groups;
}

void SeriesFacts::addGroups(const Dimension& dimension)
{
    const Groups groups = groupsOf(dimension, true);
    if (groups.size() < 2)
        return;
    const double worth = worthOf(dimension);
    for (const Group& group : groups) {
        const auto n = qint64(group.values.size());
        const QString of = n == 1 ? QStringLiteral("the only value")
                                  : QStringLiteral("the median of %1 values").arg(base::countText(n));
        add(n == 1 ? "value" : "median", group.median,
            QStringLiteral("%1 where %2 is %3: %4 is %5.")
                .arg(m_name, quotedName(dimension.name), quotedName(group.level), of,
                    numberText(group.median)),
            (n == 1 ? 0.5 : 0.65) * worth);
    }
    // Zeros that stand for failed calls would be the fastest and the slowest of all.
    addBest(dimension, m_doubtfulZeros > 0 ? groupsOf(dimension, false) : groups);
}

void SeriesFacts::addBest(const Dimension& dimension, const Groups& groups)
{
    if (m_direction == Direction::Unknown || groups.size() < 2)
        return;
    const auto [low, high] = std::ranges::minmax_element(groups, {}, &Group::median);
    if (low->median == high->median)
        return;
    const bool higher = m_direction == Direction::HigherIsBetter;
    const Group& best = higher ? *high : *low;
    const Group& worst = higher ? *low : *high;
    // One value is no ground for a choice.
    const bool isThin = best.values.size() < 2 || worst.values.size() < 2;
    const double weight = (isThin ? 0.5 : 0.96) * worthOf(dimension);
    const auto say = [&](const char* kind, const Group& group, const QString& which) {
        const auto n = qint64(group.values.size());
        add(kind, group.median,
            QStringLiteral("%1%2: %3 %4 has the %5 median, %6 over %7 %8, among %9 groups (")
                    .arg(m_name, m_doubtfulZeros > 0 ? QStringLiteral(", zeros left out") : QString(),
                        quotedName(dimension.name), quotedName(group.level), which, numberText(group.median),
                        base::countText(n), n == 1 ? QStringLiteral("value") : QStringLiteral("values"),
                        QString::number(groups.size()))
                % (higher ? QStringLiteral("higher is better).") : QStringLiteral("lower is better).")),
            weight);
    };
    say("best", best, QStringLiteral("best"));
    say("worst", worst, QStringLiteral("worst"));
}

/// Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993: |0.6745 (x - median) / MAD| > 3.5.
void SeriesFacts::addOutliers()
{
    constexpr qsizetype enough = 8;
    if (m_series.observations.size() < enough)
        return;
    const double mad = m_series.mad;
    if (!(mad > 0))
        return;
    const auto distance = [&](double value) {
        return std::abs(value - m_series.median);
    };
    const qint64 outliers =
        m_series.observations.countIf([&](double value) { return 0.6745 * distance(value) / mad > 3.5; });
    if (outliers == 0)
        return;
    const bool isBelow = distance(m_series.min) > distance(m_series.max);
    const Observation farthest = m_series.observations.firstEqual(isBelow ? m_series.min : m_series.max);
    add("outlier", farthest.value,
        QStringLiteral(
            "%1: %2 of %3 %4 far from the median (modified z-score above 3.5); the farthest is %5, in %6.")
            .arg(m_name, base::countText(outliers), m_extent,
                outliers == 1 ? QStringLiteral("lies") : QStringLiteral("lie"), numberText(farthest.value),
                placeText(farthest)),
        0.55, sourceOf(farthest));
}

QList<Fact> SeriesFacts::make()
{
    addStatistics();
    addZeros();
    // Groups are worth a sentence each only where an analyst would compare them.
    if (m_importance >= 0.5 && m_series.observations.size() >= 4 && m_series.min < m_series.max) {
        constexpr qsizetype compared = 6;
        for (qsizetype at = 0; at < m_series.dimensions.size() && at < compared + 1; ++at) {
            const Dimension& dimension = m_series.dimensions.at(at);
            if (dimension.levels.size() <= TextColumn::maxLevels && !m_stop.stop_requested())
                addGroups(dimension);
        }
    }
    if (m_importance > 0.1)
        addOutliers();
    return m_facts;
}

} // namespace

QList<Fact> seriesFacts(const Catalog& catalog, const Series& series, const std::stop_token& stop)
{
    return SeriesFacts(catalog, series, stop).make();
}

} // namespace benchglass::corpus
