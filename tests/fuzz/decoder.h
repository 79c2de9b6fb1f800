#pragma once

#include "engine/http/stream.h"

#include <cstdint>
#include <cstdlib>

namespace benchglass::tests {

/// All that a decoder made of a body.
struct Heard
{
    QString text;
    QList<int> tokens;
    measure::ServerFigures figures;
    QList<measure::PrefillProgress> prefill;
    bool hasData = false;
    bool ended = false;
    std::optional<base::Error> error;

    friend bool operator==(const Heard&, const Heard&) = default;
};

/// Feeds @p bytes to a fresh decoder in pieces of @p step, and checks what holds for any bytes at all.
template <typename Decoder>
Heard heard(QByteArrayView bytes, qsizetype step)
{
    Decoder decoder;
    engine::Decoded decoded;
    for (qsizetype at = 0; at < bytes.size(); at += step)
        decoder.feed(bytes.sliced(at, qMin(step, bytes.size() - at)), decoded);
    decoder.finish(decoded);
    Heard result {{}, {}, decoder.figures(), decoded.prefill, decoded.hasData, decoded.ended, decoded.error};
    for (const engine::Piece& piece : decoded.pieces) {
        if (piece.text.isEmpty() || piece.tokens.value_or(1) < 1)
            std::abort();
        result.text += piece.text;
        result.tokens.append(piece.tokens.value_or(0));
    }
    const auto& figures = result.figures;
    if (figures.outputTokens.value_or(0) < 0 || figures.promptTokens.value_or(0) < 0
        || figures.evalNs.value_or(1) <= 0 || figures.promptEvalNs.value_or(0) < 0)
        std::abort();
    if (decoded.error && decoded.error->message.isEmpty())
        std::abort();
    return result;
}

/// Whatever arrives, it means the same however the network cuts it.
template <typename Decoder>
void decodeAnything(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const Heard whole = heard<Decoder>(bytes, qMax<qsizetype>(1, bytes.size()));
    if (heard<Decoder>(bytes, 1) != whole || heard<Decoder>(bytes, 7) != whole)
        std::abort();
}

} // namespace benchglass::tests
