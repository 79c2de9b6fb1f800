#pragma once

#include "engine/framing/sseframer.h"
#include "engine/http/stream.h"

#include <memory>
#include <optional>

#include <simdjson.h>

namespace benchglass::engine {

class JsonDocument;

/// What a stream of chat completions answers.
struct OpenAiCall
{
    QUrl url {};
    QString model {};
    QString key {};     ///< Kept out of errors.
    QByteArray body {}; ///< As it was sent.
};

/// Understands the events of a streamed /v1/chat/completions as llama.cpp, vLLM, SGLang, LM Studio, Ollama
/// and others send them: PROTOCOLS.md 2.1 to 2.5.
///
/// Every field is optional. An error in any shape ends the stream; `finish_reason` is the end marker, after
/// which usage may follow; `[DONE]` proves nothing. Chunks without text are heartbeats, but data.
class OpenAiStream final : public StreamDecoder
{
public:
    explicit OpenAiStream(OpenAiCall call = {});
    ~OpenAiStream() override;

    void feed(QByteArrayView bytes, Decoded& decoded) override;
    void finish(Decoded& decoded) override;
    measure::ServerFigures figures() const override;
    base::Error refusal(const Reply& reply) const override;
    std::optional<QByteArray> bodyAfterRefusal(const Reply& reply) override;

private:
    using Element = simdjson::dom::element;

    bool takeEvent(const SseFramer::Event& event, Decoded& decoded);
    bool takeWhole(QByteArrayView data, QByteArrayView name, bool repairs, Decoded& decoded);
    void takeLines(const SseFramer::Event& event, Decoded& decoded);
    void takeBare(QByteArrayView line, Decoded& decoded);
    void takePlain(Decoded& decoded);
    void takeDocument(Element document, QByteArrayView data, QByteArrayView name, Decoded& decoded);
    void takeChoice(Element choice, Decoded& decoded);
    void takeReason(const QString& reason, Decoded& decoded);
    void takeUsage(Element usage);
    void takeTimings(Element timings);
    void takeStats(Element stats);
    void takeMetrics(Element metrics);
    /// @param total tokens of the answer so far, as the document says
    void countTokens(qsizetype firstPiece, std::optional<int> total, Decoded& decoded);

    OpenAiCall m_call;
    SseFramer m_framer;
    std::unique_ptr<JsonDocument> m_json;
    QByteArray m_plain; ///< A body that is no event stream, until it is complete.
    QByteArray m_bare;  ///< Start of the first document that came as a line of its own.
    measure::ServerFigures m_figures;
    std::optional<int> m_timedTokens; ///< Of the answer, by the server's timings; the same of the prompt.
    std::optional<int> m_timedPromptTokens;
    std::optional<qint64> m_generationNs; ///< vLLM's, and its mean time between tokens.
    std::optional<qint64> m_meanGapNs;
    int m_countedTokens = 0;   ///< Already given to chunks.
    bool m_isCounting = true;  ///< Every chunk so far came with a count.
    bool m_isStream = false;   ///< An event has been seen.
    bool m_understood = false; ///< At least one document was what we expect.
    bool m_ended = false;
    bool m_done = false; ///< `[DONE]`: what follows is not looked at.
};

} // namespace benchglass::engine
