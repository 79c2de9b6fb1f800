#include "corpus/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace benchglass::corpus {

std::size_t coreCount()
{
    return std::max(1U, std::thread::hardware_concurrency());
}

void inParallel(std::size_t n, const std::stop_token& stop,
    const std::function<void(std::size_t at, std::size_t thread)>& work)
{
    std::atomic<std::size_t> next {0};
    const auto loop = [&](std::size_t thread) {
        for (std::size_t at = next++; at < n && !stop.stop_requested(); at = next++)
            work(at, thread);
    };
    std::vector<std::jthread> others;
    for (std::size_t at = 1; at < std::min(coreCount(), n); ++at)
        others.emplace_back(loop, at);
    loop(0);
}

} // namespace benchglass::corpus
