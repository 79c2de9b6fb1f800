#include "pages/contextchoice.h"
#include "pages/pullrate.h"

#include <QTest>

#include <utility>

using namespace benchglass;
using pages::PullRate;

namespace {

constexpr qint64 secondNs = 1'000'000'000;

using Samples = QList<std::pair<double, qint64>>; ///< Seconds and bytes.
using MaybeRate = std::optional<double>;
using MaybeInt = std::optional<int>;

} // namespace

Q_DECLARE_METATYPE(MaybeRate)
Q_DECLARE_METATYPE(MaybeInt)

/// The figures of fetching a model, and what num_ctx to ask for.
class TestPulling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rates_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<MaybeRate>("bytesPerSecond");
        QTest::newRow("nothing yet") << Samples {} << MaybeRate();
        QTest::newRow("one figure is no rate") << Samples {{1, 100}} << MaybeRate();
        QTest::newRow("too short a time") << Samples {{1, 0}, {1.1, 5000}} << MaybeRate();
        QTest::newRow("steady") << Samples {{1, 0}, {2, 1000}, {3, 2000}} << MaybeRate(1000);
        QTest::newRow("only the last seconds count")
            << Samples {{0, 0}, {10, 100'000}, {15, 100'500}, {20, 101'000}} << MaybeRate(100);
        QTest::newRow("a stall shows") << Samples {{0, 0}, {1, 1000}, {6, 1000}, {11, 1000}} << MaybeRate(0);
        QTest::newRow("fewer bytes start over") << Samples {{0, 0}, {5, 5000}, {6, 10}} << MaybeRate();
    }
    void rates()
    {
        QFETCH(Samples, samples);
        QFETCH(MaybeRate, bytesPerSecond);
        PullRate rate;
        for (const auto& [seconds, bytes] : samples)
            rate.add(static_cast<qint64>(seconds * double(secondNs)), bytes);
        QCOMPARE(rate.bytesPerSecond().has_value(), bytesPerSecond.has_value());
        if (bytesPerSecond)
            QCOMPARE(*rate.bytesPerSecond(), *bytesPerSecond);
    }

    void whatIsLeft()
    {
        PullRate rate;
        rate.add(0, 0);
        QVERIFY(!rate.remainingNs(1000));
        rate.add(secondNs, 100);
        QCOMPARE(rate.remainingNs(1000).value_or(0), 9 * secondNs);
        QVERIFY(!rate.remainingNs(50)); // less than there is
        rate.add(2 * secondNs, 100);
        rate.add(9 * secondNs, 100);
        QVERIFY(!rate.remainingNs(1000)); // it stands still
    }

    void contexts_data()
    {
        QTest::addColumn<MaybeInt>("current");
        QTest::addColumn<MaybeInt>("trained");
        QTest::addColumn<int>("lower");
        QTest::newRow("half of what was asked") << MaybeInt(8192) << MaybeInt(32768) << 4096;
        QTest::newRow("of the usual where nobody asked") << MaybeInt() << MaybeInt() << 2048;
        QTest::newRow("what it is trained for first") << MaybeInt(65536) << MaybeInt(8192) << 8192;
        QTest::newRow("not below the least") << MaybeInt(300) << MaybeInt() << 256;
    }
    void contexts()
    {
        QFETCH(MaybeInt, current);
        QFETCH(MaybeInt, trained);
        QFETCH(int, lower);
        QCOMPARE(pages::lowerContext(current, trained), lower);
    }

    void raisedContexts_data()
    {
        QTest::addColumn<int>("promptTokens");
        QTest::addColumn<MaybeInt>("trained");
        QTest::addColumn<int>("raised");
        QTest::newRow("an eighth more, rounded up") << 2456 << MaybeInt(32768) << 3072;
        QTest::newRow("unknown training") << 4000 << MaybeInt() << 5120;
        QTest::newRow("no more than it is trained for") << 9000 << MaybeInt(8192) << 8192;
    }
    void raisedContexts()
    {
        QFETCH(int, promptTokens);
        QFETCH(MaybeInt, trained);
        QFETCH(int, raised);
        QCOMPARE(pages::raisedContext(promptTokens, trained), raised);
    }
};

QTEST_GUILESS_MAIN(TestPulling)
#include "tst_pulling.moc"
