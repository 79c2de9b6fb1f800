#pragma once

#include "engine/http/stream.h"

#include <QList>

namespace benchglass::tests {

/// What a decoder made of a whole body.
struct Read
{
    engine::Decoded decoded;
    measure::ServerFigures figures;

    /// The pieces of @p kind, joined.
    QString text(measure::ChunkKind kind) const
    {
        QString joined;
        for (const engine::Piece& piece : decoded.pieces) {
            if (piece.kind == kind)
                joined += piece.text;
        }
        return joined;
    }

    /// The tokens of each piece; -1 where none are told.
    QList<int> tokens() const
    {
        QList<int> counts;
        for (const engine::Piece& piece : decoded.pieces)
            counts.append(piece.tokens.value_or(-1));
        return counts;
    }
};

/// Feeds @p body to @p decoder in two parts, cut after @p cut bytes.
inline Read readWith(engine::StreamDecoder& decoder, const QByteArray& body, qsizetype cut)
{
    Read result;
    decoder.feed(QByteArrayView(body).first(cut), result.decoded);
    decoder.feed(QByteArrayView(body).sliced(cut), result.decoded);
    decoder.finish(result.decoded);
    result.figures = decoder.figures();
    return result;
}

} // namespace benchglass::tests
