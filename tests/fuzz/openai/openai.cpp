#include "../decoder.h"
#include "engine/openai/openaistream.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    benchglass::tests::decodeAnything<benchglass::engine::OpenAiStream>(data, size);
    return 0;
}
