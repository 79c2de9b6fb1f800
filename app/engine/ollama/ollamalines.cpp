#include "engine/ollama/ollamalines.h"

#include "base/format.h"
#include "engine/http/streamerrors.h"
#include "engine/ollama/ollamaerrors.h"

#include <QCoreApplication>
#include <QStringBuilder>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <simdjson.h>

namespace benchglass::engine {

using measure::ChunkKind;
using simdjson::dom::element;

struct OllamaLines::Parser
{
    simdjson::dom::parser parser {LineFramer::saneLineBytes + 1024};
    element document;

    bool parse(QByteArrayView json)
    {
        return !parser.parse(json.data(), static_cast<std::size_t>(json.size())).get(document);
    }
};

namespace {

QString textOf(element value)
{
    std::string_view text;
    if (value.get(text))
        return {};
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString textAt(element object, const char* key)
{
    element value;
    return object[key].get(value) ? QString() : textOf(value);
}

/// A whole number however it is written; nothing for what no duration or count can be.
std::optional<qint64> numberAt(element object, const char* key)
{
    std::int64_t whole = 0;
    double fraction = 0;
    if (!object[key].get(whole))
        return whole >= 0 ? std::optional<qint64>(whole) : std::nullopt;
    if (object[key].get(fraction) || !(fraction >= 0) || fraction > 9e18)
        return std::nullopt;
    return static_cast<qint64>(fraction);
}

/// Absent when 0: the server leaves out what it does not know, imitations of it write 0.
std::optional<qint64> durationAt(element object, const char* key)
{
    const auto ns = numberAt(object, key);
    return ns == 0 ? std::nullopt : ns;
}

std::optional<int> countAt(element object, const char* key)
{
    const auto count = numberAt(object, key);
    if (!count || *count > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(*count);
}

template <typename T>
void replaceIfSaid(std::optional<T>& kept, const std::optional<T>& said)
{
    if (said)
        kept = said;
}

/// `\ud83d` without its other half is legal JSON grammar and no text: parsers refuse it, senders that cut
/// strings produce it. Becomes the replacement character.
QByteArray withoutLoneSurrogates(const QByteArray& json)
{
    const auto unitAt = [&json](qsizetype at) -> uint {
        bool isHex = false;
        if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u')
            return 0;
        const uint unit = json.mid(at + 2, 4).toUInt(&isHex, 16);
        return isHex ? unit : 0;
    };
    QByteArray result = json;
    for (qsizetype at = 0; at < json.size(); ++at) {
        if (json[at] != '\\')
            continue;
        const uint unit = unitAt(at);
        if (QChar::isHighSurrogate(unit) && QChar::isLowSurrogate(unitAt(at + 6)))
            at += 11;
        else if (QChar::isSurrogate(unit))
            result.replace(at, 6, "\\ufffd"), at += 5;
        else
            ++at; // whatever is escaped, it does not begin an escape
    }
    return result;
}

/// The line with what no parser takes replaced: invalid UTF-8, halves of surrogate pairs.
QByteArray repaired(QByteArrayView line)
{
    return withoutLoneSurrogates(QString::fromUtf8(line).toUtf8());
}

/// The words of an `error` member, whatever its shape; nothing if there is none.
std::optional<QString> errorAt(element object)
{
    element error;
    if (object["error"].get(error) || error.is_null())
        return std::nullopt;
    if (error.is_string())
        return textOf(error);
    if (error.is_object())
        return textAt(error, "message");
    return QString::fromStdString(simdjson::minify(error));
}

} // namespace

OllamaLines::OllamaLines(const QUrl& url, const QString& model)
    : m_url(url)
    , m_model(model)
    , m_parser(std::make_unique<Parser>())
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
        if (m_parser->parse(line.trimmed()) || !line.trimmed().startsWith('{'))
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
    const bool isJson = m_parser->parse(json) || m_parser->parse(repaired(json));
    if (!isJson || !m_parser->document.is_object()) {
        decoded.error = malformed(json);
        return;
    }
    takeDocument(decoded);
}

void OllamaLines::takeDocument(Decoded& decoded)
{
    const element document = m_parser->document;
    if (const auto words = errorAt(document)) {
        decoded.error = ollamaStreamError(*words, m_url);
        return;
    }
    m_understood = true;
    takeText(decoded);
    bool isDone = false;
    if (document["done"].get(isDone))
        isDone = false;
    const QString reason = textAt(document, "done_reason");
    // Some backends give the reason and forget to say done.
    if (!isDone && reason.isEmpty())
        return;
    decoded.ended = true;
    if (!reason.isEmpty())
        m_figures.doneReason = reason;
    takeFigures();
}

void OllamaLines::takeText(Decoded& decoded) const
{
    const element document = m_parser->document;
    element message = document;
    const bool isChat = !document["message"].get(message) && message.is_object();
    const element holder = isChat ? message : document;
    const auto add = [&decoded](ChunkKind kind, const QString& text) {
        if (!text.isEmpty())
            decoded.pieces.append({kind, text, std::nullopt});
    };
    add(ChunkKind::Thinking, textAt(holder, "thinking"));
    add(ChunkKind::Content, textAt(holder, isChat ? "content" : "response"));
    simdjson::dom::array calls;
    if (!holder["tool_calls"].get(calls) && calls.size() > 0)
        add(ChunkKind::Tool, QString::fromStdString(simdjson::minify(calls)));
}

void OllamaLines::takeFigures()
{
    const element document = m_parser->document;
    replaceIfSaid(m_figures.totalNs, durationAt(document, "total_duration"));
    replaceIfSaid(m_figures.loadNs, durationAt(document, "load_duration"));
    replaceIfSaid(m_figures.promptEvalNs, durationAt(document, "prompt_eval_duration"));
    replaceIfSaid(m_figures.evalNs, durationAt(document, "eval_duration"));
    replaceIfSaid(m_figures.promptTokens, countAt(document, "prompt_eval_count"));
    replaceIfSaid(m_figures.outputTokens, countAt(document, "eval_count"));
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
