#pragma once

#include "corpus/catalog.h"
#include "corpus/parsed.h"

#include <QMap>

#include <vector>

namespace benchglass::corpus {

/// Makes one catalog of what the readers made of the files.
class CatalogBuilder
{
public:
    /// @param files in the order of the catalog; taken apart while the catalog grows
    static Catalog build(const QString& folder, std::vector<Parsed> files, const QList<Problem>& walkProblems,
        const QMap<QString, int>& otherFiles);

private:
    struct Part
    {
        size_t file = 0;
        size_t column = 0;
    };

    static void addDocuments(
        Catalog::Data& data, std::vector<Parsed>& files, const QList<Problem>& walkProblems);
    static void addSeries(Catalog::Data& data, std::vector<Parsed>& files);
    static Series mergeSeries(
        Catalog::Data& data, std::vector<Parsed>& files, const QString& key, const std::vector<Part>& parts);
};

} // namespace benchglass::corpus
