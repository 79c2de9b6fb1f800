#include "store/library.h"

#include "experiment/randomexperiment.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace benchglass;
using experiment::Experiment;
using store::Filter;
using store::Library;

namespace {

Experiment simple(const QString& id, const QString& model = QStringLiteral("gemma3:latest"))
{
    Experiment made;
    made.id = id;
    made.spec.folder = QStringLiteral("/data");
    made.spec.model = model;
    made.spec.arms = {experiment::Arm {QStringLiteral("Baseline"), {}, {}},
        *experiment::armFromText(QStringLiteral("Tuned:num_ctx=512"))};
    made.createdUtc = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
    made.state = experiment::ExperimentState::Finished;
    return made;
}

experiment::Call answering(const QString& text)
{
    experiment::Call call;
    call.arm = QStringLiteral("Baseline");
    call.run = 1;
    call.stage = measure::Stage::Report;
    call.finished = true;
    measure::Chunk chunk;
    chunk.text = text;
    call.trace.chunks = {chunk};
    return call;
}

QStringList idsIn(const base::Result<QList<experiment::Summary>>& lines)
{
    QStringList ids;
    if (lines) {
        for (const experiment::Summary& line : *lines) {
            if (!ids.contains(line.id))
                ids += line.id;
        }
    }
    return ids;
}

} // namespace

class TestLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void roundTripOfEveryField();
    void saveReplaces();
    void listShowsArmsNewestFirst();
    void limitAndOffset();
    void remarksAndTrash();
    void putBackChangesTheFigures();
    void removeLeavesNothing();
    void unknownIds();
    void prefixes();
    void search_data();
    void search();
    void searchOverSeveralTexts();
    void twoLibrariesOnOneFile();
    void journalGivesTheSameAsSave();
    void makesItsFolder();
    void unusablePlaces_data();
    void unusablePlaces();
    void foreignDatabaseIsLeftAlone();

private:
    std::unique_ptr<Library> open(const QString& name = QStringLiteral("library.sqlite"))
    {
        auto library = Library::open(m_folder->filePath(name));
        return library ? std::move(*library) : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestLibrary::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestLibrary::roundTripOfEveryField()
{
    const auto library = open();
    QVERIFY(library && !library->openedWith());
    for (quint32 seed = 1; seed <= 40; ++seed) {
        const Experiment made = test::RandomExperiment(seed).make();
        QVERIFY(library->save(made));
        const auto back = library->load(made.id);
        QVERIFY2(back, qPrintable(back ? QString() : back.error().origin));
        QVERIFY2(*back == made, qPrintable(QStringLiteral("seed %1").arg(seed)));
        const auto again = open()->load(made.id);
        QVERIFY(again && *again == made);
    }
}

void TestLibrary::saveReplaces()
{
    const auto library = open();
    Experiment made = test::RandomExperiment(7).make(5);
    QVERIFY(library->save(made));
    made.calls.removeLast();
    made.notes = QStringLiteral("other notes");
    made.trashed = !made.trashed;
    QVERIFY(library->save(made));
    const auto back = library->load(made.id);
    QVERIFY(back && *back == made);
}

void TestLibrary::listShowsArmsNewestFirst()
{
    const auto library = open();
    Experiment older = simple(QStringLiteral("older00000"));
    Experiment newer = simple(QStringLiteral("newer00000"));
    newer.createdUtc = older.createdUtc.addSecs(1);
    newer.tags = {QStringLiteral("a \"tag\""), QStringLiteral("b")};
    newer.notes = QStringLiteral("notes");
    QVERIFY(library->save(newer));
    QVERIFY(library->save(older));
    const auto lines = library->list();
    QVERIFY(lines);
    QCOMPARE(lines->size(), 4);
    QCOMPARE(lines->at(0), experiment::summariesOf(newer).at(0));
    QCOMPARE(lines->at(1), experiment::summariesOf(newer).at(1));
    QCOMPARE(lines->at(2), experiment::summariesOf(older).at(0));
}

void TestLibrary::limitAndOffset()
{
    const auto library = open();
    for (int i = 0; i < 5; ++i)
        QVERIFY(library->save(simple(QStringLiteral("run%1000000").arg(i))));
    Filter filter;
    filter.limit = 3;
    filter.offset = 8;
    QCOMPARE(library->list(filter)->size(), 2);
    filter.offset = -7;
    QCOMPARE(library->list(filter)->size(), 3);
}

void TestLibrary::remarksAndTrash()
{
    const auto library = open();
    const QString id = QStringLiteral("abcdefghij");
    QVERIFY(library->save(simple(id)));
    QVERIFY(library->setNotes(id, QStringLiteral("it's slow")));
    QVERIFY(library->setTags(id, {QStringLiteral("größe"), QStringLiteral("x")}));
    auto back = library->load(id);
    QCOMPARE(back->notes, QStringLiteral("it's slow"));
    QCOMPARE(back->tags, QStringList({QStringLiteral("größe"), QStringLiteral("x")}));
    QCOMPARE(library->list()->first().notes, QStringLiteral("it's slow"));
    QVERIFY(library->setTrashed(id, true));
    QVERIFY(library->list()->isEmpty());
    Filter trash;
    trash.trashed = true;
    QCOMPARE(library->list(trash)->size(), 2);
    QVERIFY(library->setTrashed(id, false));
    QCOMPARE(library->list()->size(), 2);
    QCOMPARE(library->load(id)->notes, QStringLiteral("it's slow"));
}

void TestLibrary::putBackChangesTheFigures()
{
    const auto library = open();
    Experiment made = simple(QStringLiteral("abcdefghij"));
    made.calls = {answering(QStringLiteral("text"))};
    made.calls[0].stratum = measure::Stratum::Warm;
    made.calls[0].metrics.ttftNs = 5e8;
    made.calls[0].metrics.decodeRatePerSecond = 50;
    made.calls[0].metrics.outputTokens = 3;
    made.calls[0].flags = measure::Flag::FewTokens;
    QVERIFY(library->save(made));
    QVERIFY(!library->list()->first().decodeRateMedianPerSecond);
    QVERIFY(library->setPutBack(made.id, 0, true));
    QCOMPARE(library->list()->first().decodeRateMedianPerSecond, std::optional(50.0));
    QCOMPARE(library->load(made.id)->calls.first().text(), QStringLiteral("text"));
    QCOMPARE(library->setPutBack(made.id, 9, true).error().code, base::ErrorCode::NotFound);
}

void TestLibrary::removeLeavesNothing()
{
    const auto library = open();
    Experiment made = simple(QStringLiteral("abcdefghij"));
    made.calls = {answering(QStringLiteral("zebra"))};
    QVERIFY(library->save(made));
    QCOMPARE(library->list(Filter {QStringLiteral("zebra")})->size(), 2);
    QVERIFY(library->remove(made.id));
    QVERIFY(library->list()->isEmpty());
    QCOMPARE(library->load(made.id).error().code, base::ErrorCode::NotFound);
    // The next experiment may get the same row: nothing old may be found under it.
    QVERIFY(library->save(simple(QStringLiteral("bbbbbbbbbb"))));
    QVERIFY(library->list(Filter {QStringLiteral("zebra")})->isEmpty());
}

void TestLibrary::unknownIds()
{
    const auto library = open();
    const QString id = QStringLiteral("nothinghere");
    QCOMPARE(library->load(id).error().code, base::ErrorCode::NotFound);
    QCOMPARE(library->remove(id).error().code, base::ErrorCode::NotFound);
    QCOMPARE(library->setNotes(id, {}).error().code, base::ErrorCode::NotFound);
    QCOMPARE(library->setTrashed(id, true).error().code, base::ErrorCode::NotFound);
    QCOMPARE(library->finishCall(id, {}).error().code, base::ErrorCode::NotFound);
}

void TestLibrary::prefixes()
{
    const auto library = open();
    for (const char* id : {"abcd000001", "abcd000002", "abce000001", "abcd"})
        QVERIFY(library->save(simple(QLatin1String(id))));
    QCOMPARE(library->resolve(QStringLiteral("abce")), QStringLiteral("abce000001"));
    QCOMPARE(library->resolve(QStringLiteral("abcd000002")), QStringLiteral("abcd000002"));
    QCOMPARE(library->resolve(QStringLiteral("abcd")), QStringLiteral("abcd"));
    QCOMPARE(library->resolve(QStringLiteral("abcd0")).error().code, base::ErrorCode::Usage);
    QCOMPARE(library->resolve(QStringLiteral("abc")).error().code, base::ErrorCode::Usage);
    QCOMPARE(library->resolve(QStringLiteral("zzzz")).error().code, base::ErrorCode::NotFound);
    QCOMPARE(library->resolve(QStringLiteral("____")).error().code, base::ErrorCode::NotFound);
    QCOMPARE(library->resolve(QStringLiteral("' OR 1=1 --")).error().code, base::ErrorCode::NotFound);
}

void TestLibrary::search_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("ids");
    const QString one = QStringLiteral("one0000000");
    const QString two = QStringLiteral("two0000000");
    const QStringList both {two, one};
    QTest::newRow("everything") << QString() << both;
    QTest::newRow("model") << "gemma3" << QStringList {one};
    QTest::newRow("beginning of a word") << "gem" << QStringList {one};
    QTest::newRow("name with a colon") << "gemma3:latest" << QStringList {one};
    QTest::newRow("option") << "num_ctx=512" << both;
    QTest::newRow("answer, other case") << "ELEPHANT" << QStringList {one};
    QTest::newRow("answer with an accent") << "cafe" << QStringList {two};
    QTest::newRow("note") << "remarkable" << QStringList {two};
    QTest::newRow("tag") << "nightly" << QStringList {two};
    QTest::newRow("id") << "two00" << QStringList {two};
    QTest::newRow("two words in different texts") << "elephant gemma3" << QStringList {one};
    QTest::newRow("two words of different runs") << "elephant nightly" << QStringList();
    QTest::newRow("in a script without spaces") << QStringLiteral("性能") << QStringList {two};
    QTest::newRow("a quote is no syntax") << "\"" << both;
    QTest::newRow("open quote") << "\"elephant" << QStringList {one};
    QTest::newRow("star") << "*" << both;
    QTest::newRow("star and word") << "ele*" << QStringList {one};
    QTest::newRow("NEAR is a word") << "NEAR" << QStringList();
    QTest::newRow("NEAR with arguments") << "NEAR(elephant 5)" << QStringList();
    QTest::newRow("AND is a word") << "elephant AND nightly" << QStringList();
    QTest::newRow("column filter is no syntax") << "text:elephant" << QStringList();
    QTest::newRow("minus and caret") << "- ^elephant" << QStringList {one};
    QTest::newRow("quotes in the middle") << "ele\"phant" << QStringList();
    QTest::newRow("like characters") << "%" << both;
    QTest::newRow("injection") << "x'); DROP TABLE arms; --" << QStringList();
    QTest::newRow("endless") << QString(100'000, u'x') << QStringList();
}

void TestLibrary::search()
{
    QFETCH(QString, text);
    QFETCH(QStringList, ids);
    const auto library = open();
    Experiment one = simple(QStringLiteral("one0000000"));
    one.calls = {answering(QStringLiteral("An elephant never forgets."))};
    Experiment two = simple(QStringLiteral("two0000000"), QStringLiteral("qwen2.5:7b"));
    two.createdUtc = two.createdUtc.addSecs(5);
    two.calls = {answering(QStringLiteral("Le café est bon. 模型的性能很好"))};
    two.notes = QStringLiteral("Remarkable!");
    two.tags = {QStringLiteral("nightly")};
    QVERIFY(library->save(one) && library->save(two));
    const auto lines = library->list(Filter {text});
    QVERIFY2(lines, qPrintable(lines ? QString() : lines.error().origin));
    QCOMPARE(idsIn(lines), ids);
}

void TestLibrary::searchOverSeveralTexts()
{
    const auto library = open();
    Experiment made = simple(QStringLiteral("abcdefghij"));
    QVERIFY(library->beginExperiment(made));
    QVERIFY(library->finishCall(made.id, answering(QStringLiteral("giraffe"))));
    QCOMPARE(library->list(Filter {QStringLiteral("giraffe")})->size(), 2);
    QVERIFY(library->finishCall(made.id, answering(QStringLiteral("zebra"))));
    QVERIFY(library->list(Filter {QStringLiteral("giraffe")})->isEmpty());
    QVERIFY(library->setNotes(made.id, QStringLiteral("first")));
    QVERIFY(library->setNotes(made.id, QStringLiteral("second")));
    QVERIFY(library->list(Filter {QStringLiteral("first")})->isEmpty());
    QCOMPARE(library->list(Filter {QStringLiteral("second zebra")})->size(), 2);
}

void TestLibrary::twoLibrariesOnOneFile()
{
    const auto first = open();
    const auto second = open();
    QVERIFY(first->save(simple(QStringLiteral("first00000"))));
    QVERIFY(second->save(simple(QStringLiteral("second0000"))));
    QCOMPARE(first->list()->size(), 4);
    QCOMPARE(second->load(QStringLiteral("first00000"))->id, QStringLiteral("first00000"));
    QVERIFY(first->setNotes(QStringLiteral("second0000"), QStringLiteral("seen by both")));
    QCOMPARE(second->load(QStringLiteral("second0000"))->notes, QStringLiteral("seen by both"));
}

void TestLibrary::journalGivesTheSameAsSave()
{
    const auto library = open();
    Experiment made = test::RandomExperiment(11).make(6, 30);
    for (experiment::Call& call : made.calls)
        call.finished = true;
    Experiment begun = made;
    begun.calls.clear();
    begun.state = experiment::ExperimentState::Running;
    begun.error.reset();
    begun.finishedUtc = {};
    QVERIFY(library->beginExperiment(begun));
    for (const experiment::Call& call : std::as_const(made.calls)) {
        experiment::Call open = call;
        open.finished = false;
        open.trace.chunks.clear();
        QVERIFY(library->startCall(made.id, open));
        QVERIFY(library->appendChunks(made.id, call.ordinal, call.trace.chunks.first(10)));
        QVERIFY(library->appendChunks(made.id, call.ordinal, call.trace.chunks.sliced(10)));
        QCOMPARE(library->load(made.id)->calls.last().trace.chunks, call.trace.chunks);
        QVERIFY(library->finishCall(made.id, call));
    }
    QVERIFY(library->finishExperiment(made.id, made.state, made.error, made.finishedUtc));
    const auto back = library->load(made.id);
    QVERIFY(back);
    // Notes, tags and trash belong to the user: begin() wrote them once.
    QVERIFY(*back == made);
    Filter filter;
    filter.trashed = made.trashed;
    QCOMPARE(*library->list(filter), experiment::summariesOf(made));
}

void TestLibrary::makesItsFolder()
{
    QVERIFY(open(QStringLiteral("a/b/c/library.sqlite")));
    QVERIFY(Library::open(QStringLiteral("sqlite:") + m_folder->filePath(QStringLiteral("x.sqlite"))));
    QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("x.sqlite"))));
    QFile empty(m_folder->filePath(QStringLiteral("empty.sqlite")));
    QVERIFY(empty.open(QIODevice::WriteOnly));
    empty.close();
    QVERIFY(!open(QStringLiteral("empty.sqlite"))->openedWith());
}

void TestLibrary::unusablePlaces_data()
{
    QTest::addColumn<QString>("dsn");
    QTest::newRow("a folder") << QStringLiteral("/tmp");
    QTest::newRow("below a file") << QStringLiteral("/proc/self/status/library.sqlite");
    QTest::newRow("where nothing can be made") << QStringLiteral("/proc/library.sqlite");
    QTest::newRow("another kind of store") << QStringLiteral("mysql://host/name");
}

void TestLibrary::unusablePlaces()
{
    QFETCH(QString, dsn);
    const auto library = Library::open(dsn);
    QVERIFY(!library);
    QCOMPARE(library.error().code, base::ErrorCode::StoreUnusable);
    QCOMPARE(library.error().remedy, base::Remedy::ChooseOtherPlace);
}

void TestLibrary::foreignDatabaseIsLeftAlone()
{
    const QString path = m_folder->filePath(QStringLiteral("foreign.sqlite"));
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("foreign"));
        other.setDatabaseName(path);
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(QStringLiteral("CREATE TABLE bookmarks(url TEXT)")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("foreign"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    QCOMPARE(Library::open(path).error().code, base::ErrorCode::StoreUnusable);
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
}

QTEST_GUILESS_MAIN(TestLibrary)
#include "tst_library.moc"
