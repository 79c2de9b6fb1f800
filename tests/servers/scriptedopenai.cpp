#include "servers/scriptedopenai.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace benchglass::tests {

namespace {

using Product = ScriptedOpenAi::Product;

QByteArray eventOf(const QJsonObject& object)
{
    return "data: " + QJsonDocument(object).toJson(QJsonDocument::Compact) + "\n\n";
}

QJsonObject errorOf(const QString& words, int code)
{
    return {{QStringLiteral("error"),
        QJsonObject {{QStringLiteral("message"), words}, {QStringLiteral("code"), code}}}};
}

QJsonObject chunkOf(const QString& model, const QJsonObject& delta, const QJsonValue& finish = {})
{
    const QJsonObject choice {{QStringLiteral("index"), 0}, {QStringLiteral("delta"), delta},
        {QStringLiteral("finish_reason"), finish}};
    return {{QStringLiteral("id"), QStringLiteral("c1")},
        {QStringLiteral("object"), QStringLiteral("chat.completion.chunk")}, {QStringLiteral("model"), model},
        {QStringLiteral("choices"), QJsonArray {choice}}};
}

QString ownerOf(Product product)
{
    switch (product) {
    case Product::LlamaCpp: return QStringLiteral("llamacpp");
    case Product::Vllm: return QStringLiteral("vllm");
    case Product::Sglang: return QStringLiteral("sglang");
    case Product::LmStudio: return QStringLiteral("organization_owner");
    case Product::Ollama: return QStringLiteral("library");
    case Product::Other: break;
    }
    return QStringLiteral("someone");
}

} // namespace

ScriptedOpenAi::ScriptedOpenAi()
    : ScriptedOpenAi(Settings {})
{
}

ScriptedOpenAi::ScriptedOpenAi(const Settings& settings)
    : m_settings(settings)
{
}

ScriptedOpenAi::~ScriptedOpenAi()
{
    stop();
}

ScriptedOpenAi::Settings ScriptedOpenAi::settings() const
{
    const std::lock_guard lock(m_stateMutex);
    return m_settings;
}

void ScriptedOpenAi::set(const Settings& settings)
{
    const std::lock_guard lock(m_stateMutex);
    m_settings = settings;
}

QJsonObject ScriptedOpenAi::models(const Settings& settings)
{
    QJsonObject model {{QStringLiteral("id"), settings.model},
        {QStringLiteral("object"), QStringLiteral("model")},
        {QStringLiteral("owned_by"), ownerOf(settings.product)}};
    if (settings.product == Product::LlamaCpp) {
        model.insert(QStringLiteral("meta"),
            QJsonObject {{QStringLiteral("n_ctx_train"), 8192}, {QStringLiteral("n_params"), 1'240'000'000},
                {QStringLiteral("size"), 800'000'000}});
    } else if (settings.product == Product::Vllm) {
        model.insert(QStringLiteral("max_model_len"), 4096);
    }
    return {{QStringLiteral("object"), QStringLiteral("list")}, {QStringLiteral("data"), QJsonArray {model}}};
}

QList<Step> ScriptedOpenAi::stepsFor(const ScriptedRequest& request)
{
    const Settings now = settings();
    if (const auto steps = routed(request.route))
        return *steps;
    if (!now.key.isEmpty() && request.header("authorization") != "Bearer " + now.key.toUtf8())
        return {Step::send(json(errorOf(QStringLiteral("Invalid API Key"), 401), 401))};
    if (request.route == "GET /v1/models")
        return {Step::send(json(models(now)))};
    if (request.route == "GET /props" && now.product == Product::LlamaCpp) {
        return {Step::send(json({{QStringLiteral("build_info"), QStringLiteral("b4242-abcdef")},
            {QStringLiteral("total_slots"), 2},
            {QStringLiteral("default_generation_settings"),
                QJsonObject {{QStringLiteral("n_ctx"), 2048}}}}))};
    }
    const QJsonObject version {{QStringLiteral("version"), QStringLiteral("0.16.1")}};
    const bool saysVersion = (request.route == "GET /version" && now.product == Product::Vllm)
        || (request.route == "GET /get_server_info" && now.product == Product::Sglang)
        || (request.route == "GET /api/version" && now.product == Product::Ollama);
    if (saysVersion)
        return {Step::send(json(version))};
    if (request.route == "POST /v1/chat/completions")
        return chat(request, now);
    return {Step::send(json(errorOf(QStringLiteral("File Not Found"), 404), 404))};
}

QList<Step> ScriptedOpenAi::chat(const ScriptedRequest& request, const Settings& settings)
{
    if (!settings.knowsStreamOptions && request.json.contains(u"stream_options"))
        return {Step::send(json(errorOf(QStringLiteral("stream_options is unknown here"), 400), 400))};
    if (request.json.value(u"model").toString() != settings.model)
        return {Step::send(json(errorOf(QStringLiteral("The model does not exist"), 404), 404))};
    const int wanted = settings.thinkTokens + settings.tokensPerCall;
    const int limit = request.json.value(u"max_tokens").toInt(wanted + 1);
    const bool isCut = limit <= wanted;
    const int words = qMin(limit, wanted);
    const int tokens = words + (isCut ? 0 : 1);
    if (!request.json.value(u"stream").toBool())
        return {Step::send(json(chunkOf(settings.model, {}, QStringLiteral("stop"))))};

    QList<Step> steps {Step::wait(settings.queueMs), Step::send(head(200, "text/event-stream")),
        Step::wait(settings.promptEvalMs)};
    QByteArray before = eventOf(chunkOf(settings.model,
        {{QStringLiteral("role"), QStringLiteral("assistant")}, {QStringLiteral("content"), QString()}}));
    if (request.json.value(u"return_progress").toBool()) {
        QJsonObject progress = chunkOf(settings.model, {});
        progress.insert(QStringLiteral("prompt_progress"),
            QJsonObject {{QStringLiteral("total"), 40}, {QStringLiteral("cache"), 10},
                {QStringLiteral("processed"), 40}, {QStringLiteral("time_ms"), settings.promptEvalMs}});
        before.prepend(eventOf(progress));
    }
    const QByteArray end = "data: [DONE]\n\n";
    for (int i = 0; i < words; ++i) {
        if (settings.endAfterTokens == i)
            return steps << Step::send(chunk(before + end) + lastChunk());
        if (settings.errorAfterTokens == i) {
            const QByteArray error = eventOf(errorOf(QStringLiteral("engine died"), 500));
            const bool isDoneSaid = settings.product == Product::Vllm || settings.product == Product::Sglang;
            return steps << Step::send(
                       chunk(before + error + (isDoneSaid ? end : QByteArray())) + lastChunk());
        }
        if (i > 0)
            steps << Step::wait(settings.tokenIntervalMs);
        const QString field = i >= settings.thinkTokens ? QStringLiteral("content")
            : settings.product == Product::Vllm         ? QStringLiteral("reasoning")
                                                        : QStringLiteral("reasoning_content");
        const QByteArray event = eventOf(chunkOf(settings.model, {{field, QStringLiteral("w%1 ").arg(i)}}));
        steps << Step::send(chunk(std::exchange(before, {}) + event));
    }
    if (!isCut)
        steps << Step::wait(settings.tokenIntervalMs);
    QJsonObject figures {{QStringLiteral("choices"), QJsonArray()}};
    if (request.json.value(u"stream_options").toObject().value(u"include_usage").toBool()) {
        figures.insert(QStringLiteral("usage"),
            QJsonObject {
                {QStringLiteral("prompt_tokens"), 40}, {QStringLiteral("completion_tokens"), tokens}});
    }
    if (settings.product == Product::LlamaCpp) {
        figures.insert(QStringLiteral("timings"),
            QJsonObject {{QStringLiteral("cache_n"), 10}, {QStringLiteral("prompt_n"), 30},
                {QStringLiteral("prompt_ms"), settings.promptEvalMs}, {QStringLiteral("predicted_n"), tokens},
                {QStringLiteral("predicted_ms"), (tokens - 1) * settings.tokenIntervalMs}});
    }
    const QString reason = isCut ? QStringLiteral("length") : QStringLiteral("stop");
    const QByteArray finish = eventOf(chunkOf(settings.model, {}, reason));
    return steps << Step::send(chunk(before + finish + eventOf(figures) + end) + lastChunk());
}

} // namespace benchglass::tests
