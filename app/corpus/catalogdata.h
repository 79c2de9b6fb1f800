#pragma once

#include "corpus/catalog.h"
#include "corpus/parsed.h"

#include <QHash>

#include <vector>

namespace benchglass::corpus {

/// Where a series stands in one document.
struct ColumnRef
{
    qint32 document = 0;
    qint64 column = 0;
    QByteArray pointer;
};

struct Catalog::Data
{
    QString folder;
    QByteArray hash;
    QList<Document> documents;
    std::vector<Places> places; ///< By document.
    QList<Series> series;
    QHash<QString, qsizetype> seriesByKey;
    QHash<QString, std::vector<ColumnRef>> columns; ///< By series key, by document.
    QList<Problem> problems;
    QList<Fact> facts;
    qint64 values = 0;
};

} // namespace benchglass::corpus
