#include "corpus/valueconflicts.h"

#include "corpus/units.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <span>
#include <utility>

namespace benchglass::corpus {

namespace {

constexpr qsizetype longestSeries = 200'000;
constexpr qsizetype mostRecords = 2'000'000; ///< With settings, of the whole folder.
constexpr size_t mostFilesPaired = 8;
constexpr size_t mostPairs = 100'000;
constexpr size_t mostPerPair = 64;

quint64 mixed(quint64 hash, quint64 more)
{
    // The finaliser of SplitMix64, Steele, Lea and Flood 2014.
    quint64 z = hash + 0x9e3779b97f4a7c15U + more;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

quint64 hashOf(const QString& text)
{
    return mixed(qHash(text, size_t(0x5eed)), quint64(text.size()));
}

/// A number that says which row this is, and not how it went.
bool tellsApart(const Series& series)
{
    if (isSetting(series.key) || importanceOf(series.key, series.unit) < 0.05)
        return true;
    const QString leaf = leafOf(series.key);
    constexpr std::array<QStringView, 24> words {u"run", u"trial", u"iteration", u"iter", u"step", u"epoch",
        u"repeat", u"repetition", u"attempt", u"round", u"fold", u"phase", u"test", u"batch", u"seed",
        u"layer", u"number", u"no", u"id", u"index", u"rank", u"stage", u"year", u"date"};
    const QStringView last = QStringView(leaf).sliced(leaf.lastIndexOf(u'_') + 1);
    return std::ranges::find(words, last) != words.end() || leaf == u"size" || leaf == u"length"
        || leaf == u"n";
}

/// What tells files apart in their names: all words and numbers but those for the form of a report.
QString tellingName(const QString& path)
{
    static const QSet<QString> forms {u"csv"_qs, u"tsv"_qs, u"json"_qs, u"jsonl"_qs, u"ndjson"_qs, u"md"_qs,
        u"markdown"_qs, u"data"_qs, u"dataset"_qs, u"report"_qs, u"reports"_qs, u"result"_qs, u"results"_qs,
        u"metric"_qs, u"metrics"_qs, u"summary"_qs, u"summaries"_qs, u"output"_qs, u"outputs"_qs, u"stats"_qs,
        u"statistics"_qs, u"bench"_qs, u"benchmark"_qs, u"benchmarks"_qs, u"table"_qs, u"tables"_qs,
        u"copy"_qs, u"backup"_qs, u"bak"_qs, u"readme"_qs, u"overview"_qs, u"digest"_qs, u"raw"_qs,
        u"export"_qs, u"exports"_qs, u"analysis"_qs, u"doc"_qs, u"docs"_qs, u"measurements"_qs, u"values"_qs};
    QStringList words;
    QString word;
    for (const QChar c : path + u'/') {
        if (c.isLetterOrNumber()) {
            word += c.toLower();
            continue;
        }
        if (!word.isEmpty() && !forms.contains(word))
            words.append(word);
        word.clear();
    }
    words.sort();
    words.removeDuplicates();
    return words.join(u' ');
}

QString baseName(const QString& path)
{
    const QString name = path.section(u'/', -1).toLower();
    return name.left(std::max<qsizetype>(name.lastIndexOf(u'.'), 0));
}

/// Three digits and more behind the point or before it: such a number is not equal by chance.
bool isTelling(double value)
{
    if (value == std::nearbyint(value))
        return false;
    return QString::number(value, 'g', 2).toDouble() != value;
}

/// Decimals of the shortest text of @p value.
int decimalsOf(double value)
{
    const QString text = QString::number(value, 'f', QLocale::FloatingPointShortest);
    const qsizetype point = text.indexOf(u'.');
    return point < 0 ? 0 : int(text.size() - point - 1);
}

/// Equal, or one is the other, rounded.
bool isSame(double a, double b)
{
    if (a == b)
        return true;
    const int first = decimalsOf(a);
    const int second = decimalsOf(b);
    if (first == second)
        return false;
    return std::abs(a - b) <= 0.5 * std::pow(10.0, -std::min(first, second)) * (1 + 1e-9);
}

/// One observation of a series, as it is compared with others.
struct Entry
{
    quint64 description = 0; ///< Hash of labels, settings and the like.
    qsizetype index = 0;
    double value = 0;
    qint32 document = 0;
};

/// What two files have in common.
struct Pair
{
    qint64 equal = 0;
    qint64 common = 0;
    std::vector<ValueConflict> differing;
};

class Search
{
public:
    Search(const Catalog& catalog, const QList<NameDimension>& names, const std::vector<DateSpan>& dates,
        const std::stop_token& stop);

    ValueConflicts find();

private:
    void findCopies();
    void readRecords();
    quint64 recordOf(qint32 document, qint32 place) const;
    std::vector<Entry> entriesOf(const Series& series, const Labels& labels) const;
    void search(const Series& series);
    void compareByNames(const Series& series, const Labels& labels, std::span<const Entry> same);
    void compareByContents(const Series& series, std::span<const Entry> same);
    bool mayCompare(const Series& series, const Labels& labels, const Entry& one, const Entry& other) const;
    void takePairs();

    const Catalog& m_catalog;
    const std::stop_token& m_stop;
    const QList<NameDimension>& m_names;
    const std::vector<DateSpan>& m_dates;
    std::vector<QString> m_tellingNames; ///< By document.
    std::vector<bool> m_isCopy;          ///< By document: another one before has the same bytes.
    QHash<quint64, quint64> m_records;   ///< By document and place: hash of the settings there.
    std::map<quint64, Pair> m_pairs;     ///< By both documents.
    ValueConflicts m_result;
};

Search::Search(const Catalog& catalog, const QList<NameDimension>& names, const std::vector<DateSpan>& dates,
    const std::stop_token& stop)
    : m_catalog(catalog)
    , m_stop(stop)
    , m_names(names)
    , m_dates(dates)
{
    for (const Document& document : catalog.documents())
        m_tellingNames.push_back(tellingName(document.path));
    findCopies();
    readRecords();
}

void Search::findCopies()
{
    QSet<QByteArray> seen;
    for (const Document& document : m_catalog.documents()) {
        m_isCopy.push_back(seen.contains(document.sha256));
        seen.insert(document.sha256);
    }
}

quint64 keyOf(qint32 document, qint32 place)
{
    return quint64(quint32(document)) << 32 | quint32(place);
}

void Search::readRecords()
{
    qsizetype records = 0;
    for (const Series& series : m_catalog.series()) {
        if (!tellsApart(series) || series.observations.size() > longestSeries)
            continue;
        records += series.observations.size();
        if (records > mostRecords || m_stop.stop_requested())
            return;
        const quint64 key = hashOf(series.key);
        for (const Observation& observation : series.observations) {
            quint64& record = m_records[keyOf(observation.document, observation.place)];
            // In whatever order the series come: files of other shapes have them in another one.
            record += mixed(key, std::bit_cast<quint64>(observation.value));
        }
    }
}

quint64 Search::recordOf(qint32 document, qint32 place) const
{
    // What a JSON document says about itself holds for everything in it.
    const quint64 whole = m_records.value(keyOf(document, -1));
    return place == -1 ? whole : whole + m_records.value(keyOf(document, place));
}

/// Adds the labels to the descriptions of all entries, or of those without any label yet.
void addLabels(
    const QList<const Dimension*>& labels, std::vector<bool>& isLabelled, std::vector<Entry>& entries)
{
    const std::vector<bool> had = isLabelled;
    std::vector<qint32> read(entries.size());
    for (const Dimension* const label : labels) {
        const quint64 name = hashOf(label->name);
        std::vector<quint64> levels;
        for (const QString& level : label->levels)
            levels.push_back(mixed(name, hashOf(level)));
        label->read(0, read);
        for (size_t at = 0; at < entries.size(); ++at) {
            if (read[at] < 0 || had[at])
                continue;
            entries[at].description += levels[size_t(read[at])];
            isLabelled[at] = true;
        }
    }
}

std::vector<Entry> Search::entriesOf(const Series& series, const Labels& labels) const
{
    std::vector<Entry> entries;
    entries.reserve(size_t(series.observations.size()));
    for (const Observation& observation : series.observations) {
        entries.push_back({recordOf(observation.document, observation.place), qsizetype(entries.size()),
            observation.value, observation.document});
    }
    std::vector<bool> isLabelled(entries.size(), false);
    addLabels(labels.texts(), isLabelled, entries);
    addLabels(labels.indexes(), isLabelled, entries);
    std::erase_if(entries, [&](const Entry& entry) { return m_isCopy[size_t(entry.document)]; });
    std::ranges::stable_sort(entries, [](const Entry& a, const Entry& b) {
        return a.description != b.description ? a.description < b.description : a.document < b.document;
    });
    return entries;
}

/// Files of other dates are other runs. And without a text beside it, only a measured quantity or one of
/// equally named files is worth a word.
bool Search::mayCompare(
    const Series& series, const Labels& labels, const Entry& one, const Entry& other) const
{
    const auto dateOf = [&](qint32 document) {
        return size_t(document) < m_dates.size() ? m_dates[size_t(document)] : DateSpan();
    };
    const DateSpan first = dateOf(one.document);
    const DateSpan second = dateOf(other.document);
    if (!first.isEmpty() && !second.isEmpty()
        && (first.firstMs != second.firstMs || first.lastMs != second.lastMs))
        return false;
    if (importanceOf(series.key, series.unit) >= 0.5)
        return true;
    const bool isLabelled = std::ranges::any_of(
        labels.texts(), [&](const Dimension* label) { return label->levelAt(one.index) >= 0; });
    const auto& documents = m_catalog.documents();
    return isLabelled
        || baseName(documents.at(one.document).path) == baseName(documents.at(other.document).path);
}

void Search::compareByNames(const Series& series, const Labels& labels, std::span<const Entry> same)
{
    QHash<QString, std::vector<const Entry*>> byName;
    for (const Entry& entry : same)
        byName[m_tellingNames[size_t(entry.document)]].push_back(&entry);
    for (const std::vector<const Entry*>& alike : byName) {
        const Entry& first = *alike.front();
        const Entry* second = nullptr;
        qint64 differing = 0;
        for (const Entry* const entry : alike) {
            if (isSame(entry->value, first.value) || !mayCompare(series, labels, first, *entry))
                continue;
            second = second ? second : entry;
            ++differing;
        }
        if (second)
            m_result.found.push_back({&series, first.index, second->index, 0, 0, differing - 1});
    }
}

void Search::compareByContents(const Series& series, std::span<const Entry> same)
{
    if (same.size() > mostFilesPaired)
        return;
    for (size_t one = 0; one < same.size(); ++one) {
        for (size_t other = one + 1; other < same.size(); ++other) {
            const Entry& a = same[one];
            const Entry& b = same[other];
            const quint64 key = keyOf(a.document, b.document);
            const bool areTelling = isTelling(a.value) || isTelling(b.value);
            const bool isEqual = a.value == b.value;
            if ((isEqual && !areTelling) || (m_pairs.size() >= mostPairs && !m_pairs.contains(key)))
                continue;
            Pair& pair = m_pairs[key];
            pair.equal += isEqual ? 1 : 0;
            pair.common += areTelling ? 1 : 0;
            if (!isSame(a.value, b.value) && pair.differing.size() < mostPerPair)
                pair.differing.push_back({&series, a.index, b.index, 0, 0, 0});
        }
    }
}

void Search::search(const Series& series)
{
    const Labels labels(series, m_names);
    const std::vector<Entry> entries = entriesOf(series, labels);
    for (size_t start = 0; start < entries.size();) {
        size_t end = start;
        while (end < entries.size() && entries[end].description == entries[start].description)
            ++end;
        std::vector<Entry> alone;
        for (size_t at = start; at < end; ++at) {
            const bool isRepeated = (at > start && entries[at - 1].document == entries[at].document)
                || (at + 1 < end && entries[at + 1].document == entries[at].document);
            if (!isRepeated)
                alone.push_back(entries[at]);
        }
        if (alone.size() > 1) {
            compareByNames(series, labels, alone);
            compareByContents(series, alone);
        }
        start = end;
    }
}

void Search::takePairs()
{
    QSet<std::pair<const Series*, qsizetype>> told;
    for (const ValueConflict& conflict : m_result.found)
        told.insert({conflict.series, conflict.second});
    for (const auto& [files, pair] : m_pairs) {
        if (pair.equal < 3 || pair.equal * 3 < pair.common * 2)
            continue;
        for (ValueConflict conflict : pair.differing) {
            if (told.contains({conflict.series, conflict.second}))
                continue;
            told.insert({conflict.series, conflict.second});
            conflict.equal = pair.equal;
            conflict.common = pair.common;
            m_result.found.push_back(conflict);
        }
    }
}

ValueConflicts Search::find()
{
    for (const Series& series : m_catalog.series()) {
        if (m_stop.stop_requested())
            return {};
        if (series.files < 2 || tellsApart(series))
            continue;
        if (series.observations.size() > longestSeries)
            ++m_result.skippedSeries;
        else
            search(series);
    }
    takePairs();
    std::ranges::sort(m_result.found, [](const ValueConflict& a, const ValueConflict& b) {
        if (a.series != b.series)
            return a.series < b.series;
        return std::pair(a.first, a.second) < std::pair(b.first, b.second);
    });
    return std::move(m_result);
}

} // namespace

Labels::Labels(const Series& series, const QList<NameDimension>& names)
{
    for (const Dimension& dimension : series.dimensions) {
        const auto named = std::ranges::find(names, dimension.name, &NameDimension::name);
        const bool isName = named != names.end()
            && std::ranges::all_of(
                dimension.levels, [&](const QString& level) { return named->levels.contains(level); });
        if (dimension.name == u"file" || isName)
            continue;
        // The catalog calls the index of an array by its key.
        (dimension.name.endsWith(u"[]") ? m_indexes : m_texts).append(&dimension);
    }
}

QList<const Dimension*> Labels::of(qsizetype observation) const
{
    for (const auto* const group : {&m_texts, &m_indexes}) {
        QList<const Dimension*> found;
        std::ranges::copy_if(*group, std::back_inserter(found),
            [&](const Dimension* label) { return label->levelAt(observation) >= 0; });
        if (!found.isEmpty())
            return found;
    }
    return {};
}

ValueConflicts valueConflicts(const Catalog& catalog, const QList<NameDimension>& names,
    const std::vector<DateSpan>& dates, const std::stop_token& stop)
{
    return Search(catalog, names, dates, stop).find();
}

} // namespace benchglass::corpus
