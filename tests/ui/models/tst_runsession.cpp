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

std::shared_ptr<const experiment::Experiment> plan()
{
    auto made = std::make_shared<experiment::Experiment>();
    made->id = QStringLiteral("abcdefghij");
    made->spec.engine = QStringLiteral("ollama");
    made->spec.model = QStringLiteral("tiny");
    made->spec.arms = {{QStringLiteral("Baseline"), {}, {}}};
    return made;
}

/// One that waited so long for its first text.
experiment::Call finished(int ordinal, qint64 waitS)
{
    experiment::Call made = call(ordinal);
    made.finished = true;
    made.trace.chunks = {chunk(waitS * 1000, QStringLiteral("yes"))};
    made.trace.endMarkerNs = (waitS + 1) * 1'000'000'000;
    made.metrics = measure::metricsOf(made.trace, made.state, made.evidence);
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
    void phasesLastAsBefore();
    void earlierExperimentsTell();
    void silenceIsToldUntilTextComes();
    void ofSeveralAgentsTheFirstIsFollowed();

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

/// The second call of a kind is told how long the first one took, and no call is told by itself.
void TestRunSession::phasesLastAsBefore()
{
    models::RunSession session([this] { return m_nowNs; });
    session.begin(plan());
    agent::Progress progress;
    progress.ordinal = 0;
    progress.activity = agent::Activity::Waiting;
    session.startCall(call(0));
    session.noteProgress(progress);
    QVERIFY(!session.eta());
    session.finishCall(finished(0, 3));
    QVERIFY(!session.eta());
    session.startCall(call(1));
    QVERIFY(!session.eta()); // the progress of the call before it
    progress.ordinal = 1;
    session.noteProgress(progress);
    QCOMPARE(session.eta(), std::optional(agent::Eta {3'000'000'000, 1}));
    progress.activity = agent::Activity::Cooldown;
    session.noteProgress(progress);
    QVERIFY(!session.eta());
}

void TestRunSession::earlierExperimentsTell()
{
    models::RunSession session([this] { return m_nowNs; });
    const auto earlier = [](const QString& id, qint64 waitS) {
        auto made = std::make_shared<experiment::Experiment>(*plan());
        made->id = id;
        made->calls = {finished(0, waitS)};
        return made;
    };
    session.learn(nullptr);
    session.learn(earlier(QStringLiteral("earlier001"), 3));
    session.learn(earlier(QStringLiteral("earlier001"), 3)); // the same again
    session.learn(earlier(QStringLiteral("earlier002"), 5));
    session.begin(plan());
    session.startCall(call(0));
    agent::Progress progress;
    progress.ordinal = 0;
    progress.activity = agent::Activity::Waiting;
    session.noteProgress(progress);
    QCOMPARE(session.eta(), std::optional(agent::Eta {4'000'000'000, 2}));
    session.finishCall(finished(0, 4));
    session.finish(earlier(plan()->id, 4));
    session.learn(earlier(plan()->id, 4)); // it was followed
    session.begin(earlier(QStringLiteral("another001"), 1));
    session.startCall(call(1));
    progress.ordinal = 1;
    session.noteProgress(progress);
    QCOMPARE(session.eta()->calls, 3);
}

void TestRunSession::silenceIsToldUntilTextComes()
{
    constexpr qint64 second = 1'000'000'000;
    m_nowNs = second;
    models::RunSession session([this] { return m_nowNs; });
    session.begin(plan());
    session.startCall(call(0));
    m_nowNs += 100 * second;
    QVERIFY(!session.stalledNs()); // before the first text the phase and its clock tell
    session.addChunks(0,
        {chunk(0, QStringLiteral("a")), chunk(20, QStringLiteral("b")), chunk(40, QStringLiteral("c")),
            chunk(60, QStringLiteral("d"))});
    m_nowNs += 2 * second - 1;
    QVERIFY(!session.stalledNs());
    m_nowNs += 2 * second + 1;
    QCOMPARE(session.stalledNs(), std::optional<qint64>(4 * second));
    session.addChunks(0, {chunk(4'100, QStringLiteral("e"))});
    QVERIFY(!session.stalledNs());
    m_nowNs += 5 * second;
    QVERIFY(session.stalledNs());
    session.finishCall(finished(0, 3));
    QVERIFY(!session.stalledNs());
}

/// The others' texts are kept, and their silences are not those of the first.
void TestRunSession::ofSeveralAgentsTheFirstIsFollowed()
{
    constexpr qint64 second = 1'000'000'000;
    m_nowNs = second;
    models::RunSession session([this] { return m_nowNs; });
    session.begin(plan());
    for (int agent = 1; agent <= 3; ++agent) {
        experiment::Call made = call(agent - 1);
        made.agent = agent;
        session.startCall(made);
    }
    QCOMPARE(session.currentCall()->agent, 1);
    session.addChunks(0,
        {chunk(0, QStringLiteral("a")), chunk(20, QStringLiteral("b")), chunk(40, QStringLiteral("c")),
            chunk(60, QStringLiteral("d"))});
    session.addChunks(2, {chunk(0, QStringLiteral("x"))});
    m_nowNs += 5 * second;
    session.addChunks(1, {chunk(5'000, QStringLiteral("y"))});
    QCOMPARE(session.stalledNs(), std::optional<qint64>(5 * second));
    QCOMPARE(session.callText(1, measure::ChunkKind::Content), QStringLiteral("y"));
    QCOMPARE(session.callText(2, measure::ChunkKind::Content), QStringLiteral("x"));
    experiment::Call done = finished(0, 3);
    done.agent = 1;
    session.finishCall(done);
    experiment::Call report = call(3);
    report.agent = 2;
    session.startCall(report);
    QCOMPARE(session.currentCall()->ordinal, 0); // its own report is still to come
    report = call(4);
    report.agent = 1;
    session.startCall(report);
    QCOMPARE(session.currentCall()->ordinal, 4);
}

QTEST_MAIN(TestRunSession)
#include "tst_runsession.moc"
