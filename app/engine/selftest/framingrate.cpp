#include "engine/selftest/framingrate.h"

#include "engine/ollama/ollamalines.h"
#include "engine/openai/openaistream.h"
#include "measure/trace.h"

#include <ctime>
#include <utility>

namespace benchglass::engine {

namespace {

constexpr int chunksPerRound = 8192;
constexpr qsizetype bytesPerRead = 16 * 1024;

QByteArray ndjsonBody()
{
    QByteArray body;
    for (int i = 0; i < chunksPerRound; ++i) {
        body += "{\"model\":\"tiny\",\"created_at\":\"2025-01-01T00:00:00.000000000Z\",\"message\":"
                "{\"role\":\"assistant\",\"content\":\" word"
            + QByteArray::number(i % 1000) + "\"},\"done\":false}\n";
    }
    return body;
}

QByteArray sseBody()
{
    QByteArray body;
    for (int i = 0; i < chunksPerRound; ++i) {
        body += "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1735689600,"
                "\"model\":\"tiny\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" word"
            + QByteArray::number(i % 1000) + "\"},\"finish_reason\":null}]}\n\n";
    }
    return body;
}

/// @return how many records came of @p body
qsizetype recordsOf(QByteArrayView body, StreamDecoder& decoder)
{
    QList<measure::Chunk> records;
    while (!body.isEmpty()) {
        Decoded decoded;
        const QByteArrayView read = body.first(qMin(bytesPerRead, body.size()));
        decoder.feed(read, decoded);
        body = body.sliced(read.size());
        for (Piece& piece : decoded.pieces) {
            measure::Chunk chunk;
            chunk.kind = piece.kind;
            chunk.tokens = piece.tokens;
            chunk.text = std::move(piece.text);
            records.append(std::move(chunk));
        }
    }
    return records.size();
}

/// Of this thread: another program that takes its core does not make ours slower.
qint64 spentNs()
{
    timespec time {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64 {time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

double chunksPerSecond(const QByteArray& body, StreamDecoder& decoder, qint64 forNs)
{
    const qint64 startNs = spentNs();
    qint64 chunks = 0;
    qint64 tookNs = 0;
    do {
        chunks += recordsOf(body, decoder);
        tookNs = spentNs() - startNs;
    } while (tookNs < forNs);
    return static_cast<double>(chunks) * 1e9 / static_cast<double>(tookNs);
}

} // namespace

double ndjsonChunksPerSecond(qint64 forNs)
{
    OllamaLines lines;
    return chunksPerSecond(ndjsonBody(), lines, forNs);
}

double sseChunksPerSecond(qint64 forNs)
{
    OpenAiStream stream;
    return chunksPerSecond(sseBody(), stream, forNs);
}

} // namespace benchglass::engine
