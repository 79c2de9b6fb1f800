#include "corpus/catalogbuilder.h"
#include "corpus/filereader.h"
#include "corpus/piecewise.h"
#include "support.h"

#include <QtTest>

#include <random>

using namespace benchglass;

/// A big file is read in pieces. Whatever stands at the seams, the result is that of reading it whole.
class TestPieces : public QObject
{
    Q_OBJECT

private slots:
    void tables_data();
    void tables();
    void lines_data();
    void lines();
    void refused_data();
    void refused();

private:
    void compare(const QString& name, const QByteArray& bytes, int pieceBytes);
};

namespace {

QStringList described(const corpus::Catalog& catalog)
{
    QStringList all {QString::number(catalog.valueCount()), QString::fromLatin1(catalog.hash().toHex())};
    for (const corpus::Series& series : catalog.series()) {
        all.append(series.key + u'|' + series.unit + u'|' + series.unitReason);
        for (const corpus::Observation observation : series.observations) {
            all.append(QString::number(observation.value, 'g', 17) + u'@'
                + catalog.locatorOf(series, observation).text());
        }
        for (const corpus::Dimension& dimension : series.dimensions) {
            QString labels = dimension.name + u':' + dimension.levels.join(u',') + u'=';
            for (qsizetype at = 0; at < series.observations.size(); ++at)
                labels += QString::number(dimension.levelAt(at)) + u' ';
            all.append(labels);
        }
    }
    for (const corpus::Problem& problem : catalog.problems()) {
        all.append(QStringLiteral("%1:%2:%3 %4")
                       .arg(problem.path)
                       .arg(problem.line)
                       .arg(problem.column)
                       .arg(problem.reason));
    }
    for (const corpus::Document& document : catalog.documents())
        all.append(QStringLiteral("%1 rows %2 values %3 bytes")
                       .arg(document.rows)
                       .arg(document.values)
                       .arg(document.bytes));
    for (const corpus::Fact& fact : catalog.facts())
        all.append(fact.text);
    return all;
}

corpus::Catalog catalogOf(corpus::Parsed parsed)
{
    return corpus::CatalogBuilder::build(
        QStringLiteral("/f"), {std::make_shared<const corpus::Parsed>(std::move(parsed))}, {}, {});
}

corpus::FoundFile found(const Folder& folder, const QString& name)
{
    corpus::FoundFile file;
    file.path = folder.path(name).toStdString();
    file.relative = name.toUtf8();
    file.type = name.endsWith(u".csv") || name.endsWith(u".tsv") ? corpus::DocumentType::Csv
                                                                 : corpus::DocumentType::Json;
    file.tab = name.endsWith(u".tsv");
    file.byLine = name.endsWith(u".jsonl");
    return file;
}

/// Rows with what seams could cut: quoted line ends, doubled quotes, blank lines, comments, several
/// bytes a character, empty fields, numbers in two notations.
QByteArray table(unsigned seed, const QByteArray& lineEnd)
{
    std::mt19937 random(seed);
    QByteArray text = "model,prompt,ttft_s,rate,size,when,total" + lineEnd;
    const auto one = [&](std::initializer_list<const char*> texts) {
        return QByteArray(texts.begin()[random() % texts.size()]);
    };
    for (int row = 0; row < 120; ++row) {
        text += one({"a", "b", "\u00e4\u00f6", "\"c\"\"d\""}) + ',';
        text += one({"plain", "\"two\nlines, or\n\nfour\"", "\"\"", "\"says \"\"hi\"\"\n\"", ""}) + ',';
        text += QByteArray::number(double(random() % 10'000) / 1000) + ',';
        text += one({"12.5", "nan", "", "1e3", "-4"}) + ',';
        text += one({"3 MB", "17", "4 MB", "2 GB"}) + ',';
        text += "2026-03-0" + QByteArray::number(1 + random() % 9) + ',';
        text += one({"\"1,024\"", "\"12,345\"", "7"});
        text += random() % 17 == 0 ? QByteArray(",extra") + lineEnd : lineEnd;
        text += one({"", "", "", "", "# a remark\n", "\n"});
    }
    return random() % 2 ? text : text.chopped(lineEnd.size());
}

QByteArray records(unsigned seed)
{
    std::mt19937 random(seed);
    QByteArray text;
    for (int row = 0; row < 120; ++row) {
        text += "{\"model\":\"m" + QByteArray::number(random() % 3)
            + "\",\"t\":" + QByteArray::number(double(random() % 1000) / 7, 'g', 17) + ",\"runs\":[";
        for (unsigned run = 0; run < random() % 4; ++run)
            text += (run ? ",{\"n\":" : "{\"n\":") + QByteArray::number(run) + '}';
        text += "],\"size\":\"" + QByteArray::number(random() % 9) + (random() % 3 ? " MB" : " kB")
            + "\",\"when\":\"2026-04-0" + QByteArray::number(1 + random() % 9) + "\"}";
        text += row > 0 && random() % 23 == 0 ? "}\n" : random() % 5 == 0 ? "\r\n\n" : "\n";
    }
    return text;
}

} // namespace

void TestPieces::compare(const QString& name, const QByteArray& bytes, int pieceBytes)
{
    Folder folder;
    QVERIFY(folder.write(name, bytes));
    const corpus::FoundFile file = found(folder, name);
    auto pieces = corpus::readPiecewise(file, {}, {}, pieceBytes);
    QVERIFY(pieces);
    corpus::FileReader reader({}, {});
    const QStringList actual = described(catalogOf(std::move(*pieces)));
    const QStringList expected = described(catalogOf(reader.read(file)));
    for (qsizetype at = 0; at < std::min(actual.size(), expected.size()); ++at)
        QCOMPARE(actual.at(at), expected.at(at));
    QCOMPARE(actual.size(), expected.size());
    QVERIFY(expected.size() > 300);
}

void TestPieces::tables_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("pieceBytes");
    for (unsigned seed = 1; seed <= 6; ++seed) {
        for (const int piece : {16, 61, 200, 1000, 5000, 1 << 20}) {
            QTest::addRow("seed %u, pieces of %d bytes", seed, piece)
                << table(seed, seed % 2 ? "\n" : "\r\n") << piece;
        }
    }
    QTest::addRow("with a byte order mark") << "\xef\xbb\xbf" + table(9, "\n") << 100;
    QTest::addRow("never closed quote") << table(10, "\n") + "a,\"b,1,2\n3,4\n" + table(11, "\n") << 300;
    QTest::addRow("carriage returns alone") << table(12, "\r").replace('\n', ' ') + "\n" << 500;
    QTest::addRow("a row of 300 kB") << table(13, "\n") + "a,\"" + QByteArray(300'000, 'x') + "\",1,2,3\n"
            + table(14, "\n") << 4096;
}

void TestPieces::tables()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, pieceBytes);
    compare(QStringLiteral("t.csv"), bytes, pieceBytes);
}

void TestPieces::lines_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("pieceBytes");
    for (unsigned seed = 1; seed <= 6; ++seed) {
        for (const int piece : {16, 61, 200, 1000, 5000, 1 << 20}) {
            QTest::addRow("seed %u, pieces of %d bytes", seed, piece)
                << (seed % 2 ? QStringLiteral("r.jsonl") : QStringLiteral("r.json")) << records(seed)
                << piece;
        }
    }
    QTest::addRow("no line end at the end") << QStringLiteral("r.jsonl") << records(7).trimmed() << 100;
}

void TestPieces::lines()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, pieceBytes);
    compare(name, bytes, pieceBytes);
}

void TestPieces::refused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addRow("Latin-1 far from the start")
        << QStringLiteral("t.csv") << table(1, "\n") + "caf\xe9,1,2\n" + table(2, "\n");
    QTest::addRow("UTF-16") << QStringLiteral("t.csv")
                            << QByteArray("\xff\xfe"
                                          "a\0,\0b\0\n\0"
                                          "1\0,\0002\0\n\0",
                                   18);
    QTest::addRow("one JSON document") << QStringLiteral("d.json") << QByteArray("{\n\"a\": 1\n}\n");
    QTest::addRow("only a header") << QStringLiteral("t.csv") << QByteArray("a,b\n");
    QTest::addRow("binary") << QStringLiteral("t.csv") << QByteArray("a,b\n1,\0\n", 8);
}

void TestPieces::refused()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    Folder folder;
    QVERIFY(folder.write(name, bytes));
    QVERIFY(!corpus::readPiecewise(found(folder, name), {}, {}, 256));
}

QTEST_GUILESS_MAIN(TestPieces)
#include "tst_corpus_pieces.moc"
