#include "base/clock.h"
#include "engine/http/streamthread.h"
#include "engine/listening.h"
#include "servers/fulllistener.h"
#include "servers/scriptedserver.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace benchglass;
using base::ErrorCode;
using base::Remedy;
using engine::Phase;
using measure::CallState;
using measure::ChunkKind;
using tests::FullListener;
using tests::Listening;
using tests::ScriptedOllama;
using tests::ScriptedServer;
using tests::Step;

namespace {

const QByteArray chatRoute = QByteArrayLiteral("POST /api/chat");
const QByteArray ndjson = QByteArrayLiteral("application/x-ndjson");

QByteArray content(const QByteArray& text)
{
    return "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"" + text
        + "\"},\"done\":false}\n";
}

QByteArray done()
{
    return "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
           "\"done_reason\":\"stop\",\"eval_count\":3,\"eval_duration\":2000000}\n";
}

} // namespace

class TestEngineStreams : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<engine::StreamThread> m_streams = std::make_shared<engine::StreamThread>();

    std::unique_ptr<engine::Engine> engineAt(const QString& url) const
    {
        auto made = engine::makeEngine({QStringLiteral("ollama"), url}, m_streams);
        return made ? std::move(*made) : nullptr;
    }

    static engine::Prompt prompt()
    {
        engine::Prompt prompt;
        prompt.model = QStringLiteral("tiny");
        prompt.system = QStringLiteral("Be brief.");
        prompt.text = QStringLiteral("Say something.");
        return prompt;
    }

    std::unique_ptr<Listening> listen(const QString& url, const engine::Prompt& given = prompt()) const
    {
        return std::make_unique<Listening>(engineAt(url)->start(given));
    }

private Q_SLOTS:
    void streamsAnAnswer()
    {
        ScriptedOllama::Settings settings;
        settings.tokensPerCall = 40;
        settings.tokenIntervalMs = 3;
        settings.thinkTokens = 4;
        ScriptedOllama server(settings);
        engine::Prompt given = prompt();
        given.options = {{QStringLiteral("temperature"), 0.5}, {QStringLiteral("num_ctx"), 2048}};
        const auto heard = listen(server.url(), given);
        QVERIFY(heard->phases.isEmpty());
        QVERIFY(heard->wait());

        const measure::Trace& trace = heard->outcome->trace;
        QCOMPARE(heard->outcome->state, CallState::Ok);
        QVERIFY(!heard->outcome->error);
        QCOMPARE(trace.chunks.size(), 44);
        QVERIFY(heard->chunks == trace.chunks);
        QVERIFY(!heard->afterEnd);
        QVERIFY(heard->text(ChunkKind::Thinking).startsWith(QStringLiteral("hm0 hm1 ")));
        QVERIFY(heard->text().startsWith(QStringLiteral("## Findings")));
        const QList<Phase> phases {
            Phase::Connecting, Phase::Waiting, Phase::Thinking, Phase::Writing, Phase::Done};
        QCOMPARE(heard->phases, phases);
        QCOMPARE(trace.server.outputTokens, std::optional(45));
        QCOMPARE(trace.server.evalNs, std::optional<qint64>(44 * 3'000'000));
        QCOMPARE(trace.server.doneReason, QStringLiteral("stop"));

        const auto requests = server.requests();
        QCOMPARE(requests.size(), 1);
        const tests::ScriptedRequest& request = requests.first();
        QCOMPARE(request.json.value(u"options").toObject(), given.options);
        QCOMPARE(request.json.value(u"messages").toArray().size(), 2);
        QVERIFY(!request.json.contains(u"think"));
        for (const char* name : {"accept-encoding", "expect", "origin", "proxy-connection"})
            QVERIFY2(request.header(name).isNull(), name);
    }

    void stampsByTheKernelInOrder()
    {
        ScriptedOllama::Settings settings;
        settings.tokensPerCall = 50;
        settings.tokenIntervalMs = 2;
        ScriptedOllama server(settings);
        const qint64 beforeNs = base::monotonicNs();
        const auto heard = listen(server.url());
        QVERIFY(heard->wait());
        const qint64 afterNs = base::monotonicNs();

        const measure::Trace& trace = heard->outcome->trace;
        QVERIFY(trace.t0MonotonicNs > beforeNs && trace.t0MonotonicNs < afterNs);
        QVERIFY(trace.intendedNs && *trace.intendedNs <= 0 && *trace.intendedNs > beforeNs - afterNs);
        QCOMPARE(trace.bootId, base::bootId());
        QVERIFY(qAbs(trace.t0Utc.msecsTo(QDateTime::currentDateTimeUtc())) < 20'000);
        QVERIFY(trace.dnsNs && trace.tcpNs && !trace.tlsNs);
        QVERIFY(!trace.suspended);
        QVERIFY(*trace.headersNs > 0 && *trace.headersNs <= *trace.firstByteNs);
        QVERIFY(*trace.firstByteNs <= trace.chunks.first().arrivalNs);
        QVERIFY(*trace.endMarkerNs >= trace.chunks.last().arrivalNs);
        QVERIFY(*trace.closedNs >= *trace.endMarkerNs);
        qint64 lastNs = 0;
        for (const measure::Chunk& chunk : trace.chunks) {
            QVERIFY(chunk.arrivalNs > 0 && chunk.arrivalNs >= lastNs);
            lastNs = chunk.arrivalNs;
#ifdef Q_OS_LINUX
            QCOMPARE(chunk.source, measure::StampSource::Kernel);
#endif
            QVERIFY(chunk.delayNs >= 0);
        }
        // 5 ms of prompt evaluation and 49 gaps of 2 ms; a server that began late catches up with its
        // schedule.
        QVERIFY(trace.chunks.first().arrivalNs >= 5'000'000);
        QVERIFY(lastNs - trace.chunks.first().arrivalNs >= 49 * 2'000'000 / 2);
        QVERIFY2(heard->batches < 40, "batches are not collected");
    }

    void stampsWhatABusyThreadReadsLate()
    {
        ScriptedOllama::Settings settings;
        settings.tokensPerCall = 30;
        settings.tokenIntervalMs = 5;
        ScriptedOllama server(settings);
        const auto heard = listen(server.url());
        QTest::qSleep(250); // nobody runs the event loop meanwhile
        QVERIFY(heard->chunks.isEmpty());
        QVERIFY(heard->wait());
        const auto& chunks = heard->outcome->trace.chunks;
        QVERIFY(chunks.last().arrivalNs < 230'000'000);
        QVERIFY(heard->batches <= 2);
    }

    void limitIsNotAnError()
    {
        ScriptedOllama server;
        engine::Prompt given = prompt();
        given.options = {{QStringLiteral("num_predict"), 5}};
        const auto heard = listen(server.url(), given);
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, CallState::Length);
        QVERIFY(!heard->outcome->error);
        QCOMPARE(heard->outcome->trace.chunks.size(), 5);
    }

    void thinkIsSentAsAsked_data()
    {
        QTest::addColumn<QString>("think");
        QTest::addColumn<QJsonValue>("sent");
        QTest::newRow("default") << QString() << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("off") << QStringLiteral("off") << QJsonValue(false);
        QTest::newRow("on") << QStringLiteral("on") << QJsonValue(true);
        QTest::newRow("high") << QStringLiteral("high") << QJsonValue(QStringLiteral("high"));
    }
    void thinkIsSentAsAsked()
    {
        QFETCH(const QString, think);
        QFETCH(const QJsonValue, sent);
        ScriptedOllama server;
        engine::Prompt given = prompt();
        given.think = think;
        const auto heard = listen(server.url(), given);
        QVERIFY(heard->wait());
        QCOMPARE(server.requests().first().json.value(u"think"), sent);
    }

    void failsBeforeTheAnswer_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<Remedy>("remedy");
        QTest::addColumn<QString>("words");
        const auto json = [](int status, const QByteArray& body) {
            return ScriptedServer::reply(status, "application/json", body);
        };
        QTest::newRow("model missing") << json(404, "{\"error\":\"model 'tiny' not found\"}")
                                       << ErrorCode::ModelMissing << Remedy::PullModel << "tiny";
        QTest::newRow("model missing, older words")
            << json(404, "{\"error\":\"model \\\"tiny\\\" not found, try pulling it first\"}")
            << ErrorCode::ModelMissing << Remedy::PullModel << "tiny";
        QTest::newRow("unknown route") << ScriptedServer::reply(404, "text/plain", "404 page not found")
                                       << ErrorCode::NotTheServer << Remedy::ChangeAddress << "not an Ollama";
        QTest::newRow("unknown route of llama.cpp") << json(
            404, "{\"error\":{\"message\":\"File Not Found\",\"type\":\"not_found_error\",\"code\":404}}")
                                                    << ErrorCode::NotTheServer << Remedy::ChangeAddress
                                                    << "not an Ollama";
        QTest::newRow("bad request") << json(400, "{\"error\":\"\\\"tiny\\\" does not support thinking\"}")
                                     << ErrorCode::ServerRefused << Remedy::None
                                     << "\"tiny\" does not support thinking";
        QTest::newRow("forbidden, no body")
            << ScriptedServer::reply(403, "text/plain", "") << ErrorCode::ServerRefused
            << Remedy::ChangeAddress << "127.0.0.1";
        QTest::newRow("sign-in") << json(401, "{\"error\":\"unauthorized\",\"signin_url\":\"https://x\"}")
                                 << ErrorCode::ServerRefused << Remedy::None << "unauthorized";
        QTest::newRow("a key for the gateway in front")
            << ScriptedServer::reply(401, "text/html", "<title>401 Authorization Required</title>")
            << ErrorCode::ServerRefused << Remedy::EnterKey << "key (401)";
        QTest::newRow("out of memory")
            << json(500, "{\"error\":\"model requires more system memory (9 GiB) than is available\"}")
            << ErrorCode::ServerRefused << Remedy::LowerContext << "more system memory";
        QTest::newRow("queue full") << json(
            503, "{\"error\":\"server busy, please try again.  maximum pending requests exceeded\"}")
                                    << ErrorCode::ServerRefused << Remedy::Retry << "server busy";
        QTest::newRow("gateway's page") << ScriptedServer::reply(
            502, "text/html", "<html><head><title>502 Bad Gateway</title></head><body>x</body></html>")
                                        << ErrorCode::ServerRefused << Remedy::Retry << "502 Bad Gateway";
        QTest::newRow("no body") << ScriptedServer::reply(500, "text/plain", "") << ErrorCode::ServerRefused
                                 << Remedy::Retry << "500";
        QTest::newRow("early error with 200")
            << json(200, "{\"error\":\"llama runner process has terminated\"}\n") << ErrorCode::ServerRefused
            << Remedy::Retry << "llama runner process has terminated";
        QTest::newRow("a web page with 200")
            << ScriptedServer::reply(200, "text/html", "<!DOCTYPE html><title>Router</title>")
            << ErrorCode::NotTheServer << Remedy::ChangeAddress << "not an Ollama";
        QTest::newRow("redirect") << QByteArray(
            "HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n")
                                  << ErrorCode::NotTheServer << Remedy::ChangeAddress << "elsewhere.example";
        QTest::newRow("not HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << ErrorCode::NotTheServer
                                  << Remedy::ChangeAddress << "does not speak HTTP";
        QTest::newRow("closes at once")
            << QByteArray() << ErrorCode::StreamBroken << Remedy::Retry << "before the answer began";
    }
    void failsBeforeTheAnswer()
    {
        QFETCH(const QByteArray, reply);
        QFETCH(const ErrorCode, code);
        QFETCH(const Remedy, remedy);
        QFETCH(const QString, words);
        ScriptedServer server;
        server.route(chatRoute, {Step::send(reply)});
        const auto heard = listen(server.url());
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, CallState::Error);
        QVERIFY(heard->outcome->error);
        const base::Error& error = *heard->outcome->error;
        QVERIFY2(error.message.contains(words), qPrintable(error.message));
        QVERIFY(error.message.endsWith(u'.') || error.message.contains(u':'));
        QCOMPARE(error.code, code);
        QCOMPARE(error.remedy, remedy);
        QVERIFY(error.origin.contains(server.url()));
        QVERIFY(heard->outcome->trace.chunks.isEmpty());
    }

    void nothingListens()
    {
        quint16 port = 0;
        {
            const ScriptedServer gone;
            port = gone.port();
        }
        const auto heard = listen(QStringLiteral("127.0.0.1:%1").arg(port));
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, CallState::Error);
        QCOMPARE(heard->outcome->error->code, ErrorCode::Unreachable);
        QCOMPARE(heard->outcome->error->remedy, Remedy::StartServer);
        QVERIFY(!heard->outcome->trace.tcpNs);
        QVERIFY(!heard->outcome->trace.closedNs);
    }

    void breaksInMidAnswer_data()
    {
        QTest::addColumn<QList<Step>>("end");
        QTest::addColumn<CallState>("state");
        QTest::addColumn<ErrorCode>("code");
        const Step clean = Step::send(ScriptedServer::lastChunk());
        const auto line = [](const QByteArray& text) {
            return Step::send(ScriptedServer::chunk(text));
        };
        QTest::newRow("connection closed") << QList<Step> {} << CallState::Aborted << ErrorCode::StreamBroken;
        QTest::newRow("connection reset")
            << QList<Step> {Step::wait(20), Step::reset()} << CallState::Aborted << ErrorCode::StreamBroken;
        QTest::newRow("silent end") << QList<Step> {clean} << CallState::Aborted << ErrorCode::StreamBroken;
        QTest::newRow("half a line") << QList<Step> {line("{\"model\":\"ti"), clean} << CallState::Aborted
                                     << ErrorCode::StreamBroken;
        QTest::newRow("error line") << QList<Step> {line("{\"error\":\"CUDA error\"}\n"), clean}
                                    << CallState::Error << ErrorCode::ServerRefused;
        QTest::newRow("not JSON") << QList<Step> {line("oops\n"), clean} << CallState::Error
                                  << ErrorCode::Malformed;
    }
    void breaksInMidAnswer()
    {
        QFETCH(const QList<Step>, end);
        QFETCH(const CallState, state);
        QFETCH(const ErrorCode, code);
        ScriptedServer server;
        QList<Step> steps {
            Step::send(ScriptedServer::head(200, ndjson) + ScriptedServer::chunk(content("Half "))),
            Step::wait(10), Step::send(ScriptedServer::chunk(content("a sentence")))};
        server.route(chatRoute, steps + end);
        const auto heard = listen(server.url());
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, state);
        QCOMPARE(heard->outcome->error->code, code);
        QCOMPARE(heard->text(), QStringLiteral("Half a sentence"));
        QVERIFY(!heard->outcome->trace.endMarkerNs);
        QVERIFY(heard->outcome->trace.closedNs);
        QVERIFY(!heard->afterEnd);
    }

    void everyLimitSaysItsOwn_data()
    {
        QTest::addColumn<QList<Step>>("steps");
        QTest::addColumn<base::Timeouts>("limits");
        QTest::addColumn<QString>("words");
        const Step begin = Step::send(ScriptedServer::head(200, ndjson));
        const Step word = Step::send(ScriptedServer::chunk(content("word ")));
        const Step heartbeat = Step::send(ScriptedServer::chunk("\n"));
        QTest::newRow("no first byte") << QList<Step> {Step::hold()} << base::Timeouts {5000, 150, 5000, 0}
                                       << "sent nothing within 150 ms";
        QTest::newRow("headers are no answer")
            << QList<Step> {begin, Step::hold()} << base::Timeouts {5000, 150, 5000, 0}
            << "sent nothing within 150 ms";
        QTest::newRow("empty lines are no answer")
            << QList<Step> {begin, heartbeat, Step::wait(80), heartbeat, Step::wait(80), heartbeat,
                   Step::hold()}
            << base::Timeouts {5000, 150, 5000, 0} << "sent nothing within 150 ms";
        QTest::newRow("stalls") << QList<Step> {begin, word, Step::hold()}
                                << base::Timeouts {5000, 5000, 150, 0} << "silence for 150 ms";
        QTest::newRow("too long in all")
            << QList<Step> {begin, word, Step::wait(100), word, Step::wait(100), word, Step::wait(100), word,
                   Step::hold()}
            << base::Timeouts {5000, 5000, 5000, 250} << "not complete within 250 ms";
    }
    void everyLimitSaysItsOwn()
    {
        QFETCH(const QList<Step>, steps);
        QFETCH(const base::Timeouts, limits);
        QFETCH(const QString, words);
        ScriptedServer server;
        server.route(chatRoute, steps);
        engine::Prompt given = prompt();
        given.timeouts = limits;
        const auto heard = listen(server.url(), given);
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, CallState::Error);
        QCOMPARE(heard->outcome->error->code, ErrorCode::Timeout);
        QVERIFY2(heard->outcome->error->message.contains(words), qPrintable(heard->outcome->error->message));
        QTRY_COMPARE(server.abandoned(), 1);
    }

    void connectionIsNotMadeInTime()
    {
        const FullListener nobodyAccepts;
        engine::Prompt given = prompt();
        given.timeouts.connectMs = 150;
        const auto heard = listen(nobodyAccepts.url(), given);
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, CallState::Error);
        QCOMPARE(heard->outcome->error->code, ErrorCode::Timeout);
        QVERIFY2(heard->outcome->error->message.startsWith(u"No connection to "_qs + nobodyAccepts.url()),
            qPrintable(heard->outcome->error->message));
    }

    void cancelClosesTheSocket()
    {
        ScriptedOllama::Settings settings;
        settings.tokensPerCall = 5000;
        settings.tokenIntervalMs = 5;
        ScriptedOllama server(settings);
        const auto heard = listen(server.url());
        QTRY_VERIFY(heard->chunks.size() >= 3);
        QCOMPARE(server.openStreams(), 1);
        heard->generation->cancel();
        QVERIFY(!heard->outcome);
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, CallState::Cancelled);
        QCOMPARE(heard->outcome->error->code, ErrorCode::Cancelled);
        QVERIFY(heard->outcome->trace.chunks.size() >= 3);
        QTRY_COMPARE_WITH_TIMEOUT(server.abandoned(), 1, 1000);
        QCOMPARE(server.openStreams(), 0);
        heard->generation->cancel(); // once more: nothing
        QTest::qWait(50);
        QVERIFY(!heard->afterEnd);
    }

    void destructionIsASilentCancel()
    {
        ScriptedOllama::Settings settings;
        settings.hangBeforeFirstToken = true;
        ScriptedOllama server(settings);
        auto heard = listen(server.url());
        QTRY_COMPARE(server.openStreams(), 1);
        heard.reset();
        QTRY_COMPARE(server.abandoned(), 1);
    }

    void listenerMayDestroyTheGeneration()
    {
        ScriptedOllama server;
        auto generation = engineAt(server.url())->start(prompt());
        bool isFinished = false;
        connect(generation.get(), &engine::Generation::finished, this, [&] {
            isFinished = true;
            generation.reset();
        });
        QTRY_VERIFY(isFinished);
        QVERIFY(!generation);
    }

    void theThreadEndsItsStreams()
    {
        ScriptedOllama::Settings settings;
        settings.hangBeforeFirstToken = true;
        ScriptedOllama server(settings);
        auto streams = std::make_shared<engine::StreamThread>();
        auto made = engine::makeEngine({QStringLiteral("ollama"), server.url()}, streams);
        auto heard = std::make_unique<Listening>((*made)->start(prompt()));
        QTRY_COMPARE(server.openStreams(), 1);
        made->reset();
        streams.reset();
        QVERIFY(!heard->outcome); // the generation keeps its thread
        heard.reset();
        QTRY_COMPARE(server.abandoned(), 1);
    }

    void anyCutYieldsTheSameText_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << content("Hello ") + content("world") + done() << "Hello world";
        QTest::newRow("beyond ASCII")
            << content("Größe 漢字 🙂") + done() << QStringLiteral("Größe 漢字 🙂");
        QTest::newRow("invalid UTF-8") << content("a\xff"
                                                  "b")
                + done() << QStringLiteral("a\ufffdb");
        QTest::newRow("escaped NUL") << content("a\\u0000b") + done()
                                     << QString(QStringLiteral("a") + QChar(0) + QStringLiteral("b"));
        QTest::newRow("half a surrogate pair") << content("a\\ud83db") + done() << QStringLiteral("a\ufffdb");
    }
    void anyCutYieldsTheSameText()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, text);
        QList<Step> single {Step::send(ScriptedServer::head(200, ndjson))};
        const QByteArray whole = ScriptedServer::chunk(body) + ScriptedServer::lastChunk();
        for (const char byte : whole)
            single << Step::wait(0.2) << Step::send(QByteArray(1, byte));
        const QList<Step> atOnce {Step::send(ScriptedServer::head(200, ndjson) + whole)};
        for (const QList<Step>& steps : {single, atOnce}) {
            ScriptedServer server;
            server.route(chatRoute, steps);
            const auto heard = listen(server.url());
            QVERIFY(heard->wait());
            QCOMPARE(heard->text(), text);
            QCOMPARE(heard->outcome->state, CallState::Ok);
        }
    }

    void onePacketIsBundled()
    {
        ScriptedServer server;
        server.route(chatRoute,
            {Step::send(ScriptedServer::head(200, ndjson)), Step::wait(20),
                Step::send(ScriptedServer::chunk(content("one ")) + ScriptedServer::chunk(content("two "))
                    + ScriptedServer::chunk(content("three "))),
                Step::wait(30),
                Step::send(ScriptedServer::chunk(content("four")) + ScriptedServer::chunk(done())
                    + ScriptedServer::lastChunk())});
        const auto heard = listen(server.url());
        QVERIFY(heard->wait());
        const auto& chunks = heard->outcome->trace.chunks;
        QCOMPARE(chunks.size(), 4);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(chunks.at(i).bundled);
            QCOMPARE(chunks.at(i).readId, chunks.first().readId);
            QCOMPARE(chunks.at(i).arrivalNs, chunks.first().arrivalNs);
        }
        QVERIFY(!chunks.last().bundled);
        QVERIFY(chunks.last().readId != chunks.first().readId);
        QVERIFY(chunks.last().arrivalNs - chunks.first().arrivalNs > 20'000'000);
    }

    void aLineOfTenMegabytes()
    {
        const QByteArray body = content(QByteArray(10 << 20, 'x')) + done();
        ScriptedServer server;
        server.route(chatRoute,
            {Step::send(ScriptedServer::head(200, ndjson) + ScriptedServer::chunk(body)
                + ScriptedServer::lastChunk())});
        const auto heard = listen(server.url());
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, CallState::Ok);
        QCOMPARE(heard->text().size(), 10 << 20);
    }

    void aServerThatKeepsTheConnectionOpen()
    {
        ScriptedServer server;
        server.route(chatRoute,
            {Step::send(ScriptedServer::head(200, ndjson) + ScriptedServer::chunk(content("all") + done())),
                Step::hold()});
        const auto heard = listen(server.url());
        QVERIFY(heard->wait(5000));
        QCOMPARE(heard->outcome->state, CallState::Ok);
        QCOMPARE(heard->text(), QStringLiteral("all"));
    }

    void manyStreamsAtOnce()
    {
        ScriptedOllama::Settings settings;
        settings.tokensPerCall = 30;
        settings.tokenIntervalMs = 5;
        ScriptedOllama server(settings);
        std::vector<std::unique_ptr<Listening>> all;
        all.reserve(16);
        for (int i = 0; i < 16; ++i)
            all.push_back(listen(server.url()));
        for (const auto& heard : all) {
            QVERIFY(heard->wait());
            QCOMPARE(heard->outcome->state, CallState::Ok);
            QCOMPARE(heard->outcome->trace.chunks.size(), 30);
        }
    }
};

QTEST_GUILESS_MAIN(TestEngineStreams)
#include "tst_engine_streams.moc"
