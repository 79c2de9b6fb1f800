#include "engine/framing/sseframer.h"

#include <QByteArrayList>

#include <cstdint>
#include <cstdlib>

using namespace benchglass::engine;

namespace {

constexpr qsizetype longest = 4096;

/// All events of @p bytes, fed in pieces of @p step; @p takesLines: each data line is an event.
QByteArrayList framed(QByteArrayView bytes, qsizetype step, bool takesLines)
{
    SseFramer framer(longest);
    QByteArrayList events;
    const auto keep = [&events, takesLines](const SseFramer::Event& event) {
        const bool isLine = event.part == SseFramer::Part::Line;
        const bool isOneLine = event.part != SseFramer::Part::Event;
        const bool hasLineEnd = event.data.contains('\r') || (isOneLine && event.data.contains('\n'));
        if (event.data.size() > longest || hasLineEnd || event.name.contains('\n'))
            std::abort();
        if (isLine && !takesLines)
            return false;
        events += event.name.toByteArray() + '|' + event.data.toByteArray();
        return true;
    };
    bool isSane = true;
    for (qsizetype at = 0; at < bytes.size(); at += step)
        isSane = framer.feed(bytes.sliced(at, qMin(step, bytes.size() - at)), keep);
    framer.finish(keep);
    events += isSane ? "sane" : "overlong";
    return events;
}

} // namespace

/// Whatever arrives, it means the same however the network cuts it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    for (const bool takesLines : {false, true}) {
        const QByteArrayList whole = framed(bytes, qMax<qsizetype>(1, bytes.size()), takesLines);
        if (framed(bytes, 1, takesLines) != whole || framed(bytes, 7, takesLines) != whole)
            std::abort();
    }
    return 0;
}
