#include "charts/histogram.h"
#include "charts/scatterchart.h"
#include "figures/marks.h"
#include "figures/picking.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace benchglass;

namespace {

const QRectF Area(0, 0, 320, 220);
const theme::Tokens tokens = theme::Tokens::light();

charts::ScatterFigure scatterOf(const QList<QPointF>& points)
{
    return {{{{}, 0, points}}, QStringLiteral("x"), QStringLiteral("y")};
}

} // namespace

class TestPicking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPointOfAScatter();
    void nothingFarFromPoints();
    void nothingAmongThinnedPoints();
    void everyPointOfBoxes();
    void outliersOfALargeGroup();
    void theOnlyValueOfAGroup();
    void pointsAndBarsOfAHistogram();
    void fullBarsMeanNothing();
    void groupsLeadToObservations();
};

void TestPicking::everyPointOfAScatter()
{
    const QList<QPointF> points {{1, 5}, {2, 9}, {3, 1}, {4, 7}};
    const auto figure = scatterOf(points);
    const auto drawn = figures::marksOf(figure, Area, tokens).points;
    QCOMPARE(drawn.size(), points.size());
    QVERIFY(drawn.at(0).x() < drawn.at(3).x());
    QVERIFY(drawn.at(1).y() < drawn.at(2).y());
    for (qsizetype i = 0; i < drawn.size(); ++i)
        QCOMPARE(figures::pickedPoint(figure, points.size(), {drawn.at(i) + QPointF(2, -2), Area}, tokens),
            std::optional<qint64>(i));
}

void TestPicking::nothingFarFromPoints()
{
    const auto figure = scatterOf({{1, 1}, {2, 2}});
    QVERIFY(!figures::pickedPoint(figure, 2, {Area.center(), Area}, tokens));
    QVERIFY(!figures::pickedPoint(scatterOf({}), 0, {Area.center(), Area}, tokens));
}

void TestPicking::nothingAmongThinnedPoints()
{
    QList<QPointF> points;
    for (int i = 0; i < 5000; ++i)
        points.append({double(i), std::sin(i)});
    QVERIFY(!figures::pickedPoint(scatterOf(points), points.size(), {Area.center(), Area}, tokens));
}

void TestPicking::everyPointOfBoxes()
{
    const QList<charts::BoxGroup> groups {{QStringLiteral("same name"), {30, 10, 20}},
        {QStringLiteral("nothing"), {}}, {QStringLiteral("other"), {15, 5}}};
    const auto drawn = figures::marksOf(charts::BoxFigure(groups, {}), Area, tokens).points;
    QCOMPARE(drawn.size(), 5);
    const QList<figures::GroupPick> expected {{QStringLiteral("same name"), 0},
        {QStringLiteral("same name"), 1}, {QStringLiteral("same name"), 2}, {QStringLiteral("other"), 0},
        {QStringLiteral("other"), 1}};
    for (qsizetype i = 0; i < drawn.size(); ++i)
        QCOMPARE(figures::pickedOfBoxes(groups, {drawn.at(i), Area}, tokens), std::optional(expected.at(i)));
}

void TestPicking::outliersOfALargeGroup()
{
    QList<double> values(100, 50.0);
    values[7] = 900;
    values[60] = -300;
    const QList<charts::BoxGroup> groups {{QStringLiteral("many"), values}};
    const auto drawn = figures::marksOf(charts::BoxFigure(groups, {}), Area, tokens).points;
    QCOMPARE(drawn.size(), 2);
    for (const QPointF& point : drawn) {
        const auto pick = figures::pickedOfBoxes(groups, {point, Area}, tokens);
        QVERIFY(pick);
        QCOMPARE(pick->index, point.x() < Area.center().x() ? 60 : 7);
    }
}

void TestPicking::theOnlyValueOfAGroup()
{
    const QList<charts::BoxGroup> groups {{QStringLiteral("two"), {1, 2}},
        {QStringLiteral("one"), {std::numeric_limits<double>::quiet_NaN(), 1.5}}};
    QCOMPARE(figures::onlyOfGroup(groups, 1), std::optional(figures::GroupPick {QStringLiteral("one"), 1}));
    QVERIFY(!figures::onlyOfGroup(groups, 0));
    QVERIFY(!figures::onlyOfGroup(groups, 2));
    QVERIFY(!figures::onlyOfGroup(groups, -1));
}

void TestPicking::pointsAndBarsOfAHistogram()
{
    const QList<double> values {90, 10, 11, 12, 13, 14};
    const auto marks = figures::marksOf(charts::HistogramFigure(values, {}), Area, tokens);
    QCOMPARE(marks.points.size(), values.size());
    QCOMPARE(
        figures::pickedOfHistogram(values, {marks.points.last(), Area}, tokens), std::optional<qint64>(0));
    QCOMPARE(
        figures::pickedOfHistogram(values, {marks.points.first(), Area}, tokens), std::optional<qint64>(1));
    const QPointF above(marks.bars.last().center().x(), Area.top() + 20);
    QCOMPARE(figures::pickedOfHistogram(values, {above, Area}, tokens), std::optional<qint64>(0));
    const auto bins = charts::binsOf(values).counts.size();
    QCOMPARE(figures::onlyOfBin(values, bins - 1), std::optional<qint64>(0));
}

void TestPicking::fullBarsMeanNothing()
{
    const QList<double> values(40, 7.0);
    const auto bars = figures::marksOf(charts::HistogramFigure(values, {}), Area, tokens).bars;
    QCOMPARE(bars.size(), 1);
    QVERIFY(!figures::pickedOfHistogram(values, {bars.first().center(), Area}, tokens));
    QVERIFY(!figures::onlyOfBin(values, 0));
    QVERIFY(!figures::onlyOfBin({}, 0));
    QVERIFY(!figures::pickedOfHistogram({}, {Area.center(), Area}, tokens));
}

void TestPicking::groupsLeadToObservations()
{
    corpus::Series series;
    for (int i = 0; i < 4; ++i)
        series.observations.append(corpus::Observation {double(i), 0, i});
    series.dimensions.append(corpus::Dimension(
        QStringLiteral("model"), {QStringLiteral("a"), QStringLiteral("b")}, {1, 0, 1, -1}));
    QCOMPARE(figures::observationOf(series, 0, {QStringLiteral("b"), 1}), std::optional<qint64>(2));
    QCOMPARE(figures::observationOf(series, 0, {QStringLiteral("a"), 0}), std::optional<qint64>(1));
    QVERIFY(!figures::observationOf(series, 0, {QStringLiteral("a"), 1}));
    QVERIFY(!figures::observationOf(series, 0, {QStringLiteral("c"), 0}));
    QCOMPARE(figures::observationOf(series, -1, {QStringLiteral("all"), 3}), std::optional<qint64>(3));
    QVERIFY(!figures::observationOf(series, -1, {QStringLiteral("all"), 4}));
}

QTEST_MAIN(TestPicking)
#include "tst_picking.moc"
