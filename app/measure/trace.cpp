#include "measure/trace.h"

namespace benchglass::measure {

QString Trace::text(ChunkKind kind) const
{
    qsizetype length = 0;
    for (const Chunk& chunk : chunks) {
        if (chunk.kind == kind)
            length += chunk.text.size();
    }
    QString joined;
    joined.reserve(length);
    for (const Chunk& chunk : chunks) {
        if (chunk.kind == kind)
            joined += chunk.text;
    }
    return joined;
}

} // namespace benchglass::measure
