#include "store/library.h"
#include "store/owner.h"

#include "experiment/randomexperiment.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace benchglass;
using experiment::Experiment;
using store::Library;

namespace {

constexpr int stored = 12;

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

class TestRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void truncated_data();
    void truncated();
    void halfAFileGivesItsRuns();
    void flippedBytesNeverCrash();
    void damagedPageLosesLittle();
    void notADatabase_data();
    void notADatabase();
    void headerAlone();
    void interruptedRunIsClosed();
    void runOfALivingProcessIsLeftAlone();

private:
    void disown(const QString& path);

    QByteArray m_sound;
    QList<Experiment> m_experiments;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestRecovery::initTestCase()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("library.sqlite"));
    {
        const auto library = Library::open(path);
        QVERIFY(library);
        for (quint32 seed = 0; seed < stored; ++seed) {
            m_experiments += test::RandomExperiment(seed).make(3, 200);
            QVERIFY((*library)->save(m_experiments.last()));
        }
    }
    m_sound = contentOf(path);
    QVERIFY(m_sound.size() > 100'000);
}

void TestRecovery::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("library.sqlite"));
}

void TestRecovery::truncated_data()
{
    QTest::addColumn<int>("permille");
    for (const int permille : {1, 5, 20, 100, 250, 400, 500, 650, 800, 950, 990, 999})
        QTest::addRow("%d permille left", permille) << permille;
}

void TestRecovery::truncated()
{
    QFETCH(int, permille);
    const QByteArray cut = m_sound.left(m_sound.size() * permille / 1000);
    write(m_path, cut);
    const auto library = Library::open(m_path);
    QVERIFY2(library, qPrintable(library ? QString() : library.error().origin));
    int whole = 0;
    for (const Experiment& experiment : std::as_const(m_experiments)) {
        const auto back = (*library)->load(experiment.id);
        QVERIFY(back || back.error().code == base::ErrorCode::NotFound);
        if (back)
            QCOMPARE(back->spec, experiment.spec);
        whole += back && *back == experiment ? 1 : 0;
    }
    // Of the last page not everything is in use.
    if (whole < stored || (*library)->openedWith()) {
        QVERIFY((*library)->openedWith());
        QCOMPARE((*library)->openedWith()->code, base::ErrorCode::StoreCorrupt);
        const QString kept = (*library)->openedWith()->origin;
        QVERIFY(kept.startsWith(m_path + QStringLiteral(".corrupt-")));
        QCOMPARE(contentOf(kept), cut);
    }
    QVERIFY((*library)->save(m_experiments.first()));
    QVERIFY((*library)->load(m_experiments.first().id) == m_experiments.first());
    QVERIFY(!(*Library::open(m_path))->openedWith());
    QVERIFY(!QFile::exists(m_path + QStringLiteral(".salvage")));
}

void TestRecovery::halfAFileGivesItsRuns()
{
    write(m_path, m_sound.left(m_sound.size() / 2));
    const auto library = Library::open(m_path);
    QVERIFY(library && (*library)->openedWith());
    int runs = 0;
    int whole = 0;
    for (const Experiment& experiment : std::as_const(m_experiments)) {
        const auto back = (*library)->load(experiment.id);
        if (!back)
            continue;
        ++runs;
        whole += *back == experiment ? 1 : 0;
        // What is not whole says so.
        QVERIFY(*back == experiment || (back->error && back->error->code == base::ErrorCode::StoreCorrupt));
        QVERIFY(*back == experiment || back->state != experiment::ExperimentState::Finished);
    }
    QVERIFY2(runs >= 4, qPrintable(QString::number(runs)));
    QVERIFY2(whole >= 3, qPrintable(QString::number(whole)));
    const QString message = (*library)->openedWith()->message;
    QVERIFY2(message.contains(QStringLiteral("Runs recovered: %1;").arg(runs)), qPrintable(message));
}

void TestRecovery::flippedBytesNeverCrash()
{
    std::mt19937 random(3);
    int recovered = 0;
    for (int i = 0; i < 60; ++i) {
        init();
        QByteArray hurt = m_sound;
        for (int k = 0; k < 1 + i % 20; ++k)
            hurt[static_cast<qsizetype>(random()) % hurt.size()] = static_cast<char>(random() & 0xff);
        if (i % 3 == 0)
            hurt[static_cast<qsizetype>(random()) % 100] = static_cast<char>(random() & 0xff);
        write(m_path, hurt);
        const auto library = Library::open(m_path);
        if (!library) {
            QCOMPARE(library.error().code, base::ErrorCode::StoreUnusable);
            QCOMPARE(contentOf(m_path), hurt);
            continue;
        }
        if ((*library)->openedWith() && (*library)->openedWith()->code == base::ErrorCode::StoreCorrupt) {
            QCOMPARE(contentOf((*library)->openedWith()->origin), hurt);
            ++recovered;
        }
        (void)(*library)->list();
        for (const Experiment& experiment : std::as_const(m_experiments))
            (void)(*library)->load(experiment.id);
    }
    QVERIFY(recovered > 0);
}

void TestRecovery::damagedPageLosesLittle()
{
    QByteArray hurt = m_sound;
    constexpr qsizetype page = 4096;
    const qsizetype middle = hurt.size() / page / 2 * page;
    std::fill(hurt.begin() + middle, hurt.begin() + middle + page, '\xa5');
    write(m_path, hurt);
    const auto library = Library::open(m_path);
    QVERIFY(library);
    QCOMPARE((*library)->openedWith()->code, base::ErrorCode::StoreCorrupt);
    int whole = 0;
    for (const Experiment& experiment : std::as_const(m_experiments)) {
        const auto back = (*library)->load(experiment.id);
        whole += back && *back == experiment ? 1 : 0;
    }
    QVERIFY2(whole >= stored - 2, qPrintable(QString::number(whole)));
}

void TestRecovery::notADatabase_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << QByteArray("This is a text, and a rather long one at that.\n").repeated(100);
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("zeros") << QByteArray(100'000, '\0');
    QTest::newRow("another program's database") << (m_sound.left(68) + "XYZW" + QByteArray(8000, '\x7f'));
}

void TestRecovery::notADatabase()
{
    QFETCH(QByteArray, content);
    write(m_path, content);
    const auto library = Library::open(m_path);
    QVERIFY(!library);
    QCOMPARE(library.error().code, base::ErrorCode::StoreUnusable);
    QCOMPARE(library.error().remedy, base::Remedy::ChooseOtherPlace);
    QCOMPARE(contentOf(m_path), content);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList {QStringLiteral("library.sqlite")});
}

void TestRecovery::headerAlone()
{
    const QByteArray content("SQLite format 3\0", 16);
    write(m_path, content);
    const auto library = Library::open(m_path);
    QVERIFY(library && (*library)->openedWith());
    QCOMPARE((*library)->openedWith()->code, base::ErrorCode::StoreCorrupt);
    QCOMPARE(contentOf((*library)->openedWith()->origin), content);
    QVERIFY((*library)->list()->isEmpty());
}

/// As if the process that runs the experiments had died.
void TestRecovery::disown(const QString& path)
{
    {
        QSqlDatabase database =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("disown"));
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QVERIFY(
            QSqlQuery(database).exec(QStringLiteral("UPDATE experiments SET owner_start = owner_start + 1")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("disown"));
}

void TestRecovery::interruptedRunIsClosed()
{
    const auto library = Library::open(m_path);
    QVERIFY(library);
    Experiment run = test::RandomExperiment(5).make(2, 30);
    run.state = experiment::ExperimentState::Running;
    QVERIFY((*library)->beginExperiment(run));
    run.calls[0].finished = true;
    QVERIFY((*library)->finishCall(run.id, run.calls[0]));
    experiment::Call open = run.calls[1];
    open.finished = false;
    open.trace.chunks.clear();
    QVERIFY((*library)->startCall(run.id, open));
    QVERIFY((*library)->appendChunks(run.id, open.ordinal, run.calls[1].trace.chunks));
    disown(m_path);
    QCOMPARE(*(*library)->recoverInterrupted(), QStringList {run.id});
    const auto back = (*library)->load(run.id);
    QVERIFY(back);
    QCOMPARE(back->state, experiment::ExperimentState::Interrupted);
    QVERIFY(back->calls[0] == run.calls[0]);
    QCOMPARE(back->calls[1].finished, false);
    QCOMPARE(back->calls[1].state, measure::CallState::Aborted);
    QVERIFY(back->calls[1].trace.chunks == run.calls[1].trace.chunks);
    QCOMPARE((*library)->list({{}, run.trashed})->first().state, experiment::ExperimentState::Interrupted);
    QVERIFY((*library)->recoverInterrupted()->isEmpty());
}

void TestRecovery::runOfALivingProcessIsLeftAlone()
{
    const auto library = Library::open(m_path);
    Experiment run = test::RandomExperiment(6).make(0);
    run.state = experiment::ExperimentState::Running;
    QVERIFY((*library)->beginExperiment(run));
    QVERIFY((*library)->recoverInterrupted()->isEmpty());
    QCOMPARE((*library)->load(run.id)->state, experiment::ExperimentState::Running);
    const store::Owner me = store::thisProcess();
    QVERIFY(store::isAlive(me));
    QVERIFY(!store::isAlive({me.pid, me.startTicks + 1, me.bootId}));
    QVERIFY(!store::isAlive({me.pid, me.startTicks, QStringLiteral("another boot")}));
    QVERIFY(!store::isAlive({0, 0, me.bootId}));
}

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
