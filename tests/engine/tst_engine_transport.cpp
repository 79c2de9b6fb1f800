#include "engine/http/httpgeneration.h"
#include "engine/listening.h"
#include "servers/scriptedserver.h"

#include <QTest>

#include <atomic>

using namespace benchglass;
using base::ErrorCode;
using engine::Phase;
using measure::CallState;
using tests::Listening;
using tests::ScriptedRequest;
using tests::ScriptedServer;
using tests::Step;

namespace {

/// A protocol with nothing in it: `p 100 40 60` is progress, `t words` is text, `.` is the end.
class PlainLines final : public engine::StreamDecoder
{
public:
    explicit PlainLines(const std::optional<QByteArray>& secondBody, std::atomic<int>* asked)
        : m_secondBody(secondBody)
        , m_asked(asked)
    {
    }

    void feed(QByteArrayView bytes, engine::Decoded& decoded) override
    {
        m_bytes.append(bytes);
        for (qsizetype end = m_bytes.indexOf('\n'); end >= 0; end = m_bytes.indexOf('\n')) {
            take(m_bytes.left(end), decoded);
            m_bytes.remove(0, end + 1);
        }
    }
    void finish(engine::Decoded&) override { }
    measure::ServerFigures figures() const override { return {}; }
    base::Error refusal(const engine::Reply& reply) const override
    {
        return {ErrorCode::ServerRefused, QString::fromUtf8(reply.body), {}, base::Remedy::None};
    }
    std::optional<QByteArray> bodyAfterRefusal(const engine::Reply&) override
    {
        ++*m_asked;
        return m_secondBody;
    }

private:
    static void take(const QByteArray& line, engine::Decoded& decoded)
    {
        decoded.hasData = true;
        const QList<QByteArray> words = line.split(' ');
        if (line.startsWith('t')) {
            decoded.pieces.append({measure::ChunkKind::Content, QString::fromUtf8(line.mid(2)), {}});
        } else if (line.startsWith('p')) {
            measure::PrefillProgress progress;
            progress.totalTokens = words.value(1).toInt();
            progress.cachedTokens = words.value(2).toInt();
            progress.processedTokens = words.value(3).toInt();
            decoded.prefill.append(progress);
        } else if (line == ".") {
            decoded.ended = true;
        }
    }

    std::optional<QByteArray> m_secondBody;
    std::atomic<int>* m_asked;
    QByteArray m_bytes;
};

/// Plays the first list to the first request, the second to all others.
class TwoFacedServer final : public ScriptedServer
{
public:
    TwoFacedServer(const QList<Step>& first, const QList<Step>& others)
        : m_first(first)
        , m_others(others)
    {
    }
    ~TwoFacedServer() override { stop(); }

protected:
    QList<Step> stepsFor(const ScriptedRequest&) override { return m_count++ == 0 ? m_first : m_others; }

private:
    const QList<Step> m_first;
    const QList<Step> m_others;
    std::atomic<int> m_count = 0;
};

const Step head = Step::send(ScriptedServer::head(200, "text/plain"));

Step line(const QByteArray& text)
{
    return Step::send(ScriptedServer::chunk(text + '\n'));
}

const QList<Step> healthy {head, line("t fine"), line("."), Step::send(ScriptedServer::lastChunk())};

} // namespace

class TestEngineTransport : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<engine::StreamThread> m_streams = std::make_shared<engine::StreamThread>();
    std::atomic<int> m_asked = 0; ///< How often a decoder was asked for another body.

    std::unique_ptr<Listening> listen(const ScriptedServer& server, engine::StreamRequest request = {},
        const std::optional<QByteArray>& secondBody = std::nullopt)
    {
        m_asked = 0;
        request.url = QUrl(server.url() + QStringLiteral("/say"));
        if (request.body.isEmpty())
            request.body = "first";
        return std::make_unique<Listening>(std::make_unique<engine::HttpGeneration>(
            m_streams, request, std::make_unique<PlainLines>(secondBody, &m_asked)));
    }

private Q_SLOTS:
    void phases_data()
    {
        QTest::addColumn<bool>("headersMeanBegun");
        QTest::addColumn<bool>("hasProgress");
        QTest::addColumn<QList<Phase>>("phases");
        QTest::newRow("headers say nothing")
            << false << false
            << QList<Phase> {Phase::Connecting, Phase::Waiting, Phase::Writing, Phase::Done};
        QTest::newRow("headers mean that it begins")
            << true << false
            << QList<Phase> {Phase::Connecting, Phase::Queued, Phase::Prefill, Phase::Writing, Phase::Done};
        QTest::newRow("progress alone")
            << false << true
            << QList<Phase> {Phase::Connecting, Phase::Waiting, Phase::Prefill, Phase::Writing, Phase::Done};
        QTest::newRow("both") << true << true
                              << QList<Phase> {Phase::Connecting, Phase::Queued, Phase::Prefill,
                                     Phase::Writing, Phase::Done};
    }
    void phases()
    {
        QFETCH(const bool, headersMeanBegun);
        QFETCH(const bool, hasProgress);
        QFETCH(const QList<Phase>, phases);
        ScriptedServer server;
        QList<Step> steps {Step::wait(20), head, Step::wait(20)};
        if (hasProgress)
            steps << line("p 100 40 60") << Step::wait(20);
        server.route("POST /say", steps + healthy.mid(1));
        engine::StreamRequest request;
        request.headersMeanBegun = headersMeanBegun;
        const auto heard = listen(server, request);
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, CallState::Ok);
        QCOMPARE(heard->phases, phases);
        QVERIFY(*heard->outcome->trace.headersNs < heard->outcome->trace.chunks.first().arrivalNs);
    }

    /// Also where the server leaves the thought in the text.
    void thinkingIsAPhase()
    {
        ScriptedServer server;
        server.route("POST /say",
            {head, line("t <think>"), Step::wait(20), line("t Hm</thi"), Step::wait(20), line("t nk>Yes"),
                line("."), Step::send(ScriptedServer::lastChunk())});
        const auto heard = listen(server);
        QVERIFY(heard->wait());
        QCOMPARE(heard->phases,
            (QList<Phase> {Phase::Connecting, Phase::Waiting, Phase::Thinking, Phase::Writing, Phase::Done}));
    }

    void aRefusalIsNoBeginning()
    {
        ScriptedServer server;
        server.route("POST /say", {Step::send(ScriptedServer::reply(503, "text/plain", "no slot"))});
        engine::StreamRequest request;
        request.headersMeanBegun = true;
        const auto heard = listen(server, request);
        QVERIFY(heard->wait());
        const QList<Phase> phases {Phase::Connecting, Phase::Queued, Phase::Done};
        QCOMPARE(heard->phases, phases);
    }

    void cancelledInThePromptPhases_data()
    {
        QTest::addColumn<QList<Step>>("steps");
        QTest::addColumn<Phase>("phase");
        QTest::newRow("queued") << QList<Step> {Step::hold()} << Phase::Queued;
        QTest::newRow("prefill") << QList<Step> {head, line("p 9 0 1"), Step::hold()} << Phase::Prefill;
    }
    void cancelledInThePromptPhases()
    {
        QFETCH(const QList<Step>, steps);
        QFETCH(const Phase, phase);
        ScriptedServer server;
        server.route("POST /say", steps);
        engine::StreamRequest request;
        request.headersMeanBegun = true;
        const auto heard = listen(server, request);
        QTRY_VERIFY(heard->phases.contains(phase) && server.openConnections() == 1);
        heard->generation->cancel();
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, CallState::Cancelled);
        QTRY_COMPARE(server.abandoned(), 1);
    }

    void progressIsStampedAndKept()
    {
        ScriptedServer server;
        server.route("POST /say",
            QList<Step> {head, line("p 100 40 50"), Step::wait(40), line("p 100 40 75"), Step::wait(40),
                line("p 100 40 100"), Step::wait(10)}
                + healthy.mid(1));
        const auto heard = listen(server);
        QVERIFY(heard->wait());
        const measure::Trace& trace = heard->outcome->trace;
        QCOMPARE(trace.prefill.size(), 3);
        qint64 lastNs = 0;
        for (const measure::PrefillProgress& progress : trace.prefill) {
            QVERIFY(progress.arrivalNs > 0 && progress.arrivalNs >= lastNs);
            lastNs = progress.arrivalNs;
            QCOMPARE(progress.totalTokens, 100);
            QCOMPARE(progress.cachedTokens, 40);
        }
        QVERIFY(lastNs <= trace.chunks.first().arrivalNs);
        QCOMPARE(trace.prefill.last().processedTokens, 100);
        QVERIFY(!heard->prefill.isEmpty());
        QCOMPARE(heard->prefill.last(), trace.prefill.last());
        QCOMPARE(trace.chunks.size(), 1); // progress is no text
    }

    void aBurstOfProgressIsToldOnce()
    {
        ScriptedServer server;
        QByteArray burst;
        for (int token = 1; token <= 5000; ++token)
            burst += "p 5000 0 " + QByteArray::number(token) + '\n';
        server.route(
            "POST /say", QList<Step> {head, Step::send(ScriptedServer::chunk(burst))} + healthy.mid(1));
        const auto heard = listen(server);
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->trace.prefill.size(), 5000);
        QVERIFY2(heard->prefill.size() < 500, qPrintable(QString::number(heard->prefill.size())));
        QCOMPARE(heard->prefill.last().processedTokens, 5000);
    }

    void aRefusedRequestIsSentOnceMore()
    {
        const QList<Step> refusal {
            Step::wait(50), Step::send(ScriptedServer::reply(400, "text/plain", "unknown extra"))};
        const TwoFacedServer server(refusal, healthy);
        engine::StreamRequest request;
        request.headersMeanBegun = true;
        const auto heard = listen(server, request, "second");
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, CallState::Ok);
        QCOMPARE(heard->text(), QStringLiteral("fine"));
        QCOMPARE(m_asked, 1);
        const QList<ScriptedRequest> requests = server.requests();
        QCOMPARE(requests.size(), 2);
        QCOMPARE(requests.first().body, QByteArray("first"));
        QCOMPARE(requests.last().body, QByteArray("second"));
        QCOMPARE(requests.last().header("content-length"), QByteArray("6"));
        const measure::Trace& trace = heard->outcome->trace;
        QVERIFY(trace.t0MonotonicNs > requests.first().atNs); // the clock started anew
        QVERIFY(trace.t0MonotonicNs < requests.last().atNs);
        QVERIFY(*trace.firstByteNs >= *trace.headersNs && *trace.headersNs > 0);
        QVERIFY(trace.tcpNs && *trace.closedNs >= *trace.endMarkerNs);
        const QList<Phase> phases {Phase::Connecting, Phase::Queued, Phase::Connecting, Phase::Queued,
            Phase::Prefill, Phase::Writing, Phase::Done};
        QCOMPARE(heard->phases, phases);
    }

    void onceMoreAndNoOftener()
    {
        ScriptedServer server;
        server.route("POST /say", {Step::send(ScriptedServer::reply(400, "text/plain", "never"))});
        const auto heard = listen(server, {}, "second");
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, CallState::Error);
        QCOMPARE(heard->outcome->error->message, QStringLiteral("never"));
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(m_asked, 1);
        QVERIFY(!heard->afterEnd);
    }

    void notSentAgain_data()
    {
        QTest::addColumn<QList<Step>>("steps");
        QTest::addColumn<int>("asked");
        QTest::newRow("refused, no other body")
            << QList<Step> {Step::send(ScriptedServer::reply(400, "text/plain", "no"))} << 1;
        QTest::newRow("redirected") << QList<Step> {Step::send(ScriptedServer::reply(301, "text/plain", ""))}
                                    << 0;
        QTest::newRow("broken stream") << QList<Step> {head, line("t half")} << 0;
        QTest::newRow("no reply") << QList<Step> {} << 0;
        QTest::newRow("fine") << healthy << 0;
    }
    void notSentAgain()
    {
        QFETCH(const QList<Step>, steps);
        QFETCH(const int, asked);
        ScriptedServer server;
        server.route("POST /say", steps);
        const auto heard = listen(server, {}, asked > 0 ? std::nullopt : std::optional<QByteArray>("second"));
        QVERIFY(heard->wait());
        QCOMPARE(m_asked, asked);
        QCOMPARE(server.requests().size(), 1);
    }

    void cancelledInTheSecondTry()
    {
        const QList<Step> refusal {Step::send(ScriptedServer::reply(400, "text/plain", "no"))};
        const TwoFacedServer server(refusal, {head, line("t half"), Step::hold()});
        const auto heard = listen(server, {}, "second");
        QTRY_COMPARE(heard->chunks.size(), 1);
        heard->generation->cancel();
        QVERIFY(heard->wait());
        QCOMPARE(heard->outcome->state, CallState::Cancelled);
        QCOMPARE(heard->text(), QStringLiteral("half"));
        QTRY_COMPARE(server.abandoned(), 1);
        QCOMPARE(server.requests().size(), 2);
    }

    /// Some servers repeat a key that they do not know.
    void aKeyIsNeverQuoted()
    {
        ScriptedServer server;
        server.route("POST /say",
            {Step::send(
                ScriptedServer::reply(401, "text/plain", "Incorrect key provided: sk-verysecret-1."))});
        engine::StreamRequest request;
        request.headers = {"Authorization: Bearer sk-verysecret-1"};
        const auto heard = listen(server, request);
        QVERIFY(heard->wait());
        QCOMPARE(server.requests().first().header("authorization"), QByteArray("Bearer sk-verysecret-1"));
        QCOMPARE(heard->outcome->error->message, QStringLiteral("Incorrect key provided: …."));
    }
};

QTEST_GUILESS_MAIN(TestEngineTransport)
#include "tst_engine_transport.moc"
