#include "measure/stall.h"

#include "traces.h"

#include <QTest>

#include <limits>

using namespace benchglass::measure;

class TestStall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remarkableSilence_data();
    void remarkableSilence();
};

void TestStall::remarkableSilence_data()
{
    QTest::addColumn<QList<qint64>>("arrivalsMs"); ///< Negative: a chunk without text.
    QTest::addColumn<double>("seconds");
    QTest::newRow("nothing came") << QList<qint64> {} << 10.0;
    QTest::newRow("too few to know a rhythm") << QList<qint64> {0, 100, 200} << 10.0;
    QTest::newRow("a quick stream") << QList<qint64> {0, 20, 40, 60} << 2.0;
    QTest::newRow("a slow stream") << QList<qint64> {0, 500, 1000, 1500} << 5.0;
    QTest::newRow("one long gap changes nothing") << QList<qint64> {0, 300, 9000, 9300, 9600} << 3.0;
    QTest::newRow("chunks without text are no arrivals")
        << QList<qint64> {0, -200, 400, 800, -900, 1200} << 4.0;
    QTest::newRow("stamps that go back are no gaps") << QList<qint64> {500, 0, 500, 1000, 1500} << 5.0;
}

void TestStall::remarkableSilence()
{
    QFETCH(const QList<qint64>, arrivalsMs);
    QFETCH(const double, seconds);
    QList<Piece> pieces;
    for (const qint64 arrivalMs : arrivalsMs)
        pieces.append({qAbs(arrivalMs), arrivalMs < 0 ? QString() : QStringLiteral("a")});
    QList<Chunk> chunks = traceOf(pieces, {}).chunks;
    QCOMPARE(double(remarkableSilenceNs(chunks)) / 1e9, seconds);
    for (Chunk& chunk : chunks) // Whatever an import says: no overflow.
        chunk.arrivalNs =
            chunk.arrivalNs > 0 ? std::numeric_limits<qint64>::max() : std::numeric_limits<qint64>::min();
    QVERIFY(remarkableSilenceNs(chunks) >= leastRemarkableSilenceNs);
}

QTEST_GUILESS_MAIN(TestStall)
#include "tst_stall.moc"
