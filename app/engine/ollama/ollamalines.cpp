#include "engine/ollama/ollamalines.h"

#include "engine/framing/jsondocument.h"
#include "engine/http/streamerrors.h"
#include "engine/ollama/ollamaerrors.h"

#include <QCoreApplication>
#include <QStringBuilder>

#include <string>

#include <simdjson.h>

namespace benchglass::engine {

using measure::ChunkKind;
using simdjson::dom::element;

namespace {

/// Absent when 0: the server leaves out what it does not know, imitations of it write 0.
std::optional<qint64> durationAt(element object, const char* key)
{
    const auto ns = jsonNumberAt(object, key);
    return ns == 0 ? std::nullopt : ns;
}

/// The words of an `error` member, whatever its shape; nothing if there is none.
std::optional<QString> errorAt(element object)
{
    element error;
    if (object["error"].get(error) || error.is_null())
        return std::nullopt;
    if (error.is_string())
        return jsonText(error);
    if (error.is_object())
        return jsonTextAt(error, "message");
    return QString::fromStdString(simdjson::minify(error));
}

} // namespace

OllamaLines::OllamaLines(const QUrl& url, const QString& model)
    : m_url(url)
    , m_model(model)
    , m_json(std::make_unique<JsonDocument>(LineFramer::saneLineBytes))
{
}

OllamaLines::~OllamaLines() = default;

void OllamaLines::feed(QByteArrayView bytes, Decoded& decoded)
{
    const bool isSane =
        m_framer.feed(bytes, [this, &decoded](QByteArrayView line) { takeLine(line, decoded); });
    if (!isSane && !decoded.error)
        decoded.error = oversizeError(LineFramer::saneLineBytes, m_url);
}

void OllamaLines::finish(Decoded& decoded)
{
    m_framer.finish([this, &decoded](QByteArrayView line) {
        // Half of an object means that the stream broke, which the missing end marker tells.
        if (m_json->parseStrictly(line.trimmed()) || !line.trimmed().startsWith('{'))
            takeLine(line, decoded);
    });
}

base::Error OllamaLines::refusal(const Reply& reply) const
{
    return ollamaRefusal(reply, m_model);
}

void OllamaLines::takeLine(QByteArrayView line, Decoded& decoded)
{
    const QByteArrayView json = line.trimmed();
    if (json.isEmpty() || decoded.error)
        return;
    decoded.hasData = true;
    const bool isObject = m_json->parse(json) && m_json->root().is_object();
    if (isObject)
        takeDocument(decoded);
    else if (!m_ended)
        decoded.error = malformed(json);
}

void OllamaLines::takeDocument(Decoded& decoded)
{
    const element document = m_json->root();
    if (const auto words = m_ended ? std::nullopt : errorAt(document)) {
        decoded.error = ollamaStreamError(*words, m_url);
        return;
    }
    m_understood = true;
    if (!m_ended) // what comes after the end is not part of the answer
        takeText(decoded);
    bool isDone = false;
    if (document["done"].get(isDone))
        isDone = false;
    const QString reason = jsonTextAt(document, "done_reason");
    // Some backends give the reason and forget to say done.
    if (!isDone && reason.isEmpty())
        return;
    m_ended = true;
    decoded.ended = true;
    if (!reason.isEmpty())
        m_figures.doneReason = reason;
    takeFigures();
}

void OllamaLines::takeText(Decoded& decoded) const
{
    const element document = m_json->root();
    element message = document;
    const bool isChat = !document["message"].get(message) && message.is_object();
    const element holder = isChat ? message : document;
    const auto add = [&decoded](ChunkKind kind, const QString& text) {
        if (!text.isEmpty())
            decoded.pieces.append({kind, text, std::nullopt});
    };
    add(ChunkKind::Thinking, jsonTextAt(holder, "thinking"));
    add(ChunkKind::Content, jsonTextAt(holder, isChat ? "content" : "response"));
    simdjson::dom::array calls;
    if (!holder["tool_calls"].get(calls) && calls.size() > 0)
        add(ChunkKind::Tool, QString::fromStdString(simdjson::minify(calls)));
}

void OllamaLines::takeFigures()
{
    const element document = m_json->root();
    replaceIfSaid(m_figures.totalNs, durationAt(document, "total_duration"));
    replaceIfSaid(m_figures.loadNs, durationAt(document, "load_duration"));
    replaceIfSaid(m_figures.promptEvalNs, durationAt(document, "prompt_eval_duration"));
    replaceIfSaid(m_figures.evalNs, durationAt(document, "eval_duration"));
    replaceIfSaid(m_figures.promptTokens, jsonCountAt(document, "prompt_eval_count"));
    const auto evaluated = jsonCountAt(document, "eval_count");
    if (evaluated != 0) // as with durations
        replaceIfSaid(m_figures.outputTokens, evaluated);
}

base::Error OllamaLines::malformed(QByteArrayView line) const
{
    const QString start = tamedWords(QString::fromUtf8(line.first(qMin<qsizetype>(line.size(), 200))));
    if (!m_understood)
        return notOllama(m_url, shownUrl(m_url) % u": " % (isHtml(line) ? wordsOf(line) : start));
    return {base::ErrorCode::Malformed,
        QCoreApplication::translate(
            "engine", "The server sent a line in mid-answer that is not JSON; the text so far is kept."),
        shownUrl(m_url) % u": " % start, base::Remedy::Retry};
}

} // namespace benchglass::engine
