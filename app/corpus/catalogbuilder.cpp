#include "corpus/catalogbuilder.h"

#include "corpus/catalogdata.h"
#include "corpus/dimensions.h"
#include "corpus/facts.h"
#include "corpus/parallel.h"
#include "corpus/statistics.h"
#include "corpus/units.h"

#include <QCryptographicHash>

#include <algorithm>

namespace benchglass::corpus {

namespace {

/// The columns that become one series.
struct Group
{
    QString key;
    UnitGuess unit;
    std::vector<SeriesPart> parts;
};

/// Sorts columns into series by key and unit.
class Groups
{
public:
    void add(const SeriesPart& part);
    std::vector<Group> take() { return std::move(m_groups); }

private:
    const UnitGuess& unitOf(const NumberColumn& column);

    std::vector<Group> m_groups;
    QHash<QString, size_t> m_byKey;
    QHash<QString, UnitGuess> m_guesses;
    UnitGuess m_given;
};

/// What a column's values are counted in, and why.
const UnitGuess& Groups::unitOf(const NumberColumn& column)
{
    if (!column.unit.isEmpty()) {
        m_given = {column.unit, column.unitReason};
        return m_given;
    }
    const auto known = m_guesses.constFind(column.key);
    return known != m_guesses.cend() ? *known : *m_guesses.insert(column.key, unitOfKey(column.key));
}

void Groups::add(const SeriesPart& part)
{
    const UnitGuess& unit = unitOf(*part.column);
    QString key = part.column->key;
    auto known = m_byKey.constFind(key);
    // One key in two units is two series. A file that has both spellings keeps them apart, too.
    for (int copy = 1; known != m_byKey.cend(); ++copy) {
        const Group& group = m_groups[*known];
        if (group.unit.unit == unit.unit && group.parts.back().document != part.document)
            break;
        const QString tag = unit.unit.isEmpty() ? QStringLiteral("no unit") : unit.unit;
        key =
            part.column->key + u" ["_qs + tag + (copy > 1 ? u' ' + QString::number(copy) : QString()) + u']';
        known = m_byKey.constFind(key);
    }
    if (known == m_byKey.cend()) {
        known = m_byKey.insert(key, m_groups.size());
        m_groups.push_back({key, unit, {}});
    }
    Group& group = m_groups[*known];
    group.parts.push_back(part);
    if (group.parts.size() > 1) {
        const SeriesPart& before = group.parts[group.parts.size() - 2];
        group.parts.back().start = before.start + before.column->values.size();
    }
}

Series seriesOf(const Group& group, const QList<NameDimension>& names, const std::stop_token& stop)
{
    Series series;
    series.key = group.key;
    series.unit = group.unit.unit;
    series.unitReason = group.unit.reason;
    series.files = int(group.parts.size());
    for (const SeriesPart& part : group.parts)
        series.observations.append(part.document, *part.column);
    const Statistics statistics = statisticsOf(chunksOf(series.observations), stop);
    if (!stop.stop_requested())
        series.dimensions = dimensionsOf(group.parts, names, stop);
    series.min = statistics.min;
    series.median = statistics.median;
    series.mean = statistics.mean;
    series.max = statistics.max;
    series.sd = statistics.sd;
    series.mad = statistics.mad;
    return series;
}

/// Time stamps in seconds or milliseconds since 1970 belong to the dates of a file.
void addStamps(const Series& series, DateSpan& dates)
{
    if (!leafOf(series.key).contains(u"timestamp"))
        return;
    for (const Observation& observation : series.observations) {
        if (observation.value > 1e9 && observation.value < 2.2e9)
            dates.add(qint64(observation.value * 1000));
        else if (observation.value > 1e12 && observation.value < 2.2e12)
            dates.add(qint64(observation.value));
    }
}

} // namespace

const CatalogBuilder::Files& CatalogBuilder::filesOf(const Catalog& catalog)
{
    return catalog.d->files;
}

bool CatalogBuilder::isOf(const Catalog& catalog, size_t files, const QList<Problem>& walkProblems,
    const QMap<QString, int>& otherFiles)
{
    return catalog.d->files.size() == files && catalog.d->walkProblems == walkProblems
        && catalog.d->otherFiles == otherFiles;
}

void CatalogBuilder::addDocuments(Catalog::Data& data, const Files& files, const QList<Problem>& walkProblems)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    data.problems = walkProblems;
    for (const std::shared_ptr<const Parsed>& file : files) {
        data.problems += file->problems;
        if (file->skipped)
            continue;
        hash.addData(file->document.path.toUtf8().append('\0'));
        hash.addData(file->document.sha256);
        data.values += file->document.values;
        data.documents.append(file->document);
        data.documents.last().problems = int(file->problems.size());
        data.files.push_back(file);
    }
    std::ranges::stable_sort(data.problems, {}, [](const Problem& problem) { return problem.path.toUtf8(); });
    data.hash = hash.result();
}

void CatalogBuilder::addSeries(Catalog::Data& data, const std::stop_token& stop)
{
    Groups groups;
    for (size_t at = 0; at < data.files.size(); ++at) {
        const Parsed* const file = data.files[at].get();
        for (const NumberColumn& column : file->numbers) {
            if (!column.values.isEmpty())
                groups.add({file, &column, qint32(at), 0});
        }
    }
    std::vector<Group> all = groups.take();
    // The long ones first: they decide when the last core is done.
    std::ranges::sort(all, [](const Group& a, const Group& b) {
        const auto size = [](const Group& group) {
            return group.parts.back().start + group.parts.back().column->values.size();
        };
        return size(a) != size(b) ? size(a) > size(b) : a.key < b.key;
    });
    QStringList paths;
    for (const Document& document : std::as_const(data.documents))
        paths.append(document.path);
    data.names = nameDimensions(paths);
    std::vector<Series> series(all.size());
    inParallel(
        all.size(), stop, [&](size_t at, size_t) { series[at] = seriesOf(all[at], data.names, stop); });
    data.series = QList<Series>(std::move_iterator(series.begin()), std::move_iterator(series.end()));
    for (qsizetype at = 0; at < data.series.size(); ++at)
        data.seriesByKey.insert(data.series.at(at).key, at);
}

Catalog CatalogBuilder::build(const QString& folder, const Files& files, const QList<Problem>& walkProblems,
    const QMap<QString, int>& otherFiles, const std::stop_token& stop)
{
    Catalog catalog;
    Catalog::Data& data = *catalog.d;
    data.folder = folder;
    data.walkProblems = walkProblems;
    data.otherFiles = otherFiles;
    addDocuments(data, files, walkProblems);
    addSeries(data, stop);
    if (stop.stop_requested())
        return catalog;
    DateSpan dates;
    for (const Series& series : std::as_const(data.series))
        addStamps(series, dates);
    std::vector<DateSpan> datesOfDocuments;
    for (const std::shared_ptr<const Parsed>& file : data.files) {
        datesOfDocuments.push_back(file->dates);
        dates.add(file->dates);
    }
    data.facts = factsOf(catalog, dates, otherFiles, stop, datesOfDocuments);
    return catalog;
}

} // namespace benchglass::corpus
