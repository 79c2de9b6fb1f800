#include "measure/summary.h"

#include <QtTest>

#include <set>

using namespace benchglass::measure;

class TestNames : public QObject
{
    Q_OBJECT

private slots:
    void roundTrips();
    void flagsRoundTrip();
    void metricsHaveNamesAndUnits();
    void unknownNamesAreNothing();
};

namespace {

template <typename Enum, typename ToName, typename FromName>
void checkAll(Enum last, ToName toName, FromName fromName)
{
    std::set<QString> seen;
    for (int at = 0; at <= int(last); ++at) {
        const QString name = toName(Enum(at));
        QVERIFY2(!name.isEmpty(), qPrintable(QString::number(at)));
        QVERIFY2(seen.insert(name).second, qPrintable(name));
        QCOMPARE(fromName(name), std::optional<Enum>(Enum(at)));
        QVERIFY(!fromName(name.toUpper()));
    }
    QVERIFY2(toName(Enum(int(last) + 1)).isEmpty(), "a value without a row in this test");
}

} // namespace

void TestNames::roundTrips()
{
    checkAll(ChunkKind::Tool, chunkKindName, chunkKindFromName);
    checkAll(StampSource::User, stampSourceName, stampSourceFromName);
    checkAll(Stage::Report, stageName, stageFromName);
    checkAll(CallState::Error, callStateName, callStateFromName);
    checkAll(Stratum::Unknown, stratumName, stratumFromName);
    checkAll(TokenSource::Chunks, tokenSourceName, tokenSourceFromName);
}

void TestNames::flagsRoundTrip()
{
    Flags all;
    for (quint32 bit = 0; bit < 19; ++bit) {
        const Flag flag = Flag(1U << bit);
        const QString name = flagName(flag);
        QVERIFY(!name.isEmpty());
        QCOMPARE(flagsFromNames({name}), Flags(flag));
        QCOMPARE(flagNames(flag), QStringList {name});
        all |= flag;
    }
    QVERIFY(flagName(Flag(1U << 19)).isEmpty());
    QCOMPARE(flagNames(all).size(), 19);
    QCOMPARE(flagNames(all).first(), QStringLiteral("cold"));
    QCOMPARE(flagNames(all).last(), QStringLiteral("concurrent"));
    QCOMPARE(flagsFromNames(flagNames(all)), all);
    QCOMPARE(flagNames({}), QStringList());
    QCOMPARE(flagsFromNames({QStringLiteral("nonsense"), QStringLiteral("cold")}), Flags(Flag::Cold));
}

void TestNames::metricsHaveNamesAndUnits()
{
    std::set<QString> seen;
    for (int at = 0; at <= int(Metric::Load); ++at) {
        QVERIFY(seen.insert(metricName(Metric(at))).second);
        QVERIFY(!metricName(Metric(at)).isEmpty());
        QVERIFY(!metricUnit(Metric(at)).isEmpty());
    }
    QCOMPARE(metricName(Metric::DecodeRate), QStringLiteral("decode_rate"));
    QCOMPARE(metricUnit(Metric::DecodeRate), QStringLiteral("tok/s"));
    QCOMPARE(metricUnit(Metric::Ttft), QStringLiteral("ms"));
    QCOMPARE(metricUnit(Metric::OutputTokens), QStringLiteral("tokens"));
    QVERIFY(isHigherBetter(Metric::DecodeRate));
    QVERIFY(!isHigherBetter(Metric::Ttft));
}

void TestNames::unknownNamesAreNothing()
{
    QVERIFY(!stageFromName({}));
    QVERIFY(!callStateFromName(QStringLiteral("okay")));
    QVERIFY(!stratumFromName(QStringLiteral("lukewarm")));
}

QTEST_GUILESS_MAIN(TestNames)
#include "tst_measure_names.moc"
