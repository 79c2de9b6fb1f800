// Stands in for libFuzzer: feeds a fuzz target every file below the folders named, and every prefix of short
// ones.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t longestCutEverywhere = 2048;

std::vector<std::uint8_t> contentsOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void feed(const std::vector<std::uint8_t>& seed)
{
    LLVMFuzzerTestOneInput(seed.data(), seed.size());
    if (seed.size() > longestCutEverywhere)
        return;
    for (std::size_t size = 0; size < seed.size(); ++size) {
        const std::vector<std::uint8_t> prefix(seed.data(), seed.data() + size);
        LLVMFuzzerTestOneInput(prefix.data(), prefix.size());
    }
}

} // namespace

int main(int argc, char** argv)
{
    int seeds = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
            if (!entry.is_regular_file())
                continue;
            feed(contentsOf(entry.path()));
            ++seeds;
        }
    }
    std::printf("%d seeds\n", seeds);
    return seeds > 0 ? 0 : 1;
}
