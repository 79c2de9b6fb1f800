#include "lookup.h"
#include "randomjson.h"
#include "randomtable.h"
#include "support.h"

#include <QtTest>

#include <cmath>

using namespace benchglass;

/// Whatever is written comes back, all of it and nothing else, from the place where it was written.
class TestProperty : public QObject
{
    Q_OBJECT

private slots:
    void tables();
    void documents_data();
    void documents();
};

namespace {

constexpr quint32 documentsEach = 400;

/// Of one document, by place.
QMap<QString, double> readBack(const corpus::Catalog& catalog, const QString& path)
{
    QMap<QString, double> values;
    for (const corpus::Series& series : catalog.series()) {
        for (const auto& observation : series.observations) {
            if (catalog.documents().at(observation.document).path == path)
                values.insert(catalog.locatorOf(series, observation).text(), observation.value);
        }
    }
    return values;
}

/// What differs first, for people.
QByteArray difference(const QMap<QString, double>& read, const QMap<QString, double>& written)
{
    for (auto value = written.begin(); value != written.end(); ++value) {
        if (!read.contains(value.key()))
            return "missing at " + value.key().toUtf8() + ": " + QByteArray::number(*value, 'g', 17);
        if (read[value.key()] != *value)
            return "at " + value.key().toUtf8() + ": read " + QByteArray::number(read[value.key()], 'g', 17)
                + ", written " + QByteArray::number(*value, 'g', 17);
    }
    for (auto value = read.begin(); value != read.end(); ++value) {
        if (!written.contains(value.key()))
            return "invented at " + value.key().toUtf8() + ": " + QByteArray::number(*value, 'g', 17);
    }
    return {};
}

QByteArray about(
    quint32 seed, const QByteArray& wrong, const corpus::Catalog& catalog, const QByteArray& text)
{
    QByteArray about = "seed " + QByteArray::number(seed) + ", " + wrong;
    for (const corpus::Problem& problem : catalog.problems())
        about += "\nline " + QByteArray::number(problem.line) + ": " + problem.reason.toUtf8();
    return about + '\n' + text;
}

} // namespace

void TestProperty::tables()
{
    qint64 values = 0;
    for (quint32 seed = 1; seed <= documentsEach; ++seed) {
        const RandomTable table(seed);
        // The look-up finds what was written: it can be trusted below.
        for (auto cell = table.cells().begin(); cell != table.cells().end(); ++cell) {
            const QStringList place = cell.key().split(u':');
            QCOMPARE(lookup::csvCell(table.text(), table.delimiter(), place[0].toInt(), place[1].toInt()),
                std::optional(*cell));
        }
        Folder folder;
        const QString name = table.isTsv() ? QStringLiteral("t.tsv") : QStringLiteral("t.csv");
        QVERIFY(folder.write(name, table.bytes()));
        const auto catalog = folder.read();
        QVERIFY(catalog);
        const QMap<QString, double> read = readBack(*catalog, name);
        const QByteArray wrong = difference(read, table.values());
        QVERIFY2(wrong.isEmpty(), about(seed, wrong, *catalog, table.text().toUtf8()).constData());
        QCOMPARE(catalog->valueCount(), table.values().size());
        values += catalog->valueCount();
    }
    qInfo("%lld values in %u tables", values, documentsEach);
    QVERIFY(values > 10'000);
}

void TestProperty::documents_data()
{
    QTest::addColumn<bool>("byLine");
    QTest::newRow("JSON") << false;
    QTest::newRow("JSONL") << true;
}

void TestProperty::documents()
{
    QFETCH(bool, byLine);
    qint64 values = 0;
    for (quint32 seed = 1; seed <= documentsEach; ++seed) {
        const RandomJson json(seed, byLine);
        Folder folder;
        const QString name = byLine ? QStringLiteral("d.jsonl") : QStringLiteral("d.json");
        QVERIFY(folder.write(name, json.bytes()));
        const auto catalog = folder.read();
        QVERIFY(catalog);
        const QByteArray wrong = difference(readBack(*catalog, name), json.values());
        QVERIFY2(wrong.isEmpty(), about(seed, wrong, *catalog, json.bytes()).constData());
        QCOMPARE(catalog->valueCount(), json.values().size());
        values += catalog->valueCount();
        QByteArray text = json.bytes();
        if (text.startsWith("\xef\xbb\xbf"))
            text.remove(0, 3);
        QHash<qint64, QJsonValue> roots;
        for (const corpus::Series& series : catalog->series()) {
            for (const auto& observation : series.observations) {
                const corpus::Locator place = catalog->locatorOf(series, observation);
                if (!roots.contains(place.line)) {
                    roots.insert(
                        place.line, byLine ? lookup::jsonOnLine(text, place.line) : lookup::jsonRoot(text));
                }
                const QJsonValue there = lookup::jsonValue(roots[place.line], place.pointer);
                QString number = there.toString();
                number.remove(u',').remove(QStringLiteral(" ms")).remove(u'%');
                QCOMPARE(there.isDouble() ? there.toDouble() : number.toDouble(), observation.value);
            }
        }
    }
    qInfo("%lld values in %u documents", values, documentsEach);
    QVERIFY(values > 2'000);
}

QTEST_GUILESS_MAIN(TestProperty)
#include "tst_corpus_property.moc"
