#include "store/library.h"
#include "store/migrations.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace benchglass;
using store::Database;
using store::Library;
using store::Migration;

namespace {

/// What a next version could be: a column with a value for the rows that are there.
const Migration second {2, [](Database& database) -> base::Result<void> {
                            if (const auto done = database.run(
                                    QStringLiteral("ALTER TABLE experiments ADD COLUMN grade INTEGER"));
                                !done)
                                return done;
                            return database.run(QStringLiteral("UPDATE experiments SET grade = 5"));
                        }};

/// Fails after it changed something.
const Migration failing {3, [](Database& database) -> base::Result<void> {
                             if (const auto done = database.run(QStringLiteral("DROP TABLE journal")); !done)
                                 return done;
                             return database.run(QStringLiteral("SELECT * FROM nowhere"));
                         }};

} // namespace

class TestMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void stepsAreInOrder();
    void emptyFileGetsAllSteps();
    void storedFileOfVersion1IsReadable();
    void storedFileIsMigrated();
    void failedStepChangesNothing();
    void newerFileIsLeftAlone();
    void newerFileOpensReadOnly();

private:
    QString copyOfVersion1()
    {
        const QString path = m_folder->filePath(QStringLiteral("library.sqlite"));
        QFile::copy(QStringLiteral(BENCHGLASS_SOURCE_DIR "/tests/data/store/library-v1.sqlite"), path);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        return path;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestMigrations::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestMigrations::stepsAreInOrder()
{
    int last = 0;
    for (const Migration& step : store::migrations())
        QCOMPARE(step.version, ++last);
    QCOMPARE(store::newestVersion(store::migrations()), last);
    QCOMPARE(store::newestVersion({}), 0);
}

void TestMigrations::emptyFileGetsAllSteps()
{
    const auto database =
        Database::open(m_folder->filePath(QStringLiteral("new.sqlite")), Database::Mode::ReadWrite);
    QVERIFY(database);
    QVERIFY(store::migrate(**database, store::migrations()));
    QCOMPARE(*store::versionOf(**database), store::newestVersion(store::migrations()));
    QCOMPARE((*database)->value(QStringLiteral("PRAGMA application_id"))->toInt(), store::applicationId);
    QVERIFY(store::migrate(**database, store::migrations()));
}

void TestMigrations::storedFileOfVersion1IsReadable()
{
    const auto library = Library::open(copyOfVersion1());
    QVERIFY(library);
    QVERIFY(!(*library)->openedWith());
    const auto lines = (*library)->list(store::Filter {QStringLiteral("elephant")});
    QVERIFY(lines);
    QCOMPARE(lines->size(), 2);
    const auto run = (*library)->load(lines->first().id);
    QVERIFY(run);
    QCOMPARE(run->calls.size(), 2);
    QCOMPARE(run->calls.first().text(), QStringLiteral("An elephant never forgets."));
    QCOMPARE(run->notes, QStringLiteral("Stored by version 1."));
}

void TestMigrations::storedFileIsMigrated()
{
    const auto database = Database::open(copyOfVersion1(), Database::Mode::ReadWrite);
    QVERIFY(database);
    const QList<Migration> steps = store::migrations() + QList<Migration> {second};
    QVERIFY(store::migrate(**database, steps));
    QCOMPARE(*store::versionOf(**database), 2);
    QCOMPARE((*database)->value(QStringLiteral("SELECT grade FROM experiments"))->toInt(), 5);
    QCOMPARE((*database)->value(QStringLiteral("SELECT count(*) FROM calls"))->toInt(), 2);
}

void TestMigrations::failedStepChangesNothing()
{
    const auto database = Database::open(copyOfVersion1(), Database::Mode::ReadWrite);
    const QList<Migration> steps {store::migrations().first(), second, failing};
    QVERIFY(!store::migrate(**database, steps));
    QCOMPARE(*store::versionOf(**database), 2);
    QCOMPARE((*database)->value(QStringLiteral("SELECT count(*) FROM journal"))->toInt(), 0);
}

void TestMigrations::newerFileIsLeftAlone()
{
    const auto database = Database::open(copyOfVersion1(), Database::Mode::ReadWrite);
    QVERIFY((*database)->run(QStringLiteral("PRAGMA user_version = 99")));
    QVERIFY(store::migrate(**database, store::migrations()));
    QCOMPARE(*store::versionOf(**database), 99);
}

void TestMigrations::newerFileOpensReadOnly()
{
    const QString path = copyOfVersion1();
    QVERIFY(
        (*Database::open(path, Database::Mode::ReadWrite))->run(QStringLiteral("PRAGMA user_version = 99")));
    const auto library = Library::open(path);
    QVERIFY(library);
    QVERIFY((*library)->isReadOnly());
    QCOMPARE((*library)->openedWith()->code, base::ErrorCode::StoreTooNew);
    const auto lines = (*library)->list();
    QVERIFY(lines);
    QCOMPARE(lines->size(), 2);
    const QString id = lines->first().id;
    QVERIFY((*library)->load(id));
    QCOMPARE((*library)->setNotes(id, QStringLiteral("x")).error().code, base::ErrorCode::StoreTooNew);
    QCOMPARE((*library)->remove(id).error().code, base::ErrorCode::StoreTooNew);
    QCOMPARE((*library)->save(experiment::Experiment {}).error().code, base::ErrorCode::StoreTooNew);
    QVERIFY((*library)->recoverInterrupted());
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
