#include "corpus/catalogbuilder.h"
#include "support.h"

#include <QtTest>

using namespace benchglass;

/// Reading a folder again reads what was written since, and nothing else.
class TestAgain : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void unchangedIsTheSame();
    void oneChangedFileIsReadAlone();
    void addedAndRemoved();
    void replacedWithTheSameTimeAndSize();
    void justWrittenIsReadAgain();
    void skippedFilesAreTriedAgain();
    void anotherFolder();
    void groupsFollowTheNames();

private:
    bool write(const QString& name, const QByteArray& bytes, int secondsAgo = 60) const;
    std::shared_ptr<const corpus::Catalog> again() const;

    std::unique_ptr<Folder> m_folder;
    std::shared_ptr<const corpus::Catalog> m_first;
};

void TestAgain::init()
{
    m_folder = std::make_unique<Folder>();
    QVERIFY(write(QStringLiteral("a.csv"), "ttft_s\n1\n2\n"));
    QVERIFY(write(QStringLiteral("b/c.json"), R"({"ttft_s":3})"));
    QVERIFY(write(QStringLiteral("d.md"), "| ttft_s |\n|---|\n| 4 |\n"));
    m_first = m_folder->read();
    QVERIFY(m_first);
    QCOMPARE(valuesOf(*m_first, QStringLiteral("ttft_s")), (QList<double> {1, 2, 3, 4}));
}

bool TestAgain::write(const QString& name, const QByteArray& bytes, int secondsAgo) const
{
    if (!m_folder->write(name, bytes))
        return false;
    QFile file(m_folder->path(name));
    return file.open(QIODevice::ReadWrite)
        && file.setFileTime(
            QDateTime::currentDateTimeUtc().addSecs(-secondsAgo), QFileDevice::FileModificationTime);
}

std::shared_ptr<const corpus::Catalog> TestAgain::again() const
{
    const auto catalog = corpus::ingestAgain(m_first, m_folder->path());
    return catalog ? *catalog : nullptr;
}

void TestAgain::unchangedIsTheSame()
{
    QCOMPARE(again(), m_first);
}

void TestAgain::oneChangedFileIsReadAlone()
{
    QVERIFY(write(QStringLiteral("b/c.json"), R"({"ttft_s":7})", 30));
    const auto second = again();
    QVERIFY(second);
    QCOMPARE(valuesOf(*second, QStringLiteral("ttft_s")), (QList<double> {1, 2, 7, 4}));
    // What the first catalog says does not change under those who hold it.
    QCOMPARE(valuesOf(*m_first, QStringLiteral("ttft_s")), (QList<double> {1, 2, 3, 4}));
    const auto& before = corpus::CatalogBuilder::filesOf(*m_first);
    const auto& after = corpus::CatalogBuilder::filesOf(*second);
    QCOMPARE(after.size(), before.size());
    QVERIFY(after[0] == before[0]);
    QVERIFY(after[1] != before[1]);
    QVERIFY(after[2] == before[2]);
    QVERIFY(second->hash() != m_first->hash());
}

void TestAgain::addedAndRemoved()
{
    QVERIFY(QFile::remove(m_folder->path(QStringLiteral("a.csv"))));
    QVERIFY(write(QStringLiteral("aa.csv"), "ttft_s\n9\n"));
    QVERIFY(write(QStringLiteral("other.txt"), "no reader"));
    const auto second = again();
    QVERIFY(second);
    QCOMPARE(valuesOf(*second, QStringLiteral("ttft_s")), (QList<double> {9, 3, 4}));
    const auto& after = corpus::CatalogBuilder::filesOf(*second);
    QVERIFY(after[1] == corpus::CatalogBuilder::filesOf(*m_first)[1]);
    const auto third = corpus::ingestAgain(second, m_folder->path());
    QVERIFY(third && *third == second);
}

void TestAgain::replacedWithTheSameTimeAndSize()
{
    const QString path = m_folder->path(QStringLiteral("b/c.json"));
    const QDateTime time = QFileInfo(path).lastModified();
    QVERIFY(m_folder->write(QStringLiteral("b/new"), R"({"ttft_s":8})"));
    QFile made(m_folder->path(QStringLiteral("b/new")));
    QVERIFY(made.open(QIODevice::ReadWrite));
    QVERIFY(made.setFileTime(time, QFileDevice::FileModificationTime));
    made.close();
    QVERIFY(QFile::remove(path));
    QVERIFY(made.rename(path));
    QCOMPARE(valuesOf(*again(), QStringLiteral("ttft_s")), (QList<double> {1, 2, 8, 4}));
}

void TestAgain::justWrittenIsReadAgain()
{
    // Two writes within one tick of the clock leave the same stamp.
    QVERIFY(write(QStringLiteral("b/c.json"), R"({"ttft_s":5})", 0));
    const auto second = again();
    QVERIFY(second);
    const auto third = corpus::ingestAgain(second, m_folder->path());
    QVERIFY(third);
    QVERIFY(corpus::CatalogBuilder::filesOf(**third)[1] != corpus::CatalogBuilder::filesOf(*second)[1]);
}

void TestAgain::skippedFilesAreTriedAgain()
{
    corpus::IngestLimits limits;
    limits.fileBytes = 15;
    QVERIFY(write(QStringLiteral("e.csv"), "ttft_s\n111111111111\n"));
    const auto second = corpus::ingestAgain(m_first, m_folder->path(), limits);
    QVERIFY(second);
    QVERIFY(problemWith(**second, QStringLiteral("limit")));
    const auto third = corpus::ingestAgain(*second, m_folder->path());
    QVERIFY(third);
    QVERIFY(!problemWith(**third, QStringLiteral("limit")));
    QCOMPARE(valuesOf(**third, QStringLiteral("ttft_s")).size(), 5);
}

void TestAgain::anotherFolder()
{
    Folder other;
    QVERIFY(other.write(QStringLiteral("a.csv"), "ttft_s\n6\n"));
    const auto catalog = corpus::ingestAgain(m_first, other.path());
    QVERIFY(catalog);
    QCOMPARE(valuesOf(**catalog, QStringLiteral("ttft_s")), QList<double> {6});
}

/// What the names of files say is a dimension of every series in them.
void TestAgain::groupsFollowTheNames()
{
    Folder named;
    for (const char* name : {"gpu60_ctx512_temp0p6", "gpu80_ctx512_temp0p8", "gpu80_ctx1024_temp0p6"})
        QVERIFY(named.write(QString::fromLatin1(name) + u"/r.csv"_qs, "rate\n1\n2\n"));
    const auto catalog = named.read();
    QVERIFY(catalog);
    const corpus::Series* const rate = catalog->find(QStringLiteral("rate"));
    QVERIFY(rate);
    QHash<QString, QStringList> labels;
    for (const corpus::Dimension& dimension : rate->dimensions) {
        for (qsizetype at = 0; at < rate->observations.size(); ++at)
            labels[dimension.name].append(dimension.labelAt(at));
    }
    const auto twice = [](const char* a, const char* b, const char* c) {
        QStringList all;
        for (const char* text : {a, a, b, b, c, c})
            all.append(QString::fromLatin1(text));
        return all;
    };
    QCOMPARE(labels.value(QStringLiteral("num_gpu")), twice("60", "80", "80"));
    QCOMPARE(labels.value(QStringLiteral("num_ctx")), twice("512", "1024", "512"));
    QCOMPARE(labels.value(QStringLiteral("temperature")), twice("0.6", "0.6", "0.8"));
}

QTEST_GUILESS_MAIN(TestAgain)
#include "tst_corpus_again.moc"
