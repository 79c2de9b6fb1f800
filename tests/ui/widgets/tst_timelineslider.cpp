#include "widgets/timelineslider.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include <limits>

using namespace benchglass;
using widgets::TimelineSlider;

namespace {

constexpr qint64 second = 1'000'000'000;

} // namespace

class TestTimelineSlider : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClickGoesThere();
    void dragging();
    void whatIsSetIsNotTold();
    void reachesItsEndExactly_data();
    void reachesItsEndExactly();
    void leavesKeysAndWheel();
    void tipsNameWhatIsMarked();
    void anotherStretchBeginsAtItsStart();
    void isASliderToTools();
    void drawsWhatIsMarked();

private:
    theme::Theme m_theme;
};

void TestTimelineSlider::aClickGoesThere()
{
    TimelineSlider slider(m_theme);
    slider.resize(400, 26);
    slider.setTimes(10 * second, {});
    QSignalSpy sought(&slider, &TimelineSlider::sought);
    QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(int(slider.xOf(4 * second)), 13));
    QCOMPARE(sought.count(), 1);
    QVERIFY(qAbs(sought.first().first().toLongLong() - 4 * second) < second / 20); // a pixel
    QCOMPARE(slider.positionNs(), sought.first().first().toLongLong());
    QTest::mouseClick(&slider, Qt::RightButton, {}, QPoint(10, 13));
    QCOMPARE(sought.count(), 1);
}

void TestTimelineSlider::dragging()
{
    TimelineSlider slider(m_theme);
    slider.resize(400, 26);
    slider.setTimes(10 * second, {});
    QSignalSpy sought(&slider, &TimelineSlider::sought);
    const auto moveTo = [&](qreal x) {
        QMouseEvent move(QEvent::MouseMove, QPointF(x, 13), slider.mapToGlobal(QPointF(x, 13)), Qt::NoButton,
            Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&slider, &move);
    };
    moveTo(300);
    QCOMPARE(sought.count(), 0); // nothing was pressed on it
    QTest::mousePress(&slider, Qt::LeftButton, {}, QPoint(100, 13));
    moveTo(5000);
    QCOMPARE(slider.positionNs(), 10 * second);
    moveTo(-70);
    QCOMPARE(slider.positionNs(), 0);
    QTest::mouseRelease(&slider, Qt::LeftButton, {}, QPoint(0, 13));
    QCOMPARE(sought.count(), 3);
}

void TestTimelineSlider::whatIsSetIsNotTold()
{
    TimelineSlider slider(m_theme);
    slider.setTimes(10 * second, {});
    QSignalSpy sought(&slider, &TimelineSlider::sought);
    slider.setPositionNs(5 * second);
    QCOMPARE(slider.positionNs(), 5 * second);
    QCOMPARE(sought.count(), 0);
}

void TestTimelineSlider::reachesItsEndExactly_data()
{
    QTest::addColumn<qint64>("durationNs");
    QTest::newRow("a call") << 10 * second + 1;
    QTest::newRow("a nanosecond") << qint64(1);
    QTest::newRow("nothing") << qint64(0);
    QTest::newRow("three hundred years") << std::numeric_limits<qint64>::max();
}

void TestTimelineSlider::reachesItsEndExactly()
{
    QFETCH(qint64, durationNs);
    TimelineSlider slider(m_theme);
    slider.setTimes(durationNs, {{durationNs / 2}, {{0, durationNs}}});
    slider.setValue(slider.maximum());
    QCOMPARE(slider.positionNs(), durationNs);
    slider.setPositionNs(durationNs);
    slider.setPositionNs(0);
    QCOMPARE(slider.positionNs(), 0);
    QVERIFY(!slider.grab().isNull());
}

void TestTimelineSlider::leavesKeysAndWheel()
{
    QWidget around;
    TimelineSlider slider(m_theme, &around);
    slider.setTimes(10 * second, {});
    slider.setPositionNs(5 * second);
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_End}) {
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
        QCoreApplication::sendEvent(&slider, &press);
        QVERIFY(!press.isAccepted());
    }
    QWheelEvent wheel({5, 5}, slider.mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
        Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&slider, &wheel);
    QVERIFY(!wheel.isAccepted());
    QCOMPARE(slider.positionNs(), 5 * second);
}

void TestTimelineSlider::tipsNameWhatIsMarked()
{
    TimelineSlider slider(m_theme);
    slider.resize(400, 26);
    slider.setTimes(10 * second, {{second}, {{4 * second, 6 * second}}});
    slider.show();
    const auto tipAt = [&](qint64 ns) {
        QToolTip::hideText();
        QHelpEvent help(QEvent::ToolTip, QPoint(int(slider.xOf(ns)), 13),
            slider.mapToGlobal(QPoint(int(slider.xOf(ns)), 13)));
        QCoreApplication::sendEvent(&slider, &help);
        return QToolTip::isVisible() ? QToolTip::text() : QString();
    };
    QVERIFY(tipAt(second).contains(QStringLiteral("First token after 1.0 s")));
    QVERIFY(tipAt(5 * second).contains(QStringLiteral("Nothing came for 2.0 s")));
    QToolTip::hideText();
}

void TestTimelineSlider::anotherStretchBeginsAtItsStart()
{
    TimelineSlider slider(m_theme);
    slider.setTimes(10 * second, {});
    slider.setPositionNs(5 * second);
    QSignalSpy sought(&slider, &TimelineSlider::sought);
    slider.setTimes(3 * second, {});
    QCOMPARE(slider.positionNs(), 0);
    QCOMPARE(sought.count(), 0);
}

void TestTimelineSlider::isASliderToTools()
{
    TimelineSlider slider(m_theme);
    slider.setTimes(10 * second, {});
    QSignalSpy sought(&slider, &TimelineSlider::sought);
    QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(&slider);
    QVERIFY(seen);
    QCOMPARE(seen->role(), QAccessible::Slider);
    QVERIFY(seen->valueInterface());
    seen->valueInterface()->setCurrentValue(slider.maximum());
    QCOMPARE(sought.count(), 1);
    QCOMPARE(slider.positionNs(), 10 * second);
}

void TestTimelineSlider::drawsWhatIsMarked()
{
    TimelineSlider slider(m_theme);
    slider.resize(400, 26);
    slider.setTimes(10 * second, {});
    const QImage bare = slider.grab().toImage();
    slider.setTimes(10 * second, {{}, {{4 * second, 6 * second}}});
    const QImage withGap = slider.grab().toImage();
    QVERIFY(withGap != bare);
    slider.setTimes(10 * second, {{second}, {}});
    QVERIFY(slider.grab().toImage() != bare);
    QVERIFY(slider.grab().toImage() != withGap);
}

QTEST_MAIN(TestTimelineSlider)
#include "tst_timelineslider.moc"
