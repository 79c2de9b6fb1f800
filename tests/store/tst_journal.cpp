#include "store/journalqueue.h"
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
    void callsAtOnceKeepApart();
    void chunksAreOnDiskWithinASecond();
    void killedProcess_data();
    void killedProcess();
    void waitsForALockedFile();
    void unwritablePlaceIsSaid();
    void unknownExperimentDoesNotBlock();
    void returnsAtOnce();
    void aBurstThatCanBeWrittenLosesNothing();
    void keepsALimitOfMemory();
    void finishedCallStandsForItsPieces();
    void recoversFromDamage();

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

void TestJournal::callsAtOnceKeepApart()
{
    const QString path = m_folder.filePath(QStringLiteral("atonce.sqlite"));
    const Experiment run = running(QStringLiteral("atonce0000"));
    QList<experiment::Call> calls;
    {
        JournalWriter journal(path);
        journal.begin(run);
        for (int agent = 1; agent <= 3; ++agent) {
            experiment::Call call = openCall(agent - 1);
            call.run = 1;
            call.agent = agent;
            journal.callStarted(run.id, call);
            calls += call;
        }
        for (int at = 0; at < 30; ++at) {
            experiment::Call& call = calls[at % 3];
            call.trace.chunks += chunkAt(at);
            journal.chunksArrived(run.id, call.ordinal, {call.trace.chunks.last()});
        }
        calls[2].finished = true; // The last one is done first; the others are still open.
        journal.callFinished(run.id, calls.at(2));
    }
    const auto back = (*Library::open(path))->load(run.id);
    QVERIFY(back);
    QCOMPARE(back->calls.size(), 3);
    for (int at = 0; at < 3; ++at) {
        QCOMPARE(back->calls.at(at).agent, at + 1);
        QCOMPARE(back->calls.at(at).finished, at == 2);
        QCOMPARE(back->calls.at(at).trace.chunks, calls.at(at).trace.chunks);
    }
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

/// Holds the lock to write for as long as it lives.
class Blocker
{
public:
    explicit Blocker(const QString& path)
    {
        QSqlDatabase database =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("blocker"));
        database.setDatabaseName(path);
        database.open();
        m_isHeld = QSqlQuery(database).exec(QStringLiteral("BEGIN IMMEDIATE"));
    }
    ~Blocker() { QSqlDatabase::removeDatabase(QStringLiteral("blocker")); }
    Q_DISABLE_COPY_MOVE(Blocker)

    bool isHeld() const { return m_isHeld; }

private:
    bool m_isHeld = false;
};

void TestJournal::aBurstThatCanBeWrittenLosesNothing()
{
    const QString path = m_folder.filePath(QStringLiteral("burst.sqlite"));
    constexpr int calls = 12;
    const Experiment run = running(QStringLiteral("burst00000"));
    JournalWriter journal(path, nullptr, 256 << 10); // of a call or two
    QSignalSpy failed(&journal, &JournalWriter::failed);
    journal.begin(run);
    QList<measure::Chunk> chunks;
    for (int i = 0; i < 1000; ++i)
        chunks += chunkAt(i);
    for (int ordinal = 0; ordinal < calls; ++ordinal)
        journal.callStarted(run.id, openCall(ordinal));
    for (int ordinal = 0; ordinal < calls; ++ordinal)
        journal.chunksArrived(run.id, ordinal, chunks);
    for (int ordinal = 0; ordinal < calls; ++ordinal) {
        experiment::Call whole = openCall(ordinal);
        whole.trace.chunks = chunks;
        whole.finished = true;
        journal.callFinished(run.id, whole);
    }
    QVERIFY(journal.waitingBytes() > 256 << 10);
    journal.flush();
    QCOMPARE(failed.size(), 0);
    const auto back = (*Library::open(path))->load(run.id);
    QVERIFY(back);
    QCOMPARE(back->calls.size(), calls);
    for (const experiment::Call& call : back->calls) {
        QVERIFY(call.finished);
        QVERIFY(call.trace.chunks == chunks);
    }
}

void TestJournal::keepsALimitOfMemory()
{
    const QString path = m_folder.filePath(QStringLiteral("limit.sqlite"));
    constexpr qint64 mostBytes = 1 << 20;
    const Experiment run = running(QStringLiteral("limited000"));
    JournalWriter journal(path, nullptr, mostBytes);
    QSignalSpy failed(&journal, &JournalWriter::failed);
    journal.begin(run);
    journal.callStarted(run.id, openCall(0));
    journal.callStarted(run.id, openCall(1));
    journal.flush();
    experiment::Call whole = openCall(0);
    {
        const Blocker blocker(path);
        QVERIFY(blocker.isHeld());
        journal.chunksArrived(run.id, 1, {chunkAt(0)});
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10'000); // locked
        qint64 most = 0;
        for (int i = 0; i < 5000; ++i) {
            whole.trace.chunks += chunkAt(i);
            journal.chunksArrived(run.id, 0, {whole.trace.chunks.last()});
            journal.chunksArrived(run.id, 1, {whole.trace.chunks.last()});
            most = std::max(most, journal.waitingBytes());
        }
        QVERIFY2(most <= mostBytes + 4096, qPrintable(QString::number(most)));
        // And then that something is lost.
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, 10'000);
        QCOMPARE(failed.at(0).first().value<base::Error>().code, base::ErrorCode::StoreUnusable);
        QCOMPARE(failed.at(1).first().value<base::Error>().code, base::ErrorCode::WriteFailed);
        QVERIFY(journal.waitingBytes() <= mostBytes);
    }
    whole.finished = true;
    journal.callFinished(run.id, whole);
    journal.finished(run.id, experiment::ExperimentState::Finished, {}, run.createdUtc.addSecs(1));
    journal.flush();
    QCOMPARE(journal.waitingBytes(), 0);
    const auto back = (*Library::open(path))->load(run.id);
    QVERIFY(back);
    QCOMPARE(back->state, experiment::ExperimentState::Finished);
    // The finished call is whole; of the other the latest pieces are there.
    QVERIFY(back->calls.at(0).trace.chunks == whole.trace.chunks);
    const auto& pieces = back->calls.at(1).trace.chunks;
    QVERIFY(!pieces.isEmpty() && pieces.size() < 5000);
    QVERIFY(pieces.last() == chunkAt(4999));
    const QString last = failed.last().first().value<base::Error>().message;
    const int lost = 5001 - static_cast<int>(pieces.size());
    QVERIFY2(last.contains(QStringLiteral("answers %1, finished calls 0").arg(lost)), qPrintable(last));
}

void TestJournal::finishedCallStandsForItsPieces()
{
    store::JournalQueue queue(1000);
    const auto entry = [](store::JournalQueue::Kind kind, int ordinal, qint64 bytes) {
        return store::JournalQueue::Entry {kind, QStringLiteral("one"), ordinal, bytes, {}};
    };
    using Kind = store::JournalQueue::Kind;
    queue.push(entry(Kind::Experiment, -1, 10));
    for (int i = 0; i < 5; ++i)
        queue.push(entry(Kind::Chunks, i % 2, 100));
    QCOMPARE(queue.bytes(), 510);
    queue.push(entry(Kind::CallFinished, 0, 300));
    QCOMPARE(queue.bytes(), 510);
    QCOMPARE(queue.size(), 4U);
    QCOMPARE(queue.loss(), store::JournalQueue::Loss {});
    auto batch = queue.take();
    QVERIFY(!queue.isDoneUpTo(1));
    queue.push(entry(Kind::CallFinished, 1, 300));
    queue.putBack(std::move(batch));
    QCOMPARE(queue.bytes(), 610);
    QCOMPARE(queue.size(), 3U);
    queue.push(entry(Kind::CallFinished, 2, 500));
    QCOMPARE(queue.loss(), (store::JournalQueue::Loss {0, 2}));
    QCOMPARE(queue.bytes(), 510);
    (void)queue.take();
    queue.written();
    QVERIFY(queue.isDoneUpTo(queue.lastNumber()));
    QCOMPARE(queue.bytes(), 0);
}

/// A run goes on though the library turns out to be damaged under it.
void TestJournal::recoversFromDamage()
{
    const QString path = m_folder.filePath(QStringLiteral("hurt.sqlite"));
    Experiment run = running(QStringLiteral("goeson0000"));
    run.calls = {openCall(0)};
    {
        const auto library = Library::open(path);
        QVERIFY((*library)->save(run));
        QVERIFY((*library)->save(running(QStringLiteral("another000"))));
    }
    JournalWriter journal(path);
    QSignalSpy failed(&journal, &JournalWriter::failed);
    journal.begin(running(QStringLiteral("third00000")));
    journal.flush();
    {
        QSqlDatabase database =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("hurting"));
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QVERIFY(QSqlQuery(database).exec(QStringLiteral("UPDATE calls SET record = x'00'")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("hurting"));
    experiment::Call call = openCall(1);
    call.finished = true;
    journal.callFinished(run.id, call);
    journal.flush();
    QTRY_COMPARE(failed.size(), 1);
    const auto remark = failed.first().first().value<base::Error>();
    QCOMPARE(remark.code, base::ErrorCode::StoreCorrupt);
    QVERIFY(QFile::exists(remark.origin));
    const auto back = (*Library::open(path))->load(run.id);
    QVERIFY(back);
    QCOMPARE(back->calls.size(), 1);
    QCOMPARE(back->calls.first().ordinal, 1);
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
