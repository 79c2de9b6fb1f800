#include "corpus/ingest.h"
#include "models/jsonplace.h"
#include "models/sourcetext.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace benchglass;
using models::SourcePlace;
using models::SourceText;

/// A place in a file, found again in its text.
class TestSourceText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pointerLeadsToAValue_data();
    void pointerLeadsToAValue();
    void pieceByPiece();
    void deepNestingCostsNothing();
    void marksTheValue_data();
    void marksTheValue();
    void everyValueOfAFolderIsMarked();
    void largeFilesAreReadInParts();
    void largeJsonIsSearchedThrough();
    void longLinesAreParted();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void leavesTheFolderForNothing();
    void hidesNothing();

private:
    SourcePlace write(const QString& name, const QByteArray& text) const;
    static QString marked(const SourceText& source);

    QTemporaryDir m_folder;
};

SourcePlace TestSourceText::write(const QString& name, const QByteArray& text) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write");
    SourcePlace place {m_folder.path(), name, corpus::DocumentType::Csv, {}, {}};
    if (name.endsWith(QStringLiteral(".md")))
        place.type = corpus::DocumentType::Markdown;
    else if (!name.endsWith(QStringLiteral(".csv")))
        place.type = corpus::DocumentType::Json;
    return place;
}

QString TestSourceText::marked(const SourceText& source)
{
    QString line;
    for (qsizetype part = 0; part < source.marked; ++part)
        line += source.lines.at(source.line + part).text;
    return line.mid(source.start, source.length);
}

void TestSourceText::pointerLeadsToAValue_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QByteArray>("value");
    const QByteArray text = R"({"a": {"b": [10, {"c": 2.5e1}, "x]y"]}, "b": 4, "c/d": 5, "e\"f": 6, "": 7,
        "t": true, "o": {"k": [1, 2]}, "5": 8, "s~": 9})";
    const auto row = [&](const char* name, const char* pointer, const char* value) {
        QTest::newRow(name) << text << QString::fromLatin1(pointer) << QByteArray(value);
    };
    row("member", "/b", "4");
    row("element", "/a/b/0", "10");
    row("deeper", "/a/b/1/c", "2.5e1");
    row("text with a bracket", "/a/b/2", "\"x]y\"");
    row("slash in the key", "/c~1d", "5");
    row("tilde in the key", "/s~0", "9");
    row("quote in the key", "/e\"f", "6");
    row("empty key", "/", "7");
    row("digits as a key", "/5", "8");
    row("word", "/t", "true");
    row("object", "/o", R"({"k": [1, 2]})");
    row("array", "/o/k", "[1, 2]");
    row("no such key", "/z", "");
    row("beyond the array", "/a/b/7", "");
    row("through a number", "/b/0", "");
    QTest::newRow("whole document") << QByteArray(" 12 ") << QString() << QByteArray("12");
    QTest::newRow("to the end of the text") << QByteArray("12") << QString() << QByteArray("12");
    QTest::newRow("cut off") << QByteArray(R"({"a": 1)") << QStringLiteral("/a") << QByteArray("1");
    QTest::newRow("too many brackets") << QByteArray("]]}{") << QStringLiteral("/a") << QByteArray();
    QTest::newRow("comma first") << QByteArray(",,[1") << QStringLiteral("/0") << QByteArray();
}

void TestSourceText::pointerLeadsToAValue()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, pointer);
    QFETCH(QByteArray, value);
    for (const int step : {1, 7, 4096}) {
        models::JsonPlaceFinder finder(pointer);
        for (int at = 0; at < json.size(); at += step) {
            const QByteArray piece = json.mid(at, step);
            if (!finder.feed({piece.constData(), size_t(piece.size())}))
                break;
        }
        const auto found = finder.found();
        QCOMPARE(found.has_value(), !value.isEmpty());
        if (found)
            QCOMPARE(json.mid(found->start, found->end - found->start), value);
    }
}

void TestSourceText::pieceByPiece()
{
    models::JsonPlaceFinder finder(QStringLiteral("/a"));
    QVERIFY(finder.feed("{\n\n \"a\": 1"));
    QVERIFY(!finder.feed("2, \"b\": 3}"));
    QCOMPARE(*finder.found(), (models::JsonPlace {9, 11, 2}));
}

void TestSourceText::deepNestingCostsNothing()
{
    models::JsonPlaceFinder finder(QStringLiteral("/b"));
    const QByteArray text =
        "{\"a\": " + QByteArray(1'000'000, '[') + QByteArray(1'000'000, ']') + ", \"b\": 3}";
    finder.feed({text.constData(), size_t(text.size())});
    QVERIFY(finder.found());
    QCOMPARE(text.mid(finder.found()->start, 1), QByteArray("3"));
}

void TestSourceText::marksTheValue_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("markedLine");
    QTest::addColumn<QString>("marked");
    const QString none;
    const auto csv = QStringLiteral("t.csv");
    QTest::newRow("field") << csv << QByteArray("a,b\n1,2\n3,4\n") << 3 << 2 << none << 4.0 << 3
                           << QStringLiteral("4");
    QTest::newRow("first field") << csv << QByteArray("a,b\r\n1,2\r\n") << 2 << 1 << none << 1.0 << 2
                                 << QStringLiteral("1");
    QTest::newRow("decimal comma") << csv << QByteArray("a;b\n1,5;2,5\n") << 2 << 2 << none << 2.5 << 2
                                   << QStringLiteral("2,5");
    QTest::newRow("quoted") << csv << QByteArray("a,b\n\"x, y\", \"7\" \n") << 2 << 2 << none << 7.0 << 2
                            << QStringLiteral("\"7\"");
    QTest::newRow("other than when it was read")
        << csv << QByteArray("a,b\n1,9\n") << 2 << 2 << none << 2.0 << 2 << none;
    QTest::newRow("Latin-1 before it")
        << csv << QByteArray("a,b\n\xe9t\xe9,8\n") << 2 << 2 << none << 8.0 << 2 << QStringLiteral("8");
    QTest::newRow("byte order mark") << csv
                                     << QByteArray("\xef\xbb\xbf"
                                                   "a\n5\n")
                                     << 2 << 1 << none << 5.0 << 2 << QStringLiteral("5");
    QTest::newRow("cell of Markdown")
        << QStringLiteral("t.md") << QByteArray("# T\n\n| a | b |\n|---|---|\n| x | 12 |\n") << 5 << 2 << none
        << 12.0 << 5 << QStringLiteral("12");
    QTest::newRow("JSON") << QStringLiteral("t.json")
                          << QByteArray("{\n \"\xc3\xa9\": 1, \"b\": [\n  5,\n  6]}") << 0 << 0
                          << QStringLiteral("/b/1") << 6.0 << 4 << QStringLiteral("6");
    QTest::newRow("JSON behind other letters")
        << QStringLiteral("t.json") << QByteArray("{\"\xc3\xa9\": 1, \"b\": 5}") << 0 << 0
        << QStringLiteral("/b") << 5.0 << 1 << QStringLiteral("5");
    QTest::newRow("JSON lines") << QStringLiteral("t.jsonl") << QByteArray("{\"a\": 1}\n\n{\"a\": 3}\n") << 3
                                << 0 << QStringLiteral("/a") << 3.0 << 3 << QStringLiteral("3");
}

void TestSourceText::marksTheValue()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, pointer);
    QFETCH(double, value);
    QFETCH(int, markedLine);
    SourcePlace place = write(name, text);
    place.locator = {line, column, pointer};
    place.value = value;
    const SourceText source = models::readSource(place);
    QCOMPARE(source.error, QString());
    QCOMPARE(source.note, QString());
    QVERIFY(source.line >= 0);
    QCOMPARE(source.lines.at(source.line).number, qint64(markedLine));
    QTEST(marked(source), "marked");
}

void TestSourceText::everyValueOfAFolderIsMarked()
{
    QTemporaryDir folder;
    const auto write = [&](const char* name, const char* text) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write("a.csv", "model,x_ms,y\n\"big, one\",1.5,2\nsmall,3.25,4\n");
    write("b.json", R"({"runs": [{"x_ms": 5, "deep": {"y": [6, 7]}}, {"x_ms": 8}], "a/b": {"z": 9}})");
    write("c.jsonl", "{\"x_ms\": 10}\n{\"x_ms\": 11, \"y\": 12}\n");
    write("d.md", "# Results\n\n| name | y |\n|---|---|\n| p | 13 |\n| q | 14 |\n");
    const auto catalog = corpus::ingest(folder.path());
    QVERIFY(catalog);
    int seen = 0;
    for (const corpus::Series& series : (*catalog)->series()) {
        for (const corpus::Observation observation : series.observations) {
            const corpus::Document& document = (*catalog)->documents().at(observation.document);
            const SourcePlace place {(*catalog)->folder(), document.path, document.type,
                (*catalog)->locatorOf(series, observation), observation.value};
            const QString text = marked(models::readSource(place));
            QVERIFY2(text.toDouble() == observation.value && !text.isEmpty(),
                qPrintable(place.text() + u' ' + text));
            ++seen;
        }
    }
    QCOMPARE(seen, 14);
}

void TestSourceText::largeFilesAreReadInParts()
{
    QByteArray text = "n,twice\n";
    for (int i = 1; i <= 700'000; ++i)
        text += QByteArray::number(i) + ',' + QByteArray::number(2 * i) + '\n';
    QVERIFY(text.size() > 8 << 20);
    SourcePlace place = write(QStringLiteral("large.csv"), text);
    for (const int row : {1, 350'000, 700'000}) {
        place.locator = {row + 1, 2, {}};
        place.value = 2.0 * row;
        const SourceText source = models::readSource(place);
        QCOMPARE(source.error, QString());
        QVERIFY(!source.note.isEmpty());
        QCOMPARE(marked(source), QString::number(2 * row));
        QVERIFY(source.lines.size() < 50'000);
        for (const models::SourceLine& line : source.lines)
            if (line.number > 1 && !line.text.isEmpty())
                QCOMPARE(line.text.section(u',', 0, 0).toLongLong(), line.number - 1);
    }
}

void TestSourceText::largeJsonIsSearchedThrough()
{
    QByteArray text = "{\"runs\": [";
    for (int i = 0; i < 400'000; ++i)
        text += "{\"x\": " + QByteArray::number(i) + "},\n";
    text += "{\"x\": -1}]}";
    QVERIFY(text.size() > 5 << 20);
    SourcePlace place = write(QStringLiteral("large.json"), text);
    place.locator.pointer = QStringLiteral("/runs/399999/x");
    const SourceText source = models::readSource(place);
    QCOMPARE(marked(source), QStringLiteral("399999"));
    QCOMPARE(source.lines.at(source.line).number, 400'000);
}

void TestSourceText::longLinesAreParted()
{
    SourcePlace place = write(QStringLiteral("long.csv"), "a\n" + QByteArray(5000, '0') + "7,8\n");
    place.locator = {2, 2, {}};
    place.value = 8;
    const SourceText source = models::readSource(place);
    QVERIFY(source.marked > 1);
    QCOMPARE(marked(source), QStringLiteral("8"));
    QVERIFY(std::ranges::all_of(
        source.lines, [](const models::SourceLine& line) { return line.text.size() <= 2000; }));
}

void TestSourceText::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<bool>("isError");
    QTest::newRow("no such file") << QStringLiteral("none.csv") << 1 << QString() << true;
    QTest::newRow("a folder") << QStringLiteral("folder.csv") << 1 << QString() << true;
    QTest::newRow("beyond the end") << QStringLiteral("two.csv") << 9 << QString() << false;
    QTest::newRow("no such key") << QStringLiteral("one.json") << 0 << QStringLiteral("/z") << false;
}

void TestSourceText::saysWhatIsWrong()
{
    QFETCH(QString, name);
    QFETCH(int, line);
    QFETCH(QString, pointer);
    QFETCH(bool, isError);
    QDir(m_folder.path()).mkdir(QStringLiteral("folder.csv"));
    write(QStringLiteral("two.csv"), "a\n1\n");
    write(QStringLiteral("one.json"), "{\"a\": 1}");
    const SourceText source =
        models::readSource({m_folder.path(), name, corpus::DocumentType::Csv, {line, 0, pointer}, {}});
    QCOMPARE(!source.error.isEmpty(), isError);
    QCOMPARE(!source.note.isEmpty(), !isError);
    QCOMPARE(source.line, qsizetype(-1));
    QCOMPARE(source.lines.isEmpty(), isError);
}

void TestSourceText::leavesTheFolderForNothing()
{
    QTemporaryDir outside;
    QFile secret(outside.filePath(QStringLiteral("secret.csv")));
    QVERIFY(secret.open(QIODevice::WriteOnly) && secret.write("1\n") == 2);
    secret.close();
    QVERIFY(QFile::link(secret.fileName(), m_folder.filePath(QStringLiteral("link.csv"))));
    const QString up = QStringLiteral("../") + QDir(outside.path()).dirName() + QStringLiteral("/secret.csv");
    for (const QString& path : {QStringLiteral("link.csv"), up}) {
        const SourcePlace place {m_folder.path(), path, corpus::DocumentType::Csv, {1, 0, {}}, {}};
        QVERIFY(models::localFileOf(place).isEmpty());
        QVERIFY(!models::readSource(place).error.isEmpty());
    }
}

void TestSourceText::hidesNothing()
{
    SourcePlace place = write(QStringLiteral("odd.csv"),
        "a\x1b[31m,\xe2\x80\xae"
        "b\n1\n");
    place.locator = {1, 0, {}};
    const SourceText source = models::readSource(place);
    QCOMPARE(source.lines.at(0).text, QStringLiteral("a\u241b[31m,\ufffdb"));
}

QTEST_MAIN(TestSourceText)
#include "tst_sourcetext.moc"
