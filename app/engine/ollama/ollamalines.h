#pragma once

#include "engine/framing/lineframer.h"
#include "engine/http/stream.h"

#include <memory>

namespace benchglass::engine {

class JsonDocument;

/// Understands the lines of Ollama's streamed /api/chat and /api/generate: PROTOCOLS.md 1.2 to 1.6.
///
/// Every field is optional. `error` anywhere ends the stream; `done` or a `done_reason` is the end
/// marker, and that line may carry text. Lines without text are heartbeats of a parser, but data: the
/// model is at work.
class OllamaLines final : public StreamDecoder
{
public:
    /// @param url   the server's, for errors
    /// @param model asked for, for errors
    explicit OllamaLines(const QUrl& url = {}, const QString& model = {});
    ~OllamaLines() override;

    void feed(QByteArrayView bytes, Decoded& decoded) override;
    void finish(Decoded& decoded) override;
    measure::ServerFigures figures() const override { return m_figures; }
    base::Error refusal(const Reply& reply) const override;

private:
    void takeLine(QByteArrayView line, Decoded& decoded);
    void takeDocument(Decoded& decoded);
    void takeText(Decoded& decoded) const;
    void takeFigures();
    base::Error malformed(QByteArrayView line) const;

    QUrl m_url;
    QString m_model;
    LineFramer m_framer;
    std::unique_ptr<JsonDocument> m_json;
    measure::ServerFigures m_figures;
    bool m_understood = false; ///< At least one line was what we expect.
    bool m_ended = false;      ///< The end marker has come; only figures may follow.
};

} // namespace benchglass::engine
