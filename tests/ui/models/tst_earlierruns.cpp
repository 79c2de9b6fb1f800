#include "models/earlierruns.h"

#include "models/runsession.h"
#include "store/library.h"
#include "workbench/workbench.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace benchglass;

namespace {

constexpr qint64 second = 1'000'000'000;

/// An experiment of one call that waited so long for its first text.
experiment::Experiment earlier(int number, qint64 waitS)
{
    experiment::Experiment made;
    made.id = QStringLiteral("earlier%1").arg(number, 3, 10, QLatin1Char('0'));
    made.state = experiment::ExperimentState::Finished;
    made.createdUtc = QDateTime(QDate(2025, 11, 1).addDays(number), QTime(12, 0), Qt::UTC);
    made.spec.engine = QStringLiteral("ollama");
    made.spec.model = QStringLiteral("tiny");
    made.spec.arms = {{QStringLiteral("A"), {}, {}}, {QStringLiteral("B"), {}, {}}};
    experiment::Call call;
    call.arm = QStringLiteral("A");
    call.run = 1;
    call.finished = true;
    measure::Chunk chunk;
    chunk.arrivalNs = waitS * second;
    chunk.text = QStringLiteral("yes");
    call.trace.chunks = {chunk};
    call.trace.endMarkerNs = chunk.arrivalNs + second;
    call.metrics = measure::metricsOf(call.trace, call.state, call.evidence);
    made.calls = {call};
    return made;
}

/// What a session expects of a call like those.
std::optional<agent::Eta> etaOf(models::RunSession& session)
{
    auto begun = std::make_shared<experiment::Experiment>(earlier(999, 0));
    begun->calls.clear();
    session.begin(begun);
    experiment::Call call;
    call.arm = QStringLiteral("A");
    call.run = 1;
    session.startCall(call);
    agent::Progress progress;
    progress.ordinal = 0;
    progress.activity = agent::Activity::Waiting;
    session.noteProgress(progress);
    return session.eta();
}

} // namespace

class TestEarlierRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestTell();
    void anEmptyLibraryTellsNothing();
    void noQuestionDuringARun();

private:
    QString libraryOf(int experiments)
    {
        const QString path = m_folder.filePath(QStringLiteral("%1.sqlite").arg(experiments));
        const auto library = store::Library::open(path);
        if (!library)
            qFatal("no library");
        for (int number = 1; number <= experiments; ++number) {
            if (!(*library)->save(earlier(number, number)))
                qFatal("not saved");
        }
        return path;
    }

    QTemporaryDir m_folder;
};

void TestEarlierRuns::theNewestTell()
{
    workbench::Workbench workbench(libraryOf(9));
    models::RunSession session;
    const models::EarlierRuns runs(&workbench, &session);
    QSignalSpy learned(&runs, &models::EarlierRuns::learned);
    QVERIFY(learned.wait());
    // Six of them, each listed by two arms: the waits of 4 to 9 s.
    QCOMPARE(etaOf(session), std::optional(agent::Eta {13 * second / 2, 6}));
}

void TestEarlierRuns::anEmptyLibraryTellsNothing()
{
    workbench::Workbench workbench(libraryOf(0));
    models::RunSession session;
    const models::EarlierRuns runs(&workbench, &session);
    QSignalSpy learned(&runs, &models::EarlierRuns::learned);
    QVERIFY(learned.wait());
    QVERIFY(!etaOf(session));
}

void TestEarlierRuns::noQuestionDuringARun()
{
    workbench::Workbench workbench(libraryOf(3));
    models::RunSession session;
    const models::EarlierRuns runs(&workbench, &session);
    QSignalSpy learned(&runs, &models::EarlierRuns::learned);
    session.expect(earlier(1, 1).spec); // before the list came
    QVERIFY(learned.wait());
    QVERIFY(!etaOf(session));
}

QTEST_GUILESS_MAIN(TestEarlierRuns)
#include "tst_earlierruns.moc"
