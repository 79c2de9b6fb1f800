#include "agent/schedule.h"

#include <QTest>

#include <algorithm>

using namespace benchglass;
using agent::ScheduledRun;
using experiment::Order;

namespace {

experiment::Arm arm(const QString& name, const QJsonObject& options = {})
{
    return {name, options, {}};
}

experiment::Spec spec(int arms, int runs, Order order)
{
    experiment::Spec result;
    for (int index = 0; index < arms; ++index)
        result.arms.append(arm(QString(QChar(u'A' + index))));
    result.runs = runs;
    result.order = order;
    return result;
}

QString letters(const QList<ScheduledRun>& schedule)
{
    QString text;
    for (const auto& scheduled : schedule)
        text += QChar(u'A' + scheduled.arm);
    return text;
}

QList<int> warmups(const QList<ScheduledRun>& schedule)
{
    QList<int> counts;
    for (const auto& scheduled : schedule)
        counts.append(scheduled.warmups);
    return counts;
}

} // namespace

class TestSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void order_data()
    {
        QTest::addColumn<int>("arms");
        QTest::addColumn<int>("runs");
        QTest::addColumn<int>("order");
        QTest::addColumn<QString>("expected");
        QTest::newRow("one arm") << 1 << 3 << int(Order::Interleaved) << "AAA";
        QTest::newRow("two arms turn round") << 2 << 4 << int(Order::Interleaved) << "ABBAABBA";
        QTest::newRow("three arms turn round") << 3 << 2 << int(Order::Interleaved) << "ABCCBA";
        QTest::newRow("sequential") << 2 << 3 << int(Order::Sequential) << "AAABBB";
    }
    void order()
    {
        QFETCH(int, arms);
        QFETCH(int, runs);
        QFETCH(int, order);
        QTEST(letters(agent::scheduleOf(spec(arms, runs, Order(order)), true)), "expected");
    }

    void randomIsBalancedAndRepeatable()
    {
        auto random = spec(3, 20, Order::Random);
        const auto first = agent::scheduleOf(random, true);
        QCOMPARE(agent::scheduleOf(random, true), first);
        random.seed = 2;
        QVERIFY(letters(agent::scheduleOf(random, true)) != letters(first));
        const QString text = letters(first);
        for (qsizetype block = 0; block < text.size(); block += 3) {
            QString sorted = text.mid(block, 3);
            std::ranges::sort(sorted);
            QCOMPARE(sorted, QStringLiteral("ABC"));
        }
        QVERIFY(text != QStringLiteral("ABC").repeated(20));
    }

    void runsAreNumberedPerArm()
    {
        const auto schedule = agent::scheduleOf(spec(2, 2, Order::Interleaved), true);
        const QList<ScheduledRun> expected {{0, 1, 1}, {1, 1, 1}, {1, 2, 0}, {0, 2, 0}};
        QCOMPARE(schedule, expected);
    }

    void warmsUpBeforeEachReload()
    {
        auto reloading = spec(2, 2, Order::Interleaved);
        reloading.arms[1].options = {{QStringLiteral("num_ctx"), 512}};
        QCOMPARE(warmups(agent::scheduleOf(reloading, true)), (QList<int> {1, 1, 0, 1}));
        reloading.arms[1].options = {{QStringLiteral("temperature"), 0.2}};
        QCOMPARE(warmups(agent::scheduleOf(reloading, true)), (QList<int> {1, 1, 0, 0}));
    }

    void nothingToWarm()
    {
        auto cold = spec(2, 1, Order::Interleaved);
        QCOMPARE(warmups(agent::scheduleOf(cold, false)), (QList<int> {0, 0}));
        cold.cold = true;
        QCOMPARE(warmups(agent::scheduleOf(cold, true)), (QList<int> {0, 0}));
    }
};

QTEST_APPLESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
