#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    readAnything(data, size, benchglass::corpus::DocumentType::Csv, 0);
    readAnything(data, size, benchglass::corpus::DocumentType::Csv, 1);
    return 0;
}
