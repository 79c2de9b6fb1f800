#include "../decoder.h"
#include "engine/ollama/ollamalines.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    benchglass::tests::decodeAnything<benchglass::engine::OllamaLines>(data, size);
    return 0;
}
