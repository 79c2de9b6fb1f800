#include "servers/scriptedserver.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <chrono>
#include <thread>
#include <utility>

namespace benchglass::tests {

namespace {

constexpr qint64 modelBytes = 1'600'000'000;
constexpr int defaultContext = 4096;

QByteArray lineOf(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject errorOf(const QString& words)
{
    return {{QStringLiteral("error"), words}};
}

/// A text of @p count words that reads like an answer.
QStringList inventedWords(int count)
{
    static const QStringList sample =
        QStringLiteral("## Findings\n\n- The measurements of this folder are listed one by one.\n- Some "
                       "values lie above the others.\n\n")
            .split(u' ');
    QStringList words;
    for (int i = 0; i < count; ++i)
        words += sample.at(i % sample.size()) + u' ';
    return words;
}

QStringList wordsOf(const QString& text)
{
    QStringList words;
    qsizetype start = 0;
    while (start < text.size()) {
        const qsizetype space = text.indexOf(u' ', start);
        const qsizetype end = space < 0 ? text.size() : space + 1;
        words += text.mid(start, end - start);
        start = end;
    }
    return words;
}

QJsonObject messageLine(const QString& model, const QString& content, const QString& thinking)
{
    QJsonObject message {
        {QStringLiteral("role"), QStringLiteral("assistant")}, {QStringLiteral("content"), content}};
    if (!thinking.isEmpty())
        message.insert(QStringLiteral("thinking"), thinking);
    return {{QStringLiteral("model"), model},
        {QStringLiteral("created_at"), QStringLiteral("2026-01-02T03:04:05.123456789Z")},
        {QStringLiteral("message"), message}, {QStringLiteral("done"), false}};
}

qint64 nsOf(double ms)
{
    return static_cast<qint64>(ms * 1e6);
}

} // namespace

ScriptedOllama::ScriptedOllama()
    : ScriptedOllama(Settings {})
{
}

ScriptedOllama::ScriptedOllama(const Settings& settings)
    : m_settings(settings)
{
}

ScriptedOllama::~ScriptedOllama()
{
    stop();
}

void ScriptedOllama::set(const Settings& settings)
{
    const std::lock_guard lock(m_stateMutex);
    m_settings = settings;
}

ScriptedOllama::Settings ScriptedOllama::settings() const
{
    const std::lock_guard lock(m_stateMutex);
    return m_settings;
}

QStringList ScriptedOllama::resident() const
{
    const std::lock_guard lock(m_stateMutex);
    return m_resident.keys();
}

QList<Step> ScriptedOllama::stepsFor(const ScriptedRequest& request)
{
    if (request.route == "POST /api/chat")
        noteOpened();
    if (const auto steps = routed(request.route))
        return *steps;
    if (request.route == "GET /")
        return {Step::send(reply(200, "text/plain; charset=utf-8", "Ollama is running"))};
    if (request.route == "GET /api/version")
        return {Step::send(json({{QStringLiteral("version"), settings().version}}))};
    if (request.route == "GET /api/tags")
        return {Step::send(json(tags()))};
    if (request.route == "GET /api/ps")
        return {Step::send(json(ps()))};
    const bool namesModel = request.route == "POST /api/show" || request.route == "POST /api/generate"
        || request.route == "POST /api/chat";
    if (!namesModel)
        return ScriptedServer::stepsFor(request);
    const QString model = request.json.value(u"model").toString();
    if (known(model).isEmpty())
        return {Step::send(json(errorOf(QStringLiteral("model '%1' not found").arg(model)), 404))};
    if (request.route == "POST /api/show")
        return {Step::send(json(show()))};
    return request.route == "POST /api/chat" ? chat(request) : load(request);
}

void ScriptedOllama::finished(const ScriptedRequest& request, bool)
{
    if (request.route == "POST /api/chat")
        --m_openStreams;
}

void ScriptedOllama::noteOpened()
{
    const int open = ++m_openStreams;
    int most = m_mostOpenStreams;
    while (open > most && !m_mostOpenStreams.compare_exchange_weak(most, open)) { }
}

void ScriptedOllama::waitForOthers(int open) const
{
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (m_mostOpenStreams < open && std::chrono::steady_clock::now() < patience)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

QString ScriptedOllama::known(const QString& model) const
{
    const QStringList models = settings().models;
    const QString tagged = model.contains(u':') ? model : QString(model + QStringLiteral(":latest"));
    return models.contains(tagged) ? tagged : models.contains(model) ? model : QString();
}

QJsonObject ScriptedOllama::entry(const QString& model) const
{
    const auto digest = QCryptographicHash::hash(model.toUtf8(), QCryptographicHash::Sha256).toHex();
    const QJsonObject details {{QStringLiteral("format"), QStringLiteral("gguf")},
        {QStringLiteral("family"), QStringLiteral("llama")},
        {QStringLiteral("parameter_size"), QStringLiteral("1.2B")},
        {QStringLiteral("quantization_level"), QStringLiteral("Q4_K_M")}};
    return {{QStringLiteral("name"), model}, {QStringLiteral("model"), model},
        {QStringLiteral("size"), modelBytes}, {QStringLiteral("digest"), QString::fromLatin1(digest)},
        {QStringLiteral("details"), details}};
}

QJsonObject ScriptedOllama::tags() const
{
    QJsonArray models;
    const QStringList names = settings().models;
    for (const QString& name : names)
        models.append(entry(name));
    return {{QStringLiteral("models"), models}};
}

QJsonObject ScriptedOllama::ps() const
{
    const std::lock_guard lock(m_stateMutex);
    QJsonArray models;
    for (auto at = m_resident.cbegin(); at != m_resident.cend(); ++at) {
        QJsonObject model = entry(at.key());
        const int wanted = at.value().value(u"num_ctx").toInt(defaultContext);
        model.insert(QStringLiteral("size_vram"), static_cast<qint64>(modelBytes * m_settings.vramRatio));
        model.insert(QStringLiteral("context_length"), qMin(wanted, m_settings.trainedContext));
        models.append(model);
    }
    return {{QStringLiteral("models"), models}};
}

QJsonObject ScriptedOllama::show() const
{
    const Settings now = settings();
    return {{QStringLiteral("capabilities"), QJsonArray::fromStringList(now.capabilities)},
        {QStringLiteral("parameters"), QStringLiteral("temperature 0.7")},
        {QStringLiteral("model_info"),
            QJsonObject {{QStringLiteral("general.architecture"), QStringLiteral("llama")},
                {QStringLiteral("llama.context_length"), now.trainedContext},
                {QStringLiteral("llama.block_count"), now.blockCount}}}};
}

double ScriptedOllama::makeResident(const QString& model, const QJsonObject& options)
{
    QJsonObject runner;
    for (const auto& key : {QStringLiteral("num_ctx"), QStringLiteral("num_gpu")}) {
        if (options.contains(key))
            runner.insert(key, options.value(key));
    }
    const std::lock_guard lock(m_stateMutex);
    const auto at = m_resident.constFind(model);
    const bool isReady = at != m_resident.constEnd() && *at == runner;
    m_resident.clear();
    m_resident.insert(model, runner);
    return isReady ? 0 : m_settings.loadMs;
}

QList<Step> ScriptedOllama::load(const ScriptedRequest& request)
{
    const QString model = known(request.json.value(u"model").toString());
    const bool isUnload = request.json.value(u"keep_alive").toInt(1) == 0;
    double ms = 0;
    if (isUnload) {
        const std::lock_guard lock(m_stateMutex);
        m_resident.remove(model);
    } else {
        ms = makeResident(model, request.json.value(u"options").toObject());
    }
    return {Step::wait(ms),
        Step::send(json({{QStringLiteral("model"), model}, {QStringLiteral("response"), QString()},
            {QStringLiteral("done"), true},
            {QStringLiteral("done_reason"), isUnload ? QStringLiteral("unload") : QStringLiteral("load")}}))};
}

ScriptedOllama::Plan ScriptedOllama::planFor(const ScriptedRequest& request)
{
    const QJsonObject options = request.json.value(u"options").toObject();
    Plan plan;
    plan.settings = settings();
    plan.model = known(request.json.value(u"model").toString());
    plan.loadMs = makeResident(plan.model, options);
    plan.promptTokens = static_cast<int>(request.body.size() / 4);
    {
        const std::lock_guard lock(m_stateMutex);
        ++m_chats;
        plan.hasFault = m_settings.faultAtCall == 0 || m_settings.faultAtCall == m_chats;
    }
    if (request.json.value(u"think").toBool(true)) {
        for (int i = 0; i < plan.settings.thinkTokens; ++i)
            plan.thoughts += QStringLiteral("hm%1 ").arg(i);
    }
    plan.words = plan.settings.replyText.isEmpty() ? inventedWords(plan.settings.tokensPerCall)
                                                   : wordsOf(plan.settings.replyText);
    const int limit = options.value(u"num_predict").toInt(-1);
    plan.isCut = limit >= 0 && limit < plan.thoughts.size() + plan.words.size();
    if (plan.isCut) {
        plan.thoughts = plan.thoughts.mid(0, limit);
        plan.words = plan.words.mid(0, limit - plan.thoughts.size());
    }
    return plan;
}

QList<Step> ScriptedOllama::chat(const ScriptedRequest& request)
{
    const Plan plan = planFor(request);
    waitForOthers(plan.settings.heldUntilOpen);
    if (plan.settings.modelMissing && plan.hasFault)
        return {Step::send(json(errorOf(QStringLiteral("model '%1' not found").arg(plan.model)), 404))};
    return stepsOf(plan);
}

QList<Step> ScriptedOllama::stepsOf(const Plan& plan) const
{
    const Settings& settings = plan.settings;
    if (plan.hasFault && settings.hangBeforeFirstToken)
        return {Step::hold()};
    QList<Step> steps {Step::wait(plan.loadMs + settings.promptEvalMs)};
    const int tokens = static_cast<int>(plan.thoughts.size() + plan.words.size());
    QByteArray before = head(200, "application/x-ndjson");
    const auto strikes = [&plan](const std::optional<int>& at, int token) {
        return plan.hasFault && at && *at == token;
    };
    for (int i = 0; i <= tokens; ++i) {
        if (strikes(settings.dropAfterTokens, i))
            return steps << Step::send(before) << Step::wait(5) << Step::reset();
        if (strikes(settings.hangAfterTokens, i))
            return steps << Step::send(before) << Step::hold();
        if (strikes(settings.endAfterTokens, i))
            return steps << Step::send(before + lastChunk());
        if (strikes(settings.errorAfterTokens, i)) {
            const QByteArray line = lineOf(
                errorOf(QStringLiteral("an error was encountered while running the model: CUDA error")));
            return steps << Step::send(before + chunk(line) + lastChunk());
        }
        if (i > 0 && (i < tokens || !plan.isCut))
            steps << Step::wait(settings.tokenIntervalMs);
        if (i == tokens)
            break;
        const bool isThought = i < plan.thoughts.size();
        const QJsonObject line = isThought
            ? messageLine(plan.model, QString(), plan.thoughts.at(i))
            : messageLine(plan.model, plan.words.at(i - plan.thoughts.size()), QString());
        steps << Step::send(std::exchange(before, {}) + chunk(lineOf(line)));
    }
    return steps << Step::send(before + chunk(doneLine(plan)) + lastChunk());
}

QByteArray ScriptedOllama::doneLine(const Plan& plan)
{
    // The end marker is a sampled token too, and comes an interval after the last word.
    const int tokens = static_cast<int>(plan.thoughts.size() + plan.words.size()) + (plan.isCut ? 0 : 1);
    const double evalMs = qMax(0, tokens - 1) * plan.settings.tokenIntervalMs;
    QJsonObject line = messageLine(plan.model, QString(), QString());
    line.insert(QStringLiteral("done"), true);
    line.insert(
        QStringLiteral("done_reason"), plan.isCut ? QStringLiteral("length") : QStringLiteral("stop"));
    line.insert(
        QStringLiteral("total_duration"), nsOf(plan.loadMs + 1 + plan.settings.promptEvalMs + evalMs));
    line.insert(QStringLiteral("load_duration"), nsOf(plan.loadMs) + 1'000'000);
    line.insert(QStringLiteral("prompt_eval_count"), plan.promptTokens);
    line.insert(QStringLiteral("prompt_eval_duration"), nsOf(plan.settings.promptEvalMs));
    line.insert(QStringLiteral("eval_count"), tokens);
    line.insert(QStringLiteral("eval_duration"), nsOf(evalMs));
    return lineOf(line);
}

} // namespace benchglass::tests
