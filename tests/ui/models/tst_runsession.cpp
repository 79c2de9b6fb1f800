#include "models/runsession.h"

#include <QSignalSpy>
#include <QTest>

using namespace benchglass;

namespace {

measure::Chunk chunk(qint64 atMs, const QString& text, measure::ChunkKind kind = measure::ChunkKind::Content)
{
    measure::Chunk made;
    made.arrivalNs = atMs * 1'000'000;
    made.kind = kind;
    made.text = text;
    return made;
}

experiment::Call call(int ordinal)
{
    experiment::Call made;
    made.ordinal = ordinal;
    made.arm = QStringLiteral("Baseline");
    made.run = 1;
    return made;
}

} // namespace

class TestRunSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gathersTextInOrder();
    void waitingHasAClock();
    void rateOfTheLastSecond();
    void estimatesWhatRemains();
    void finishedKeepsEverything();
    void lateChunksChangeNothing();

private:
    qint64 m_nowNs = 0;
};

void TestRunSession::gathersTextInOrder()
{
    models::RunSession session;
    session.expect({});
    session.startCall(call(0));
    QSignalSpy text(&session, &models::RunSession::textArrived);
    session.addChunks(0,
        {chunk(10, QStringLiteral("let me "), measure::ChunkKind::Thinking),
            chunk(20, QStringLiteral("see"), measure::ChunkKind::Thinking),
            chunk(30, QStringLiteral("yes"))});
    QCOMPARE(text.count(), 2); // one stretch of thinking, one of answer
    QCOMPARE(text.at(0).at(2).toString(), QStringLiteral("let me see"));
    QCOMPARE(text.at(1).at(2).toString(), QStringLiteral("yes"));
    QCOMPARE(session.callText(0, measure::ChunkKind::Content), QStringLiteral("yes"));
    QCOMPARE(session.callText(0, measure::ChunkKind::Thinking), QStringLiteral("let me see"));
    session.addChunks(7, {chunk(40, QStringLiteral("of nobody"))});
    QCOMPARE(text.count(), 2);
}

void TestRunSession::waitingHasAClock()
{
    m_nowNs = 1'000;
    models::RunSession session([this] { return m_nowNs; });
    session.expect({});
    agent::Progress progress;
    progress.activity = agent::Activity::Waiting;
    m_nowNs = 5'000;
    session.noteProgress(progress);
    m_nowNs = 9'000;
    session.noteProgress(progress); // the same phase goes on
    QCOMPARE(session.phaseElapsedNs(), 4'000);
    progress.activity = agent::Activity::Writing;
    session.noteProgress(progress);
    QCOMPARE(session.phaseElapsedNs(), 0);
    QCOMPARE(session.runElapsedNs(), 8'000);
}

void TestRunSession::rateOfTheLastSecond()
{
    models::RunSession session;
    session.expect({});
    session.startCall(call(0));
    QVERIFY(!session.liveRatePerSecond());
    QList<measure::Chunk> chunks;
    for (int i = 0; i < 300; ++i)
        chunks.append(chunk(i * 10, QStringLiteral("x")));
    session.addChunks(0, chunks);
    QCOMPARE(*session.liveRatePerSecond(), 100.0);
}

void TestRunSession::estimatesWhatRemains()
{
    m_nowNs = 1;
    models::RunSession session([this] { return m_nowNs; });
    session.expect({});
    QVERIFY(!session.remainingNs());
    session.startCall(call(0));
    agent::Progress progress;
    progress.callsPlanned = 4;
    progress.callsDone = 1;
    m_nowNs = 1'001;
    session.noteProgress(progress);
    QCOMPARE(*session.remainingNs(), 3'000);
    QCOMPARE(session.doneRatio(), 0.25);
}

void TestRunSession::finishedKeepsEverything()
{
    models::RunSession session;
    experiment::Spec spec;
    spec.runs = 2;
    session.expect(spec);
    QVERIFY(session.isRunning());
    session.warn({base::ErrorCode::StreamBroken, QStringLiteral("It broke."), {}, base::Remedy::None});
    auto done = std::make_shared<experiment::Experiment>();
    done->id = QStringLiteral("abcdefghij");
    done->state = experiment::ExperimentState::Stopped;
    done->calls = {call(0), call(1)};
    session.finish(done);
    QVERIFY(!session.isRunning());
    QCOMPARE(session.experiment().calls.size(), 2);
    QCOMPARE(session.warnings().size(), 1);
    session.expect(spec);
    QVERIFY(session.warnings().isEmpty());
    QVERIFY(!session.currentCall());
}

void TestRunSession::lateChunksChangeNothing()
{
    models::RunSession session;
    session.expect({});
    experiment::Call done = call(0);
    session.startCall(done);
    done.finished = true;
    done.trace.chunks = {chunk(1, QStringLiteral("whole"))};
    session.finishCall(done);
    session.addChunks(0, {chunk(2, QStringLiteral(" twice"))});
    QCOMPARE(session.callText(0, measure::ChunkKind::Content), QStringLiteral("whole"));
}

QTEST_MAIN(TestRunSession)
#include "tst_runsession.moc"
