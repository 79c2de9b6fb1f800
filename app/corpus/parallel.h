#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace benchglass::corpus {

/// Calls @p work with 0 .. @p n - 1 on all cores and waits for them. Indexes are given out in ascending
/// order; the rest is left out once @p stop is requested. @p work must not throw. It is also told which
/// thread it runs on, 0 .. coreCount() - 1.
void inParallel(std::size_t n, const std::stop_token& stop,
    const std::function<void(std::size_t at, std::size_t thread)>& work);

/// How many threads that are: the cores, at least one.
std::size_t coreCount();

} // namespace benchglass::corpus
