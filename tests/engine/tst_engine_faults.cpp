#include "engine/http/streamthread.h"
#include "engine/listening.h"
#include "servers/faultrows.h"
#include "servers/faultserver.h"
#include "servers/fulllistener.h"

#include <QProcess>
#include <QTest>

using namespace benchglass;
using base::ErrorCode;
using engine::Phase;
using measure::CallState;
using tests::Fault;
using tests::FaultProtocol;
using tests::FaultServer;
using tests::FullListener;
using tests::Listening;
using tests::Moment;
using tests::ScriptedServer;
using tests::Step;

namespace {

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

/// What comes of a call that fails.
Fault failure(CallState state, ErrorCode code, const QString& words, const QString& text = {})
{
    Fault fault;
    fault.state = state;
    fault.code = code;
    fault.words = words;
    fault.text = text;
    return fault;
}

/// The phase in which a call is when a moment has come.
Phase phaseOf(const Moment& moment)
{
    if (!moment.text.isEmpty())
        return Phase::Writing;
    return moment.thought.isEmpty() ? Phase::Waiting : Phase::Thinking;
}

} // namespace

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
    static void worksNow(engine::Engine& engine)
    {
        Listening heard(engine.start(prompt()));
        QVERIFY(heard.wait());
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

private Q_SLOTS:
    void initTestCase()
    {
        // No name of these tests is anybody else's to resolve.
        qputenv("no_proxy", "*");
        m_streams = std::make_shared<engine::StreamThread>();
    }

    void faults_data() { tests::addFaultRows(); }
    void faults()
    {
        QFETCH(const FaultProtocol, protocol);
        QFETCH(const Fault, fault);
        const FaultServer server(protocol, fault.steps);
        const auto engine = engineAt(protocol, server.url());
        Listening heard(engine->start(prompt(fault.limits)));
        QVERIFY(heard.wait());
        compare(heard, fault);
        if (QTest::currentTestFailed())
            return;
        if (fault.tokens)
            QCOMPARE(heard.outcome->trace.server.outputTokens, fault.tokens);
        if (fault.isCountAbsent)
            QVERIFY(!heard.outcome->trace.server.outputTokens);
        worksNow(*engine);
    }

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
                compare(heard, failure(CallState::Error, ErrorCode::Unreachable, words));
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
            QProcess process;
            process.start(QStringLiteral(BENCHGLASS_FAULTSERVER), {protocol.engine, QStringLiteral("half")});
            QVERIFY(process.waitForReadyRead(20'000));
            const auto engine = engineAt(protocol, QString::fromLatin1(process.readLine()).trimmed());
            Listening heard(engine->start(prompt()));
            QTRY_COMPARE(heard.chunks.size(), 2);
            process.kill(); // SIGKILL
            QVERIFY(heard.wait());
            compare(heard,
                failure(CallState::Aborted, ErrorCode::StreamBroken, QStringLiteral("broke off"),
                    QStringLiteral("Half a sentence")));
            QTRY_COMPARE(process.state(), QProcess::NotRunning);
            Listening next(engine->start(prompt())); // and now nobody is there
            QVERIFY(next.wait());
            QCOMPARE(next.outcome->error->code, ErrorCode::Unreachable);
        }
    }

    void cancelled_data() { tests::addMomentRows(); }
    void cancelled()
    {
        QFETCH(const FaultProtocol, protocol);
        QFETCH(const Moment, moment);
        const FaultServer server(protocol, moment.steps);
        const auto engine = engineAt(protocol, server.url());
        Listening heard(engine->start(prompt()));
        QTRY_VERIFY(heard.phases.contains(phaseOf(moment)) && server.openConnections() == 1);
        heard.generation->cancel();
        QVERIFY(heard.wait());
        compare(heard, failure(CallState::Cancelled, ErrorCode::Cancelled, {}, moment.text));
        QTRY_COMPARE(server.abandoned(), 1);
        worksNow(*engine);
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
            const FaultServer server(protocol,
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
            worksNow(*engine);
        }
    }
};

QTEST_GUILESS_MAIN(TestEngineFaults)
#include "tst_engine_faults.moc"
