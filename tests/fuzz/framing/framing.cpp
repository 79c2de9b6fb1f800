#include "engine/framing/lineframer.h"
#include "engine/ollama/ollamalines.h"

#include <cstdint>
#include <cstdlib>

using namespace benchglass::engine;

namespace {

struct Heard
{
    QByteArray lines;
    QString text;
    bool ended = false;
    bool hasError = false;

    friend bool operator==(const Heard&, const Heard&) = default;
};

/// Feeds @p bytes in pieces of @p step.
Heard heard(QByteArrayView bytes, qsizetype step)
{
    Heard result;
    LineFramer framer(4096);
    OllamaLines lines;
    Decoded decoded;
    const auto keep = [&result](QByteArrayView line) {
        if (line.contains('\n') || line.size() > 4096)
            std::abort();
        result.lines += line.toByteArray() + '\n';
    };
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        const QByteArrayView piece = bytes.sliced(at, qMin(step, bytes.size() - at));
        framer.feed(piece, keep);
        lines.feed(piece, decoded);
    }
    framer.finish(keep);
    lines.finish(decoded);
    for (const Piece& piece : decoded.pieces) {
        if (piece.text.isEmpty())
            std::abort();
        result.text += piece.text;
    }
    const auto figures = lines.figures();
    if (figures.outputTokens.value_or(0) < 0 || figures.evalNs.value_or(1) <= 0)
        std::abort();
    result.ended = decoded.ended;
    result.hasError = decoded.error.has_value();
    return result;
}

} // namespace

/// Whatever arrives, it means the same however the network cuts it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const Heard whole = heard(bytes, qMax<qsizetype>(1, bytes.size()));
    if (heard(bytes, 1) != whole || heard(bytes, 7) != whole)
        std::abort();
    return 0;
}
