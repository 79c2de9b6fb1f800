#include "corpus/grouping.h"
#include "corpus/ingest.h"
#include "models/narrowing.h"
#include "models/observationsmodel.h"
#include "models/rowsmodel.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace benchglass;
using models::Narrowing;
using models::ObservationsModel;

/// What is left of a series when only some files, groups or units are wanted, and in which order it stands.
class TestNarrowing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keepsWhatFits_data();
    void keepsWhatFits();
    void knowsWhatMayMatch();
    void leftValuesKeepTheirPlaces();
    void nothingToNarrowIsTheSeriesItself();
    void rowsAreSortedByNumbers_data();
    void rowsAreSortedByNumbers();
    void selectedRowsStaySelected();
    void newSeriesKeepsTheOrder();

private:
    const corpus::Series& speed() const { return *m_catalog->find(QStringLiteral("tokens_per_second")); }
    qsizetype dimension(const char* name) const;

    QTemporaryDir m_folder;
    std::shared_ptr<const corpus::Catalog> m_catalog;
};

void TestNarrowing::initTestCase()
{
    const auto write = [&](const char* name, const char* text) {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write("a.csv", "model,tokens_per_second,ttft_ms\nbig,9,50\nsmall,100,40\nbig,20,30\n");
    write("b.csv", "model,tokens_per_second\nbig,3\nsmall,11\n");
    write("c.json", R"({"model": "big", "tokens_per_second": 7})");
    write("d.json", R"({"model": "mid", "tokens_per_second": 8})");
    const auto catalog = corpus::ingest(m_folder.path());
    QVERIFY(catalog);
    m_catalog = *catalog;
    QCOMPARE(speed().observations.size(), 7);
    QVERIFY(dimension("model") > 0);
}

qsizetype TestNarrowing::dimension(const char* name) const
{
    for (qsizetype i = 0; i < speed().dimensions.size(); ++i)
        if (speed().dimensions.at(i).name == QLatin1String(name))
            return i;
    return -1;
}

void TestNarrowing::keepsWhatFits_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QList<double>>("values");
    const QString none;
    QTest::newRow("a file") << QStringLiteral("b.csv") << none << QList<double> {3, 11};
    QTest::newRow("a group over files") << none << QStringLiteral("big") << QList<double> {9, 20, 3, 7};
    QTest::newRow("both") << QStringLiteral("a.csv") << QStringLiteral("big") << QList<double> {9, 20};
    QTest::newRow("a group of one") << none << QStringLiteral("mid") << QList<double> {8};
    QTest::newRow("no such file") << QStringLiteral("x.csv") << none << QList<double> {};
    QTest::newRow("no such group") << none << QStringLiteral("huge") << QList<double> {};
}

void TestNarrowing::keepsWhatFits()
{
    QFETCH(QString, file);
    QFETCH(QString, model);
    QFETCH(QList<double>, values);
    Narrowing narrowing {file, {}, {}};
    if (!model.isEmpty())
        narrowing.levels.insert(QStringLiteral("model"), model);
    const auto left = models::narrowed(narrowing, *m_catalog, speed());
    QList<double> got;
    for (const corpus::Observation observation : left->observations)
        got.append(observation.value);
    QCOMPARE(got, values);
    QCOMPARE(left->key, speed().key);
    QCOMPARE(left->dimensions.size(), speed().dimensions.size());
    for (const corpus::Dimension& by : left->dimensions)
        for (const qint64 count : by.counts())
            QVERIFY2(count > 0, qPrintable(by.name));
    for (qsizetype i = 0; i < got.size() && !model.isEmpty(); ++i)
        QCOMPARE(left->dimensions.at(dimension("model")).labelAt(i), model);
}

void TestNarrowing::knowsWhatMayMatch()
{
    const corpus::Series& wait = *m_catalog->find(QStringLiteral("ttft_ms"));
    const auto may = [&](const Narrowing& narrowing, const corpus::Series& series) {
        return models::mayMatch(narrowing, models::documentAt(narrowing.file, *m_catalog), series);
    };
    QVERIFY(may({}, wait));
    QVERIFY(may({QStringLiteral("a.csv"), {}, {}}, wait));
    QVERIFY(!may({QStringLiteral("b.csv"), {}, {}}, wait));
    QVERIFY(!may({QStringLiteral("x.csv"), {}, {}}, wait));
    QVERIFY(may({{}, {{QStringLiteral("model"), QStringLiteral("big")}}, {}}, wait));
    QVERIFY(!may({{}, {{QStringLiteral("model"), QStringLiteral("mid")}}, {}}, wait));
    QVERIFY(!may({{}, {{QStringLiteral("colour"), QStringLiteral("red")}}, {}}, wait));
    QCOMPARE(wait.unit, QStringLiteral("ms"));
    QVERIFY(may({{}, {}, QStringLiteral("ms")}, wait));
    QVERIFY(!may({{}, {}, QString()}, wait));
}

void TestNarrowing::leftValuesKeepTheirPlaces()
{
    const Narrowing narrowing {{}, {{QStringLiteral("model"), QStringLiteral("big")}}, {}};
    const auto left = models::narrowed(narrowing, *m_catalog, speed());
    QStringList places;
    for (const corpus::Observation observation : left->observations)
        places.append(m_catalog->documents().at(observation.document).path + u' '
            + m_catalog->locatorOf(*left, observation).text());
    const QStringList expected {QStringLiteral("a.csv 2:2"), QStringLiteral("a.csv 4:2"),
        QStringLiteral("b.csv 2:2"), QStringLiteral("c.json /tokens_per_second")};
    QCOMPARE(places, expected);
}

void TestNarrowing::nothingToNarrowIsTheSeriesItself()
{
    QCOMPARE(models::narrowed({}, *m_catalog, speed()).get(), &speed());
    QCOMPARE(models::narrowed({{}, {}, QStringLiteral("ms")}, *m_catalog, speed()).get(), &speed());
}

void TestNarrowing::rowsAreSortedByNumbers_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("isDescending");
    QTest::addColumn<QList<double>>("values");
    using M = ObservationsModel;
    QTest::newRow("as they stand") << -1 << false << QList<double> {9, 100, 20, 3, 11, 7, 8};
    QTest::newRow("smallest first") << int(M::ValueColumn) << false
                                    << QList<double> {3, 7, 8, 9, 11, 20, 100};
    QTest::newRow("largest first") << int(M::ValueColumn) << true << QList<double> {100, 20, 11, 9, 8, 7, 3};
    QTest::newRow("groups by name, equal ones as they stand")
        << int(M::GroupColumn) << false << QList<double> {9, 20, 3, 7, 8, 100, 11};
    QTest::newRow("groups backwards")
        << int(M::GroupColumn) << true << QList<double> {100, 11, 8, 9, 20, 3, 7};
    QTest::newRow("files backwards") << int(M::FileColumn) << true << QList<double> {8, 7, 3, 11, 9, 100, 20};
    QTest::newRow("places backwards")
        << int(M::PlaceColumn) << true << QList<double> {8, 7, 11, 3, 20, 100, 9};
}

void TestNarrowing::rowsAreSortedByNumbers()
{
    QFETCH(int, column);
    QFETCH(bool, isDescending);
    QFETCH(QList<double>, values);
    ObservationsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSeries(m_catalog, &speed(), int(dimension("model")));
    model.sort(column, isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    QList<double> got;
    for (int row = 0; row < model.rowCount(); ++row) {
        got.append(model.index(row, 0).data(models::SortRole).toDouble());
        QCOMPARE(model.rowOf(model.observationAt(row)), row);
    }
    QCOMPARE(got, values);
}

void TestNarrowing::selectedRowsStaySelected()
{
    ObservationsModel model;
    model.setSeries(m_catalog, &speed(), 0);
    const QPersistentModelIndex hundred(model.index(1, 0));
    model.sort(ObservationsModel::ValueColumn, Qt::DescendingOrder);
    QCOMPARE(hundred.row(), 0);
    QCOMPARE(hundred.data(models::SortRole).toDouble(), 100.0);
}

void TestNarrowing::newSeriesKeepsTheOrder()
{
    ObservationsModel model;
    model.sort(ObservationsModel::ValueColumn, Qt::DescendingOrder);
    model.setSeries(m_catalog, &speed(), 0);
    QCOMPARE(model.index(0, 0).data(models::SortRole).toDouble(), 100.0);
    model.setSeries(nullptr, nullptr);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestNarrowing)
#include "tst_narrowing.moc"
