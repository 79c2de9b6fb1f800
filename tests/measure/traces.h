#pragma once

#include "measure/trace.h"

namespace benchglass::measure {

/// One arrival of a scripted stream.
struct Piece
{
    qint64 ms = 0;
    QString text;
    ChunkKind kind = ChunkKind::Content;
};

/// A stream as it would be recorded: every piece out of a read of its own.
inline Trace traceOf(const QList<Piece>& pieces, std::optional<qint64> endMs)
{
    Trace trace;
    for (const Piece& piece : pieces) {
        Chunk chunk;
        chunk.arrivalNs = piece.ms * 1'000'000;
        chunk.readId = trace.chunks.size() + 1;
        chunk.kind = piece.kind;
        chunk.text = piece.text;
        trace.chunks += chunk;
    }
    if (endMs) {
        trace.endMarkerNs = *endMs * 1'000'000;
        trace.closedNs = *endMs * 1'000'000;
    }
    return trace;
}

/// @p count different words, @p gapMs apart, the end marker one gap later; all tokens said by the server.
inline Trace steadyTrace(int count, qint64 firstMs = 100, qint64 gapMs = 10)
{
    QList<Piece> pieces;
    for (int at = 0; at < count; ++at)
        pieces += Piece {firstMs + at * gapMs, QStringLiteral("word%1 ").arg(at * at)};
    Trace trace = traceOf(pieces, firstMs + count * gapMs);
    trace.server.outputTokens = count + 1;
    trace.server.evalNs = count * gapMs * 1'000'000;
    return trace;
}

} // namespace benchglass::measure
