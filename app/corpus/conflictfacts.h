#pragma once

#include "corpus/catalog.h"
#include "corpus/parsed.h"

#include <stop_token>
#include <vector>

namespace benchglass::corpus {

/// Facts about quantities that two files give different values for. Without ids.
///
/// Two values of one series are in conflict where all of this holds:
/// - they stand in different files, each the only one there with the same text labels beside it, the same
///   settings (`num_ctx`, `seed`, ...), the same run numbers, identifiers and time stamps (of an element of
///   an array, its index where it has no text label);
/// - neither is the other one, rounded;
/// - the files describe the same thing: nothing in their names tells them apart but words such as `summary`
///   or `results`, nor do dates inside (and beside no text label the quantity is a measured one, or the files
///   have one name); or,
///   whatever their names are, at least three of their telling values (three digits and more, no integers)
///   are equal, and two thirds of all.
///
/// What differs in a label, a setting, a run, a date or a word of the name is variation, no conflict. So is a
/// value that several rows of one file share a description with. The value that a setting has in the name
/// of a file and in its content is compared as well.
///
/// At most 20 are told one by one, the heaviest first, and the rest is counted; so are series that are too
/// long to be searched.
///
/// @param dates by document, the dates that its content names; may be empty
QList<Fact> conflictFacts(
    const Catalog& catalog, const std::vector<DateSpan>& dates = {}, const std::stop_token& stop = {});

} // namespace benchglass::corpus
