#pragma once

#include "corpus/catalog.h"
#include "corpus/parsed.h"

#include <QHash>
#include <QMap>

#include <memory>
#include <vector>

namespace benchglass::corpus {

struct Catalog::Data
{
    QString folder;
    QByteArray hash;
    QList<Document> documents;
    std::vector<std::shared_ptr<const Parsed>> files; ///< By document; what the series are views of.
    QList<Series> series;
    QHash<QString, qsizetype> seriesByKey;
    QList<Problem> problems;
    QList<Problem> walkProblems; ///< Those of them that came from listing the folder.
    QMap<QString, int> otherFiles;
    QList<Fact> facts;
    QList<NameDimension> names;
    qint64 values = 0;
};

} // namespace benchglass::corpus
