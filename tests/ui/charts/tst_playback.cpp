#include "charts/ratechart.h"
#include "theme/theme.h"

#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace benchglass;
using charts::Playback;
using charts::RateFigure;
using charts::RateLine;
using theme::Tokens;

namespace {

const QRectF area(0, 0, 600, 200);

/// Two calls, one of them fast and shorter.
QList<RateLine> twoLines()
{
    return {{QStringLiteral("analysis 1"), 0, 0, {{1, 20}, {2, 20}, {4, 20}, {10, 20}}, false},
        {QStringLiteral("report 1"), 0, 1, {{1, 100}, {5, 100}}, false}};
}

/// A shown chart of them.
struct Shown
{
    theme::Theme theme;
    charts::RateChart chart {theme};

    Shown()
    {
        theme.setMode(theme::Theme::Mode::Light);
        chart.resize(area.size().toSize());
        chart.setLines(twoLines());
        chart.show();
    }
};

} // namespace

/// Moments and lines of a chart of rates, and what it draws of a call that is played again.
class TestPlayback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void momentsAndPlacesAgree();
    void outsideThereIsNoMoment();
    void emptyHasNoMoments();
    void theNearestLine();
    void aPointOnALine();
    void aClickMeansAMoment();
    void onlyAReplayIsDraggedThrough();
    void drawsThePosition();
    void strangePlaybacks_data();
    void strangePlaybacks();
};

void TestPlayback::momentsAndPlacesAgree()
{
    const RateFigure figure(twoLines());
    const Tokens tokens = Tokens::light();
    const QRectF plot = figure.plotOf(area, tokens);
    QVERIFY(plot.width() > 400 && area.contains(plot));
    for (const double seconds : {0.0, 0.5, 3.3, 10.0}) {
        const auto x = figure.xOf(seconds, area, tokens);
        QVERIFY(x);
        const auto back = figure.secondsAt({*x, plot.center().y()}, area, tokens);
        QVERIFY(back && std::abs(*back - seconds) < 1e-9);
    }
    QCOMPARE(*figure.secondsAt({plot.left() - 4, plot.center().y()}, area, tokens), 0.0); // beside the axis
    QCOMPARE(*figure.secondsAt({plot.right() + 4, plot.center().y()}, area, tokens), 10.0);
}

void TestPlayback::outsideThereIsNoMoment()
{
    const RateFigure figure(twoLines());
    const Tokens tokens = Tokens::light();
    QVERIFY(!figure.secondsAt({0, 0}, area, tokens)); // the legend
    QVERIFY(!figure.secondsAt({-50, 900}, area, tokens));
    QVERIFY(!figure.xOf(-0.1, area, tokens));
    QVERIFY(!figure.xOf(10.1, area, tokens));
    QVERIFY(!figure.xOf(std::nan(""), area, tokens));
    QVERIFY(!figure.secondsAt({1, 1}, QRectF(), tokens));
}

void TestPlayback::emptyHasNoMoments()
{
    const RateFigure figure(QList<RateLine> {{QStringLiteral("report 1"), 0, 0, {}, false}});
    QVERIFY(!figure.secondsAt(area.center(), area, Tokens::light()));
    QCOMPARE(figure.lineNear(area.center(), area, Tokens::light()), -1);
    QVERIFY(!figure.pointOn(0, 1, area, Tokens::light()));
}

void TestPlayback::theNearestLine()
{
    const RateFigure figure(twoLines());
    const Tokens tokens = Tokens::light();
    const QRectF plot = figure.plotOf(area, tokens);
    const qreal x = *figure.xOf(3, area, tokens);
    QCOMPARE(figure.lineNear({x, plot.top() + 3}, area, tokens), 1);
    QCOMPARE(figure.lineNear({x, plot.bottom() - 3}, area, tokens), 0);
    // Where the short one has ended, its end counts.
    QCOMPARE(figure.lineNear({plot.right(), plot.bottom() - 3}, area, tokens), 0);
    QCOMPARE(figure.lineNear({*figure.xOf(5.2, area, tokens), plot.top() + 3}, area, tokens), 1);
}

void TestPlayback::aPointOnALine()
{
    const RateFigure figure(twoLines());
    const Tokens tokens = Tokens::light();
    QVERIFY(!figure.pointOn(0, 0.5, area, tokens)); // its rate is not known yet
    const auto between = figure.pointOn(0, 3.0, area, tokens);
    QVERIFY(between);
    QCOMPARE(between->x(), *figure.xOf(3.0, area, tokens));
    QCOMPARE(between->y(), figure.pointOn(0, 10, area, tokens)->y());
    QVERIFY(figure.pointOn(1, 9, area, tokens)->y() < between->y());
    QVERIFY(!figure.pointOn(2, 3, area, tokens));
    QVERIFY(!figure.pointOn(-1, 3, area, tokens));
}

void TestPlayback::aClickMeansAMoment()
{
    Shown shown;
    QSignalSpy chosen(&shown.chart, &charts::RateChart::momentChosen);
    const auto place = shown.chart.placeOf(7.5);
    QVERIFY(place);
    QTest::mouseClick(&shown.chart, Qt::LeftButton, {}, place->toPoint());
    QCOMPARE(chosen.count(), 1);
    QVERIFY(std::abs(chosen.first().at(0).toDouble() - 7.5) < 0.02); // half a pixel
    QCOMPARE(chosen.first().at(1).toInt(), 0);
    QTest::mouseClick(&shown.chart, Qt::RightButton, {}, place->toPoint());
    QTest::mouseClick(&shown.chart, Qt::LeftButton, {}, QPoint(1, 1));
    QCOMPARE(chosen.count(), 1);
}

void TestPlayback::onlyAReplayIsDraggedThrough()
{
    Shown shown;
    const QPoint from = shown.chart.placeOf(2)->toPoint();
    const QPoint to = shown.chart.placeOf(8)->toPoint();
    QSignalSpy chosen(&shown.chart, &charts::RateChart::momentChosen);
    const auto drag = [&] {
        QTest::mousePress(&shown.chart, Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, QPointF(to), shown.chart.mapToGlobal(QPointF(to)), Qt::NoButton,
            Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&shown.chart, &move);
        QTest::mouseRelease(&shown.chart, Qt::LeftButton, {}, to);
    };
    drag();
    QCOMPARE(chosen.count(), 1);
    shown.chart.setPlayback(Playback {0, 2, {}});
    drag();
    QCOMPARE(chosen.count(), 3);
    QVERIFY(std::abs(chosen.last().first().toDouble() - 8) < 0.02);
}

void TestPlayback::drawsThePosition()
{
    Shown shown;
    const auto colourAt = [&](double seconds) {
        const QImage image = shown.chart.grab().toImage();
        const QPointF place = *shown.chart.placeOf(seconds) * image.devicePixelRatio();
        return image.pixelColor(place.toPoint());
    };
    const QColor before = colourAt(7);
    shown.chart.setPlayback(Playback {0, 7, {{2, 4}}});
    QVERIFY(colourAt(7) != before);
    QVERIFY(colourAt(3) != before); // the silence
    QCOMPARE(colourAt(8.5), before);
    shown.chart.setPlayback({});
    QCOMPARE(colourAt(7), before);
    QCOMPARE(colourAt(3), before);
}

void TestPlayback::strangePlaybacks_data()
{
    QTest::addColumn<Playback>("playback");
    const double huge = 1e300;
    QTest::newRow("beyond the axis") << Playback {0, 99, {{50, 60}}};
    QTest::newRow("no line") << Playback {-1, 3, {}};
    QTest::newRow("a line that is gone") << Playback {7, 3, {}};
    QTest::newRow("a silence beyond the end") << Playback {0, 3, {{9, huge}, {-huge, 2}}};
    QTest::newRow("no numbers") << Playback {0, std::nan(""), {{std::nan(""), std::nan("")}}};
}

void TestPlayback::strangePlaybacks()
{
    QFETCH(Playback, playback);
    Shown shown;
    shown.chart.setPlayback(playback);
    QVERIFY(!shown.chart.grab().isNull());
    shown.chart.setLines({});
    QVERIFY(!shown.chart.grab().isNull());
    QVERIFY(!shown.chart.placeOf(1));
}

QTEST_MAIN(TestPlayback)
#include "tst_playback.moc"
