#include "charts/boxchart.h"
#include "charts/decimate.h"
#include "charts/histogram.h"
#include "charts/rates.h"
#include "charts/scale.h"
#include "charts/scatterchart.h"
#include "charts/ttftchart.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace benchglass::charts;
using benchglass::theme::Phase;

namespace {

constexpr double noNumber = std::numeric_limits<double>::quiet_NaN();
constexpr double endless = std::numeric_limits<double>::infinity();

} // namespace

Q_DECLARE_METATYPE(QList<TtftPart>)
Q_DECLARE_METATYPE(QList<Arrival>)
Q_DECLARE_METATYPE(std::optional<double>)

class TestGeometry : public QObject
{
    Q_OBJECT

private slots:
    void scalesAreRound_data();
    void scalesAreRound();
    void scalesContainTheirBounds_data();
    void scalesContainTheirBounds();
    void tickTexts_data();
    void tickTexts();
    void positions();
    void stacks_data();
    void stacks();
    void columnsStayInTheirArea();
    void binsCountEverything_data();
    void binsCountEverything();
    void histogramBarsFillTheArea();
    void boxes_data();
    void boxes();
    void boxesOfNothing();
    void decimationKeepsExtremes();
    void decimationDropsWhatIsNotFinite();
    void decimationOfFewPointsChangesNothing();
    void ratesOfASteadyStream();
    void rates_data();
    void rates();
    void ratesGrowAsTheyDoAtOnce();
    void manyRatesKeepTheirExtremes();
    void thinningKeepsOnePointACell();
};

void TestGeometry::scalesAreRound_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<int>("ticks");
    QTest::addColumn<double>("begin");
    QTest::addColumn<double>("end");
    QTest::addColumn<double>("step");
    QTest::newRow("zero to five seconds") << 0.0 << 4900.0 << 5 << 0.0 << 5000.0 << 1000.0;
    QTest::newRow("exactly on a tick") << 0.0 << 100.0 << 5 << 0.0 << 100.0 << 20.0;
    QTest::newRow("a narrow band far from zero") << 111.95 << 115.32 << 5 << 111.0 << 116.0 << 1.0;
    QTest::newRow("both sides of zero") << -1.0 << 1.0 << 4 << -1.0 << 1.0 << 0.5;
    QTest::newRow("quarters") << 0.0 << 1.2 << 5 << 0.0 << 1.25 << 0.25;
    QTest::newRow("one value is widened") << 100.0 << 100.0 << 5 << 94.0 << 106.0 << 2.0;
    QTest::newRow("zero alone") << 0.0 << 0.0 << 5 << -0.6 << 0.6 << 0.2;
}

void TestGeometry::scalesAreRound()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(int, ticks);
    QFETCH(double, begin);
    QFETCH(double, end);
    QFETCH(double, step);
    const Scale scale = niceScale(low, high, ticks);
    QVERIFY2(std::abs(scale.step - step) < 1e-9, qPrintable(QString::number(scale.step)));
    QVERIFY2(std::abs(scale.begin - begin) < 1e-9, qPrintable(QString::number(scale.begin)));
    QVERIFY2(std::abs(scale.end - end) < 1e-9, qPrintable(QString::number(scale.end)));
}

void TestGeometry::scalesContainTheirBounds_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("huge") << -1e308 << 1e308;
    QTest::newRow("tiny") << 1e-300 << 2e-300;
    QTest::newRow("denormal") << 0.0 << 4e-320;
    QTest::newRow("one ulp apart") << 1.0 << std::nextafter(1.0, 2.0);
    QTest::newRow("huge and one ulp apart") << 1e17 << std::nextafter(1e17, endless);
    QTest::newRow("not a number") << noNumber << noNumber;
    QTest::newRow("infinities") << -endless << endless;
    QTest::newRow("swapped") << 5.0 << -5.0;
    QTest::newRow("all magnitudes") << 1e-12 << 1e12;
}

void TestGeometry::scalesContainTheirBounds()
{
    QFETCH(double, low);
    QFETCH(double, high);
    for (const int ticks : {-1, 0, 1, 5, 60}) {
        const Scale scale = niceScale(low, high, ticks);
        QVERIFY(std::isfinite(scale.begin) && std::isfinite(scale.end) && std::isfinite(scale.step));
        QVERIFY(scale.begin < scale.end);
        QVERIFY(scale.step > 0);
        const QList<double> all = ticksOf(scale);
        QVERIFY(all.size() >= 2 && all.size() <= 101);
        for (const double tick : all) {
            QVERIFY(!tickText(tick, scale).isEmpty());
            const auto at = position(tick, scale, 0, 100);
            QVERIFY(at && *at > -1 && *at < 101);
        }
    }
}

void TestGeometry::tickTexts_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("step");
    QTest::addColumn<double>("end");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << 5.0 << 1.0 << 5.0 << QStringLiteral("5");
    QTest::newRow("quarter") << 0.25 << 0.25 << 1.0 << QStringLiteral("0.25");
    QTest::newRow("as many decimals as the step") << 0.5 << 0.25 << 1.0 << QStringLiteral("0.50");
    QTest::newRow("grouped") << 15000.0 << 5000.0 << 20000.0 << QStringLiteral("15\u2009000");
    QTest::newRow("a real minus") << -2.0 << 1.0 << 4.0 << QStringLiteral("\u22122");
    QTest::newRow("huge") << 2e12 << 1e12 << 4e12 << QStringLiteral("2e+12");
    QTest::newRow("tiny") << 2e-7 << 1e-7 << 4e-7 << QStringLiteral("2e-07");
}

void TestGeometry::tickTexts()
{
    QFETCH(double, value);
    QFETCH(double, step);
    QFETCH(double, end);
    QFETCH(QString, text);
    QCOMPARE(tickText(value, Scale {0, end, step}), text);
}

void TestGeometry::positions()
{
    const Scale scale {0, 10, 2};
    QCOMPARE(position(0, scale, 100, 200).value(), 100.0);
    QCOMPARE(position(10, scale, 100, 200).value(), 200.0);
    QCOMPARE(position(2.5, scale, 200, 100).value(), 175.0);
    QVERIFY(!position(noNumber, scale, 0, 1));
    QVERIFY(!position(endless, scale, 0, 1));
    QVERIFY(position(1e300, scale, 0, 1).value() <= 11.0);
}

void TestGeometry::stacks_data()
{
    QTest::addColumn<std::optional<double>>("total");
    QTest::addColumn<QList<TtftPart>>("parts");
    QTest::addColumn<QList<TtftPart>>("expected");
    using Parts = QList<TtftPart>;
    QTest::newRow("the rest is added")
        << std::optional(10.0) << Parts {{Phase::Load, 4}} << Parts {{Phase::Load, 4}, {Phase::Rest, 6}};
    QTest::newRow("nothing known is all rest")
        << std::optional(10.0) << Parts {} << Parts {{Phase::Rest, 10}};
    QTest::newRow("parts that make up the total")
        << std::optional(10.0) << Parts {{Phase::Load, 4}, {Phase::Prefill, 6}}
        << Parts {{Phase::Load, 4}, {Phase::Prefill, 6}};
    QTest::newRow("parts beyond the total are cut")
        << std::optional(10.0) << Parts {{Phase::Load, 8}, {Phase::Prefill, 6}, {Phase::Queue, 1}}
        << Parts {{Phase::Load, 8}, {Phase::Prefill, 2}};
    QTest::newRow("nonsense is dropped")
        << std::optional(10.0)
        << Parts {{Phase::Load, -3}, {Phase::Queue, noNumber}, {Phase::Prefill, endless}}
        << Parts {{Phase::Rest, 10}};
    QTest::newRow("no total, no bar") << std::optional<double>() << Parts {{Phase::Load, 4}} << Parts {};
    QTest::newRow("an endless total is none")
        << std::optional(endless) << Parts {{Phase::Load, 4}} << Parts {};
}

void TestGeometry::stacks()
{
    QFETCH(std::optional<double>, total);
    QFETCH(QList<TtftPart>, parts);
    QFETCH(QList<TtftPart>, expected);
    QCOMPARE(stackedParts(TtftBar {{}, 0, {}, parts, total, false, {}}), expected);
}

void TestGeometry::columnsStayInTheirArea()
{
    const QRectF area(10, 20, 300, 100);
    for (const int count : {0, 1, 5, 100, 5000}) {
        const QList<QRectF> columns = barColumns(count, area);
        QCOMPARE(columns.size(), count);
        qreal right = area.left();
        for (const QRectF& column : columns) {
            QVERIFY(column.left() >= right - 1e-6);
            QVERIFY(column.width() <= 40);
            QVERIFY(column.width() > 0);
            right = column.right();
        }
        QVERIFY(right <= area.right() + 1e-6);
    }
}

void TestGeometry::binsCountEverything_data()
{
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<int>("counted");
    QTest::newRow("nothing") << QList<double> {} << 0;
    QTest::newRow("one") << QList<double> {42} << 1;
    QTest::newRow("all equal") << QList<double>(50, 7.5) << 50;
    QTest::newRow("half equal, so no IQR") << QList<double> {1, 1, 1, 1, 1, 1, 1, 1, 1, 100} << 10;
    QTest::newRow("an upper bound on the last tick")
        << QList<double> {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10} << 11;
    QTest::newRow("what is not finite is left out") << QList<double> {1, noNumber, endless, -endless, 2} << 2;
    QTest::newRow("the whole range of doubles") << QList<double> {-1.7e308, 0, 1.7e308} << 3;
    QTest::newRow("one far out") << QList<double> {1, 2, 3, 4, 5, 6, 7, 8, 1e15} << 9;
}

void TestGeometry::binsCountEverything()
{
    QFETCH(QList<double>, values);
    QFETCH(int, counted);
    const Bins bins = binsOf(values);
    QCOMPARE(std::accumulate(bins.counts.begin(), bins.counts.end(), 0), counted);
    QVERIFY(bins.counts.size() <= 60);
}

void TestGeometry::histogramBarsFillTheArea()
{
    const QList<QRectF> bars = histogramBars({1, 4, 0, 2}, QRectF(0, 0, 80, 40));
    QCOMPARE(bars.size(), 4);
    QCOMPARE(bars[0], QRectF(0, 30, 20, 10));
    QCOMPARE(bars[1], QRectF(20, 0, 20, 40));
    QCOMPARE(bars[2].height(), 0.0);
    QCOMPARE(bars[3], QRectF(60, 20, 20, 20));
    QVERIFY(histogramBars({}, QRectF(0, 0, 80, 40)).isEmpty());
    QCOMPARE(histogramBars({0, 0}, QRectF(0, 0, 80, 40))[0].height(), 0.0);
}

void TestGeometry::boxes_data()
{
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<QList<double>>("five");
    QTest::addColumn<QList<double>>("outside");
    QTest::newRow("one") << QList<double> {3} << QList<double> {3, 3, 3, 3, 3} << QList<double> {};
    QTest::newRow("one to five, shuffled")
        << QList<double> {4, 1, 5, 3, 2} << QList<double> {1, 2, 3, 4, 5} << QList<double> {};
    QTest::newRow("one far above") << QList<double> {1, 2, 3, 4, 100} << QList<double> {1, 2, 3, 4, 4}
                                   << QList<double> {100};
    QTest::newRow("one far below") << QList<double> {-100, 2, 3, 4, 5} << QList<double> {2, 2, 3, 4, 5}
                                   << QList<double> {-100};
    QTest::newRow("not finite") << QList<double> {noNumber, 1, endless, 1} << QList<double> {1, 1, 1, 1, 1}
                                << QList<double> {};
}

void TestGeometry::boxes()
{
    QFETCH(QList<double>, values);
    QFETCH(QList<double>, five);
    QFETCH(QList<double>, outside);
    const auto box = boxOf(values);
    QVERIFY(box);
    QCOMPARE((QList<double> {box->low, box->q1, box->median, box->q3, box->high}), five);
    QCOMPARE(box->outside, outside);
}

void TestGeometry::boxesOfNothing()
{
    QVERIFY(!boxOf({}));
    QVERIFY(!boxOf({noNumber, endless}));
}

void TestGeometry::decimationKeepsExtremes()
{
    QList<QPointF> points;
    for (int i = 0; i < 100'000; ++i)
        points.append(QPointF(i, std::sin(i * 0.01)));
    points[54'321].setY(50);
    points[12'345].setY(-50);
    const QList<QPointF> kept = decimated(points, 0, 100'000, 300);
    QVERIFY(kept.size() <= 4 * 300);
    QVERIFY(kept.contains(points[54'321]));
    QVERIFY(kept.contains(points[12'345]));
    QCOMPARE(kept.first(), points.first());
    QCOMPARE(kept.last(), points.last());
    QVERIFY(std::is_sorted(
        kept.begin(), kept.end(), [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); }));
}

void TestGeometry::decimationDropsWhatIsNotFinite()
{
    const QList<QPointF> points {{0, 1}, {1, noNumber}, {noNumber, 2}, {2, endless}, {3, 4}};
    QCOMPARE(decimated(points, 0, 3, 100), (QList<QPointF> {{0, 1}, {3, 4}}));
    QVERIFY(decimated(points, 0, 0, 100).isEmpty());
    QVERIFY(decimated(points, 0, 3, 0).isEmpty());
    QVERIFY(decimated(points, 0, noNumber, 3).isEmpty());
    QVERIFY(decimated({}, 0, 1, 10).isEmpty());
}

void TestGeometry::decimationOfFewPointsChangesNothing()
{
    const QList<QPointF> points {{0, 1}, {1, 5}, {2, 0}, {3, 4}};
    QCOMPARE(decimated(points, 0, 3, 100), points);
}

void TestGeometry::ratesOfASteadyStream()
{
    QList<Arrival> arrivals;
    for (int i = 0; i <= 200; ++i)
        arrivals.append({i * 10'000'000LL, 1});
    const QList<QPointF> points = ratePoints(arrivals);
    QVERIFY(!points.isEmpty());
    // The window is half a second here, for 16 chunks take only 160 ms.
    QCOMPARE(points.first().x(), 0.5);
    for (const QPointF& point : points)
        QVERIFY(std::abs(point.y() - 100) < 1e-6);
    QCOMPARE(points.last().x(), 2.0);
}

void TestGeometry::rates_data()
{
    QTest::addColumn<QList<Arrival>>("arrivals");
    QTest::addColumn<QList<QPointF>>("points");
    using Arrivals = QList<Arrival>;
    using Points = QList<QPointF>;
    // Windows here: two chunks and one second.
    QTest::newRow("nothing") << Arrivals {} << Points {};
    QTest::newRow("one arrival has no rate") << Arrivals {{0, 1}} << Points {};
    QTest::newRow("a second apart") << Arrivals {{0, 9}, {1'000'000'000, 2}, {2'000'000'000, 4}}
                                    << Points {{2, 3}};
    QTest::newRow("the first opens the window, its tokens came before")
        << Arrivals {{0, 100}, {500'000'000, 1}, {1'000'000'000, 1}} << Points {{1, 2}};
    QTest::newRow("all at one time") << Arrivals {{5, 1}, {5, 1}, {5, 1}, {5, 1}} << Points {};
    QTest::newRow("one stamp, one point")
        << Arrivals {{0, 1}, {1'000'000'000, 1}, {2'000'000'000, 1}, {2'000'000'000, 2}} << Points {{2, 3}};
    QTest::newRow("tokens that are no number count as none")
        << Arrivals {{0, 1}, {500'000'000, noNumber}, {1'000'000'000, 3}} << Points {{1, 3}};
}

void TestGeometry::rates()
{
    QFETCH(QList<Arrival>, arrivals);
    QFETCH(QList<QPointF>, points);
    const QList<QPointF> got = ratePoints(arrivals, RateWindow {2, 1'000'000'000});
    QCOMPARE(got, points);
}

void TestGeometry::ratesGrowAsTheyDoAtOnce()
{
    QList<Arrival> arrivals;
    RateMeter meter;
    for (int i = 0; i < 500; ++i) {
        arrivals.append({i * 7'000'000LL + (i % 5) * 1'000'000LL, double(1 + i % 3)});
        meter.add(arrivals.last());
        QCOMPARE(meter.points(), ratePoints(arrivals));
    }
}

void TestGeometry::manyRatesKeepTheirExtremes()
{
    constexpr qsizetype most = 256;
    RateMeter whole(RateWindow {1, 1});
    RateMeter limited(RateWindow {1, 1}, most);
    for (int i = 0; i < 5000; ++i) {
        const Arrival arrival {i * 1'000'000LL, i == 1234 ? 1000.0 : i == 3210 ? 0.0 : 1.0};
        whole.add(arrival);
        limited.add(arrival);
        QVERIFY(limited.points().size() <= most);
        QCOMPARE(limited.points().isEmpty(), whole.points().isEmpty());
        if (!whole.points().isEmpty())
            QCOMPARE(limited.points().last(), whole.points().last());
    }
    const auto byRate = [](const QPointF& a, const QPointF& b) {
        return a.y() < b.y();
    };
    const auto [low, high] = std::ranges::minmax_element(limited.points(), byRate);
    const auto [lowest, highest] = std::ranges::minmax_element(whole.points(), byRate);
    QCOMPARE(*low, *lowest);
    QCOMPARE(*high, *highest);
    QCOMPARE(limited.points().first(), whole.points().first());
}

void TestGeometry::thinningKeepsOnePointACell()
{
    const QRectF area(0, 0, 10, 10);
    QList<QPointF> pixels;
    for (int row = 0; row < 100; ++row) {
        for (int column = 0; column < 100; ++column)
            pixels.append(QPointF(column / 10.0, row / 10.0));
    }
    const QList<QPointF> kept = thinned(pixels, area, 2);
    QCOMPARE(kept.size(), 25);
    QVERIFY(thinned({{50, 50}, {noNumber, 1}}, area, 2).isEmpty());
    QVERIFY(thinned(pixels, area, 0).isEmpty());
}

QTEST_GUILESS_MAIN(TestGeometry)
#include "tst_geometry.moc"
