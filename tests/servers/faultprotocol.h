#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace benchglass::tests {

/// How a server of one protocol says things, so that the same faults can be played in each of them. Texts
/// stand in the reply as they are: escapes and broken bytes are the caller's.
struct FaultProtocol
{
    QString engine;         ///< Id, for makeEngine().
    QByteArray route;       ///< Where the streamed request goes.
    QByteArray contentType; ///< Of the stream.

    QByteArray (*content)(const QByteArray& text);
    QByteArray (*thinking)(const QByteArray& text);
    QByteArray (*counted)(const QByteArray& text, int tokens); ///< With the count so far.
    QByteArray (*nullContent)();
    QByteArray (*done)(const QByteArray& text, int tokens); ///< End marker with text and count.
    QByteArray (*uncountedDone)();
    QByteArray (*error)(const QByteArray& words); ///< In the stream.
    QByteArray (*raw)(const QByteArray& bytes);   ///< Bytes that are no message, where one is expected.
    QByteArray (*refusal)(const QByteArray& words);
    bool quotesUnauthorised = true; ///< False where the words of a 401 may hold the key.
};

inline FaultProtocol ollamaFaults()
{
    FaultProtocol protocol;
    protocol.engine = QStringLiteral("ollama");
    protocol.route = QByteArrayLiteral("POST /api/chat");
    protocol.contentType = QByteArrayLiteral("application/x-ndjson");
    protocol.content = [](const QByteArray& text) -> QByteArray {
        return "{\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"done\":false}\n";
    };
    protocol.thinking = [](const QByteArray& text) -> QByteArray {
        return "{\"message\":{\"content\":\"\",\"thinking\":\"" + text + "\"},\"done\":false}\n";
    };
    protocol.counted = [](const QByteArray& text, int tokens) -> QByteArray {
        return "{\"message\":{\"content\":\"" + text
            + "\"},\"done\":false,\"eval_count\":" + QByteArray::number(tokens) + "}\n";
    };
    protocol.nullContent = []() -> QByteArray {
        return "{\"message\":{\"role\":\"assistant\",\"content\":null},\"done\":false}\n";
    };
    protocol.done = [](const QByteArray& text, int tokens) -> QByteArray {
        return "{\"message\":{\"content\":\"" + text
            + "\"},\"done\":true,\"done_reason\":\"stop\",\"eval_count\":" + QByteArray::number(tokens)
            + ",\"eval_duration\":2000000}\n";
    };
    protocol.uncountedDone = []() -> QByteArray {
        return "{\"done\":true,\"done_reason\":\"stop\"}\n";
    };
    protocol.error = [](const QByteArray& words) -> QByteArray {
        return "{\"error\":\"" + words + "\"}\n";
    };
    protocol.raw = [](const QByteArray& bytes) -> QByteArray {
        return bytes + '\n';
    };
    protocol.refusal = [](const QByteArray& words) -> QByteArray {
        return "{\"error\":\"" + words + "\"}";
    };
    return protocol;
}

inline FaultProtocol openAiFaults()
{
    FaultProtocol protocol;
    protocol.engine = QStringLiteral("openai");
    protocol.route = QByteArrayLiteral("POST /v1/chat/completions");
    protocol.contentType = QByteArrayLiteral("text/event-stream");
    protocol.quotesUnauthorised = false;
    protocol.content = [](const QByteArray& text) -> QByteArray {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
    };
    protocol.thinking = [](const QByteArray& text) -> QByteArray {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"" + text + "\"}}]}\n\n";
    };
    protocol.counted = [](const QByteArray& text, int tokens) -> QByteArray {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text
            + "\"}}],\"usage\":{\"completion_tokens\":" + QByteArray::number(tokens) + "}}\n\n";
    };
    protocol.nullContent = []() -> QByteArray {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n";
    };
    protocol.done = [](const QByteArray& text, int tokens) -> QByteArray {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text
            + "\"},\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],\"usage\":{\"completion_tokens\":"
            + QByteArray::number(tokens) + "}}\n\ndata: [DONE]\n\n";
    };
    protocol.uncountedDone = []() -> QByteArray {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
               "data: [DONE]\n\n";
    };
    protocol.error = [](const QByteArray& words) -> QByteArray {
        return "data: {\"error\":{\"message\":\"" + words + "\",\"type\":\"server_error\"}}\n\n";
    };
    protocol.raw = [](const QByteArray& bytes) -> QByteArray {
        return "data: " + bytes + "\n\n";
    };
    protocol.refusal = [](const QByteArray& words) -> QByteArray {
        return "{\"error\":{\"message\":\"" + words + "\",\"code\":0}}";
    };
    return protocol;
}

inline QList<FaultProtocol> faultProtocols()
{
    return {ollamaFaults(), openAiFaults()};
}

} // namespace benchglass::tests
