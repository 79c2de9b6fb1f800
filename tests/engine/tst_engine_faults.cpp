#include "engine/faultprotocol.h"
#include "engine/http/streamthread.h"
#include "engine/listening.h"
#include "servers/fulllistener.h"
#include "servers/scriptedserver.h"

#include <QTest>

#include <array>
#include <csignal>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace benchglass;
using base::ErrorCode;
using engine::Phase;
using measure::CallState;
using tests::FaultProtocol;
using tests::FullListener;
using tests::Listening;
using tests::ScriptedServer;
using tests::Step;

namespace {

/// What a server does, and what has to come of it.
struct Fault
{
    QList<Step> steps;
    CallState state = CallState::Ok;
    std::optional<ErrorCode> code; ///< Nothing = no error.
    QString words;                 ///< Stand in the message.
    QString text;                  ///< Kept.
    std::optional<int> tokens;     ///< As the server counted.
    base::Timeouts limits;
};

QByteArray chunked(const QByteArray& body)
{
    return ScriptedServer::chunk(body) + ScriptedServer::lastChunk();
}

/// A reply of status 200 that streams @p body and ends cleanly.
QList<Step> streamed(const FaultProtocol& protocol, const QByteArray& body)
{
    return {Step::send(ScriptedServer::head(200, protocol.contentType) + chunked(body))};
}

/// The reply's head, what comes in time, and the rest a little later.
QList<Step> inTwo(const FaultProtocol& protocol, const QByteArray& wire, qsizetype cut)
{
    return {Step::send(ScriptedServer::head(200, protocol.contentType)), Step::wait(20),
        Step::send(wire.left(cut)), Step::wait(30), Step::send(wire.mid(cut))};
}

/// A server process that sends the beginning of a reply and then nothing.
class ChildServer
{
public:
    explicit ChildServer(const QByteArray& reply)
        : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        socklen_t length = sizeof address;
        if (::bind(m_listener, generic, length) != 0 || ::listen(m_listener, 4) != 0
            || ::getsockname(m_listener, generic, &length) != 0)
            qFatal("no listener");
        m_port = ntohs(address.sin_port);
        m_pid = ::fork();
        if (m_pid == 0)
            serve(reply);
        ::close(m_listener);
    }
    ~ChildServer() { kill(); }
    Q_DISABLE_COPY_MOVE(ChildServer)

    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }

    void kill()
    {
        if (m_pid <= 0)
            return;
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
        m_pid = 0;
    }

private:
    /// After a fork from a process with threads: system calls only.
    [[noreturn]] void serve(const QByteArray& reply) const
    {
        const int socket = ::accept(m_listener, nullptr, nullptr);
        std::array<char, 4096> request {};
        [[maybe_unused]] auto count = ::recv(socket, request.data(), request.size(), 0);
        count = ::send(socket, reply.constData(), static_cast<size_t>(reply.size()), MSG_NOSIGNAL);
        for (;;)
            ::pause();
    }

    int m_listener;
    quint16 m_port = 0;
    pid_t m_pid = 0;
};

/// A port at which nobody listens.
quint16 freePort()
{
    const ScriptedServer gone;
    return gone.port();
}

engine::Prompt prompt(const base::Timeouts& limits = {})
{
    engine::Prompt prompt;
    prompt.model = QStringLiteral("tiny");
    prompt.text = QStringLiteral("Say something.");
    prompt.timeouts = limits;
    return prompt;
}

} // namespace

Q_DECLARE_METATYPE(Fault)
Q_DECLARE_METATYPE(tests::FaultProtocol)

class TestEngineFaults : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<engine::StreamThread> m_streams;

    std::unique_ptr<engine::Engine> engineAt(const FaultProtocol& protocol, const QString& url) const
    {
        auto made = engine::makeEngine({protocol.engine, url}, m_streams);
        return made ? std::move(*made) : nullptr;
    }

    /// The next call on the same engine works.
    static void worksNow(engine::Engine& engine, const FaultProtocol& protocol, ScriptedServer& server)
    {
        server.route(protocol.route, streamed(protocol, protocol.content("fine") + protocol.done({}, 2)));
        const Listening heard(engine.start(prompt()));
        QVERIFY(const_cast<Listening&>(heard).wait());
        QCOMPARE(heard.outcome->state, CallState::Ok);
        QCOMPARE(heard.text(), QStringLiteral("fine"));
    }

    static void compare(const Listening& heard, const Fault& fault)
    {
        const engine::Outcome& outcome = *heard.outcome;
        const QString message = outcome.error ? outcome.error->message : QString();
        QVERIFY2(outcome.state == fault.state, qPrintable(message));
        QCOMPARE(outcome.error.has_value(), fault.code.has_value());
        if (fault.code)
            QCOMPARE(outcome.error->code, *fault.code);
        QVERIFY2(message.contains(fault.words), qPrintable(message));
        QCOMPARE(heard.text(), fault.text);
        QVERIFY(heard.chunks == outcome.trace.chunks);
        QVERIFY(!heard.afterEnd);
    }

    void play() const
    {
        QFETCH(const FaultProtocol, protocol);
        QFETCH(const Fault, fault);
        ScriptedServer server;
        server.route(protocol.route, fault.steps);
        const auto engine = engineAt(protocol, server.url());
        Listening heard(engine->start(prompt(fault.limits)));
        QVERIFY(heard.wait());
        compare(heard, fault);
        if (QTest::currentTestFailed())
            return;
        if (fault.tokens)
            QCOMPARE(heard.outcome->trace.server.outputTokens, fault.tokens);
        worksNow(*engine, protocol, server);
    }

    using Rows = std::function<void(
        const FaultProtocol& protocol, const std::function<void(const char* name, const Fault& fault)>& add)>;

    static void addRows(const Rows& rows)
    {
        QTest::addColumn<FaultProtocol>("protocol");
        QTest::addColumn<Fault>("fault");
        for (const FaultProtocol& protocol : tests::faultProtocols()) {
            rows(protocol, [&protocol](const char* name, const Fault& fault) {
                QTest::addRow("%s: %s", qPrintable(protocol.engine), name) << protocol << fault;
            });
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        // No name of these tests is anybody else's to resolve.
        qputenv("no_proxy", "*");
        m_streams = std::make_shared<engine::StreamThread>();
    }

    void refusals_data()
    {
        addRows([](const FaultProtocol& protocol, const auto& add) {
            const auto refused = [&](const char* name, int status, const QByteArray& type,
                                     const QByteArray& body, ErrorCode code, const QString& words) {
                add(name,
                    Fault {{Step::send(ScriptedServer::reply(status, type, body))}, CallState::Error, code,
                        words, {}, {}, {}});
            };
            const QByteArray json = "application/json";
            const auto said = [&protocol](const char* words) {
                return protocol.refusal(words);
            };
            const ErrorCode no = ErrorCode::ServerRefused;
            refused("400", 400, json, said("temperature must be a number"), no,
                QStringLiteral("temperature must be a number"));
            refused("401", 401, json, said("unauthorized: sign in"), no,
                protocol.quotesUnauthorised ? QStringLiteral("unauthorized: sign in")
                                            : QStringLiteral("(401)"));
            refused("401, empty", 401, json, {}, no, QStringLiteral("401"));
            refused("403, empty", 403, "text/plain", {}, no, QStringLiteral("403"));
            refused("404, no such model", 404, json, said("model 'tiny' not found"), ErrorCode::ModelMissing,
                QStringLiteral("tiny"));
            refused("404, no such route", 404, "text/plain", "404 page not found", ErrorCode::NotTheServer,
                QStringLiteral("127.0.0.1"));
            refused("429", 429, json, said("too many requests, slow down"), no, QStringLiteral("slow down"));
            refused("500", 500, json, said("CUDA error: out of luck"), no, QStringLiteral("out of luck"));
            refused("500, empty", 500, json, {}, no, QStringLiteral("500"));
            refused(
                "503", 503, json, said("server busy, please try again"), no, QStringLiteral("server busy"));
            refused("502 of a proxy", 502, "text/html",
                "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>", no,
                QStringLiteral("502 Bad Gateway"));
            add("301",
                Fault {{Step::send("HTTP/1.1 301 Moved\r\nLocation: http://elsewhere.invalid/\r\n"
                                   "Content-Length: 0\r\n\r\n")},
                    CallState::Error, ErrorCode::NotTheServer, QStringLiteral("http://elsewhere.invalid/"),
                    {}, {}, {}});
            add("not HTTP",
                Fault {{Step::send("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")}, CallState::Error,
                    ErrorCode::NotTheServer, QStringLiteral("does not speak HTTP"), {}, {}, {}});
            add("closed without a word",
                Fault {{Step::wait(10), Step::close()}, CallState::Error, ErrorCode::StreamBroken,
                    QStringLiteral("broke before the answer began"), {}, {}, {}});
            add("reset without a word",
                Fault {{Step::wait(10), Step::reset()}, CallState::Error, ErrorCode::StreamBroken,
                    QStringLiteral("broke before the answer began"), {}, {}, {}});
        });
    }
    void refusals() { play(); }

    void brokenStreams_data()
    {
        addRows([](const FaultProtocol& p, const auto& add) {
            const QString half = QStringLiteral("Half a sentence");
            const QByteArray begun = p.content("Half ") + p.content("a sentence");
            const Step head = Step::send(ScriptedServer::head(200, p.contentType));
            const auto kept = [&](const char* name, const QList<Step>& steps, CallState state, ErrorCode code,
                                  const QString& words, const QString& text) {
                add(name, Fault {steps, state, code, words, text, {}, {}});
            };
            const QString kind = QStringLiteral("runner has terminated");
            const QByteArray error = p.error("model runner has terminated");
            kept("error first", streamed(p, error), CallState::Error, ErrorCode::ServerRefused, kind, {});
            kept("error in the middle", streamed(p, begun + error + p.content(" more") + p.done({}, 4)),
                CallState::Error, ErrorCode::ServerRefused, kind, half);
            kept("error after half the text",
                {head, Step::send(ScriptedServer::chunk(begun)), Step::wait(20), Step::send(chunked(error))},
                CallState::Error, ErrorCode::ServerRefused, kind, half);
            kept("no end marker", streamed(p, begun), CallState::Aborted, ErrorCode::StreamBroken,
                QStringLiteral("broke off"), half);
            kept("nothing at all", streamed(p, {}), CallState::Aborted, ErrorCode::StreamBroken,
                QStringLiteral("before its first word"), {});
            kept("closed in mid-chunk", {head, Step::send(ScriptedServer::chunk(begun) + "40\r\n{\"mess")},
                CallState::Aborted, ErrorCode::StreamBroken, QStringLiteral("broke off"), half);
            kept("reset in mid-stream",
                {head, Step::send(ScriptedServer::chunk(begun)), Step::wait(30), Step::reset()},
                CallState::Aborted, ErrorCode::StreamBroken, QStringLiteral("broke off"), half);
            kept("a chunk header that is none",
                {head, Step::send(ScriptedServer::chunk(begun)), Step::wait(20), Step::send("zz\r\n")},
                CallState::Aborted, ErrorCode::StreamBroken, QStringLiteral("broke off"), half);
            kept("a page with status 200", streamed(p, "<!doctype html><title>Welcome</title>\n"),
                CallState::Error, ErrorCode::NotTheServer, QStringLiteral("127.0.0.1"), {});
            const QString notJson = QStringLiteral("not JSON");
            kept("NUL byte in a text", streamed(p, begun + p.content(QByteArray("a\0b", 3)) + p.done({}, 4)),
                CallState::Error, ErrorCode::Malformed, notJson, half);
            kept("NUL bytes between messages",
                streamed(p, begun + p.raw(QByteArray(16, '\0')) + p.done({}, 4)), CallState::Error,
                ErrorCode::Malformed, notJson, half);
            kept("deeply nested JSON",
                streamed(p, begun + p.raw("{\"a\":" + QByteArray(200'000, '[')) + p.done({}, 4)),
                CallState::Error, ErrorCode::Malformed, notJson, half);
            const QByteArray tower = QByteArray(200'000, '[') + QByteArray(200'000, ']');
            kept("deeply nested JSON that closes",
                streamed(p, begun + p.raw("{\"a\":" + tower + '}') + p.done({}, 4)), CallState::Error,
                ErrorCode::Malformed, notJson, half);
        });
    }
    void brokenStreams() { play(); }

    void oddStreams_data()
    {
        addRows([](const FaultProtocol& p, const auto& add) {
            const auto fine = [&](const char* name, const QByteArray& body, const QString& text,
                                  std::optional<int> tokens = std::nullopt) {
                add(name, Fault {streamed(p, body), CallState::Ok, {}, {}, text, tokens, {}});
            };
            const QString word = QStringLiteral("word");
            fine("everything in one packet", p.content("wo") + p.content("rd") + p.done({}, 3), word, 3);
            fine("done with text", p.content("wo") + p.done("rd", 3), word, 3);
            fine("two done", p.content("word") + p.done({}, 3) + p.done({}, 3), word, 3);
            fine("text after done", p.content("word") + p.done({}, 3) + p.content(" too late"), word, 3);
            fine("garbage after done",
                p.content("word") + p.done({}, 3) + p.raw("<html>\xff{{{") + QByteArray(64, '\0'), word, 3);
            fine("EOS alone", p.content({}) + p.done({}, 1), {}, 1);
            fine("content null", p.nullContent() + p.content("word") + p.nullContent() + p.done({}, 3), word);
            fine("usage everywhere", p.counted("wo", 1) + p.counted("rd", 2) + p.done({}, 3), word, 3);
            fine("invalid UTF-8",
                p.content("a\xff"
                          "b\xc3")
                    + p.done({}, 3),
                QStringLiteral("a\ufffdb\ufffd"));
            fine("half a surrogate pair", p.content("a\\ud83db") + p.done({}, 3), QStringLiteral("a\ufffdb"));
            fine("escaped NUL", p.content("a\\u0000b") + p.done({}, 3),
                QString(QStringLiteral("a") + QChar(0) + QStringLiteral("b")));
            fine("10,000 equal pieces", p.content("same ").repeated(10'000) + p.done({}, 10'001),
                QStringLiteral("same ").repeated(10'000), 10'001);
            fine("10 MB in a line", p.content(QByteArray(10 << 20, 'x')) + p.done({}, 3),
                QString(10 << 20, u'x'), 3);
        });
    }
    void oddStreams() { play(); }

    void usageUnknown_data()
    {
        addRows([](const FaultProtocol& p, const auto& add) {
            const auto row = [&](const char* name, const QByteArray& end) {
                const QByteArray body = p.content("word") + end;
                add(name, Fault {streamed(p, body), CallState::Ok, {}, {}, QStringLiteral("word"), {}, {}});
            };
            row("missing", p.uncountedDone());
            row("zero", p.done({}, 0));
        });
    }
    /// A count that the server does not give is absent, also where it writes 0 beside an answer.
    void usageUnknown()
    {
        QFETCH(const FaultProtocol, protocol);
        QFETCH(const Fault, fault);
        ScriptedServer server;
        server.route(protocol.route, fault.steps);
        const auto engine = engineAt(protocol, server.url());
        Listening heard(engine->start(prompt()));
        QVERIFY(heard.wait());
        compare(heard, fault);
        QVERIFY(!heard.outcome->trace.server.outputTokens);
    }

    void silences_data()
    {
        addRows([](const FaultProtocol& p, const auto& add) {
            const Step head = Step::send(ScriptedServer::head(200, p.contentType));
            const Step word = Step::send(ScriptedServer::chunk(p.content("word ")));
            const auto row = [&](const char* name, const QList<Step>& steps, const QString& words,
                                 const QString& text, const base::Timeouts& limits) {
                add(name,
                    Fault {steps, CallState::Error, ErrorCode::Timeout, words, text, std::nullopt, limits});
            };
            constexpr int far = 30'000;
            row("before the first byte", {Step::hold()}, QStringLiteral("sent nothing within 150 ms"), {},
                {far, 150, far, far});
            row("after the headers", {head, Step::hold()}, QStringLiteral("sent nothing within 150 ms"), {},
                {far, 150, far, far});
            row("in mid-stream", {head, word, Step::hold()}, QStringLiteral("silence for 150 ms"),
                QStringLiteral("word "), {far, far, 150, far});
            row("in mid-message", {head, word, Step::send("40\r\n{\"mess"), Step::hold()},
                QStringLiteral("silence for 150 ms"), QStringLiteral("word "), {far, far, 150, far});
            row("in all", {head, word, Step::hold()}, QStringLiteral("was not complete within"),
                QStringLiteral("word "), {far, far, far, 1000});
        });
    }
    void silences() { play(); }

    void cuts_data()
    {
        addRows([](const FaultProtocol& p, const auto& add) {
            const QString text = QStringLiteral("Größe 漢字 🙂 🙃 fertig");
            QByteArray body =
                p.content("Größe 漢字 🙂 ") + p.content("\\ud83d\\ude43 fertig") + p.done({}, 3);
            body.replace("\n", "\r\n");
            const QByteArray wire = chunked(body);
            const auto row = [&](const char* name, qsizetype cut) {
                add(name, Fault {inTwo(p, wire, cut), CallState::Ok, {}, {}, text, 3, {}});
            };
            row("chunk header", 1);
            row("after a chunk header's CR", wire.indexOf('\r') + 1);
            row("UTF-8 of two bytes", wire.indexOf("\xc3\xb6") + 1);
            row("UTF-8 of three bytes", wire.indexOf("\xe6\xbc\xa2") + 2);
            row("UTF-8 of four bytes", wire.indexOf("\xf0\x9f") + 3);
            row("escape", wire.indexOf("\\ud83d") + 1);
            row("surrogate escape", wire.indexOf("\\ud83d") + 4);
            row("between surrogates", wire.indexOf("\\ude43"));
            row("CRLF", wire.indexOf("}\r\n") + 2);
            row("last chunk header", wire.size() - 4);
            QList<Step> single {Step::send(ScriptedServer::head(200, p.contentType))};
            for (const char byte : wire)
                single << Step::wait(0.2) << Step::send(QByteArray(1, byte));
            add("one byte per packet", Fault {single, CallState::Ok, {}, {}, text, 3, {}});
        });
    }
    void cuts() { play(); }

    void nobodyThere_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("words");
        QTest::addColumn<base::Remedy>("remedy");
        const QString port = QString::number(freePort());
        QTest::newRow("refused") << QString(QStringLiteral("http://127.0.0.1:") + port)
                                 << QStringLiteral("Nothing answers at http://127.0.0.1:") + port
                                 << base::Remedy::StartServer;
        QTest::newRow("unknown name")
            << QStringLiteral("http://no-such-host.invalid:11434")
            << QStringLiteral("No address is known for no-such-host.invalid.") << base::Remedy::ChangeAddress;
    }
    void nobodyThere()
    {
        QFETCH(const QString, url);
        QFETCH(const QString, words);
        QFETCH(const base::Remedy, remedy);
        for (const FaultProtocol& protocol : tests::faultProtocols()) {
            const auto engine = engineAt(protocol, url);
            for (int call = 0; call < 2; ++call) {
                Listening heard(engine->start(prompt()));
                QVERIFY(heard.wait());
                compare(heard, Fault {{}, CallState::Error, ErrorCode::Unreachable, words, {}, {}, {}});
                QCOMPARE(heard.outcome->error->remedy, remedy);
                QVERIFY(!heard.outcome->trace.tcpNs);
            }
            const auto probed = tests::resultOf(engine->probe());
            QVERIFY(!probed);
            QCOMPARE(probed.error().code, ErrorCode::Unreachable);
            QCOMPARE(probed.error().remedy, remedy);
        }
    }

    void theServerIsKilled()
    {
        for (const FaultProtocol& protocol : tests::faultProtocols()) {
            ChildServer child(ScriptedServer::head(200, protocol.contentType)
                + ScriptedServer::chunk(protocol.content("Half ") + protocol.content("a sentence")));
            const auto engine = engineAt(protocol, child.url());
            Listening heard(engine->start(prompt()));
            QTRY_COMPARE(heard.chunks.size(), 2);
            child.kill();
            QVERIFY(heard.wait());
            compare(heard,
                Fault {{}, CallState::Aborted, ErrorCode::StreamBroken, QStringLiteral("broke off"),
                    QStringLiteral("Half a sentence"), {}, {}});
            Listening next(engine->start(prompt())); // and now nobody is there
            QVERIFY(next.wait());
            QCOMPARE(next.outcome->error->code, ErrorCode::Unreachable);
        }
    }

    void cancelled_data()
    {
        QTest::addColumn<FaultProtocol>("protocol");
        QTest::addColumn<QList<Step>>("steps");
        QTest::addColumn<Phase>("phase");
        QTest::addColumn<QString>("text");
        for (const FaultProtocol& p : tests::faultProtocols()) {
            const Step head = Step::send(ScriptedServer::head(200, p.contentType));
            const Step thought = Step::send(ScriptedServer::chunk(p.thinking("hm ")));
            const Step word = Step::send(ScriptedServer::chunk(p.content("word ")));
            const auto row = [&](const char* name, const QList<Step>& steps, Phase phase,
                                 const QString& text) {
                QTest::addRow("%s: %s", qPrintable(p.engine), name) << p << steps << phase << text;
            };
            row("before the headers", {Step::hold()}, Phase::Waiting, {});
            row("thinking", {head, thought, Step::hold()}, Phase::Thinking, {});
            row("writing", {head, thought, word, Step::hold()}, Phase::Writing, QStringLiteral("word "));
        }
    }
    void cancelled()
    {
        QFETCH(const FaultProtocol, protocol);
        QFETCH(const QList<Step>, steps);
        QFETCH(const Phase, phase);
        QFETCH(const QString, text);
        ScriptedServer server;
        server.route(protocol.route, steps);
        const auto engine = engineAt(protocol, server.url());
        Listening heard(engine->start(prompt()));
        QTRY_VERIFY(heard.phases.contains(phase) && server.openConnections() == 1);
        heard.generation->cancel();
        QVERIFY(heard.wait());
        compare(heard, Fault {{}, CallState::Cancelled, ErrorCode::Cancelled, {}, text, {}, {}});
        QTRY_COMPARE(server.abandoned(), 1);
        worksNow(*engine, protocol, server);
    }

    void cancelledAtTheEdges()
    {
        for (const FaultProtocol& protocol : tests::faultProtocols()) {
            const FullListener nobodyAccepts;
            const auto hanging = engineAt(protocol, nobodyAccepts.url());
            Listening connecting(hanging->start(prompt()));
            QTRY_VERIFY(connecting.phases.contains(Phase::Connecting));
            connecting.generation->cancel();
            QVERIFY(connecting.wait());
            QCOMPARE(connecting.outcome->state, CallState::Cancelled);

            // At once, before the other thread has heard of it.
            Listening unborn(hanging->start(prompt()));
            unborn.generation->cancel();
            QVERIFY(unborn.wait());
            QCOMPARE(unborn.outcome->state, CallState::Cancelled);

            // An answer that is complete stays one, also while its connection is still open.
            ScriptedServer server;
            server.route(protocol.route,
                {Step::send(ScriptedServer::head(200, protocol.contentType)
                     + ScriptedServer::chunk(protocol.content("all") + protocol.done({}, 2))),
                    Step::hold()});
            const auto engine = engineAt(protocol, server.url());
            Listening complete(engine->start(prompt()));
            QTRY_COMPARE(complete.chunks.size(), 1);
            complete.generation->cancel();
            QVERIFY(complete.wait());
            QCOMPARE(complete.outcome->state, CallState::Ok);
            QVERIFY(!complete.outcome->error);
            complete.generation->cancel();
            worksNow(*engine, protocol, server);
        }
    }
};

QTEST_GUILESS_MAIN(TestEngineFaults)
#include "tst_engine_faults.moc"
