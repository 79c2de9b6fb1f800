#pragma once

#include "corpus/catalog.h"
#include "corpus/parsed.h"
#include "corpus/quotedname.h"

#include <QMap>

#include <stop_token>
#include <vector>

namespace benchglass::corpus {

/// Everything that can be said about @p catalog in sentences with one value each, numbered F1, F2, ...
/// The order, and with it the ids, depends on nothing but the folder's content.
///
/// @param dates what the contents name
/// @param otherFiles how many files of each ending no reader exists for
/// @param stop ends it early, with facts left out
/// @param datesOfDocuments by document, what its content names: files of other dates are other runs
QList<Fact> factsOf(const Catalog& catalog, const DateSpan& dates, const QMap<QString, int>& otherFiles,
    const std::stop_token& stop = {}, const std::vector<DateSpan>& datesOfDocuments = {});

} // namespace benchglass::corpus
