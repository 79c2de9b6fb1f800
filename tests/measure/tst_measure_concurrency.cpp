#include "measure/concurrency.h"

#include <QTest>

using namespace benchglass::measure;

namespace {

/// One scripted call: when it was sent and ended, in seconds, and what it wrote.
struct Made
{
    int agent = 0;
    Stage stage = Stage::Analysis;
    double from = 0;
    double to = 0;
    int tokens = 0;
    int run = 1;
    int endpoint = 0;
    CallState state = CallState::Ok;
    TokenSource source = TokenSource::Server;
    Stratum stratum = Stratum::Warm;
};

/// A tenth of a call's time passes before its first token.
AgentCall callOf(const Made& made)
{
    AgentCall call;
    call.endpoint = made.endpoint;
    call.sentNs = qint64(made.from * 1e9);
    MeasuredCall& measured = call.measured;
    measured.arm = QStringLiteral("Baseline");
    measured.run = made.run;
    measured.agent = made.agent;
    measured.stage = made.stage;
    measured.state = made.state;
    measured.stratum = made.stratum;
    measured.flags.setFlag(Flag::Concurrent, made.agent > 0);
    const double seconds = made.to - made.from;
    measured.metrics.tokenSource = made.source;
    measured.metrics.ttftNs = seconds * 1e8;
    if (made.state == CallState::Aborted)
        return call;
    measured.metrics.e2elNs = seconds * 1e9;
    if (made.source == TokenSource::None)
        return call;
    measured.metrics.outputTokens = made.tokens;
    measured.metrics.decodeRatePerSecond = (made.tokens - 1) / (0.9 * seconds);
    return call;
}

QList<AgentCall> callsOf(const QList<Made>& all)
{
    QList<AgentCall> calls;
    for (const Made& made : all)
        calls += callOf(made);
    return calls;
}

/// Alone: 200 tokens in 4 s. 50 tok/s.
const QList<Made> alone {{0, Stage::Analysis, 0, 2, 100}, {0, Stage::Report, 2, 4, 100}};

/// Two agents, each as much in twice the time, minus @p shift at the end.
QList<Made> twoAgents(double shift = 0)
{
    return {{1, Stage::Analysis, 10, 14, 100}, {1, Stage::Report, 14, 18, 100},
        {2, Stage::Analysis, 10, 14, 100}, {2, Stage::Report, 14, 18 - shift, 100}};
}

using Maybe = std::optional<double>;

bool isNear(const Maybe& value, const Maybe& wanted)
{
    return value.has_value() == wanted.has_value() && (!value || qFuzzyCompare(*value, *wanted));
}

} // namespace

Q_DECLARE_METATYPE(QList<Made>)
Q_DECLARE_METATYPE(Maybe)

class TestConcurrency : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rates_data();
    void rates();
    void reasons_data();
    void reasons();
    void slowdowns_data();
    void slowdowns();
    void aloneOnlyHasNoRounds();
    void medianOfAllRunsAlone();
    void strataOfSlowdownsAreNotMixed();
    void slowerServersOfOthersAreNotBlamedOnCompany();
    void aBrokenCallStillTellsItsTtft();
    void legacyCannotSeeContention();
    void summaryCountsRounds();
};

void TestConcurrency::rates_data()
{
    QTest::addColumn<QList<Made>>("together");
    QTest::addColumn<int>("agents");
    QTest::addColumn<Maybe>("systemRate");
    QTest::addColumn<Maybe>("speedUp");
    QTest::addColumn<Maybe>("fairness");
    QTest::addColumn<Maybe>("overlap");
    QTest::newRow("each takes twice as long: nothing gained")
        << twoAgents() << 2 << Maybe {50.0} << Maybe {1.0} << Maybe {1.0} << Maybe {1.0};
    QTest::newRow("a server that takes turns well")
        << QList<Made> {{1, Stage::Analysis, 10, 12, 100}, {1, Stage::Report, 12, 14, 100},
               {2, Stage::Analysis, 10, 12, 100}, {2, Stage::Report, 12, 14, 100}}
        << 2 << Maybe {100.0} << Maybe {2.0} << Maybe {1.0} << Maybe {1.0};
    QTest::newRow("slower together than one after the other")
        << QList<Made> {{1, Stage::Analysis, 10, 15, 100}, {1, Stage::Report, 15, 20, 100},
               {2, Stage::Analysis, 10, 15, 100}, {2, Stage::Report, 15, 20, 100}}
        << 2 << Maybe {40.0} << Maybe {0.8} << Maybe {1.0} << Maybe {1.0};
    QTest::newRow("one writes half as much and is done early")
        << QList<Made> {{1, Stage::Analysis, 10, 12, 100}, {1, Stage::Report, 12, 14, 100},
               {2, Stage::Analysis, 10, 11, 50}, {2, Stage::Report, 11, 12, 50}}
        << 2 << Maybe {75.0} << Maybe {1.5} << Maybe {1.0} << Maybe {0.5};
    QTest::newRow("one gets half of what the other gets")
        << QList<Made> {{1, Stage::Analysis, 10, 12, 100}, {1, Stage::Report, 12, 14, 100},
               {2, Stage::Analysis, 10, 12, 50}, {2, Stage::Report, 12, 14, 50}}
        << 2 << Maybe {75.0} << Maybe {1.5} << Maybe {0.5} << Maybe {1.0};
    QTest::newRow("one after the other is no company")
        << QList<Made> {{1, Stage::Analysis, 10, 12, 100}, {1, Stage::Report, 12, 14, 100},
               {2, Stage::Analysis, 14, 16, 100}, {2, Stage::Report, 16, 18, 100}}
        << 2 << Maybe {50.0} << Maybe {1.0} << Maybe {1.0} << Maybe {0.0};
    QTest::newRow("cut at the token limit: counted and timed all the same")
        << QList<Made> {{1, Stage::Analysis, 10, 12, 100},
               {1, Stage::Report, 12, 14, 100, 1, 0, CallState::Length}, {2, Stage::Analysis, 10, 12, 100},
               {2, Stage::Report, 12, 14, 100}}
        << 2 << Maybe {100.0} << Maybe {2.0} << Maybe {1.0} << Maybe {1.0};
    QTest::newRow("two addresses") << QList<Made> {{1, Stage::Analysis, 10, 12, 100},
        {1, Stage::Report, 12, 14, 100}, {2, Stage::Analysis, 10, 12, 100, 1, 1},
        {2, Stage::Report, 12, 14, 100, 1, 1}}
                                   << 2 << Maybe {100.0} << Maybe {2.0} << Maybe {1.0} << Maybe {1.0};
}

void TestConcurrency::rates()
{
    QFETCH(const QList<Made>, together);
    QFETCH(const int, agents);
    QFETCH(const Maybe, systemRate);
    QFETCH(const Maybe, speedUp);
    QFETCH(const Maybe, fairness);
    QFETCH(const Maybe, overlap);
    const auto rounds = concurrencyOf(callsOf(alone + together), agents);
    QCOMPARE(rounds.size(), 1);
    const ConcurrentRound& round = rounds.first();
    QCOMPARE(round.arm, QStringLiteral("Baseline"));
    QCOMPARE(round.run, 1);
    QVERIFY(isNear(round.alone.tokensPerSecond, 50.0));
    QCOMPARE(round.alone.tokens, std::optional<qint64>(200));
    QVERIFY(isNear(round.alone.wallNs, 4e9));
    QVERIFY(isNear(round.together.tokensPerSecond, systemRate));
    QVERIFY(isNear(round.speedUp, speedUp));
    QVERIFY(isNear(round.fairnessRatio, fairness));
    QCOMPARE(round.overlapRatio, overlap);
    QCOMPARE(round.speedUpAbsentReason, QString());
    QCOMPARE(round.together.calls, 4);
}

void TestConcurrency::reasons_data()
{
    QTest::addColumn<QList<Made>>("calls");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<bool>("hasSystemRate");
    QTest::newRow("an agent's stream broke off") << alone
            + QList<Made> {{1, Stage::Analysis, 10, 12, 100}, {1, Stage::Report, 12, 14, 100},
                {2, Stage::Analysis, 10, 12, 100, 1, 0, CallState::Aborted}}
                                                 << QStringLiteral("call-failed") << false;
    QTest::newRow("stopped before a report was asked for") << alone
            + QList<Made> {{1, Stage::Analysis, 10, 12, 100}, {1, Stage::Report, 12, 14, 100},
                {2, Stage::Analysis, 10, 12, 100}} << QStringLiteral("call-missing")
                                                           << false;
    QTest::newRow("an agent that never began")
        << alone + QList<Made> {{1, Stage::Analysis, 10, 12, 100}, {1, Stage::Report, 12, 14, 100}}
        << QStringLiteral("call-missing") << false;
    QTest::newRow("no server counted") << alone
            + QList<Made> {{1, Stage::Analysis, 10, 12, 100}, {1, Stage::Report, 12, 14, 100},
                {2, Stage::Analysis, 10, 12, 100},
                {2, Stage::Report, 12, 14, 0, 1, 0, CallState::Ok, TokenSource::None}}
                                       << QStringLiteral("tokens-not-counted") << false;
    QTest::newRow("counted by chunks") << alone
            + QList<Made> {{1, Stage::Analysis, 10, 12, 100}, {1, Stage::Report, 12, 14, 100},
                {2, Stage::Analysis, 10, 12, 100},
                {2, Stage::Report, 12, 14, 90, 1, 0, CallState::Ok, TokenSource::Chunks}}
                                       << QStringLiteral("tokens-not-counted") << false;
    QTest::newRow("nothing was done alone") << twoAgents() << QStringLiteral("no-calls") << true;
    QTest::newRow("the run alone failed") << QList<Made> {{0, Stage::Analysis, 0, 2, 100},
                                                 {0, Stage::Report, 2, 4, 100, 1, 0, CallState::Error}}
            + twoAgents() << QStringLiteral("call-failed")
                                          << true;
    QTest::newRow("cold alone, warm together")
        << QList<Made> {{0, Stage::Analysis, 0, 2, 100, 1, 0, CallState::Ok, TokenSource::Server,
                            Stratum::Cold},
               {0, Stage::Report, 2, 4, 100}}
            + twoAgents()
        << QStringLiteral("strata-differ") << true;
    QTest::newRow("alone in another run only")
        << QList<Made> {{0, Stage::Analysis, 0, 2, 100, 2}, {0, Stage::Report, 2, 4, 100, 2}} + twoAgents()
        << QStringLiteral("no-calls") << true;
}

void TestConcurrency::reasons()
{
    QFETCH(const QList<Made>, calls);
    QFETCH(const QString, reason);
    QFETCH(const bool, hasSystemRate);
    const auto rounds = concurrencyOf(callsOf(calls), 2);
    QCOMPARE(rounds.size(), 1);
    const ConcurrentRound& round = rounds.first();
    QVERIFY(!round.speedUp);
    QCOMPARE(round.speedUpAbsentReason, reason);
    QCOMPARE(round.together.tokensPerSecond.has_value(), hasSystemRate);
    QCOMPARE(round.together.absentReason.isEmpty(), hasSystemRate);
    QCOMPARE(round.fairnessRatio.has_value(), hasSystemRate);
    QCOMPARE(round.legacy.has_value(), hasSystemRate);
}

void TestConcurrency::slowdowns_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("tokens");
    QTest::addColumn<Maybe>("decode");
    QTest::addColumn<Maybe>("ttft");
    QTest::newRow("as fast as alone") << 2.0 << 100 << Maybe {1.0} << Maybe {1.0};
    QTest::newRow("twice as slow") << 4.0 << 100 << Maybe {2.0} << Maybe {2.0};
    QTest::newRow("faster than alone") << 1.0 << 100 << Maybe {0.5} << Maybe {0.5};
    QTest::newRow("a single token has no decode rate to speak of") << 2.0 << 1 << Maybe {} << Maybe {1.0};
}

void TestConcurrency::slowdowns()
{
    QFETCH(const double, seconds);
    QFETCH(const int, tokens);
    QFETCH(const Maybe, decode);
    QFETCH(const Maybe, ttft);
    const auto rounds =
        concurrencyOf(callsOf(alone + QList<Made> {{1, Stage::Report, 10, 10 + seconds, tokens}}), 2);
    QCOMPARE(rounds.size(), 1);
    QCOMPARE(rounds.first().stages.size(), 1);
    const AgentStage& stage = rounds.first().stages.first();
    QCOMPARE(stage.agent, 1);
    QCOMPARE(stage.stage, Stage::Report);
    QVERIFY(isNear(stage.decodeSlowdown, decode));
    QVERIFY(isNear(stage.ttftSlowdown, ttft));
    QCOMPARE(stage.decodeAbsentReason.isEmpty(), decode.has_value());
}

void TestConcurrency::aloneOnlyHasNoRounds()
{
    QVERIFY(concurrencyOf(callsOf(alone), 1).isEmpty());
    QVERIFY(concurrencyOf({}, 2).isEmpty());
}

void TestConcurrency::medianOfAllRunsAlone()
{
    const QList<Made> calls {{0, Stage::Analysis, 0, 1, 100, 1}, {0, Stage::Analysis, 2, 4, 100, 2},
        {0, Stage::Analysis, 5, 13, 100, 3}, {1, Stage::Analysis, 20, 24, 100, 1}};
    const auto rounds = concurrencyOf(callsOf(calls), 2);
    QCOMPARE(rounds.size(), 1);
    const AgentStage& stage = rounds.first().stages.first();
    QVERIFY(isNear(stage.aloneDecodeRatePerSecond, 99 / 1.8)); // Of 1, 2 and 8 s.
    QVERIFY(isNear(stage.decodeSlowdown, 2.0));
}

void TestConcurrency::strataOfSlowdownsAreNotMixed()
{
    const QList<Made> calls {
        {0, Stage::Analysis, 0, 2, 100, 1, 0, CallState::Ok, TokenSource::Server, Stratum::Cold},
        {1, Stage::Analysis, 10, 14, 100}};
    const AgentStage stage = concurrencyOf(callsOf(calls), 2).first().stages.first();
    QVERIFY(!stage.decodeSlowdown);
    QVERIFY(!stage.ttftSlowdown);
    QCOMPARE(stage.ttftAbsentReason, QStringLiteral("no-call-alone"));
}

void TestConcurrency::slowerServersOfOthersAreNotBlamedOnCompany()
{
    QList<Made> calls = alone;
    calls += {{1, Stage::Analysis, 10, 14, 100}, {2, Stage::Analysis, 10, 14, 100, 1, 1}};
    const auto stages = concurrencyOf(callsOf(calls), 2).first().stages;
    QCOMPARE(stages.size(), 2);
    QVERIFY(isNear(stages.at(0).decodeSlowdown, 2.0));
    QVERIFY(!stages.at(1).decodeSlowdown);
    QCOMPARE(stages.at(1).decodeAbsentReason, QStringLiteral("other-endpoint"));
    QVERIFY(stages.at(1).decodeRatePerSecond.has_value());
}

void TestConcurrency::aBrokenCallStillTellsItsTtft()
{
    const QList<Made> broken {{1, Stage::Report, 10, 14, 0, 1, 0, CallState::Aborted, TokenSource::None}};
    const AgentStage stage = concurrencyOf(callsOf(alone + broken), 2).first().stages.first();
    QVERIFY(isNear(stage.ttftSlowdown, 2.0));
    QVERIFY(!stage.decodeSlowdown);
    QCOMPARE(stage.decodeAbsentReason, QStringLiteral("aborted"));
}

void TestConcurrency::legacyCannotSeeContention()
{
    // Twice as slow, three times as slow: the reference's figure praises both.
    for (const double factor : {2.0, 3.0}) {
        const double half = 2 * factor;
        const QList<Made> together {{1, Stage::Analysis, 10, 10 + half, 100},
            {1, Stage::Report, 10 + half, 10 + 2 * half, 100}, {2, Stage::Analysis, 10, 10 + half, 100},
            {2, Stage::Report, 10 + half, 10 + 2 * half, 100}};
        const ConcurrentRound round = concurrencyOf(callsOf(alone + together), 2).first();
        QVERIFY(round.legacy.has_value());
        QVERIFY(isNear(round.legacy->speedup, 2.0));
        QVERIFY(isNear(round.legacy->efficiencyPercent, 100.0));
        QVERIFY(isNear(round.speedUp, 2 / factor));
    }
}

void TestConcurrency::summaryCountsRounds()
{
    QList<Made> calls = alone + twoAgents();
    calls += {{1, Stage::Analysis, 30, 32, 100, 2}, {2, Stage::Analysis, 30, 32, 100, 2}};
    const auto rounds = concurrencyOf(callsOf(calls), 2);
    QCOMPARE(rounds.size(), 2);
    const auto summary = concurrencySummaryOf(rounds, QStringLiteral("Baseline"));
    QCOMPARE(summary.rounds, 2);
    QCOMPARE(summary.speedUp.n, 1);
    QVERIFY(isNear(summary.speedUp.median, 1.0));
    QVERIFY(isNear(summary.systemTokensPerSecond.median, 50.0));
    QCOMPARE(summary.decodeSlowdown.n, 6);
    QCOMPARE(concurrencySummaryOf(rounds, QStringLiteral("Tuned")).rounds, 0);
}

QTEST_APPLESS_MAIN(TestConcurrency)
#include "tst_measure_concurrency.moc"
