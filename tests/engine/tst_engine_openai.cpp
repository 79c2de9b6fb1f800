#include "engine/listening.h"
#include "engine/openai/openaiengine.h"
#include "servers/scriptedopenai.h"

#include <QJsonArray>
#include <QTest>

using namespace benchglass;
using base::ErrorCode;
using engine::OpenAiProduct;
using tests::Listening;
using tests::resultOf;
using tests::ScriptedOpenAi;
using tests::ScriptedServer;
using tests::Step;

namespace {

engine::Prompt promptFor(const QString& model)
{
    engine::Prompt prompt;
    prompt.model = model;
    prompt.text = QStringLiteral("Summarise.");
    return prompt;
}

} // namespace

class TestEngineOpenAi : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<engine::StreamThread> m_streams = std::make_shared<engine::StreamThread>();

    std::unique_ptr<engine::Engine> engineAt(const QString& url, const QString& key = {}) const
    {
        auto made = engine::makeEngine({QStringLiteral("openai"), url, key, {}}, m_streams);
        return made ? std::move(*made) : nullptr;
    }

private Q_SLOTS:
    void typed_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        const auto row = [](const char* typed, const char* url) {
            QTest::newRow(*typed ? typed : "empty") << QString::fromUtf8(typed) << QString::fromUtf8(url);
        };
        row("", "http://127.0.0.1:8080/v1");
        row("gpu-box", "http://gpu-box:8080/v1");
        row("gpu-box:8000/", "http://gpu-box:8000/v1");
        row("http://gpu-box:8000/v1", "http://gpu-box:8000/v1");
        row("http://gpu-box:8000/v1/", "http://gpu-box:8000/v1");
        row("http://gpu-box:8000/v1/chat/completions", "http://gpu-box:8000/v1");
        row("http://gpu-box:8000/chat/completions", "http://gpu-box:8000/v1");
        row("https://gpu-box/v1/models/", "https://gpu-box/v1");
        row("https://gateway.example/team/v1", "https://gateway.example/team/v1");
        row("https://gateway.example/team", "https://gateway.example/team/v1");
        row("https://gateway.example/v1beta/openai/", "https://gateway.example/v1beta/openai");
        row("0.0.0.0:8000", "http://127.0.0.1:8000/v1");
    }
    void typed()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, url);
        const auto result = engine::openAiAddress(typed);
        QVERIFY(result);
        QCOMPARE(result->toString(), url);
    }

    void refusesAddressesAndKeys()
    {
        QCOMPARE(engine::openAiAddress(QStringLiteral("ftp://x")).error().code, ErrorCode::Usage);
        const QString key = QStringLiteral("sk-1\r\nHost: elsewhere");
        const auto made = engine::makeEngine({QStringLiteral("openai"), {}, key, {}}, m_streams);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::Usage);
        QVERIFY(!made.error().message.contains(u"sk-1") && !made.error().origin.contains(u"sk-1"));
    }

    void recognises_data()
    {
        using Product = ScriptedOpenAi::Product;
        QTest::addColumn<int>("product");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("version");
        const auto row = [](const char* name, Product product, const char* version) {
            QTest::newRow(name) << static_cast<int>(product) << QString::fromLatin1(name)
                                << QString::fromLatin1(version);
        };
        row("llama.cpp", Product::LlamaCpp, "b4242-abcdef");
        row("vLLM", Product::Vllm, "0.16.1");
        row("SGLang", Product::Sglang, "0.16.1");
        row("Ollama /v1", Product::Ollama, "0.16.1");
        row("LM Studio", Product::LmStudio, "");
        row("OpenAI-compatible", Product::Other, "");
    }
    void recognises()
    {
        QFETCH(const int, product);
        QFETCH(const QString, name);
        QFETCH(const QString, version);
        ScriptedOpenAi::Settings settings;
        settings.product = static_cast<ScriptedOpenAi::Product>(product);
        ScriptedOpenAi server(settings);
        const auto engine = engineAt(server.url());
        const auto found = resultOf(engine->probe());
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QCOMPARE(found->product, name);
        QCOMPARE(found->version, version);
        QCOMPARE(found->models.size(), 1);
        QCOMPARE(found->models.first().name, settings.model);
    }

    void whatIsInMemory_data()
    {
        using Product = ScriptedOpenAi::Product;
        QTest::addColumn<int>("product");
        QTest::addColumn<QByteArray>("route");
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QString>("loaded"); ///< `name context`; `-` for an error.
        const QByteArray props = "GET /props";
        const QByteArray studio = "GET /api/v0/models";
        const auto row = [](const char* name, Product product, const QByteArray& route,
                             const QByteArray& said, const char* loaded) {
            QTest::newRow(name) << static_cast<int>(product) << route << said << QString::fromLatin1(loaded);
        };
        row("llama.cpp", Product::LlamaCpp, props, R"({"default_generation_settings":{"n_ctx":2048}})",
            "tiny 2048");
        row("llama.cpp, asleep", Product::LlamaCpp, props,
            R"({"default_generation_settings":{"n_ctx":2048},"is_sleeping":true})", "");
        row("llama.cpp, of many models", Product::LlamaCpp, props, R"({"role":"router"})", "-");
        row("LM Studio", Product::LmStudio, studio,
            R"({"data":[{"id":"other","state":"not-loaded"},
                {"id":"tiny","state":"loaded","loaded_context_length":4096}]})",
            "tiny 4096");
        row("LM Studio, just in time", Product::LmStudio, studio,
            R"({"data":[{"id":"tiny","state":"not-loaded","compatibility_type":"gguf"}]})", "");
        row("LM Studio, without a state", Product::LmStudio, studio, R"({"data":[{"id":"tiny"}]})", "-");
    }
    void whatIsInMemory()
    {
        QFETCH(const int, product);
        QFETCH(const QByteArray, route);
        QFETCH(const QByteArray, said);
        QFETCH(const QString, loaded);
        ScriptedOpenAi::Settings settings;
        settings.product = static_cast<ScriptedOpenAi::Product>(product);
        ScriptedOpenAi server(settings);
        const auto engine = engineAt(server.url());
        QVERIFY(!engine->knowsLoadedModels()); // nothing is known before it was asked
        QVERIFY(resultOf(engine->probe()));
        QVERIFY(engine->knowsLoadedModels());
        server.route(route, {Step::send(ScriptedServer::reply(200, "application/json", said))});
        const auto found = resultOf(engine->loadedModels());
        QStringList names;
        for (const engine::LoadedModel& model : found.value_or(QList<engine::LoadedModel> {})) {
            names += model.name + u' ' + QString::number(model.effectiveContext.value_or(0));
            QVERIFY(!model.vramBytes);
        }
        QCOMPARE(found ? names.join(u',') : QStringLiteral("-"), loaded);
    }

    void othersSayNothingOfMemory_data()
    {
        using Product = ScriptedOpenAi::Product;
        QTest::addColumn<int>("product");
        QTest::newRow("vLLM") << static_cast<int>(Product::Vllm);
        QTest::newRow("SGLang") << static_cast<int>(Product::Sglang);
        QTest::newRow("Ollama /v1") << static_cast<int>(Product::Ollama);
        QTest::newRow("another") << static_cast<int>(Product::Other);
    }
    void othersSayNothingOfMemory()
    {
        QFETCH(const int, product);
        ScriptedOpenAi::Settings settings;
        settings.product = static_cast<ScriptedOpenAi::Product>(product);
        ScriptedOpenAi server(settings);
        const auto engine = engineAt(server.url());
        QVERIFY(resultOf(engine->probe()));
        QVERIFY(!engine->knowsLoadedModels());
        QVERIFY(resultOf(engine->loadedModels())->isEmpty());
    }

    void slotsOfLlamaCpp()
    {
        ScriptedOpenAi server;
        server.route("GET /slots",
            {Step::send(ScriptedServer::reply(200, "application/json",
                R"([{"id":0,"n_ctx":1024,"is_processing":true},{"id":1,"n_ctx":1024,"is_processing":false}])"))});
        const auto engine = engineAt(server.url());
        QVERIFY(resultOf(engine->probe()));
        const auto details = resultOf(engine->describe(QStringLiteral("tiny")));
        QCOMPARE(details->busySlots, 1);
        QCOMPARE(details->servedContext, std::optional(2048)); // of /props, which is asked first
        server.route("GET /props", {Step::send(ScriptedServer::reply(501, "application/json", "{}"))});
        QCOMPARE(resultOf(engine->describe(QStringLiteral("tiny")))->servedContext, std::optional(1024));
    }

    void recognisesWithoutAnOwner()
    {
        ScriptedOpenAi server;
        server.route("GET /v1/models",
            {Step::send(ScriptedServer::reply(
                200, "application/json", "{\"data\":[{\"id\":\"tiny\",\"owned_by\":\"me\"}]}"))});
        const auto found = resultOf(engineAt(server.url())->probe());
        QCOMPARE(found->product, QStringLiteral("llama.cpp"));
    }

    void describesAModel()
    {
        ScriptedOpenAi::Settings settings;
        ScriptedOpenAi server(settings);
        const auto engine = engineAt(server.url());
        const auto found = resultOf(engine->probe());
        QCOMPARE(found->models.first().parameterSize, QStringLiteral("1.2B"));
        QCOMPARE(found->models.first().bytes, qint64 {800'000'000});
        const auto details = resultOf(engine->describe(settings.model));
        QVERIFY(details);
        QCOMPARE(details->trainedContext, std::optional(8192));
        QCOMPARE(details->parameters, QStringLiteral("n_ctx 2048\ntotal_slots 2"));
        const auto missing = resultOf(engine->describe(QStringLiteral("absent")));
        QCOMPARE(missing.error().code, ErrorCode::ModelMissing);
        QCOMPARE(missing.error().remedy, base::Remedy::ChooseModel);

        settings.product = ScriptedOpenAi::Product::Vllm;
        server.set(settings);
        const auto served = resultOf(engineAt(server.url())->describe(settings.model));
        QCOMPARE(served->trainedContext, std::optional(4096));
    }

    void key()
    {
        ScriptedOpenAi::Settings settings;
        settings.key = QStringLiteral("sk-right-1234");
        ScriptedOpenAi server(settings);
        QVERIFY(resultOf(engineAt(server.url(), settings.key)->probe()));
        Listening allowed(engineAt(server.url(), settings.key)->start(promptFor(settings.model)));
        QVERIFY(allowed.wait());
        QVERIFY(!allowed.outcome->error);
        for (const QString& wrong : {QString(), QStringLiteral("sk-wrong-5678")}) {
            const auto engine = engineAt(server.url(), wrong);
            const auto found = resultOf(engine->probe());
            QCOMPARE(found.error().code, ErrorCode::ServerRefused);
            QVERIFY(found.error().message.contains(u"key") && found.error().message.contains(u"401"));
            Listening refused(engine->start(promptFor(settings.model)));
            QVERIFY(refused.wait());
            QCOMPARE(refused.outcome->state, measure::CallState::Error);
            QVERIFY(!refused.outcome->error->message.contains(u"sk-"));
            QVERIFY(!refused.outcome->error->origin.contains(u"sk-"));
        }
    }

    void streams()
    {
        ScriptedOpenAi::Settings settings;
        settings.thinkTokens = 5;
        settings.tokensPerCall = 20;
        ScriptedOpenAi server(settings);
        const auto engine = engineAt(server.url());
        QVERIFY(resultOf(engine->probe()));
        Listening heard(engine->start(promptFor(settings.model)));
        QVERIFY(heard.wait());
        const engine::Outcome& outcome = *heard.outcome;
        QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->message) : "");
        QCOMPARE(outcome.state, measure::CallState::Ok);
        QVERIFY(heard.text(measure::ChunkKind::Thinking).startsWith(u"w0 w1 "));
        QVERIFY(heard.text().endsWith(u"w24 "));
        QVERIFY(outcome.trace.endMarkerNs);
        QCOMPARE(outcome.trace.server.outputTokens, std::optional(26));
        QCOMPARE(outcome.trace.server.promptTokens, std::optional(40));
        QCOMPARE(outcome.trace.server.cachedPromptTokens, std::optional(10));
        QCOMPARE(outcome.trace.server.evalNs, std::optional<qint64>(25'000'000));
        QCOMPARE(outcome.trace.server.doneReason, QStringLiteral("stop"));
    }

    void limitAndOtherOptions()
    {
        ScriptedOpenAi server;
        const auto engine = engineAt(server.url());
        QVERIFY(resultOf(engine->probe()));
        engine::Prompt prompt = promptFor(QStringLiteral("tiny"));
        prompt.system = QStringLiteral("Be brief.");
        prompt.think = QStringLiteral("off");
        prompt.options = {{QStringLiteral("num_predict"), 7}, {QStringLiteral("top_k"), 3},
            {QStringLiteral("num_ctx"), 4096}, {QStringLiteral("seed"), -1}};
        Listening heard(engine->start(prompt));
        QVERIFY(heard.wait());
        QCOMPARE(heard.outcome->state, measure::CallState::Length);
        QCOMPARE(heard.outcome->trace.server.outputTokens, std::optional(7));
        const QJsonObject sent = server.requests().last().json;
        QCOMPARE(sent.value(u"max_tokens").toInt(), 7);
        QCOMPARE(sent.value(u"top_k").toInt(), 3);
        QCOMPARE(sent.value(u"messages").toArray().size(), 2);
        QVERIFY(sent.value(u"stream").toBool());
        QVERIFY(sent.value(u"timings_per_token").toBool() && sent.value(u"return_progress").toBool());
        QCOMPARE(sent.value(u"chat_template_kwargs").toObject().value(u"enable_thinking"), QJsonValue(false));
        QVERIFY(!sent.contains(u"num_ctx") && !sent.contains(u"seed") && !sent.contains(u"num_predict"));
    }

    void whatIsSentToWhom()
    {
        engine::Prompt prompt = promptFor(QStringLiteral("m"));
        prompt.options = {{QStringLiteral("top_k"), 3}, {QStringLiteral("repeat_penalty"), 1.1},
            {QStringLiteral("num_gpu"), 9}, {QStringLiteral("temperature"), 0}};
        prompt.think = QStringLiteral("high");
        const QJsonObject vllm = engine::openAiChat(prompt, OpenAiProduct::Vllm);
        QCOMPARE(vllm.value(u"repetition_penalty").toDouble(), 1.1);
        QVERIFY(vllm.value(u"stream_options").toObject().value(u"continuous_usage_stats").toBool());
        QCOMPARE(vllm.value(u"reasoning_effort").toString(), QStringLiteral("high"));
        const QJsonObject unknown = engine::openAiChat(prompt, OpenAiProduct::Unknown);
        const QStringList names {QStringLiteral("messages"), QStringLiteral("model"),
            QStringLiteral("reasoning_effort"), QStringLiteral("stream"), QStringLiteral("stream_options"),
            QStringLiteral("temperature")};
        QCOMPARE(unknown.keys(), names);
        const QStringList ignored {
            QStringLiteral("num_gpu"), QStringLiteral("repeat_penalty"), QStringLiteral("top_k")};
        QCOMPARE(engine::openAiOptionsWithoutEffect(prompt.options.keys(), OpenAiProduct::Unknown), ignored);
        QCOMPARE(engine::openAiOptionsWithoutEffect(prompt.options.keys(), OpenAiProduct::Vllm),
            QStringList {QStringLiteral("num_gpu")});
        prompt.think = QStringLiteral("off");
        QCOMPARE(engine::openAiChat(prompt, OpenAiProduct::LmStudio).value(u"reasoning_effort").toString(),
            QStringLiteral("none"));
    }

    void doneProvesNothing()
    {
        ScriptedOpenAi::Settings settings;
        settings.endAfterTokens = 4;
        ScriptedOpenAi server(settings);
        Listening ended(engineAt(server.url())->start(promptFor(settings.model)));
        QVERIFY(ended.wait());
        QCOMPARE(ended.outcome->state, measure::CallState::Aborted);
        QCOMPARE(ended.outcome->trace.chunks.size(), 4);

        settings.endAfterTokens.reset();
        settings.errorAfterTokens = 3;
        settings.product = ScriptedOpenAi::Product::Vllm;
        server.set(settings);
        Listening failed(engineAt(server.url())->start(promptFor(settings.model)));
        QVERIFY(failed.wait());
        QCOMPARE(failed.outcome->state, measure::CallState::Error);
        QVERIFY(failed.outcome->error->message.contains(u"engine died"));
        QCOMPARE(failed.outcome->trace.chunks.size(), 3);
    }

    void loadsByAskingAndNeverUnloads()
    {
        ScriptedOpenAi server;
        const auto engine = engineAt(server.url());
        QVERIFY(resultOf(engine->preload(QStringLiteral("tiny"), {{QStringLiteral("num_ctx"), 1}})));
        const QJsonObject sent = server.requests().last().json;
        QCOMPARE(sent.value(u"max_tokens").toInt(), 1);
        QVERIFY(!sent.value(u"stream").toBool() && !sent.contains(u"stream_options"));
        QCOMPARE(
            resultOf(engine->preload(QStringLiteral("absent"), {})).error().code, ErrorCode::ModelMissing);
        const auto unloaded = resultOf(engine->unload(QStringLiteral("tiny")));
        QVERIFY(!unloaded && unloaded.error().message.contains(u"cold"));
    }

    void somethingElseAnswers_data()
    {
        QTest::addColumn<QByteArray>("models");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("a web server")
            << ScriptedServer::reply(200, "text/html", "<html>hi</html>") << ErrorCode::NotTheServer;
        QTest::newRow("no such route")
            << ScriptedServer::reply(404, "text/plain", "404 page not found") << ErrorCode::NotTheServer;
        QTest::newRow("another JSON")
            << ScriptedServer::reply(200, "application/json", "[1]") << ErrorCode::NotTheServer;
        QTest::newRow("loading") << ScriptedServer::reply(
            503, "application/json", "{\"error\":{\"message\":\"Loading model\",\"code\":503}}")
                                 << ErrorCode::ServerRefused;
    }
    void somethingElseAnswers()
    {
        QFETCH(const QByteArray, models);
        QFETCH(const ErrorCode, code);
        ScriptedServer server;
        server.route("GET /v1/models", {Step::send(models)});
        const auto found = resultOf(engineAt(server.url())->probe());
        QVERIFY(!found);
        QVERIFY2(found.error().code == code, qPrintable(found.error().message));
    }
};

QTEST_GUILESS_MAIN(TestEngineOpenAi)
#include "tst_engine_openai.moc"
