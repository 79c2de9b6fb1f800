#include "engine/http/streamthread.h"
#include "engine/listening.h"
#include "servers/scriptedserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace benchglass;
using base::ErrorCode;
using tests::resultOf;
using tests::ScriptedOllama;
using tests::ScriptedServer;
using tests::Step;

class TestEngineControl : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<engine::StreamThread> m_streams = std::make_shared<engine::StreamThread>();

    std::unique_ptr<engine::Engine> engineAt(const QString& url) const
    {
        auto made = engine::makeEngine({QStringLiteral("ollama"), url}, m_streams);
        return made ? std::move(*made) : nullptr;
    }

private Q_SLOTS:
    void recognisesAnOllama()
    {
        ScriptedOllama::Settings settings;
        settings.models = {QStringLiteral("tiny:latest"), QStringLiteral("big:70b")};
        ScriptedOllama server(settings);
        const auto engine = engineAt(server.url());
        const auto found = resultOf(engine->probe());
        QVERIFY(found);
        QCOMPARE(found->product, QStringLiteral("Ollama"));
        QCOMPARE(found->version, settings.version);
        QCOMPARE(found->models.size(), 2);
        QCOMPARE(found->models.first().name, QStringLiteral("tiny:latest"));
        QCOMPARE(found->models.first().quantization, QStringLiteral("Q4_K_M"));
        QCOMPARE(found->models.first().parameterSize, QStringLiteral("1.2B"));
        QCOMPARE(found->models.first().digest.size(), 64);
        QVERIFY(found->models.first().bytes > 0 && !found->models.first().isRemote);
        for (const auto& request : server.requests())
            QVERIFY(request.header("origin").isNull());
    }

    void describesAModel()
    {
        ScriptedOllama server;
        const auto details = resultOf(engineAt(server.url())->describe(QStringLiteral("tiny")));
        QVERIFY(details);
        QCOMPARE(details->trainedContext, std::optional(8192));
        QCOMPARE(details->blockCount, std::optional(12));
        QCOMPARE(details->capabilities, QStringList {QStringLiteral("completion")});
        QCOMPARE(details->digest.size(), 64);
        QCOMPARE(details->parameters, QStringLiteral("temperature 0.7"));
        const auto missing = resultOf(engineAt(server.url())->describe(QStringLiteral("absent")));
        QCOMPARE(missing.error().code, ErrorCode::ModelMissing);
        QCOMPARE(missing.error().remedy, base::Remedy::PullModel);
    }

    void describesWithoutShow()
    {
        ScriptedOllama server;
        server.route("POST /api/show",
            {Step::send(ScriptedServer::reply(404, "application/json", "{\"error\":\"not found\"}"))});
        const auto details = resultOf(engineAt(server.url())->describe(QStringLiteral("tiny")));
        QVERIFY(details);
        QCOMPARE(details->digest.size(), 64);
        QVERIFY(!details->trainedContext && !details->blockCount);
        const auto missing = resultOf(engineAt(server.url())->describe(QStringLiteral("absent")));
        QCOMPARE(missing.error().code, ErrorCode::ModelMissing);
    }

    void loadsAndUnloads()
    {
        ScriptedOllama::Settings settings;
        settings.loadMs = 60;
        settings.vramRatio = 0.5;
        ScriptedOllama server(settings);
        const auto engine = engineAt(server.url());
        QVERIFY(resultOf(engine->loadedModels())->isEmpty());
        QVERIFY(resultOf(engine->preload(QStringLiteral("tiny"), {{QStringLiteral("num_ctx"), 2048}})));
        const auto loaded = resultOf(engine->loadedModels());
        QCOMPARE(loaded->size(), 1);
        QCOMPARE(loaded->first().effectiveContext, std::optional(2048));
        QCOMPARE(loaded->first().vramBytes.value() * 2, loaded->first().bytes);
        QVERIFY(resultOf(engine->unload(QStringLiteral("tiny"))));
        QVERIFY(server.resident().isEmpty());
        QCOMPARE(
            resultOf(engine->preload(QStringLiteral("absent"), {})).error().code, ErrorCode::ModelMissing);
    }

    void aSilentShareIsNoShareOfZero()
    {
        ScriptedServer server;
        server.route("GET /api/ps",
            {Step::send(ScriptedServer::reply(
                200, "application/json", "{\"models\":[{\"name\":\"tiny:latest\",\"size\":5}]}"))});
        const auto engine = engineAt(server.url());
        const auto loaded = resultOf(engine->loadedModels());
        QCOMPARE(loaded->size(), 1);
        QVERIFY(!loaded->first().vramBytes);
    }

    void waitsUntilUnloaded()
    {
        ScriptedServer server;
        const QByteArray held = "{\"models\":[{\"name\":\"tiny:latest\",\"size\":5,\"size_vram\":5}]}";
        server.route("POST /api/generate",
            {Step::send(ScriptedServer::reply(
                200, "application/json", "{\"done\":true,\"done_reason\":\"unload\"}"))});
        server.route("GET /api/ps", {Step::send(ScriptedServer::reply(200, "application/json", held))});
        const auto engine = engineAt(server.url());
        const auto future = engine->unload(QStringLiteral("tiny"));
        QTRY_VERIFY(server.requestCount("GET /api/ps") >= 2);
        QVERIFY(!future.isFinished());
        server.route(
            "GET /api/ps", {Step::send(ScriptedServer::reply(200, "application/json", "{\"models\":[]}"))});
        QVERIFY(resultOf(future));
    }

    void leavesTheServerASecondAfterUnloading()
    {
        ScriptedOllama server;
        const auto engine = engineAt(server.url());
        const auto future = engine->unload(QStringLiteral("tiny"));
        QTRY_VERIFY(server.requestCount("GET /api/ps") >= 1);
        QElapsedTimer since;
        since.start();
        QVERIFY(resultOf(future));
        // Only a lower bound: the answer to that question comes later than the question.
        QVERIFY(since.elapsed() >= 900);
    }

    void somethingElseAnswers_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("root");
        QTest::addColumn<ErrorCode>("code");
        const QByteArray good = ScriptedServer::reply(200, "application/json", "{\"version\":\"1\"}");
        const QByteArray missing = ScriptedServer::reply(404, "text/plain", "404 page not found");
        QTest::newRow("a web server") << ScriptedServer::reply(200, "text/html", "<html>hi</html>") << missing
                                      << ErrorCode::NotTheServer;
        QTest::newRow("no such route") << missing << missing << ErrorCode::NotTheServer;
        QTest::newRow("a version, but another root")
            << good << ScriptedServer::reply(200, "text/html", "<html>Chat</html>")
            << ErrorCode::NotTheServer;
        QTest::newRow("a JSON of something else") << ScriptedServer::reply(200, "application/json",
            "{\"name\":\"x\"}") << missing << ErrorCode::NotTheServer;
        QTest::newRow("not HTTP") << QByteArray("SSH-2.0-OpenSSH\r\n") << missing << ErrorCode::NotTheServer;
        QTest::newRow("redirects") << QByteArray(
            "HTTP/1.1 301 Moved\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n")
                                   << missing << ErrorCode::NotTheServer;
        QTest::newRow("forbids our host name")
            << ScriptedServer::reply(403, "text/plain", "") << missing << ErrorCode::ServerRefused;
        QTest::newRow("fails") << ScriptedServer::reply(500, "application/json", "{\"error\":\"x\"}")
                               << missing << ErrorCode::ServerRefused;
        QTest::newRow("far too long")
            << ScriptedServer::reply(200, "application/json", QByteArray(40 << 20, ' ')) << missing
            << ErrorCode::Malformed;
    }
    void somethingElseAnswers()
    {
        QFETCH(const QByteArray, version);
        QFETCH(const QByteArray, root);
        QFETCH(const ErrorCode, code);
        ScriptedServer server;
        server.route("GET /api/version", {Step::send(version)});
        server.route("GET /", {Step::send(root)});
        const auto found = resultOf(engineAt(server.url())->probe());
        QVERIFY(!found);
        QVERIFY2(found.error().code == code, qPrintable(found.error().message));
        QVERIFY(!found.error().message.isEmpty());
    }

    void aKeyIsNotRepeated_data()
    {
        QTest::addColumn<QByteArray>("reply");
        const QByteArray key = "sk-verysecret-4711";
        QTest::newRow("a refusal") << ScriptedServer::reply(
            403, "application/json", "{\"error\":\"" + key + " may not\"}");
        QTest::newRow("something else") << ScriptedServer::reply(200, "text/plain", "welcome, " + key);
        QTest::newRow("a redirect") << QByteArray(
            "HTTP/1.1 302 Found\r\nLocation: /login?key=" + key + "\r\nContent-Length: 0\r\n\r\n");
    }
    void aKeyIsNotRepeated()
    {
        QFETCH(const QByteArray, reply);
        ScriptedServer server;
        server.route("GET /api/version", {Step::send(reply)});
        const QString key = QStringLiteral("sk-verysecret-4711");
        const auto made = engine::makeEngine({QStringLiteral("ollama"), server.url(), key}, m_streams);
        QVERIFY(made);
        const auto found = resultOf((*made)->probe());
        QVERIFY(!found);
        QCOMPARE(server.requests().first().header("authorization"), "Bearer " + key.toUtf8());
        for (const QString& words : {found.error().message, found.error().origin})
            QVERIFY2(!words.contains(key), qPrintable(words));
    }

    void nothingAnswers()
    {
        quint16 port = 0;
        {
            const ScriptedServer gone;
            port = gone.port();
        }
        const auto found = resultOf(engineAt(QStringLiteral("127.0.0.1:%1").arg(port))->probe());
        QCOMPARE(found.error().code, ErrorCode::Unreachable);
        QCOMPARE(found.error().remedy, base::Remedy::StartServer);
    }

    void silenceIsATimeout()
    {
        ScriptedServer server;
        server.route("GET /api/version", {Step::hold()});
        const auto found = resultOf(engineAt(server.url())->probe());
        QCOMPARE(found.error().code, ErrorCode::Timeout);
    }

    void anEngineThatGoesLeavesNoOpenFuture()
    {
        ScriptedServer server;
        server.route("GET /api/version", {Step::hold()});
        auto engine = engineAt(server.url());
        const auto future = engine->probe();
        QTRY_COMPARE(server.openConnections(), 1);
        engine.reset();
        QVERIFY(future.isFinished());
        QCOMPARE(future.result().error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestEngineControl)
#include "tst_engine_control.moc"
