#include "store/library.h"

#include "experiment/randomexperiment.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <random>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace benchglass;
using base::ErrorCode;
using experiment::Experiment;
using store::Library;

namespace {

constexpr qsizetype page = 4096;
constexpr int manyRuns = 6;
constexpr int runsPlanned = 3;

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

/// Text that does not compress.
QString noise(std::mt19937& random, int characters)
{
    QString text;
    text.reserve(characters);
    for (int i = 0; i < characters; ++i)
        text += QChar(0x4e00 + static_cast<int>(random() % 0x4000));
    return text;
}

/// A finished experiment: an analysis and a report a run, with prompts of @p characters.
Experiment finishedRun(const QString& id, int characters)
{
    std::mt19937 random(static_cast<quint32>(qHash(id)));
    Experiment made;
    made.id = id;
    made.spec.folder = QStringLiteral("/data");
    made.spec.arms = {experiment::Arm {QStringLiteral("Baseline"), {}, {}}};
    made.spec.runs = runsPlanned;
    made.state = experiment::ExperimentState::Finished;
    made.createdUtc = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
    made.finishedUtc = made.createdUtc.addSecs(60);
    for (int i = 0; i < 2 * runsPlanned; ++i) {
        experiment::Call call;
        call.ordinal = i;
        call.arm = QStringLiteral("Baseline");
        call.run = i / 2 + 1;
        call.stage = i % 2 == 0 ? measure::Stage::Analysis : measure::Stage::Report;
        call.finished = true;
        call.prompt = noise(random, characters);
        measure::Chunk chunk;
        chunk.text = QStringLiteral("an answer");
        call.trace.chunks = {chunk};
        made.calls += call;
    }
    return made;
}

QString idOf(int index)
{
    return QStringLiteral("damaged%1").arg(index, 3, 10, QLatin1Char('0'));
}

/// Where a text that is stored as it is stands in the file, for damage at a chosen place.
void fillPage(QByteArray& content, qsizetype index)
{
    std::fill_n(content.begin() + index * page, page, '\xa5');
}

} // namespace

class TestDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void largeFileIsRecoveredWhenDamageIsMet();
    void othersThatHaveItOpenGoOn();
    void lostCallsAreSaid_data();
    void lostCallsAreSaid();
    void runWithoutTheRecordOfItsFolder();
    void emptiedFileIsSaid();
    void logOfAnEmptiedFileIsRead();
    void readOnlyFileIsRead_data();
    void readOnlyFileIsRead();

private:
    QByteArray m_large;
    QByteArray m_small;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestDamage::initTestCase()
{
    const QTemporaryDir folder;
    for (const bool isLarge : {false, true}) {
        const QString path = folder.filePath(isLarge ? QStringLiteral("large") : QStringLiteral("small"));
        {
            const auto library = Library::open(path);
            QVERIFY(library);
            for (int i = 0; i < manyRuns; ++i)
                QVERIFY((*library)->save(finishedRun(idOf(i), isLarge ? 600'000 : 3'000)));
        }
        (isLarge ? m_large : m_small) = contentOf(path);
    }
    // More than is looked through when a library is opened.
    QVERIFY2(m_large.size() > (33 << 20), qPrintable(QString::number(m_large.size())));
}

void TestDamage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("library.sqlite"));
}

void TestDamage::largeFileIsRecoveredWhenDamageIsMet()
{
    QByteArray hurt = m_large;
    fillPage(hurt, hurt.size() / page / 2);
    QVERIFY(write(m_path, hurt));
    const auto library = Library::open(m_path);
    QVERIFY(library);
    QVERIFY(!(*library)->openedWith());
    QList<base::Error> told;
    (*library)->onRecovery([&told](const base::Error& remark) { told += remark; });
    int whole = 0;
    int marked = 0;
    for (int i = 0; i < manyRuns; ++i) {
        const auto back = (*library)->load(idOf(i));
        QVERIFY2(back, qPrintable(back ? QString() : back.error().message));
        whole += *back == finishedRun(idOf(i), 600'000) ? 1 : 0;
        marked += back->error && back->error->code == ErrorCode::StoreCorrupt ? 1 : 0;
    }
    QCOMPARE(whole, manyRuns - 1);
    QCOMPARE(marked, 1);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first(), *(*library)->openedWith());
    QCOMPARE(told.first().code, ErrorCode::StoreCorrupt);
    QVERIFY(told.first().message.contains(QStringLiteral("Runs recovered: %1;").arg(manyRuns)));
    QCOMPARE(contentOf(told.first().origin), hurt);
    const QStringList left =
        QDir(m_folder->path()).entryList({QStringLiteral("*.salvage*"), QStringLiteral("*.recovered*")});
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u' ')));
}

void TestDamage::othersThatHaveItOpenGoOn()
{
    QByteArray hurt = m_large;
    QVERIFY(write(m_path, hurt));
    Experiment under = finishedRun(QStringLiteral("underway00"), 10);
    under.state = experiment::ExperimentState::Running;
    const QList<experiment::Call> calls = std::exchange(under.calls, {});
    {
        // Its row stands behind a gap: it must be the same afterwards.
        const auto first = Library::open(m_path);
        QVERIFY((*first)->remove(idOf(1)));
    }
    hurt = contentOf(m_path);
    // The middle of what is left of the next run, in the first third of the file.
    fillPage(hurt, hurt.size() / page / 2);
    QVERIFY(write(m_path, hurt));
    const auto writer = Library::open(m_path);
    QVERIFY((*writer)->beginExperiment(under));
    QVERIFY((*writer)->finishCall(under.id, calls.at(0)));
    const auto reader = Library::open(m_path);
    for (int i = 0; i < manyRuns; ++i)
        (void)(*reader)->load(idOf(i));
    QVERIFY((*reader)->openedWith());
    QVERIFY((*writer)->finishCall(under.id, calls.at(1)));
    const auto back = (*reader)->load(under.id);
    QVERIFY(back);
    QCOMPARE(back->state, experiment::ExperimentState::Running);
    QVERIFY(back->calls == calls.first(2));
    QVERIFY((*reader)->recoverInterrupted()->isEmpty());
}

void TestDamage::lostCallsAreSaid_data()
{
    QTest::addColumn<bool>("hasIndex");
    QTest::newRow("index left") << true;
    QTest::newRow("only the list left") << false;
}

/// The last call of a run is gone, as with a page of calls.
void TestDamage::lostCallsAreSaid()
{
    QFETCH(bool, hasIndex);
    QVERIFY(write(m_path, m_small));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("hurt"));
        database.setDatabaseName(m_path);
        QVERIFY(database.open());
        QSqlQuery query(database);
        const QStringList statements = hasIndex
            ? QStringList {QStringLiteral("UPDATE calls SET record = x'00' WHERE call = (SELECT max(call) "
                                          "FROM calls WHERE experiment = 2)")}
            : QStringList {QStringLiteral("DELETE FROM calls WHERE call = (SELECT max(call) FROM calls "
                                          "WHERE experiment = 2)")};
        for (const QString& statement : statements)
            QVERIFY(query.exec(statement));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("hurt"));
    QByteArray hurt = contentOf(m_path);
    // The header's count of free pages: enough for the quick look to find the file damaged.
    hurt[39] = '\x7f';
    QVERIFY(write(m_path, hurt));
    const auto library = Library::open(m_path);
    QVERIFY(library && (*library)->openedWith());
    const QString message = (*library)->openedWith()->message;
    QVERIFY2(message.contains(QStringLiteral("0 runs, 1 calls of other runs")), qPrintable(message));
    const auto back = (*library)->load(idOf(1));
    QVERIFY(back);
    QCOMPARE(back->calls.size(), 2 * runsPlanned - 1);
    QCOMPARE(back->state, experiment::ExperimentState::Failed);
    QVERIFY(back->error && back->error->code == ErrorCode::StoreCorrupt);
    QVERIFY2(back->error->message.contains(QStringLiteral("lost: 1;")), qPrintable(back->error->message));
    QVERIFY(*(*library)->load(idOf(0)) == finishedRun(idOf(0), 3'000));
}

void TestDamage::runWithoutTheRecordOfItsFolder()
{
    std::mt19937 random(7);
    Experiment made = finishedRun(idOf(0), 10);
    made.corpus.name = QStringLiteral("long");
    made.corpus.problems = {noise(random, 20'000)};
    made.notes = QStringLiteral("mine");
    made.tags = {QStringLiteral("one"), QStringLiteral("two")};
    QVERIFY((*Library::open(m_path))->save(made));
    QByteArray inside;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("hurt"));
        database.setDatabaseName(m_path);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("SELECT substr(corpus, 10000, 50) FROM experiments")));
        QVERIFY(query.next());
        inside = query.value(0).toByteArray();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("hurt"));
    QByteArray hurt = contentOf(m_path);
    QVERIFY(hurt.contains(inside));
    fillPage(hurt, hurt.indexOf(inside) / page);
    QVERIFY(write(m_path, hurt));
    const auto library = Library::open(m_path);
    QVERIFY(library && (*library)->openedWith());
    const auto back = (*library)->load(made.id);
    QVERIFY(back);
    QCOMPARE(back->calls, made.calls);
    QCOMPARE(back->notes, made.notes);
    QCOMPARE(back->tags, made.tags);
    QCOMPARE(back->state, experiment::ExperimentState::Failed);
    QVERIFY(back->error && back->error->message.contains(QStringLiteral("folder")));
}

void TestDamage::emptiedFileIsSaid()
{
    QVERIFY(write(m_path, {}));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(3600), QFileDevice::FileModificationTime));
    file.close();
    {
        const auto library = Library::open(m_path);
        QVERIFY(library && (*library)->openedWith());
        QCOMPARE((*library)->openedWith()->code, ErrorCode::StoreCorrupt);
        QVERIFY((*library)->save(finishedRun(idOf(0), 10)));
    }
    QVERIFY(!(*Library::open(m_path))->openedWith());
}

/// What was never moved from the log into the file is there, though the file is empty.
void TestDamage::logOfAnEmptiedFileIsRead()
{
    const QString sound = m_folder->filePath(QStringLiteral("sound.sqlite"));
    const auto library = Library::open(sound);
    QVERIFY(library);
    QVERIFY((*library)->beginExperiment(finishedRun(idOf(0), 10)));
    QVERIFY(QFile::copy(sound + QStringLiteral("-wal"), m_path + QStringLiteral("-wal")));
    QVERIFY(write(m_path, {}));
    const auto emptied = Library::open(m_path);
    QVERIFY(emptied && (*emptied)->openedWith());
    QCOMPARE((*emptied)->openedWith()->code, ErrorCode::StoreCorrupt);
    QVERIFY((*emptied)->load(idOf(0)));
}

void TestDamage::readOnlyFileIsRead_data()
{
    QTest::addColumn<uint>("folderMode");
    QTest::newRow("file read-only, folder not") << 0777U;
    QTest::newRow("file and folder read-only") << 0555U;
}

void TestDamage::readOnlyFileIsRead()
{
#ifdef Q_OS_UNIX
    QFETCH(uint, folderMode);
    QVERIFY(write(m_path, m_small));
    const QByteArray file = m_path.toLocal8Bit();
    const QByteArray folder = m_folder->path().toLocal8Bit();
    QCOMPARE(::chmod(file.constData(), 0444), 0);
    QCOMPARE(::chmod(folder.constData(), static_cast<mode_t>(folderMode)), 0);
    // Root may write everything: it reads as nobody here.
    const bool isRoot = ::geteuid() == 0;
    constexpr uid_t nobody = 65534;
    if (isRoot)
        QCOMPARE(::seteuid(nobody), 0);
    auto library = Library::open(m_path);
    const bool isReadOnly = library && (*library)->isReadOnly();
    const auto remark = library ? (*library)->openedWith() : std::nullopt;
    const auto list = library ? (*library)->list() : tl::unexpected(library.error());
    const auto back = library ? (*library)->load(idOf(2)) : tl::unexpected(library.error());
    const auto saved = library ? (*library)->setNotes(idOf(2), QStringLiteral("x")) : base::Result<void> {};
    if (library)
        library->reset();
    if (isRoot)
        QCOMPARE(::seteuid(0), 0);
    QCOMPARE(::chmod(folder.constData(), 0700), 0);
    QVERIFY2(library, qPrintable(library ? QString() : library.error().message));
    QVERIFY(isReadOnly);
    QVERIFY(remark && remark->code == ErrorCode::StoreUnusable);
    QVERIFY(list && list->size() == manyRuns);
    QVERIFY(back && *back == finishedRun(idOf(2), 3'000));
    QVERIFY(!saved);
    QCOMPARE(saved.error(), *remark);
    QCOMPARE(contentOf(m_path), m_small);
#else
    QSKIP("Permissions are tried on Unix.");
#endif
}

QTEST_GUILESS_MAIN(TestDamage)
#include "tst_damage.moc"
