#pragma once

#include "corpus/catalog.h"
#include "corpus/parsed.h"

#include <QMap>

#include <memory>
#include <stop_token>
#include <vector>

namespace benchglass::corpus {

/// Makes one catalog of what the readers made of the files.
class CatalogBuilder
{
public:
    using Files = std::vector<std::shared_ptr<const Parsed>>;

    /// Uses all cores. What it makes is incomplete once @p stop is requested.
    /// @param files in the order of the catalog, which shares them and copies none of their values
    static Catalog build(const QString& folder, const Files& files, const QList<Problem>& walkProblems,
        const QMap<QString, int>& otherFiles, const std::stop_token& stop = {});

    /// What @p catalog was built of, by path.
    static const Files& filesOf(const Catalog& catalog);

    /// True when @p catalog was built of so many files, all readable, and just these others.
    static bool isOf(const Catalog& catalog, size_t files, const QList<Problem>& walkProblems,
        const QMap<QString, int>& otherFiles);

private:
    static void addDocuments(Catalog::Data& data, const Files& files, const QList<Problem>& walkProblems);
    static void addSeries(Catalog::Data& data, const std::stop_token& stop);
};

} // namespace benchglass::corpus
