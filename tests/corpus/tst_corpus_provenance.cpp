#include "support.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <random>

using namespace benchglass;

/// Whatever is written, every value comes back with the place it was written to.
class TestProvenance : public QObject
{
    Q_OBJECT

private slots:
    void randomTables_data();
    void randomTables();
    void randomDocuments_data();
    void randomDocuments();
    void randomLines();
};

namespace {

/// Doubles of all sizes, exact as text.
double anyNumber(std::mt19937_64& random)
{
    switch (random() % 4) {
    case 0: return double(qint64(random() % 2'000'001) - 1'000'000);
    case 1: return double(random() % 100'000) / 1000;
    case 2: return std::ldexp(double(random() % (1ull << 53)), int(random() % 200) - 100);
    default: return -double(random() % 1'000'000) / 7;
    }
}

QByteArray exact(double value)
{
    return QByteArray::number(value, 'g', 17);
}

/// The value at an RFC 6901 pointer, by a reader that is not the one under test.
QJsonValue at(const QJsonValue& root, const QString& pointer)
{
    QJsonValue value = root;
    for (QString part : pointer.split(u'/').mid(1)) {
        part.replace(QStringLiteral("~1"), QStringLiteral("/"))
            .replace(QStringLiteral("~0"), QStringLiteral("~"));
        value = value.isArray() ? value.toArray().at(part.toInt()) : value.toObject().value(part);
    }
    return value;
}

QJsonValue anyDocument(std::mt19937_64& random, int depth, qint64& numbers)
{
    static const QStringList names {QStringLiteral("a"), QStringLiteral("b.c"), QStringLiteral("d/e"),
        QStringLiteral("f~g"), QStringLiteral("[]"), QStringLiteral("h i"), QStringLiteral("\u00fc")};
    const auto kind = depth == 0 ? 2 : random() % 4;
    if (kind == 0) {
        QJsonArray array;
        for (auto n = random() % 5; n > 0; --n)
            array.append(anyDocument(random, depth - 1, numbers));
        return array;
    }
    if (kind == 1) {
        QJsonObject object;
        for (const QString& name : names) {
            if (random() % 2)
                object.insert(name, anyDocument(random, depth - 1, numbers));
        }
        return object;
    }
    if (kind == 2) {
        ++numbers;
        return anyNumber(random);
    }
    return QStringLiteral("word");
}

} // namespace

void TestProvenance::randomTables_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 30; ++seed)
        QTest::addRow("seed %llu", seed) << seed;
}

void TestProvenance::randomTables()
{
    QFETCH(quint64, seed);
    std::mt19937_64 random(seed);
    const char delimiter = ",;\t"[random() % 3];
    const QByteArray lineEnd = random() % 2 ? "\r\n" : "\n";
    const int columns = 2 + int(random() % 8);
    QMap<std::pair<qint64, qint64>, double> written;
    QByteArray text = "name";
    for (int column = 1; column < columns; ++column)
        text += delimiter + QByteArray("c") + QByteArray::number(column);
    text += lineEnd;
    qint64 line = 2;
    for (auto rows = random() % 200; rows > 0; --rows) {
        const qint64 start = line;
        const bool broken = random() % 5 == 0;
        text += broken ? QByteArray("\"two" + lineEnd + "lines\"") : QByteArray("one");
        line += broken ? 1 : 0;
        for (int column = 1; column < columns; ++column) {
            text += delimiter;
            const auto kind = random() % 6;
            const double value = anyNumber(random);
            if (kind == 0)
                continue;
            if (kind == 1) {
                text += "word";
                continue;
            }
            text += kind == 2 ? QByteArray('"' + exact(value) + '"') : exact(value);
            written.insert({start, column + 1}, value);
        }
        text += lineEnd;
        ++line;
        if (random() % 10 == 0) {
            text += lineEnd;
            ++line;
        }
    }
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("t.csv"), text));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(catalog->valueCount(), qint64(written.size()));
    for (const corpus::Series& series : catalog->series()) {
        for (const corpus::Observation observation : series.observations) {
            const corpus::Locator place = catalog->locatorOf(series, observation);
            const auto found = written.constFind({place.line, place.column});
            QVERIFY2(found != written.cend(), qPrintable(series.key + u' ' + place.text()));
            QVERIFY(*found == observation.value);
            QCOMPARE(series.key, u'c' + QString::number(place.column - 1));
            written.erase(found);
        }
    }
    QVERIFY(written.isEmpty());
}

void TestProvenance::randomDocuments_data()
{
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<bool>("patient");
    for (quint64 seed = 1; seed <= 60; ++seed)
        QTest::addRow("seed %llu, %s reader", seed, seed % 2 ? "patient" : "fast") << seed << bool(seed % 2);
}

void TestProvenance::randomDocuments()
{
    QFETCH(quint64, seed);
    QFETCH(bool, patient);
    std::mt19937_64 random(seed);
    qint64 numbers = 0;
    const QJsonArray root {
        anyDocument(random, 5, numbers), anyDocument(random, 5, numbers), anyDocument(random, 5, numbers)};
    QByteArray text =
        QJsonDocument(root).toJson(random() % 2 ? QJsonDocument::Indented : QJsonDocument::Compact);
    // What follows the value is a fault; everything before it must come out the same.
    if (patient)
        text += "!";
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("d.json"), text));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(problemWith(*catalog, QStringLiteral("More text")).has_value(), patient);
    QCOMPARE(catalog->valueCount(), numbers);
    QSet<QString> seen;
    for (const corpus::Series& series : catalog->series()) {
        for (const corpus::Observation observation : series.observations) {
            const QString pointer = catalog->locatorOf(series, observation).pointer;
            QVERIFY2(at(root, pointer).isDouble(), qPrintable(pointer));
            QVERIFY2(at(root, pointer).toDouble() == observation.value, qPrintable(pointer));
            QVERIFY(!seen.contains(pointer));
            seen.insert(pointer);
        }
    }
}

void TestProvenance::randomLines()
{
    std::mt19937_64 random(7);
    QByteArray text;
    QList<QJsonValue> lines;
    qint64 numbers = 0;
    for (int line = 0; line < 300; ++line) {
        QJsonValue value;
        if (random() % 8) {
            value = QJsonObject {{QStringLiteral("r"), anyDocument(random, 3, numbers)}};
            text += QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
        }
        lines.append(value);
        text += '\n';
    }
    Folder folder;
    QVERIFY(folder.write(QStringLiteral("d.jsonl"), text));
    const auto catalog = folder.read();
    QVERIFY(catalog);
    QCOMPARE(catalog->valueCount(), numbers);
    QVERIFY(numbers > 500);
    for (const corpus::Series& series : catalog->series()) {
        for (const corpus::Observation observation : series.observations) {
            const corpus::Locator place = catalog->locatorOf(series, observation);
            QVERIFY2(at(lines.at(place.line - 1), place.pointer).toDouble() == observation.value,
                qPrintable(place.text()));
        }
    }
}

QTEST_GUILESS_MAIN(TestProvenance)
#include "tst_corpus_provenance.moc"
