#pragma once

#include "corpus/catalog.h"
#include "corpus/parsed.h"

#include <QMap>

#include <stop_token>

namespace benchglass::corpus {

/// Everything that can be said about @p catalog in sentences with one value each, numbered F1, F2, ...
/// The order, and with it the ids, depends on nothing but the folder's content.
///
/// @param dates what the contents name
/// @param otherFiles how many files of each ending no reader exists for
/// @param stop ends it early, with facts left out
QList<Fact> factsOf(const Catalog& catalog, const DateSpan& dates, const QMap<QString, int>& otherFiles,
    const std::stop_token& stop = {});

/// A name from a file for use inside a sentence: in quotation marks, on one line, at most 120
/// characters, so that a file cannot pose as a part of the sentence.
QString quotedName(const QString& name);

} // namespace benchglass::corpus
