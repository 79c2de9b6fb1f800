#pragma once

#include "corpus/catalog.h"

#include <QHash>

#include <vector>

namespace benchglass::corpus {

struct Catalog::Data
{
    QString folder;
    QByteArray hash;
    QList<Document> documents;
    QList<Series> series;
    QList<Problem> problems;
    QList<Fact> facts;
};

} // namespace benchglass::corpus
