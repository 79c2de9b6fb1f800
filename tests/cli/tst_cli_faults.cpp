#include "cli/faultyruns.h"
#include "cli/terminal.h"
#include "experiment/json.h"
#include "servers/faultrows.h"
#include "servers/hangingserver.h"
#include "servers/tlscertificates.h"
#include "servers/tlsserver.h"

#include <QFile>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace benchglass;
using base::ErrorCode;
using experiment::ExperimentState;
using measure::CallState;
using measure::Stage;
using tests::Cli;
using tests::Ended;
using tests::Fault;
using tests::FaultProtocol;
using tests::FaultServer;
using tests::FaultyRun;
using tests::Moment;
using tests::ScriptedServer;
using tests::Step;
using tests::Terminal;

namespace {

bool isWhole(const experiment::Call& call)
{
    return call.state == CallState::Ok || call.state == CallState::Length;
}

bool endsTheRun(const Fault& fault)
{
    return fault.code == ErrorCode::Unreachable || fault.code == ErrorCode::ModelMissing;
}

int exitCodeFor(const Fault& fault)
{
    if (endsTheRun(fault))
        return 3;
    // Without an analysis there is nothing to report on: a run that was planned is missing.
    return fault.code || fault.text.isEmpty() ? 1 : 0;
}

QString seconds(int ms)
{
    return QString::number(ms / 1000.0);
}

/// What is left of a run, as its JSON tells it.
experiment::Experiment experimentIn(const Ended& ended)
{
    const auto read = experiment::experimentFromJson(ended.json());
    return read ? *read : experiment::Experiment();
}

const experiment::Call* callOf(const experiment::Experiment& experiment, int run, Stage stage)
{
    for (const experiment::Call& call : experiment.calls) {
        if (call.run == run && call.stage == stage)
            return &call;
    }
    return nullptr;
}

/// A request that gets no answer, and what has come of the run until then.
struct Pause
{
    tests::Hanging hanging;
    QStringList more; ///< Options of the command.
    int calls = 0;    ///< Finished before.
};

} // namespace

Q_DECLARE_METATYPE(Pause)

/// Whatever a server does, as somebody meets it who uses the command line.
class TestCliFaults : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::unique_ptr<tests::FaultyRuns> m_faulty;

    QString folder() const { return m_dir.filePath(QStringLiteral("data")); }

    QStringList command(const FaultProtocol& protocol, const QString& url, const QStringList& more = {}) const
    {
        return QStringList {QStringLiteral("run"), folder(), QStringLiteral("--engine"), protocol.engine,
                   QStringLiteral("--url"), url, QStringLiteral("--model"), QStringLiteral("tiny"),
                   QStringLiteral("--warmup"), QStringLiteral("0"), QStringLiteral("--json")}
        + more;
    }

    QStringList store(const QString& name) const
    {
        return {QStringLiteral("--store"), m_dir.filePath(name + QStringLiteral(".db"))};
    }

    QStringList commandFor(const FaultyRun& run, int index) const
    {
        const base::Timeouts& limits = run.fault.limits;
        return command(run.protocol, run.server->url(),
            store(QString::number(index))
                + QStringList {QStringLiteral("--runs"), QStringLiteral("2"),
                    QStringLiteral("--timeout-connect"), seconds(limits.connectMs),
                    QStringLiteral("--timeout-first"), seconds(limits.firstByteMs),
                    QStringLiteral("--timeout-idle"), seconds(limits.idleMs),
                    QStringLiteral("--timeout-total"), seconds(limits.totalMs)});
    }

    Ended run(const QStringList& arguments) const
    {
        Cli cli;
        cli.start(arguments);
        return cli.wait();
    }

    /// Nothing was begun: a sentence, and no data.
    static void neverBegan(const Ended& ended, const QString& words)
    {
        QCOMPARE(ended.exitCode, 3);
        QVERIFY(ended.out.isEmpty());
        QCOMPARE(ended.err.count(QStringLiteral("benchglass-cli: ")), 1);
        QVERIFY2(ended.err.contains(words), qPrintable(ended.err));
    }

    static void isAsExpected(const experiment::Call& call, const Fault& fault)
    {
        const bool isEndedHere = fault.isEndless && call.state == CallState::Aborted;
        if (isEndedHere) {
            QVERIFY(!call.text().isEmpty() && fault.text.startsWith(call.text()));
            QCOMPARE(call.flags & fault.flags, fault.flags);
            return;
        }
        QCOMPARE(call.state, fault.state);
        QCOMPARE(call.error.has_value(), fault.code.has_value());
        if (fault.code)
            QCOMPARE(call.error->code, *fault.code);
        QCOMPARE(call.text(), fault.text);
        QVERIFY2(
            (call.flags & fault.flags) == fault.flags, qPrintable(measure::flagNames(call.flags).join(u' ')));
        if (fault.tokens)
            QCOMPARE(call.metrics.outputTokens, fault.tokens);
        if (fault.isCountAbsent || !isWhole(call))
            QVERIFY(!call.metrics.outputTokens);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("no_proxy", "*"); // no name of these tests is anybody else's to resolve
        QVERIFY(QDir().mkpath(folder()));
        QFile file(folder() + QStringLiteral("/a.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("model,tokens_per_second\nm1,100.5\nm1,101.5\nm2,50.25\n");
        file.close();
        m_faulty = std::make_unique<tests::FaultyRuns>(
            [this](const FaultyRun& run, int index) { return commandFor(run, index); });
    }

    void faults_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const FaultyRun& run : m_faulty->all())
            QTest::addRow("%s: %s", qPrintable(run.protocol.engine), qPrintable(run.fault.name)) << index++;
    }
    void faults()
    {
        QFETCH(const int, index);
        const FaultyRun& faulty = m_faulty->all().at(std::size_t(index));
        const Ended ended = m_faulty->ended(index);
        QVERIFY2(ended.err.contains(faulty.fault.words), qPrintable(ended.err));
        const experiment::Experiment done = experimentIn(ended);
        const experiment::Call* first = callOf(done, 1, Stage::Analysis);
        QVERIFY(first);
        isAsExpected(*first, faulty.fault);
        if (QTest::currentTestFailed())
            return;
        const int exitCode = first->state == faulty.fault.state ? exitCodeFor(faulty.fault) : 1;
        QVERIFY2(ended.exitCode == exitCode, qPrintable(ended.err));
        QCOMPARE(callOf(done, 1, Stage::Report) != nullptr, exitCode == 0);
        experiment::Experiment second = done;
        if (endsTheRun(faulty.fault)) {
            QCOMPARE(done.state, ExperimentState::Failed);
            second = experimentIn(run(commandFor(faulty, index)));
        }
        QCOMPARE(second.state, ExperimentState::Finished);
        for (const Stage stage : {Stage::Analysis, Stage::Report}) {
            const experiment::Call* next = callOf(second, 2, stage);
            QVERIFY(next);
            QCOMPARE(next->state, CallState::Ok);
            QCOMPARE(next->text(), QStringLiteral("fine"));
        }
    }

    void theServerIsKilled_data() { tests::addProtocolRows(); }
    void theServerIsKilled()
    {
        QFETCH(const FaultProtocol, protocol);
        QProcess server;
        server.start(QStringLiteral(BENCHGLASS_FAULTSERVER), {protocol.engine, QStringLiteral("half")});
        QVERIFY(server.waitForReadyRead(20'000));
        const Terminal terminal;
        Cli cli;
        cli.process().setStandardErrorFile(terminal.path());
        cli.start(command(protocol, QString::fromLatin1(server.readLine()).trimmed(),
            store(QStringLiteral("killed-") + protocol.engine)));
        QTRY_VERIFY_WITH_TIMEOUT(terminal.text().contains("writing"), 20'000);
        server.kill(); // SIGKILL
        const Ended ended = cli.wait();
        QCOMPARE(ended.exitCode, 1);
        QVERIFY(terminal.text().contains("broke off"));
        const experiment::Experiment done = experimentIn(ended);
        QCOMPARE(done.calls.size(), 1);
        QCOMPARE(done.calls.first().state, CallState::Aborted);
        QCOMPARE(done.calls.first().text(), QStringLiteral("Half a sentence"));
        QTRY_COMPARE(server.state(), QProcess::NotRunning);
    }

    void theServerGoesBetweenTwoCalls_data() { tests::addProtocolRows(); }
    void theServerGoesBetweenTwoCalls()
    {
        QFETCH(const FaultProtocol, protocol);
        FaultServer server(protocol);
        server.leaveAtCall(1);
        const Ended ended =
            run(command(protocol, server.url(), store(QStringLiteral("gone-") + protocol.engine)));
        QVERIFY2(ended.exitCode == 3, qPrintable(ended.err));
        QVERIFY2(
            ended.err.contains(QStringLiteral("Nothing answers at ") + server.url()), qPrintable(ended.err));
        const experiment::Experiment done = experimentIn(ended);
        QCOMPARE(done.state, ExperimentState::Failed);
        QCOMPARE(done.calls.size(), 2);
        QCOMPARE(done.calls.first().text(), QStringLiteral("fine"));
        QCOMPARE(done.calls.last().error->code, ErrorCode::Unreachable);
    }

    void nobodyThere_data() { tests::addProtocolRows(); }
    void nobodyThere()
    {
        QFETCH(const FaultProtocol, protocol);
        const QString url = ScriptedServer().url(); // gone again
        neverBegan(run(command(protocol, url)), QString(QStringLiteral("Nothing answers at ") + url));
        neverBegan(run(command(protocol, QStringLiteral("http://no-such-host.invalid:11434"))),
            QStringLiteral("No address is known for no-such-host.invalid."));
    }

    void certificates_data() { tests::addProtocolRows(); }
    void certificates()
    {
        using Kind = tests::TlsCertificates::Kind;
        QFETCH(const FaultProtocol, protocol);
        const tests::TlsCertificates made;
        if (!QSslSocket::supportsSsl() || !made.whyNot().isEmpty())
            QSKIP("no certificates can be made here");
        const QStringList trusting {QStringLiteral("--ca-file"), made.authority()};
        const auto refusedFor = [&](Kind kind, const QStringList& more, const char* words) {
            const tests::TlsServer server(made.certificate(kind), made.key(), {});
            neverBegan(run(command(protocol, server.url(), more)), QString::fromLatin1(words));
        };
        refusedFor(Kind::Good, {}, "Nobody who is trusted here");
        refusedFor(Kind::Expired, trusting, "has expired");
        refusedFor(Kind::WrongHost, trusting, "made for another name");
        const ScriptedServer plain;
        neverBegan(run(command(protocol, plain.url().replace(u"http:"_qs, u"https:"_qs))),
            QStringLiteral("does not speak HTTPS"));
    }

    void aServerThatCannotSayWhatItIs_data()
    {
        QTest::addColumn<FaultProtocol>("protocol");
        QTest::addColumn<QList<Step>>("steps");
        for (const FaultProtocol& protocol : tests::faultProtocols()) {
            for (const Fault& fault : tests::faultsOf(protocol)) {
                const bool isReply = fault.code && fault.text.isEmpty() && fault.code != ErrorCode::Timeout;
                if (isReply)
                    QTest::addRow("%s: %s", qPrintable(protocol.engine), qPrintable(fault.name))
                        << protocol << fault.steps;
            }
        }
    }
    /// The same replies where it is asked for its version and models: one sentence with its address.
    void aServerThatCannotSayWhatItIs()
    {
        QFETCH(const FaultProtocol, protocol);
        QFETCH(const QList<Step>, steps);
        FaultServer server(protocol);
        for (const char* route : {"GET /", "GET /api/version", "GET /api/tags", "GET /v1/models"})
            server.route(route, steps);
        neverBegan(run(command(protocol, server.url())), QStringLiteral("127.0.0.1"));
        QCOMPARE(server.callCount(), 0);
    }

    void interrupted_data() { tests::addMomentRows(); }
    /// Ctrl+C twice: what came is kept, and the server is left in peace.
    void interrupted()
    {
        QFETCH(const FaultProtocol, protocol);
        QFETCH(const Moment, moment);
        const FaultServer server(protocol, moment.steps);
        const Terminal terminal;
        Cli cli;
        cli.process().setStandardErrorFile(terminal.path());
        cli.start(command(protocol, server.url(),
            store(QStringLiteral("stopped-%1-%2").arg(protocol.engine, moment.name))));
        const char* const phase = !moment.text.isEmpty() ? "writing"
            : !moment.thought.isEmpty()                  ? "thinking"
                                                         : "waiting for the first token";
        QTRY_VERIFY_WITH_TIMEOUT(terminal.text().contains(phase) && server.callCount() == 1, 20'000);
        cli.interrupt();
        QTRY_VERIFY_WITH_TIMEOUT(terminal.text().contains("once more to stop now"), 20'000);
        cli.interrupt();
        const Ended ended = cli.wait();
        QCOMPARE(ended.exitCode, 1);
        const experiment::Experiment done = experimentIn(ended);
        QCOMPARE(done.state, ExperimentState::Stopped);
        QCOMPARE(done.calls.size(), 1);
        QCOMPARE(done.calls.first().state, CallState::Cancelled);
        QCOMPARE(done.calls.first().text(), moment.text);
        QCOMPARE(done.calls.first().trace.text(measure::ChunkKind::Thinking), moment.thought);
        QTRY_COMPARE(server.abandoned(), 1);
    }

    void interruptedBetweenCalls_data()
    {
        QTest::addColumn<Pause>("pause");
        const FaultProtocol ollama = tests::ollamaFaults();
        const FaultProtocol openAi = tests::openAiFaults();
        const QStringList cold {QStringLiteral("--cold")};
        QTest::newRow("ollama: asked what it is") << Pause {{ollama, "GET /api/version", 1}, {}, 0};
        QTest::newRow("ollama: asked for its models") << Pause {{ollama, "GET /api/tags", 1}, {}, 0};
        QTest::newRow("ollama: asked about a model") << Pause {{ollama, "POST /api/show", 1}, {}, 0};
        QTest::newRow("ollama: asked to unload") << Pause {{ollama, "POST /api/generate", 1}, cold, 0};
        QTest::newRow("ollama: asked before a call") << Pause {{ollama, "GET /api/ps", 1}, {}, 0};
        QTest::newRow("ollama: asked after a call") << Pause {{ollama, "GET /api/ps", 2}, {}, 1};
        QTest::newRow("openai: asked for its models") << Pause {{openAi, "GET /v1/models", 1}, {}, 0};
    }
    /// Where no call is under way, stopping does not wait for a server, either. What it may take to answer
    /// such a question is 8 s.
    void interruptedBetweenCalls()
    {
        QFETCH(const Pause, pause);
        tests::HangingServer server(pause.hanging);
        server.arm();
        const Terminal terminal;
        Cli cli;
        cli.process().setStandardErrorFile(terminal.path());
        cli.start(command(pause.hanging.protocol, server.url(),
            store(QString::fromLatin1(QTest::currentDataTag()).remove(u' ')) + pause.more));
        QTRY_VERIFY_WITH_TIMEOUT(server.isHanging(), 20'000);
        QElapsedTimer sinceStop;
        sinceStop.start();
        cli.interrupt();
        QTRY_VERIFY_WITH_TIMEOUT(terminal.text().contains("once more to stop now"), 20'000);
        cli.interrupt();
        const Ended ended = cli.wait();
        QVERIFY2(sinceStop.elapsed() < 6'000, "it waited for the server");
        QCOMPARE(ended.exitCode, 1);
        const experiment::Experiment done = experimentIn(ended);
        QCOMPARE(done.calls.size(), pause.calls);
        for (const experiment::Call& call : done.calls)
            QCOMPARE(call.text(), QStringLiteral("fine"));
    }

    void interruptedInAPause()
    {
        const FaultServer server(tests::ollamaFaults());
        const Terminal terminal;
        Cli cli;
        cli.process().setStandardErrorFile(terminal.path());
        cli.start(command(tests::ollamaFaults(), server.url(),
            store(QStringLiteral("pause"))
                + QStringList {QStringLiteral("--runs"), QStringLiteral("2"), QStringLiteral("--cooldown"),
                    QStringLiteral("600")}));
        QTRY_VERIFY_WITH_TIMEOUT(terminal.text().contains("cooling down"), 20'000);
        cli.interrupt(); // no stage is under way: once is enough
        const Ended ended = cli.wait();
        QCOMPARE(ended.exitCode, 1);
        const experiment::Experiment done = experimentIn(ended);
        QCOMPARE(done.state, ExperimentState::Stopped);
        QCOMPARE(done.calls.size(), 2);
    }

    void nothingMeasuredIsSaid_data() { tests::addProtocolRows(); }
    void nothingMeasuredIsSaid()
    {
        QFETCH(const FaultProtocol, protocol);
        const FaultServer server(protocol, {Step::send(ScriptedServer::reply(500, "text/plain", "no luck"))});
        const QStringList library = store(QStringLiteral("nothing-") + protocol.engine);
        QStringList arguments = command(protocol, server.url(), library);
        arguments.removeAll(QStringLiteral("--json"));
        const Ended ended = run(arguments);
        QCOMPARE(ended.exitCode, 1);
        const QString words = QStringLiteral("ended: 0 of 1 calls measured");
        QVERIFY2(QString::fromUtf8(ended.out).contains(words), ended.out.constData());
        QVERIFY2(!ended.out.contains("finished"), ended.out.constData());
        const Ended list = run(QStringList {QStringLiteral("list")} + library);
        QVERIFY2(QString::fromUtf8(list.out).contains(words), list.out.constData());
        QVERIFY2(!list.out.contains("finished"), list.out.constData());
        const Ended json = run(QStringList {QStringLiteral("list"), QStringLiteral("--json")} + library);
        QVERIFY(json.out.contains("\"finished\"")); // programs read the state's name
    }
};

QTEST_GUILESS_MAIN(TestCliFaults)
#include "tst_cli_faults.moc"
