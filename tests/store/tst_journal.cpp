#include "store/library.h"

#include "experiment/randomexperiment.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace benchglass;
using experiment::Experiment;
using store::JournalWriter;
using store::Library;

namespace {

constexpr int chunksPerCall = 300;
constexpr int chunkEveryMs = 4;

Experiment running(const QString& id)
{
    Experiment made;
    made.id = id;
    made.spec.folder = QStringLiteral("/data");
    made.spec.arms = {experiment::Arm {QStringLiteral("Baseline"), {}, {}}};
    made.createdUtc = QDateTime::currentDateTimeUtc();
    return made;
}

experiment::Call openCall(int ordinal)
{
    experiment::Call call;
    call.ordinal = ordinal;
    call.arm = QStringLiteral("Baseline");
    call.run = ordinal + 1;
    call.stage = measure::Stage::Report;
    return call;
}

measure::Chunk chunkAt(int index)
{
    measure::Chunk chunk;
    chunk.arrivalNs = index;
    chunk.text = QStringLiteral("word%1 ").arg(index);
    return chunk;
}

/// The second process: streams calls for ever and says what it has handed to the journal.
int streamForEver(const QString& dsn)
{
    JournalWriter journal(dsn);
    const Experiment run = running(QStringLiteral("killed0000"));
    journal.begin(run);
    for (int ordinal = 0;; ++ordinal) {
        experiment::Call call = openCall(ordinal);
        journal.callStarted(run.id, call);
        for (int i = 0; i < chunksPerCall; ++i) {
            call.trace.chunks += chunkAt(i);
            journal.chunksArrived(run.id, ordinal, {call.trace.chunks.last()});
            std::printf("%d %d\n", ordinal, i);
            std::fflush(stdout);
            QThread::msleep(chunkEveryMs);
        }
        call.finished = true;
        journal.callFinished(run.id, call);
    }
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesInOrder();
    void chunksAreOnDiskWithinASecond();
    void killedProcess_data();
    void killedProcess();
    void waitsForALockedFile();
    void unwritablePlaceIsSaid();
    void unknownExperimentDoesNotBlock();
    void returnsAtOnce();

private:
    QTemporaryDir m_folder;
};

void TestJournal::writesInOrder()
{
    const QString path = m_folder.filePath(QStringLiteral("order.sqlite"));
    Experiment run = test::RandomExperiment(21).make(8, 50);
    {
        JournalWriter journal(path);
        Experiment begun = run;
        begun.calls.clear();
        journal.begin(begun);
        for (experiment::Call& call : run.calls) {
            experiment::Call open = call;
            open.finished = false;
            open.trace.chunks.clear();
            journal.callStarted(run.id, open);
            for (const measure::Chunk& chunk : std::as_const(call.trace.chunks))
                journal.chunksArrived(run.id, call.ordinal, {chunk});
            call.finished = true;
            journal.callFinished(run.id, call);
        }
        journal.finished(run.id, run.state, run.error, run.finishedUtc);
    }
    const auto back = (*Library::open(path))->load(run.id);
    QVERIFY(back);
    QVERIFY(*back == run);
}

void TestJournal::chunksAreOnDiskWithinASecond()
{
    const QString path = m_folder.filePath(QStringLiteral("second.sqlite"));
    JournalWriter journal(path);
    const Experiment run = running(QStringLiteral("second0000"));
    journal.begin(run);
    journal.callStarted(run.id, openCall(0));
    journal.flush();
    const auto reader = Library::open(path);
    QVERIFY(reader);
    journal.chunksArrived(run.id, 0, {chunkAt(0), chunkAt(1)});
    QTRY_COMPARE_WITH_TIMEOUT((*reader)->load(run.id)->calls.first().trace.chunks.size(), 2, 1000);
}

void TestJournal::killedProcess_data()
{
    QTest::addColumn<int>("afterMs");
    std::random_device random;
    for (int i = 0; i < 4; ++i)
        QTest::addRow("moment %d", i) << 1800 + static_cast<int>(random() % 3000);
}

void TestJournal::killedProcess()
{
    QFETCH(int, afterMs);
    const QString path = m_folder.filePath(QStringLiteral("killed-%1.sqlite").arg(afterMs));
    QProcess writer;
    writer.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--stream"), path});
    QVERIFY(writer.waitForStarted());
    QVERIFY(writer.waitForReadyRead(20'000));
    QTest::qWait(afterMs);
    writer.kill();
    QVERIFY(writer.waitForFinished());
    const QList<QByteArray> lines = writer.readAllStandardOutput().trimmed().split('\n');
    const QList<QByteArray> last = lines.last().split(' ');
    QCOMPARE(last.size(), 2);
    const int ordinal = last.at(0).toInt();
    const int chunk = last.at(1).toInt();

    const auto library = Library::open(path);
    QVERIFY(library && !(*library)->openedWith());
    QCOMPARE(*(*library)->recoverInterrupted(), QStringList {QStringLiteral("killed0000")});
    const auto run = (*library)->load(QStringLiteral("killed0000"));
    QVERIFY(run);
    // Everything handed over more than a second before is there: the last second is this many chunks.
    const int handed = ordinal * chunksPerCall + chunk + 1;
    int there = 0;
    for (const experiment::Call& call : run->calls) {
        for (qsizetype i = 0; i < call.trace.chunks.size(); ++i)
            QVERIFY(call.trace.chunks.at(i) == chunkAt(static_cast<int>(i)));
        if (call.finished)
            QCOMPARE(call.trace.chunks.size(), chunksPerCall);
        there += static_cast<int>(call.trace.chunks.size());
    }
    QVERIFY2(
        there >= handed - 1000 / chunkEveryMs, qPrintable(QStringLiteral("%1 of %2").arg(there).arg(handed)));
}

void TestJournal::waitsForALockedFile()
{
    const QString path = m_folder.filePath(QStringLiteral("locked.sqlite"));
    QVERIFY(Library::open(path));
    JournalWriter journal(path);
    journal.flush();
    {
        QSqlDatabase blocker =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("blocker"));
        blocker.setDatabaseName(path);
        QVERIFY(blocker.open());
        QSignalSpy failed(&journal, &JournalWriter::failed);
        QVERIFY(QSqlQuery(blocker).exec(QStringLiteral("BEGIN IMMEDIATE")));
        journal.begin(running(QStringLiteral("locked0000")));
        QVERIFY(failed.wait(8000));
        QCOMPARE(failed.first().first().value<base::Error>().code, base::ErrorCode::StoreUnusable);
        QVERIFY(QSqlQuery(blocker).exec(QStringLiteral("COMMIT")));
        journal.flush();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("blocker"));
    QVERIFY((*Library::open(path))->load(QStringLiteral("locked0000")));
}

void TestJournal::unwritablePlaceIsSaid()
{
    JournalWriter journal(QStringLiteral("/proc/library.sqlite"));
    QSignalSpy failed(&journal, &JournalWriter::failed);
    journal.begin(running(QStringLiteral("nowhere000")));
    QVERIFY(failed.wait(5000));
    QCOMPARE(failed.first().first().value<base::Error>().remedy, base::Remedy::ChooseOtherPlace);
    QTest::qWait(1500);
    QCOMPARE(failed.size(), 1);
}

void TestJournal::unknownExperimentDoesNotBlock()
{
    const QString path = m_folder.filePath(QStringLiteral("unknown.sqlite"));
    JournalWriter journal(path);
    QSignalSpy failed(&journal, &JournalWriter::failed);
    journal.chunksArrived(QStringLiteral("nobody0000"), 0, {chunkAt(0)});
    journal.begin(running(QStringLiteral("somebody00")));
    journal.flush();
    QVERIFY((*Library::open(path))->load(QStringLiteral("somebody00")));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<base::Error>().code, base::ErrorCode::NotFound);
}

void TestJournal::returnsAtOnce()
{
    JournalWriter journal(m_folder.filePath(QStringLiteral("fast.sqlite")));
    const Experiment run = running(QStringLiteral("fast000000"));
    journal.begin(run);
    journal.callStarted(run.id, openCall(0));
    journal.flush();
    qint64 slowestNs = 0;
    for (int i = 0; i < 2000; ++i) {
        QElapsedTimer clock;
        clock.start();
        journal.chunksArrived(run.id, 0, {chunkAt(i)});
        slowestNs = std::max(slowestNs, clock.nsecsElapsed());
    }
    // Far below what a commit takes with a file that is synchronised; generous for busy machines.
    QVERIFY2(slowestNs < 200'000'000, qPrintable(QString::number(slowestNs)));
}

int main(int argc, char* argv[])
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && QString::fromLocal8Bit(argv[1]) == u"--stream")
        return streamForEver(QString::fromLocal8Bit(argv[2]));
    TestJournal test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_journal.moc"
