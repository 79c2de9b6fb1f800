#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace benchglass::measure {

/// What a piece of streamed text is.
enum class ChunkKind { Thinking, Content, Tool };

/// Who stamped an arrival: the kernel when the segment came in, or the program when its read returned.
enum class StampSource { Kernel, User };

/// One arrival of text. A chunk is not a token: servers hold text back and join it.
struct Chunk
{
    qint64 arrivalNs = 0; ///< Since the call's t0, monotonic.
    qint64 readId = 0;    ///< Chunks of one read share the id and the stamp.
    ChunkKind kind = ChunkKind::Content;
    StampSource source = StampSource::User;
    bool bundled = false;      ///< Came with others in one read: the stamp is an upper bound.
    qint64 delayNs = 0;        ///< Kernel stamp to user code: our own overhead. 0 with user stamps.
    std::optional<int> tokens; ///< Where the server says how many.
    QString text;

    friend bool operator==(const Chunk&, const Chunk&) = default;
};

/// How far a server has come with reading the prompt, as it said meanwhile.
struct PrefillProgress
{
    qint64 arrivalNs = 0; ///< Since the call's t0.
    int totalTokens = 0;
    int cachedTokens = 0;            ///< Of the total: taken from the prompt cache.
    int processedTokens = 0;         ///< Of the total: read so far, the cached ones included.
    std::optional<qint64> elapsedNs; ///< By the server's clock, since it began to read.

    friend bool operator==(const PrefillProgress&, const PrefillProgress&) = default;
};

/// What the server itself said of a call. Every field may be missing.
struct ServerFigures
{
    std::optional<qint64> totalNs;
    std::optional<qint64> loadNs; ///< Contains the scheduler's queue.
    std::optional<qint64> promptEvalNs;
    std::optional<qint64> evalNs; ///< First sampled token to last.
    std::optional<int> promptTokens;
    std::optional<int> cachedPromptTokens;
    std::optional<int> outputTokens;        ///< Thinking and end marker included.
    std::optional<int> thinkingTokens;      ///< Of outputTokens.
    std::optional<qint64> queueNs;          ///< Waiting for a free slot.
    std::optional<qint64> ttftNs;           ///< The server's own time to first token.
    std::optional<int> draftTokens;         ///< Guessed by speculative decoding ...
    std::optional<int> draftAcceptedTokens; ///< ... and how many of them were right.
    QString doneReason;                     ///< `stop`, `length`, ... Empty when not said.

    friend bool operator==(const ServerFigures&, const ServerFigures&) = default;
};

/// Everything measured of one request, nothing computed. All times are nanoseconds since t0,
/// the moment just before the first byte of the request was written on an open connection.
struct Trace
{
    QString bootId;
    qint64 t0MonotonicNs = 0;
    QDateTime t0Utc;
    std::optional<qint64> intendedNs; ///< When the schedule wanted the request (<= 0).
    std::optional<qint64> dnsNs;      ///< Durations of opening the connection, before t0.
    std::optional<qint64> tcpNs;
    std::optional<qint64> tlsNs;
    std::optional<qint64> headersNs;   ///< Response headers complete.
    std::optional<qint64> firstByteNs; ///< First body byte.
    std::optional<qint64> endMarkerNs; ///< The done line or finish chunk arrived.
    std::optional<qint64> closedNs;    ///< The body ended or the connection dropped.
    bool suspended = false;            ///< The machine slept during the call.
    QList<Chunk> chunks;               ///< In order of arrival.
    QList<PrefillProgress> prefill;    ///< In order of arrival; empty where the server does not say.
    ServerFigures server;

    /// All text of one kind, joined.
    QString text(ChunkKind kind) const;

    friend bool operator==(const Trace&, const Trace&) = default;
};

QString chunkKindName(ChunkKind kind); ///< `thinking` | `content` | `tool`
std::optional<ChunkKind> chunkKindFromName(const QString& name);
QString stampSourceName(StampSource source); ///< `kernel` | `user`
std::optional<StampSource> stampSourceFromName(const QString& name);

} // namespace benchglass::measure
