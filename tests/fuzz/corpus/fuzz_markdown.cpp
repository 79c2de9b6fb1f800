#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    readAnything(data, size, benchglass::corpus::DocumentType::Markdown, 0);

    return 0;
}
