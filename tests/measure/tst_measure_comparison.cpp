#include "base/format.h"
#include "measure/comparison.h"
#include "measure/distributions.h"
#include "measure/figuretext.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

using namespace benchglass;
using namespace benchglass::measure;

using Values = QList<double>;
using Maybe = std::optional<double>;
Q_DECLARE_METATYPE(Maybe)

class TestComparison : public QObject
{
    Q_OBJECT

private slots:
    void twoSamples_data();
    void twoSamples();
    void degenerateSamples();
    void largeRankTest();
    void exactRankTestIsBalanced();
    void holmAdjusts_data();
    void holmAdjusts();
    void runsToDetect_data();
    void runsToDetect();
    void distributions();
    void comparesTwoArms();
    void holmRunsOverTheTable();
    void allArmsAreOneFamily();
    void oneCallIsNotComparable();
    void builtInAnalystIsComparedWithNothing();
    void differentCountsAreNotCompared();
    void noSpreadInEitherArm();
    void sentences_data();
    void sentences();
    void sentencesHaveTheTablesDigits_data();
    void sentencesHaveTheTablesDigits();
    void hostileArmName();
    void falseAlarms();
};

namespace {

MeasuredCall callOf(const char* arm, int run, double ttftMs, double ratePerSecond = 100)
{
    MeasuredCall call;
    call.arm = QString::fromLatin1(arm);
    call.run = run;
    call.stage = Stage::Report;
    call.stratum = Stratum::Warm;
    call.metrics.ttftNs = ttftMs * 1e6;
    call.metrics.e2elNs = ttftMs * 2e6;
    call.metrics.decodeRatePerSecond = ratePerSecond;
    call.metrics.outputTokens = 500;
    call.metrics.tokenSource = TokenSource::Server;
    return call;
}

QList<MeasuredCall> callsOf(const Values& baseline, const Values& tuned)
{
    QList<MeasuredCall> calls;
    for (const double value : baseline)
        calls += callOf("Baseline", int(calls.size()) + 1, value);
    for (const double value : tuned)
        calls += callOf("Tuned", int(calls.size()) + 1, value);
    return calls;
}

QList<Difference> compared(const QList<MeasuredCall>& calls, const QList<Metric>& metrics = {Metric::Ttft})
{
    return compareArms(QStringLiteral("Baseline"), QStringLiteral("Tuned"), calls, metrics);
}

bool isNear(Maybe is, double wanted, double relative = 1e-8)
{
    return is && std::abs(*is - wanted) <= relative * std::max(1e-3, std::abs(wanted));
}

} // namespace

// The reference values were computed with scipy 1.17.1: ttest_ind(equal_var=False), mannwhitneyu,
// permutation_test over all permutations of the absolute difference of means, nct for the power, and Hedges'
// exact factor by lgamma.
void TestComparison::twoSamples_data()
{
    QTest::addColumn<Values>("one");
    QTest::addColumn<Values>("two");
    QTest::addColumn<Values>("welchTable"); // t, df, p, low, high
    QTest::addColumn<double>("g");
    QTest::addColumn<double>("mannWhitney");
    QTest::addColumn<Maybe>("permutation");
    QTest::addColumn<double>("smallest");

    // Student's sleep data of 1908; R prints t = -1.8608, df = 17.776, p-value = 0.07939 of it. It has ties.
    QTest::newRow("sleep") << Values {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
                           << Values {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
                           << Values {1.86081346749, 17.7764735162, 0.0793941401874, -0.205483230712,
                                  3.36548323071}
                           << 0.796935239191 << 0.0693275754336 << Maybe {} << 2.517431003;
    // Report stage of seed 000's two arms: the parameter effect that pooling hid.
    QTest::newRow("seed report stage")
        << Values {111.96014218938059, 112.49118697696849, 112.29622892046241}
        << Values {115.23808306481371, 115.32233466891262, 115.00347975372723}
        << Values {16.1397669173, 3.32383111414, 0.000284147289874, 2.38997523036, 3.48758437007}
        << 10.5145742098 << 0.1 << Maybe {0.1} << 0.7373600352;
    // Hollander and Wolfe 1973, page 69: exact one-sided p = 0.1272.
    QTest::newRow("permeability constants")
        << Values {1.15, 0.88, 0.90, 0.74, 1.21}
        << Values {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46}
        << Values {2.04138309221, 12.9705384433, 0.0621013437811, -0.0197249963351, 0.693724996335}
        << 0.827798536123 << 0.254412254412 << Maybe {} << 0.5005134922;
    QTest::newRow("ties") << Values {1, 2, 2, 3, 3, 3} << Values {2, 3, 4, 4, 5}
                          << Values {2.07926748963, 7.11045955765, 0.0755486620554, -0.169312153662,
                                 2.702645487}
                          << 1.18880599581 << 0.0887136919968 << Maybe {0.108225108225} << 1.986578371;
    QTest::newRow("unequal spread and n")
        << Values {10.1, 9.9, 10.3, 10.0} << Values {12.0, 8.0, 15.0, 11.0, 9.5, 13.2, 12.1, 10.4}
        << Values {1.70579370267, 7.16980427562, 0.130798136018, -0.50297456044, 3.15297456044}
        << 0.668322725493 << 0.214141414141 << Maybe {0.276767676768} << 2.529502299;
    QTest::newRow("two each") << Values {1, 3} << Values {10, 13}
                              << Values {5.26965186414, 1.74226804124, 0.0454248383875, 0.532938231919,
                                     18.4670617681}
                              << 2.97308269067 << 0.333333333333 << Maybe {0.333333333333} << 11.72337311;
}

void TestComparison::twoSamples()
{
    QFETCH(Values, one);
    QFETCH(Values, two);
    QFETCH(Values, welchTable);
    QFETCH(double, g);
    QFETCH(double, mannWhitney);
    QFETCH(Maybe, permutation);
    QFETCH(double, smallest);
    const auto test = welch(one, two);
    QVERIFY(test);
    QVERIFY(isNear(test->t, welchTable[0]));
    QVERIFY(isNear(test->degreesOfFreedom, welchTable[1]));
    QVERIFY(isNear(test->p, welchTable[2]));
    QVERIFY(isNear(test->ciLow, welchTable[3]));
    QVERIFY(isNear(test->ciHigh, welchTable[4]));
    QVERIFY(isNear(hedgesG(one, two), g));
    QVERIFY(isNear(mannWhitneyP(one, two), mannWhitney));
    QCOMPARE(permutationP(one, two).has_value(), permutation.has_value());
    if (permutation)
        QVERIFY(isNear(permutationP(one, two), *permutation));
    QVERIFY(isNear(smallestDetectable(one, two), smallest, 1e-6));
    // The other way round nothing but the sign changes.
    const auto back = welch(two, one);
    QVERIFY(isNear(back->p, test->p) && isNear(back->ciLow, -test->ciHigh));
    QVERIFY(isNear(mannWhitneyP(two, one), mannWhitney));
    QVERIFY(isNear(hedgesG(two, one), -g));
}

void TestComparison::degenerateSamples()
{
    const Values none;
    const Values one {5};
    const Values same {5, 5, 5};
    const Values spread {4, 5, 6};
    QVERIFY(!welch(none, spread));
    QVERIFY(!welch(one, spread));
    QVERIFY(!welch(same, Values {7, 7, 7}));
    QVERIFY(!welch(Values {0.3, 0.1 + 0.2}, Values {0.3, 0.1 + 0.2})); // Rounding is no spread.
    QVERIFY(welch(same, spread));
    QVERIFY(!hedgesG(one, spread));
    QVERIFY(!hedgesG(same, same));
    QVERIFY(!smallestDetectable(same, same));
    QVERIFY(!permutationP(none, spread));
    QVERIFY(!mannWhitneyP(none, spread));
    QCOMPARE(*mannWhitneyP(same, same), 1.0);
    QCOMPARE(*permutationP(same, same), 1.0);
    QCOMPARE(*permutationP(one, Values {7}), 1.0);
    QVERIFY(!permutationP(Values(9, 1.0), spread));
    QVERIFY(permutationP(Values(9, 1.0), spread, 9));
    QVERIFY(!permutationP(Values(11, 1.0), spread, 1000)); // Never for minutes.
}

void TestComparison::largeRankTest()
{
    // 30 against 30 exceed 400 pairs: the normal approximation with continuity correction.
    Values one;
    Values two;
    double u = 0;
    for (int at = 0; at < 30; ++at) {
        one += at;
        two += at + 8.5;
    }
    for (const double a : one) {
        for (const double b : two)
            u += b > a ? 1 : 0;
    }
    const double z = (u - 450 - 0.5) / std::sqrt(900.0 * 61 / 12);
    QVERIFY(z > 2);
    QVERIFY(isNear(mannWhitneyP(one, two), *normalP(z)));
}

void TestComparison::exactRankTestIsBalanced()
{
    // All of one sample below the other: 2 of all C(n + m, n) arrangements are as extreme.
    QVERIFY(isNear(mannWhitneyP(Values {1, 2, 3, 4}, Values {5, 6, 7, 8}), 2.0 / 70));
    QVERIFY(isNear(mannWhitneyP(Values {1, 2}, Values {3, 4, 5}), 2.0 / 10));
    QCOMPARE(*mannWhitneyP(Values {1, 4}, Values {2, 3}), 1.0);
    Values low(20);
    Values high(20);
    for (int at = 0; at < 20; ++at) {
        low[at] = at;
        high[at] = 100 + at;
    }
    QVERIFY(isNear(*mannWhitneyP(low, high) / (2 / 137846528820.0), 1));
}

void TestComparison::holmAdjusts_data()
{
    QTest::addColumn<Values>("ps");
    QTest::addColumn<Values>("wanted");
    // R's p.adjust(method = "holm") gives the same by its definition.
    QTest::newRow("none") << Values {} << Values {};
    QTest::newRow("one") << Values {0.04} << Values {0.04};
    QTest::newRow("four, unordered") << Values {0.01, 0.04, 0.03, 0.005} << Values {0.03, 0.06, 0.06, 0.02};
    QTest::newRow("never above one") << Values {0.6, 0.9} << Values {1, 1};
    QTest::newRow("equal") << Values {0.02, 0.02, 0.02} << Values {0.06, 0.06, 0.06};
}

void TestComparison::holmAdjusts()
{
    QFETCH(Values, ps);
    QFETCH(Values, wanted);
    const QList<double> adjusted = holm(ps);
    QCOMPARE(adjusted.size(), wanted.size());
    for (qsizetype at = 0; at < wanted.size(); ++at)
        QVERIFY(isNear(adjusted[at], wanted[at]));
}

void TestComparison::runsToDetect_data()
{
    QTest::addColumn<double>("wanted");
    QTest::addColumn<double>("sdOne");
    QTest::addColumn<double>("sdTwo");
    QTest::addColumn<int>("runs");
    // Cohen 1988, table 2.4.1: 17 and 64 for d = 1 and 0.5; the rest by scipy 1.17.1's nct.
    QTest::newRow("d = 1") << 1.0 << 1.0 << 1.0 << 17;
    QTest::newRow("d = 0.5") << 0.5 << 1.0 << 1.0 << 64;
    QTest::newRow("d = 0.2") << 0.2 << 1.0 << 1.0 << 394;
    QTest::newRow("unequal spread") << 2.0 << 1.0 << 3.0 << 22;
    QTest::newRow("tiny") << 0.05 << 1.0 << 1.0 << 6281;
    QTest::newRow("the other way") << -1.0 << 1.0 << 1.0 << 17;
}

void TestComparison::runsToDetect()
{
    QFETCH(double, wanted);
    QFETCH(double, sdOne);
    QFETCH(double, sdTwo);
    QFETCH(int, runs);
    const double half = std::sqrt(0.5); // Two values this far from their mean have sd 1.
    const Values one {10 - half * sdOne, 10 + half * sdOne};
    const Values two {10 - half * sdTwo, 10 + half * sdTwo};
    QCOMPARE(runsNeeded(one, two, wanted).value_or(0), runs);
    QVERIFY(!runsNeeded(one, two, 0));
    QVERIFY(!runsNeeded(one, two, 1e-9));
    QVERIFY(!runsNeeded(one, Values {10}, wanted));
    QVERIFY(!runsNeeded(Values {1, 1}, Values {2, 2}, wanted));
}

void TestComparison::distributions()
{
    QVERIFY(isNear(studentQuantile(0.975, 10), 2.22813885, 1e-8)); // Any table of Student's t.
    QVERIFY(isNear(normalP(1.959963985), 0.05, 1e-8));
    QVERIFY(isNear(hedgesFactor(2), 0.564189583548));
    QVERIFY(isNear(hedgesFactor(1e6), 1, 1e-5));
    QVERIFY(!hedgesFactor(1));
    QVERIFY(!studentP(1, -1));
    QVERIFY(!studentQuantile(2, 5));
    QVERIFY(!studentP(std::numeric_limits<double>::quiet_NaN(), 5));
    QVERIFY(isNear(powerOfT(0, 9.3, 0.05), 0.05, 1e-6));
}

void TestComparison::comparesTwoArms()
{
    const QList<Difference> table = compared(callsOf({100, 101, 102}, {120, 121, 122}));
    QCOMPARE(table.size(), 1);
    const Difference& difference = table.first();
    QCOMPARE(difference.verdict, VerdictKind::Higher);
    QCOMPARE(difference.stage, Stage::Report);
    QCOMPARE(difference.stratum, Stratum::Warm);
    QCOMPARE(*difference.difference, 20.0);
    QCOMPARE(*difference.ratio, 121.0 / 101);
    QCOMPARE(*difference.pHolm, *difference.pWelch);
    QVERIFY(isNear(difference.pPermutation, 0.1));
    QVERIFY(isNear(difference.pMannWhitney, 0.1));
    QVERIFY(difference.ciLow && *difference.ciLow > 17 && *difference.ciHigh < 23);
    QCOMPARE(compared(callsOf({120, 121, 122}, {100, 101, 102})).first().verdict, VerdictKind::Lower);
    const Difference alike = compared(callsOf({100, 101, 102}, {99, 101, 103})).first();
    QCOMPARE(alike.verdict, VerdictKind::NoDifference);
    QVERIFY(alike.smallestDetectable && *alike.smallestDetectable > 2);
    QVERIFY(compared({}).isEmpty());
}

void TestComparison::holmRunsOverTheTable()
{
    // A p of about 0.03: enough alone, too little in a table of three.
    QList<MeasuredCall> calls = callsOf({100, 101, 102, 103}, {102.7, 103.7, 104.7, 105.7});
    const Difference alone = compared(calls).first();
    QVERIFY(*alone.pWelch < 0.05);
    QCOMPARE(alone.verdict, VerdictKind::Higher);
    for (MeasuredCall& call : calls) {
        call.metrics.decodeRatePerSecond = 100 + call.run % 4;
        call.metrics.tpotNs = 1e7 + call.run % 4 * 1e5;
    }
    const QList<Difference> table = compared(calls, {Metric::Ttft, Metric::DecodeRate, Metric::Tpot});
    QCOMPARE(table.size(), 3);
    QCOMPARE(*table[0].pWelch, *alone.pWelch);
    QVERIFY(isNear(table[0].pHolm, 3 * *alone.pWelch));
    QCOMPARE(table[0].verdict, VerdictKind::NoDifference);
}

void TestComparison::allArmsAreOneFamily()
{
    // Each other arm alone would be told from the first; of two such tests in one table, neither.
    QList<MeasuredCall> calls = callsOf({100, 101, 102, 103}, {102.7, 103.7, 104.7, 105.7});
    for (const double value : {102.6, 103.8, 104.6, 105.8})
        calls += callOf("Third", int(calls.size()) + 1, value);
    const QStringList arms {QStringLiteral("Baseline"), QStringLiteral("Tuned"), QStringLiteral("Third")};
    const std::array metrics {Metric::Ttft};
    const QList<Difference> all = compareWithFirst(arms, calls, metrics);
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].otherArm, arms[1]);
    QCOMPARE(all[1].otherArm, arms[2]);
    for (const Difference& each : all) {
        const Difference alone = compareArms(arms[0], each.otherArm, calls, metrics).first();
        QCOMPARE(alone.verdict, VerdictKind::Higher);
        QCOMPARE(*alone.pWelch, *each.pWelch);
        QVERIFY(*each.pHolm >= 2 * std::min(*all[0].pWelch, *all[1].pWelch));
        QCOMPARE(each.verdict, VerdictKind::NoDifference);
    }
    QVERIFY(compareWithFirst({arms[0]}, calls).isEmpty());
    QVERIFY(compareWithFirst({}, calls).isEmpty());
}

void TestComparison::oneCallIsNotComparable()
{
    const Difference single = compared(callsOf({100}, {120})).first();
    QCOMPARE(single.verdict, VerdictKind::NotComparable);
    QCOMPARE(single.reason, QStringLiteral("n = 1 and 1"));
    QVERIFY(!single.pWelch);
    QVERIFY(!single.pHolm);
    QCOMPARE(compared(callsOf({100, 101, 102}, {})).first().reason, QStringLiteral("n = 3 and 0"));
    QCOMPARE(compared(callsOf({100, 101, 102}, {3})).first().reason, QStringLiteral("n = 3 and 1"));
}

void TestComparison::builtInAnalystIsComparedWithNothing()
{
    QList<MeasuredCall> calls = callsOf({100, 101, 102}, {120, 121, 122});
    for (MeasuredCall& call : calls) {
        if (call.arm == u"Tuned")
            call.flags |= Flag::NoModel;
    }
    for (const Difference& difference : compared(calls, {Metric::Ttft, Metric::DecodeRate, Metric::E2el})) {
        QCOMPARE(difference.verdict, VerdictKind::NotComparable);
        QCOMPARE(difference.reason, QStringLiteral("no-model"));
        QVERIFY(!difference.difference);
        QVERIFY(!difference.ratio);
        QVERIFY(!difference.pWelch);
    }
}

void TestComparison::differentCountsAreNotCompared()
{
    QList<MeasuredCall> calls = callsOf({100, 101, 102}, {120, 121, 122});
    for (MeasuredCall& call : calls) {
        call.metrics.decodeRatePerSecond = 100 + call.run;
        if (call.arm == u"Tuned")
            call.metrics.tokenSource = TokenSource::Chunks;
    }
    const QList<Difference> table = compared(calls, {Metric::DecodeRate, Metric::Ttft});
    QCOMPARE(table[0].reason, QStringLiteral("token-source"));
    QCOMPARE(table[0].verdict, VerdictKind::NotComparable);
    QVERIFY(!table[0].difference);
    QCOMPARE(table[1].verdict, VerdictKind::Higher);
}

void TestComparison::noSpreadInEitherArm()
{
    const Difference equal = compared(callsOf({100, 100, 100}, {100, 100, 100})).first();
    QCOMPARE(equal.verdict, VerdictKind::NoDifference);
    QCOMPARE(verdictText(equal), QStringLiteral("No difference detected (n = 3 and 3)"));
    // Three against three can never be sure by permutation (p = 0.1) ...
    QCOMPARE(compared(callsOf({100, 100, 100}, {120, 120, 120})).first().verdict, VerdictKind::NoDifference);
    // ... five against five can (p = 2 / 252).
    const Difference sure = compared(callsOf(Values(5, 100), Values(5, 120))).first();
    QVERIFY(!sure.pWelch);
    QVERIFY(isNear(sure.pHolm, 2.0 / 252));
    QCOMPARE(verdictText(sure),
        QStringLiteral("Tuned is higher by 20.00 ms (+20.0 %, no spread in either arm, n = 5 and 5)"));
}

void TestComparison::sentences_data()
{
    QTest::addColumn<Values>("baseline");
    QTest::addColumn<Values>("tuned");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("higher") << Values {111.96014218938059, 112.49118697696849, 112.29622892046241}
                            << Values {115.23808306481371, 115.32233466891262, 115.00347975372723}
                            << QStringLiteral(
                                   "Tuned is higher by 2.94 ms (+2.6 %, 95 % CI 2.39 ... 3.49, n = 3 and 3)");
    QTest::newRow("lower, in amounts")
        << Values {115.23808306481371, 115.32233466891262, 115.00347975372723}
        << Values {111.96014218938059, 112.49118697696849, 112.29622892046241}
        << QStringLiteral("Tuned is lower by 2.94 ms (\u22122.6 %, 95 % CI 2.39 ... 3.49, n = 3 and 3)");
    QTest::newRow("none found")
        << Values {1, 2, 2, 3, 3, 3} << Values {2, 3, 4, 4, 5}
        << QStringLiteral("No difference detected (n = 6 and 5: smallest detectable about 2 ms)");
    QTest::newRow("one each") << Values {1} << Values {2} << QStringLiteral("Not comparable: n = 1 and 1");
}

void TestComparison::sentences()
{
    QFETCH(Values, baseline);
    QFETCH(Values, tuned);
    QFETCH(QString, wanted);
    QCOMPARE(verdictText(compared(callsOf(baseline, tuned)).first()), wanted);
}

void TestComparison::sentencesHaveTheTablesDigits_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("decimals");
    QTest::newRow("latency") << Metric::Ttft << 1.0 << 2;
    QTest::newRow("latency below 10 ms") << Metric::Ttft << 0.01 << 3;
    QTest::newRow("long latency") << Metric::Ttft << 1000.0 << 2;
    QTest::newRow("rate below 10 tok/s") << Metric::DecodeRate << 0.01 << 2;
    QTest::newRow("tokens") << Metric::OutputTokens << 10.0 << 0;
}

void TestComparison::sentencesHaveTheTablesDigits()
{
    QFETCH(const Metric, metric);
    QFETCH(const double, scale);
    QFETCH(const int, decimals);
    QList<MeasuredCall> calls = callsOf({100, 102, 104}, {140, 142, 144});
    for (MeasuredCall& call : calls) {
        const double value = call.metrics.ttftNs.value() / 1e6 * scale;
        call.metrics.ttftNs = value * 1e6;
        call.metrics.decodeRatePerSecond = value;
        call.metrics.outputTokens = int(std::lround(value));
        call.metrics.tokenSource = TokenSource::Server;
    }
    const Difference row = compared(calls, {metric}).first();
    QCOMPARE(row.verdict, VerdictKind::Higher);
    QCOMPARE(decimalsOfRow(row), decimals);
    QCOMPARE(decimalsOfRow(row), decimalsOf(metric, row.reference.mean));
    const QString wanted =
        QStringLiteral("Tuned is higher by %1 %2 (+%3 %, 95 % CI %4 ... %5, n = 3 and 3)")
            .arg(base::fixedText(row.difference, decimals), metricUnit(metric),
                base::fixedText((*row.ratio - 1) * 100, 1), base::fixedText(row.ciLow, decimals),
                base::fixedText(row.ciHigh, decimals));
    QCOMPARE(verdictText(row), wanted);
}

void TestComparison::hostileArmName()
{
    Difference difference = compared(callsOf({100, 101, 102}, {120, 121, 122})).first();
    difference.otherArm = QStringLiteral("%2<b>%1</b>%L3");
    QVERIFY(verdictText(difference).startsWith(QStringLiteral("%2<b>%1</b>%L3 is higher by 20")));
    difference.verdict = VerdictKind::NotComparable;
    difference.reason = QStringLiteral("no-model");
    QCOMPARE(verdictText(difference), QStringLiteral("Not comparable: the built-in analyst is no model"));
    difference.reason = QStringLiteral("token-source");
    QCOMPARE(
        verdictText(difference), QStringLiteral("Not comparable: tokens were counted in different ways"));
}

void TestComparison::falseAlarms()
{
    // Two arms with the same options. Per trial a table of two metrics, n = 5; each p is asked alone for
    // the rate per metric, the verdicts for the rate of the whole table. Of 400 trials at a true rate
    // of 5 % the standard error is 1.1 %: more than 9.4 % (4 of them above) does not happen by chance,
    // and less than 1.1 % (as far below at most) would mean that nothing is ever found.
    constexpr int trials = 400;
    std::mt19937 random(20251122);
    std::normal_distribution<double> ttft(540, 20);
    std::normal_distribution<double> rate(114, 2);
    int alarms = 0;
    std::array<int, 2> single {};
    for (int trial = 0; trial < trials; ++trial) {
        QList<MeasuredCall> calls;
        for (int run = 1; run <= 5; ++run) {
            calls += callOf("Baseline", run, ttft(random), rate(random));
            calls += callOf("Tuned", run, ttft(random), rate(random));
        }
        const QList<Difference> table = compared(calls, {Metric::Ttft, Metric::DecodeRate});
        for (std::size_t at = 0; at < single.size(); ++at)
            single[at] += *table[qsizetype(at)].pWelch <= 0.05 ? 1 : 0;
        alarms += std::ranges::any_of(table,
            [](const Difference& difference) { return difference.verdict != VerdictKind::NoDifference; });
    }
    for (const int count : {alarms, single[0], single[1]}) {
        QVERIFY2(count <= 0.094 * trials, qPrintable(QString::number(count)));
        QVERIFY2(count >= 0.011 * trials, qPrintable(QString::number(count)));
    }
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_measure_comparison.moc"
