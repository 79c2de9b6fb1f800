#include "measure/figuretext.h"

#include <QTest>

using namespace benchglass::measure;

class TestFigureText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void latencies_data()
    {
        QTest::addColumn<std::optional<double>>("ns");
        QTest::addColumn<QString>("text");
        using Ns = std::optional<double>;
        QTest::newRow("absent") << Ns {} << QStringLiteral("\u2013");
        QTest::newRow("zero") << Ns {0.0} << QStringLiteral("0.000");
        QTest::newRow("microseconds stay in sight") << Ns {24'000.0} << QStringLiteral("0.024");
        QTest::newRow("just below 10 ms") << Ns {9.99e6} << QStringLiteral("9.990");
        QTest::newRow("10 ms") << Ns {10e6} << QStringLiteral("10.00");
        QTest::newRow("a server's") << Ns {537.174e6} << QStringLiteral("537.17");
    }
    void latencies()
    {
        QFETCH(std::optional<double>, ns);
        QTEST(latencyText(ns), "text");
    }

    void figuresHaveTheDecimalsOfTheirMetric()
    {
        QCOMPARE(figureText(Metric::Ttft, 0.5), QStringLiteral("0.500"));
        QCOMPARE(figureText(Metric::Ttft, 50.0), QStringLiteral("50.00"));
        QCOMPARE(figureText(Metric::DecodeRate, 0.5), QStringLiteral("0.50"));
        QCOMPARE(figureText(Metric::OutputTokens, 12.0), QStringLiteral("12"));
        QCOMPARE(figureText(Metric::DecodeRate, {}), QStringLiteral("\u2013"));
        QCOMPARE(decimalsOf(Metric::Ttft, {}), 2);
    }

    void programsHaveNoRate()
    {
        CallMetrics metrics;
        metrics.decodeRatePerSecond = 1'694'240.28;
        QCOMPARE(rateText(metrics, Flag::NoModel), QStringLiteral("n/a"));
        QCOMPARE(rateText(metrics, Flag::Cold), rateText(metrics));
        metrics.decodeRatePerSecond.reset();
        QCOMPARE(rateText(metrics, Flag::NoModel), QStringLiteral("\u2013"));
    }

    void estimatesAreMarked_data()
    {
        QTest::addColumn<TokenSource>("source");
        QTest::addColumn<double>("rate");
        QTest::addColumn<QString>("rateShown");
        QTest::addColumn<QString>("tokensShown");
        QTest::newRow("the server counted")
            << TokenSource::Server << 77.514 << QStringLiteral("77.51") << QStringLiteral("1024");
        QTest::newRow("counted by pieces of text")
            << TokenSource::Chunks << 77.514 << QStringLiteral("~77.5") << QStringLiteral("~1024");
        QTest::newRow("fast estimate") << TokenSource::Chunks << 1'694'240.28
                                       << QStringLiteral("~1\u2009690\u2009000") << QStringLiteral("~1024");
        QTest::newRow("rounded up a place")
            << TokenSource::Chunks << 999.96 << QStringLiteral("~1000") << QStringLiteral("~1024");
        QTest::newRow("slow estimate")
            << TokenSource::Chunks << 0.01234 << QStringLiteral("~0.0123") << QStringLiteral("~1024");
        QTest::newRow("no number") << TokenSource::Chunks << std::numeric_limits<double>::infinity()
                                   << QStringLiteral("~\u2013") << QStringLiteral("~1024");
    }
    void estimatesAreMarked()
    {
        QFETCH(TokenSource, source);
        QFETCH(double, rate);
        QFETCH(QString, rateShown);
        QFETCH(QString, tokensShown);
        CallMetrics metrics;
        metrics.tokenSource = source;
        QCOMPARE(rateText(metrics), QStringLiteral("\u2013"));
        QCOMPARE(tokensText(metrics), QStringLiteral("\u2013"));
        metrics.decodeRatePerSecond = rate;
        metrics.outputTokens = 1024;
        QCOMPARE(rateText(metrics), rateShown);
        QCOMPARE(tokensText(metrics), tokensShown);
    }
};

QTEST_GUILESS_MAIN(TestFigureText)
#include "tst_measure_figuretext.moc"
