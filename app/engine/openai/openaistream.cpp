#include "engine/openai/openaistream.h"

#include "engine/framing/jsondocument.h"
#include "engine/http/streamerrors.h"
#include "engine/openai/openaierrors.h"
#include "engine/openai/openairequest.h"

#include <QCoreApplication>
#include <QStringBuilder>

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace benchglass::engine {

using measure::ChunkKind;

namespace {

using simdjson::dom::element;

/// Servers that do not count write 0.
std::optional<int> positiveAt(element object, const char* key)
{
    const auto count = jsonCountAt(object, key);
    return count == 0 ? std::nullopt : count;
}

std::optional<int> sumOf(std::optional<int> a, std::optional<int> b)
{
    if (!a || !b || *a > std::numeric_limits<int>::max() - *b)
        return std::nullopt;
    return *a + *b;
}

/// What is read of a document, of a choice and of its delta, in the order of their enumerators.
enum DocumentKey { Choices, ErrorKey, Object, Type, Detail, Usage, Timings, Metrics, Progress, Stats };
constexpr std::array<std::string_view, 10> documentKeys {"choices", "error", "object", "type", "detail",
    "usage", "timings", "metrics", "prompt_progress", "stats"};
enum ChoiceKey { Index, Delta, Message, Text, FinishReason };
constexpr std::array<std::string_view, 5> choiceKeys {"index", "delta", "message", "text", "finish_reason"};
enum DeltaKey { ReasoningContent, Reasoning, Content, Refusal, ToolCalls };
constexpr std::array<std::string_view, 5> deltaKeys {
    "reasoning_content", "reasoning", "content", "refusal", "tool_calls"};

using Members = std::array<std::optional<element>, documentKeys.size()>;

/// True if a document reports an error in any of the usual shapes.
bool isError(const Members& document)
{
    const bool hasChoices = document[Choices] && document[Choices]->is_array();
    if (const auto& error = document[ErrorKey]; error && !error->is_null()) {
        // An empty one beside text is a field that a server always writes.
        return !hasChoices || (error->is_string() ? !jsonText(error).isEmpty() : error->is_object());
    }
    return !hasChoices
        && (jsonText(document[Object]) == u"error"_qs || jsonText(document[Type]) == u"error"_qs
            || document[Detail]);
}

/// A text, or the texts of a list of parts.
QString contentOf(const std::optional<element>& content)
{
    simdjson::dom::array parts;
    if (!content || content->get(parts))
        return jsonText(content);
    QString text;
    for (const element part : parts)
        text += part.is_object() ? jsonTextAt(part, "text") : jsonText(part);
    return text;
}

/// Ways to say the same.
QString knownReason(const QString& reason)
{
    const QString lower = reason.toLower();
    if (lower == u"max_tokens"_qs || lower == u"max_length"_qs)
        return u"length"_qs;
    if (lower == u"eos"_qs || lower == u"eos_token"_qs || lower == u"stop_sequence"_qs
        || lower == u"end_turn"_qs)
        return u"stop"_qs;
    return lower == u"stop"_qs || lower == u"length"_qs ? lower : tamedWords(reason);
}

std::optional<measure::PrefillProgress> progressOf(element progress)
{
    const auto total = jsonCountAt(progress, "total");
    const auto processed = jsonCountAt(progress, "processed");
    if (!total || !processed)
        return std::nullopt;
    measure::PrefillProgress result;
    result.totalTokens = *total;
    result.processedTokens = *processed;
    result.cachedTokens = jsonCountAt(progress, "cache").value_or(0);
    result.elapsedNs = jsonMsAt(progress, "time_ms");
    return result;
}

} // namespace

OpenAiStream::OpenAiStream(OpenAiCall call)
    : m_call(std::move(call))
    , m_json(std::make_unique<JsonDocument>(SseFramer::saneEventBytes))
{
}

OpenAiStream::~OpenAiStream() = default;

void OpenAiStream::feed(QByteArrayView bytes, Decoded& decoded)
{
    const bool isSane = m_framer.feed(
        bytes, [this, &decoded](const SseFramer::Event& event) { return takeEvent(event, decoded); });
    if (!isSane && !decoded.error && !m_done)
        decoded.error = oversizeError(SseFramer::saneEventBytes, m_call.url);
}

void OpenAiStream::finish(Decoded& decoded)
{
    m_framer.finish([this, &decoded](const SseFramer::Event& event) { return takeEvent(event, decoded); });
    takePlain(decoded);
}

base::Error OpenAiStream::refusal(const Reply& reply) const
{
    return openAiRefusal(reply, m_call.model, m_call.key);
}

std::optional<QByteArray> OpenAiStream::bodyAfterRefusal(const Reply& reply)
{
    return openAiBodyAfterRefusal(reply, m_call.body);
}

measure::ServerFigures OpenAiStream::figures() const
{
    measure::ServerFigures figures = m_figures;
    if (!figures.outputTokens)
        figures.outputTokens = m_timedTokens;
    if (!figures.promptTokens)
        figures.promptTokens = m_timedPromptTokens;
    if (!figures.evalNs && m_generationNs && m_meanGapNs && figures.outputTokens.value_or(0) > 1) {
        // Only the time from the first token to the last one is N - 1 mean gaps long.
        const auto spannedNs = static_cast<double>(*m_meanGapNs) * (*figures.outputTokens - 1);
        const auto saidNs = static_cast<double>(*m_generationNs);
        if (std::abs(spannedNs - saidNs) <= 0.005 * saidNs)
            figures.evalNs = m_generationNs;
    }
    return figures;
}

bool OpenAiStream::takeEvent(const SseFramer::Event& event, Decoded& decoded)
{
    if (decoded.error || m_done)
        return true;
    const QByteArrayView data = event.data.trimmed();
    if (event.part == SseFramer::Part::Bare) {
        takeBare(data, decoded);
        return true;
    }
    m_isStream = true;
    if (data == "[DONE]") {
        decoded.hasData = true;
        m_done = true;
        return true;
    }
    if (takeWhole(data, event.name, false, decoded))
        return true;
    if (event.part == SseFramer::Part::Event)
        takeLines(event, decoded);
    // Half of an object at the end means that the stream broke, which the missing end marker tells.
    return false;
}

bool OpenAiStream::takeWhole(QByteArrayView data, QByteArrayView name, bool repairs, Decoded& decoded)
{
    if (!data.startsWith('{') && !data.startsWith('['))
        return false;
    if (!m_json->parseStrictly(data) && !(repairs && m_json->parse(data)))
        return false;
    simdjson::dom::array list;
    Element document = m_json->root();
    if (!document.get(list) && list.size() > 0)
        document = list.at(0); // some gateways wrap an error
    if (!document.is_object())
        return false;
    decoded.hasData = true;
    takeDocument(document, data, name, decoded);
    return true;
}

void OpenAiStream::takeLines(const SseFramer::Event& event, Decoded& decoded)
{
    QByteArrayView rest = event.data;
    if (rest.trimmed().isEmpty() || takeWhole(rest.trimmed(), event.name, true, decoded))
        return;
    decoded.hasData = true;
    if (event.name == "error") {
        decoded.error = openAiStreamError(QString::fromUtf8(rest), m_call.url, m_call.key);
        return;
    }
    // Several documents of a server that leaves out the empty lines.
    while (!rest.isEmpty() && !decoded.error && !m_done) {
        const qsizetype end = rest.indexOf('\n');
        const QByteArrayView line = (end < 0 ? rest : rest.first(end)).trimmed();
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
        if (line == "[DONE]") {
            m_done = true;
        } else if (!line.isEmpty() && !takeWhole(line, event.name, true, decoded) && !m_ended) {
            const QString start =
                tamedWords(QString::fromUtf8(line.first(qMin<qsizetype>(line.size(), 200))));
            decoded.error = base::Error {base::ErrorCode::Malformed,
                QCoreApplication::translate("engine",
                    "The server sent a line in mid-answer that is not JSON; the text so far is kept."),
                shownUrl(m_call.url) % u": " % start, base::Remedy::Retry};
        }
    }
}

void OpenAiStream::takeBare(QByteArrayView line, Decoded& decoded)
{
    if (line.isEmpty())
        return;
    if (m_plain.isEmpty() && takeWhole(line, {}, false, decoded)) {
        if (m_bare.isEmpty())
            m_bare = line.first(qMin<qsizetype>(line.size(), 1024)).toByteArray();
        return;
    }
    if (m_isStream)
        return; // a field that nobody knows
    decoded.hasData = true;
    if (line.size() >= SseFramer::saneEventBytes - m_plain.size()) {
        decoded.error = oversizeError(SseFramer::saneEventBytes, m_call.url);
        return;
    }
    m_plain.append(line);
    m_plain.append('\n');
}

void OpenAiStream::takePlain(Decoded& decoded)
{
    const QByteArray body = std::exchange(m_plain, {}).trimmed();
    if (decoded.error || m_isStream || m_ended)
        return;
    const bool isDocument = !body.isEmpty() && takeWhole(body, {}, true, decoded);
    const bool isBroken = !isDocument && (body.startsWith('{') || body.startsWith('['));
    const QByteArray& strange = body.isEmpty() ? m_bare : body;
    if (decoded.error || m_understood || isBroken || strange.isEmpty())
        return;
    decoded.error = notOpenAi(m_call.url, shownUrl(m_call.url) % u": " % wordsOf(strange));
}

void OpenAiStream::takeDocument(Element document, QByteArrayView data, QByteArrayView name, Decoded& decoded)
{
    const Members members = jsonMembers(document, documentKeys);
    if (isError(members) || name == "error") {
        decoded.error = openAiStreamError(wordsOf(data), m_call.url, m_call.key);
        return;
    }
    const qsizetype before = decoded.pieces.size();
    const bool wasEnded = m_ended;
    simdjson::dom::array choices;
    if (members[Choices] && !members[Choices]->get(choices)) {
        m_understood = true;
        for (const Element choice : choices) {
            if (choice.is_object())
                takeChoice(choice, decoded);
        }
    }
    std::optional<int> total;
    if (const auto usage = jsonObject(members[Usage])) {
        takeUsage(*usage);
        total = positiveAt(*usage, "completion_tokens");
    }
    if (const auto timings = jsonObject(members[Timings])) {
        takeTimings(*timings);
        replaceIfSaid(total, positiveAt(*timings, "predicted_n"));
    }
    if (const auto metrics = jsonObject(members[Metrics]))
        takeMetrics(*metrics);
    if (const auto stats = jsonObject(members[Stats]))
        takeStats(*stats);
    if (const auto progress = jsonObject(members[Progress])) {
        if (const auto read = progressOf(*progress))
            decoded.prefill.append(*read);
    }
    // The last count includes the end marker, which has no text.
    countTokens(before, m_ended && !wasEnded ? std::nullopt : total, decoded);
}

void OpenAiStream::takeChoice(Element choice, Decoded& decoded)
{
    const auto add = [&decoded](ChunkKind kind, const QString& text) {
        if (!text.isEmpty())
            decoded.pieces.append({kind, text, std::nullopt});
    };
    const auto members = jsonMembers(choice, choiceKeys);
    if (jsonCount(members[Index]).value_or(0) != 0)
        return;
    auto holder = jsonObject(members[Delta]);
    if (!holder)
        holder = jsonObject(members[Message]);
    if (holder) {
        const auto said = jsonMembers(*holder, deltaKeys);
        const QString reasoning = jsonText(said[ReasoningContent]);
        add(ChunkKind::Thinking, reasoning.isEmpty() ? jsonText(said[Reasoning]) : reasoning);
        add(ChunkKind::Content, contentOf(said[Content]));
        add(ChunkKind::Content, jsonText(said[Refusal]));
        simdjson::dom::array calls;
        if (said[ToolCalls] && !said[ToolCalls]->get(calls) && calls.size() > 0)
            add(ChunkKind::Tool, QString::fromStdString(simdjson::minify(calls)));
    } else {
        add(ChunkKind::Content, jsonText(members[Text]));
    }
    takeReason(jsonText(members[FinishReason]), decoded);
}

void OpenAiStream::takeReason(const QString& reason, Decoded& decoded)
{
    if (reason.isEmpty() || m_ended)
        return;
    m_figures.doneReason = knownReason(reason);
    if (reason == u"error"_qs)
        decoded.error = openAiStreamError({}, m_call.url, m_call.key);
    // A server that gave up on the request says so here; the answer is not complete.
    else if (reason != u"abort"_qs)
        decoded.ended = m_ended = true;
}

void OpenAiStream::takeUsage(Element usage)
{
    replaceIfSaid(m_figures.promptTokens, positiveAt(usage, "prompt_tokens"));
    const auto tokens = positiveAt(usage, "completion_tokens");
    if (!tokens)
        return;
    m_figures.outputTokens = tokens;
    if (const auto details = jsonObjectAt(usage, "prompt_tokens_details"))
        replaceIfSaid(m_figures.cachedPromptTokens, jsonCountAt(*details, "cached_tokens"));
    if (const auto details = jsonObjectAt(usage, "completion_tokens_details"))
        replaceIfSaid(m_figures.thinkingTokens, jsonCountAt(*details, "reasoning_tokens"));
}

void OpenAiStream::takeTimings(Element timings)
{
    const auto cached = jsonCountAt(timings, "cache_n");
    const auto read = jsonCountAt(timings, "prompt_n");
    replaceIfSaid(m_figures.cachedPromptTokens, cached);
    replaceIfSaid(m_timedPromptTokens, sumOf(read, cached));
    if (read.value_or(0) > 0)
        replaceIfSaid(m_figures.promptEvalNs, jsonMsAt(timings, "prompt_ms"));
    const auto written = positiveAt(timings, "predicted_n");
    replaceIfSaid(m_timedTokens, written);
    // The time of a single token is a placeholder of a microsecond.
    const auto evalNs = jsonMsAt(timings, "predicted_ms");
    if (written.value_or(0) > 1 && evalNs.value_or(0) > 0)
        m_figures.evalNs = evalNs;
    replaceIfSaid(m_figures.draftTokens, jsonCountAt(timings, "draft_n"));
    replaceIfSaid(m_figures.draftAcceptedTokens, jsonCountAt(timings, "draft_n_accepted"));
}

void OpenAiStream::takeMetrics(Element metrics)
{
    replaceIfSaid(m_figures.queueNs, jsonMsAt(metrics, "queue_time_ms"));
    replaceIfSaid(m_figures.ttftNs, jsonMsAt(metrics, "time_to_first_token_ms"));
    replaceIfSaid(m_generationNs, jsonMsAt(metrics, "generation_time_ms"));
    replaceIfSaid(m_meanGapNs, jsonMsAt(metrics, "mean_itl_ms"));
}

/// LM Studio's, which counts in seconds where others count in milliseconds.
void OpenAiStream::takeStats(Element stats)
{
    constexpr qint64 msPerSecond = 1000;
    const auto asMs = jsonMsAt(stats, "time_to_first_token");
    if (asMs && *asMs > 0 && *asMs <= std::numeric_limits<qint64>::max() / msPerSecond)
        m_figures.ttftNs = *asMs * msPerSecond;
}

void OpenAiStream::countTokens(qsizetype firstPiece, std::optional<int> total, Decoded& decoded)
{
    const qsizetype pieces = decoded.pieces.size() - firstPiece;
    if (pieces == 0 || !m_isCounting)
        return;
    m_isCounting = total.has_value();
    if (!total || *total <= m_countedTokens)
        return;
    if (pieces == 1)
        decoded.pieces.last().tokens = *total - m_countedTokens;
    m_countedTokens = *total;
}

} // namespace benchglass::engine
