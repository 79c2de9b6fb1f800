#pragma once

#include "base/error.h"
#include "base/timeouts.h"
#include "measure/trace.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace benchglass::engine {

/// A POST whose answer is streamed and measured.
struct StreamRequest
{
    QUrl url;
    QList<QByteArray> headers; ///< `Name: value`, beside the ones every request has.
    QByteArray body;
    base::Timeouts timeouts;
    QString caFile; ///< Certificates (PEM) to trust beside the system's; empty = none.
    /// The server sends its headers when it begins with the request, not when it has something to say.
    bool headersMeanBegun = false;
    qint64 maxBodyBytes = qint64 {256} << 20; ///< An answer beyond this is cut off with an error.
};

/// A piece of text that came out of the bytes of a body.
struct Piece
{
    measure::ChunkKind kind = measure::ChunkKind::Content;
    QString text; ///< Never empty.
    std::optional<int> tokens;
};

/// What some bytes of a body meant.
struct Decoded
{
    QList<Piece> pieces;
    QList<measure::PrefillProgress> prefill; ///< Arrival is set by the transport.
    bool hasData = false;                    ///< Something else than heartbeats: the silence is over.
    bool ended = false;                      ///< The end marker was among them.
    std::optional<base::Error> error;        ///< Ends the stream.
};

/// The head of a reply, and of a refused one the start of its body.
struct Reply
{
    QUrl url;
    int status = 0;
    QByteArray contentType;
    QByteArray location;
    QByteArray body;
};

/// Understands the body of one streamed answer: what an engine adds to the transport.
/// Used in the stream thread only, by one stream; must not block.
class StreamDecoder
{
public:
    virtual ~StreamDecoder();

    /// Bytes as they arrived, cut anywhere. Appends to @p decoded.
    virtual void feed(QByteArrayView bytes, Decoded& decoded) = 0;

    /// The body ended: understands what stands there without its terminator.
    virtual void finish(Decoded& decoded) = 0;

    /// What the server said of the call so far.
    virtual measure::ServerFigures figures() const = 0;

    /// The error that a status other than 200 means.
    virtual base::Error refusal(const Reply& reply) const = 0;

    /// A refused request is sent once more with this body, if there is one: a server that does not know an
    /// extra may do without. Asked at most once; the clock starts anew.
    virtual std::optional<QByteArray> bodyAfterRefusal(const Reply& reply);
};

/// What is said later replaces what was said before; silence does not.
template <typename T>
void replaceIfSaid(std::optional<T>& kept, const std::optional<T>& said)
{
    if (said)
        kept = said;
}

} // namespace benchglass::engine
