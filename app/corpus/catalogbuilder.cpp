#include "corpus/catalogbuilder.h"

#include "corpus/catalogdata.h"
#include "corpus/dimensions.h"
#include "corpus/facts.h"
#include "corpus/statistics.h"
#include "corpus/units.h"

#include <QCryptographicHash>
#include <QSet>

#include <algorithm>

namespace benchglass::corpus {

namespace {

/// What a column's values are counted in, and why.
UnitGuess unitOf(const NumberColumn& column)
{
    if (!column.unit.isEmpty())
        return {column.unit, column.unitReason};
    return unitOfKey(column.key);
}

/// Time stamps in seconds or milliseconds since 1970 belong to the dates of a file.
void addStamps(const NumberColumn& column, DateSpan& dates)
{
    if (!leafOf(column.key).contains(u"timestamp"))
        return;
    for (const double value : column.values) {
        if (value > 1e9 && value < 2.2e9)
            dates.add(qint64(value * 1000));
        else if (value > 1e12 && value < 2.2e12)
            dates.add(qint64(value));
    }
}

} // namespace

void CatalogBuilder::addDocuments(
    Catalog::Data& data, std::vector<Parsed>& files, const QList<Problem>& walkProblems)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    data.problems = walkProblems;
    std::erase_if(files, [&](Parsed& file) {
        if (file.skipped)
            data.problems += file.problems;
        return file.skipped;
    });
    for (Parsed& file : files) {
        file.document.problems = int(file.problems.size());
        hash.addData(file.document.path.toUtf8().append('\0'));
        hash.addData(file.document.sha256);
        data.values += file.document.values;
        data.problems += file.problems;
        data.documents.append(file.document);
        data.places.push_back(std::move(file.places));
    }
    std::ranges::stable_sort(data.problems, {}, [](const Problem& problem) { return problem.path.toUtf8(); });
    data.hash = hash.result();
}

Series CatalogBuilder::mergeSeries(
    Catalog::Data& data, std::vector<Parsed>& files, const QString& key, const std::vector<Part>& parts)
{
    Series series;
    series.key = key;
    const UnitGuess unit = unitOf(files[parts.front().file].numbers[parts.front().column]);
    series.unit = unit.unit;
    series.unitReason = unit.reason;
    series.files = int(parts.size());
    std::vector<ColumnRef>& refs = data.columns[key];
    std::vector<double> values;
    std::vector<SeriesPart> sources;
    for (const Part& part : parts) {
        NumberColumn& column = files[part.file].numbers[part.column];
        refs.push_back({qint32(part.file), column.column, column.pointer});
        sources.push_back({&files[part.file], &data.places[part.file], &column, qint32(part.file)});
        values.insert(values.end(), column.values.begin(), column.values.end());
    }
    series.observations.reserve(qsizetype(values.size()));
    for (const SeriesPart& source : sources) {
        for (size_t at = 0; at < source.column->values.size(); ++at)
            series.observations.append(
                {source.column->values[at], source.document, source.column->places[at]});
    }
    series.dimensions = dimensionsOf(sources, series.observations.size());
    const Statistics statistics = statisticsOf(values);
    series.min = statistics.min;
    series.median = statistics.median;
    series.mean = statistics.mean;
    series.max = statistics.max;
    series.sd = statistics.sd;
    for (const Part& part : parts) {
        // Given back at once: the values of a big folder need not stand in memory twice.
        files[part.file].numbers[part.column].values = {};
        files[part.file].numbers[part.column].places = {};
    }
    return series;
}

void CatalogBuilder::addSeries(Catalog::Data& data, std::vector<Parsed>& files)
{
    QStringList keys;
    QHash<QString, std::vector<Part>> parts;
    QHash<QString, QString> units;
    for (size_t file = 0; file < files.size(); ++file) {
        for (size_t at = 0; at < files[file].numbers.size(); ++at) {
            const NumberColumn& column = files[file].numbers[at];
            addStamps(column, files[file].dates);
            const QString unit = unitOf(column).unit;
            QString key = column.key;
            // One key in two units is two series. A file that has both spellings keeps them apart, too.
            for (int copy = 1;; ++copy) {
                const auto known = units.constFind(key);
                const auto taken = parts.constFind(key);
                const bool twice = taken != parts.cend() && taken->back().file == file;
                if (known == units.cend() || (*known == unit && !twice))
                    break;
                const QString tag = unit.isEmpty() ? QStringLiteral("no unit") : unit;
                key = column.key + u" ["_qs + tag + (copy > 1 ? u' ' + QString::number(copy) : QString())
                    + u']';
            }
            if (!units.contains(key)) {
                units.insert(key, unit);
                keys.append(key);
            }
            parts[key].push_back({file, at});
        }
    }
    for (const QString& key : keys)
        data.series.append(mergeSeries(data, files, key, parts.value(key)));
    std::ranges::sort(data.series, [](const Series& a, const Series& b) {
        if (a.observations.size() != b.observations.size())
            return a.observations.size() > b.observations.size();
        return a.key < b.key;
    });
    for (qsizetype at = 0; at < data.series.size(); ++at)
        data.seriesByKey.insert(data.series.at(at).key, at);
}

Catalog CatalogBuilder::build(const QString& folder, std::vector<Parsed> files,
    const QList<Problem>& walkProblems, const QMap<QString, int>& otherFiles)
{
    Catalog catalog;
    Catalog::Data& data = *catalog.d;
    data.folder = folder;
    addDocuments(data, files, walkProblems);
    addSeries(data, files);
    DateSpan dates;
    for (const Parsed& file : files) {
        if (!file.dates.isEmpty()) {
            dates.add(file.dates.firstMs);
            dates.add(file.dates.lastMs);
        }
    }
    data.facts = factsOf(catalog, dates, otherFiles);
    return catalog;
}

} // namespace benchglass::corpus
