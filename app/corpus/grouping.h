#pragma once

#include "corpus/dimension.h"
#include "corpus/observations.h"

#include <algorithm>
#include <array>

namespace benchglass::corpus {

/// Calls @p use with the value and the level (-1 = none) of every one of @p observations, in order, until
/// @p stop is requested.
template <typename Use>
void eachWithLevel(const Observations& observations, const Dimension& dimension, const Use& use,
    const std::stop_token& stop = {})
{
    std::array<qint32, 4096> levels;
    for (const Observations::Span& span : observations.spans()) {
        for (size_t from = 0; from < span.values.size() && !stop.stop_requested(); from += levels.size()) {
            const auto part = span.values.subspan(from, std::min(levels.size(), span.values.size() - from));
            dimension.read(span.start + qsizetype(from), std::span(levels).first(part.size()));
            for (size_t at = 0; at < part.size(); ++at)
                use(part[at], levels[at]);
        }
    }
}

} // namespace benchglass::corpus
