#include "agent/runner.h"
#include "engine/http/streamthread.h"
#include "memoryjournal.h"
#include "servers/scriptedopenai.h"
#include "servers/scriptedserver.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace benchglass;
using experiment::ExperimentState;
using measure::CallState;
using measure::Stage;
using tests::ScriptedOllama;

namespace {

using Started = std::function<void(agent::Runner&, const experiment::Call&)>;

/// When a run is interfered with.
enum class Moment { AloneStarted, AloneEnded, TogetherStarted, TogetherWrites, ReportsStarted };

QList<experiment::Call> together(const experiment::Experiment& experiment, std::optional<Stage> stage = {})
{
    QList<experiment::Call> calls;
    for (const auto& call : experiment.calls) {
        if (call.isConcurrent() && (!stage || call.stage == *stage))
            calls.append(call);
    }
    return calls;
}

int countOf(const QList<experiment::Call>& calls, CallState state)
{
    return int(std::ranges::count(calls, state, &experiment::Call::state));
}

} // namespace

Q_DECLARE_METATYPE(Moment)

class TestConcurrentRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void threeAgentsAtOnce();
    void everyRequestIsItsOwn();
    void aloneAndTogetherTakeTurns();
    void neverPooledWithCallsAlone();
    void measuredBesideTheRunAlone();
    void progressTellsHowManyAreAtWork();
    void stops_data();
    void stops();
    void oneConnectionBreaks();
    void oneFatalErrorLetsTheOthersFinish();
    void twoServers();
    void otherProtocolsToo_data();
    void otherProtocolsToo();
    void anotherServerIsAnotherServer();
    void refusals_data();
    void refusals();
    void destroyedInMidAnswer();

private:
    experiment::Spec specFor(const ScriptedOllama& server, int agents) const;
    std::unique_ptr<agent::Runner> runnerOf(const experiment::Spec& spec);
    std::shared_ptr<const experiment::Experiment> run(const experiment::Spec& spec);
    std::shared_ptr<const experiment::Experiment> finish(agent::Runner& runner);

    QTemporaryDir m_folder;
    std::shared_ptr<engine::StreamThread> m_streams;
    tests::MemoryJournal m_journal;
    QList<base::Error> m_warnings;
};

void TestConcurrentRuns::initTestCase()
{
    m_streams = std::make_shared<engine::StreamThread>();
    QFile file(m_folder.filePath(QStringLiteral("a.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("model,tokens_per_second\nm1,100.5\nm1,101.5\nm2,50.25\n");
}

experiment::Spec TestConcurrentRuns::specFor(const ScriptedOllama& server, int agents) const
{
    experiment::Spec spec;
    spec.folder = m_folder.path();
    spec.engine = QStringLiteral("ollama");
    spec.url = server.url();
    spec.model = QStringLiteral("tiny");
    spec.arms = {{QStringLiteral("Baseline"), {}, {}}};
    spec.agents = agents;
    return spec;
}

std::unique_ptr<agent::Runner> TestConcurrentRuns::runnerOf(const experiment::Spec& spec)
{
    m_journal = {};
    m_warnings.clear();
    auto runner = std::make_unique<agent::Runner>(
        spec, nullptr,
        [this](const experiment::Spec& wanted) {
            return engine::makeEngine({wanted.engine, wanted.url}, m_streams);
        },
        &m_journal);
    connect(runner.get(), &agent::Runner::warned, this,
        [this](const base::Error& warning) { m_warnings.append(warning); });
    return runner;
}

std::shared_ptr<const experiment::Experiment> TestConcurrentRuns::finish(agent::Runner& runner)
{
    std::shared_ptr<const experiment::Experiment> result;
    connect(&runner, &agent::Runner::finished, this, [&](const auto& experiment) { result = experiment; });
    runner.start();
    if (!QTest::qWaitFor([&] { return result != nullptr; }, 60'000))
        qFatal("the experiment did not end");
    return result;
}

std::shared_ptr<const experiment::Experiment> TestConcurrentRuns::run(const experiment::Spec& spec)
{
    return finish(*runnerOf(spec));
}

/// The server answers none of them before all three have asked.
void TestConcurrentRuns::threeAgentsAtOnce()
{
    ScriptedOllama server;
    const auto runner = runnerOf(specFor(server, 3));
    connect(runner.get(), &agent::Runner::callStarted, this, [&](const experiment::Call& call) {
        auto settings = server.settings();
        settings.heldUntilOpen = call.isConcurrent() ? 3 : 0;
        server.set(settings);
    });
    const auto done = finish(*runner);
    QCOMPARE(done->state, ExperimentState::Finished);
    QCOMPARE(server.mostOpenStreams(), 3);
    QCOMPARE(done->calls.size(), 1 + 2 + 6);
    for (qsizetype at = 0; at < done->calls.size(); ++at) {
        const auto& call = done->calls.at(at);
        QCOMPARE(call.ordinal, int(at));
        QVERIFY(call.finished);
        QVERIFY(call.warmup || call.state == CallState::Ok);
        QCOMPARE(call.trace.chunks, m_journal.arrived.value(call.ordinal));
        QCOMPARE(call.flags.testFlag(measure::Flag::Concurrent), call.isConcurrent());
    }
    QCOMPARE(together(*done, Stage::Analysis).size(), 3);
    QCOMPARE(together(*done, Stage::Report).size(), 3);
    QCOMPARE(done->runsDone(QStringLiteral("Baseline")), 1);
    QVERIFY(m_warnings.isEmpty());
    // Begun in order, with all analyses under way before one of them ended.
    QCOMPARE(m_journal.started.size(), done->calls.size());
    QCOMPARE(m_journal.ended.size(), done->calls.size());
    for (qsizetype at = 0; at < m_journal.started.size(); ++at)
        QCOMPARE(m_journal.started.at(at).ordinal, int(at));
    QCOMPARE(m_journal.state, std::optional(ExperimentState::Finished));
}

void TestConcurrentRuns::everyRequestIsItsOwn()
{
    ScriptedOllama server;
    const auto done = run(specFor(server, 3));
    std::set<QString> systems;
    std::set<QString> prompts;
    for (const auto& call : together(*done, Stage::Analysis)) {
        QCOMPARE(call.evidence.nonceSent, std::optional(true));
        QCOMPARE(call.stratum, measure::Stratum::Warm);
        systems.insert(call.system);
        prompts.insert(call.prompt);
    }
    QCOMPARE(systems.size(), std::size_t(3));
    QCOMPARE(prompts.size(), std::size_t(1)); // The same work.
    // Each writes its report from its own analysis.
    const auto analyses = together(*done, Stage::Analysis);
    for (const auto& report : together(*done, Stage::Report)) {
        const auto own = std::ranges::find(analyses, report.agent, &experiment::Call::agent);
        QVERIFY(own != analyses.end());
        QVERIFY(own->ordinal < report.ordinal);
        QVERIFY(report.prompt.contains(own->text().trimmed()));
    }
}

void TestConcurrentRuns::aloneAndTogetherTakeTurns()
{
    ScriptedOllama server;
    auto spec = specFor(server, 2);
    spec.runs = 2;
    const auto done = run(spec);
    QStringList order;
    for (const auto& call : done->calls) {
        const QString what = QString::number(call.run)
            + (call.warmup                ? QStringLiteral("*")
                    : call.isConcurrent() ? QStringLiteral("t")
                                          : QStringLiteral("a"));
        if (order.isEmpty() || order.last() != what)
            order.append(what);
    }
    QCOMPARE(order.join(u' '), QStringLiteral("1* 1a 1t 2t 2a"));
    QCOMPARE(done->runsDone(QStringLiteral("Baseline")), 2);
}

void TestConcurrentRuns::neverPooledWithCallsAlone()
{
    ScriptedOllama server;
    const auto done = run(specFor(server, 3));
    const auto calls = done->measuredCalls();
    QCOMPARE(calls.size(), 8);
    const auto summaries = measure::summariesOf(measure::Metric::DecodeRate, calls);
    QCOMPARE(summaries.size(), 2); // Both stages, warm.
    for (const auto& summary : summaries) {
        QCOMPARE(summary.summary.n, 1);
        QCOMPARE(summary.leftOut.size(), 3);
        for (const auto& exclusion : summary.leftOut)
            QCOMPARE(exclusion.reason, QStringLiteral("concurrent"));
    }
}

void TestConcurrentRuns::measuredBesideTheRunAlone()
{
    ScriptedOllama server;
    const auto done = run(specFor(server, 2));
    const auto rounds = done->concurrency();
    QCOMPARE(rounds.size(), 1);
    const auto& round = rounds.first();
    QCOMPARE(round.speedUpAbsentReason, QString());
    QVERIFY(round.speedUp.has_value());
    QCOMPARE(round.alone.tokens, std::optional<qint64>(2 * 61)); // The end marker is a token, too.
    QCOMPARE(round.together.tokens, std::optional<qint64>(4 * 61));
    // By its definition, from the stamps in the calls.
    qint64 first = std::numeric_limits<qint64>::max();
    qint64 last = 0;
    for (const auto& call : together(*done)) {
        first = std::min(first, call.trace.t0MonotonicNs);
        last = std::max(last, call.trace.t0MonotonicNs + call.trace.endMarkerNs.value_or(0));
    }
    const double wallNs = round.together.wallNs.value_or(0);
    QVERIFY(std::abs(wallNs - double(last - first)) < 1000);
    QCOMPARE(round.together.tokensPerSecond, std::optional(4 * 61 / (wallNs / 1e9)));
    QCOMPARE(round.stages.size(), 4);
    QVERIFY(round.fairnessRatio.value_or(2) <= 1);
}

void TestConcurrentRuns::progressTellsHowManyAreAtWork()
{
    ScriptedOllama server;
    const auto runner = runnerOf(specFor(server, 3));
    connect(runner.get(), &agent::Runner::callStarted, this, [&](const experiment::Call& call) {
        auto settings = server.settings();
        settings.heldUntilOpen = call.isConcurrent() ? 3 : 0;
        server.set(settings);
    });
    int most = 0;
    int mostAlone = 0;
    std::set<int> planned;
    connect(runner.get(), &agent::Runner::progressed, this, [&](const agent::Progress& progress) {
        int& of = progress.agent > 0 ? most : mostAlone;
        of = std::max(of, progress.agentsAtWork);
        if (progress.callsPlanned > 0)
            planned.insert(progress.callsPlanned);
    });
    const auto done = finish(*runner);
    QCOMPARE(done->state, ExperimentState::Finished);
    QCOMPARE(most, 3);
    QCOMPARE(mostAlone, 1);
    QCOMPARE(planned, std::set<int> {8});
}

void TestConcurrentRuns::stops_data()
{
    QTest::addColumn<Moment>("moment");
    QTest::addColumn<bool>("isNow");
    QTest::addColumn<int>("aloneCalls");
    QTest::addColumn<int>("agentCalls");
    QTest::addColumn<int>("cancelled");
    QTest::newRow("after the stage: one alone") << Moment::AloneStarted << false << 1 << 0 << 0;
    QTest::newRow("after the stage: between alone and together")
        << Moment::AloneEnded << false << 2 << 0 << 0;
    QTest::newRow("after the stage: the agents begin") << Moment::TogetherStarted << false << 2 << 3 << 0;
    QTest::newRow("after the stage: the agents write") << Moment::TogetherWrites << false << 2 << 3 << 0;
    QTest::newRow("after the stage: the reports begin") << Moment::ReportsStarted << false << 2 << 6 << 0;
    QTest::newRow("now: one alone") << Moment::AloneStarted << true << 1 << 0 << 1;
    QTest::newRow("now: between alone and together") << Moment::AloneEnded << true << 2 << 0 << 0;
    QTest::newRow("now: the agents write") << Moment::TogetherWrites << true << 2 << 3 << 3;
    QTest::newRow("now: the reports begin") << Moment::ReportsStarted << true << 2 << 6 << 3;
}

void TestConcurrentRuns::stops()
{
    QFETCH(const Moment, moment);
    QFETCH(const bool, isNow);
    QFETCH(const int, aloneCalls);
    QFETCH(const int, agentCalls);
    QFETCH(const int, cancelled);
    ScriptedOllama server;
    const auto runner = runnerOf(specFor(server, 3));
    const auto interfere = [&] { // As from another thread.
        QMetaObject::invokeMethod(
            runner.get(),
            [&] {
                if (isNow)
                    runner->stopNow();
                else
                    runner->stopAfterStage();
            },
            Qt::QueuedConnection);
    };
    int reports = 0;
    int analyses = 0;
    connect(runner.get(), &agent::Runner::callStarted, this, [&](const experiment::Call& call) {
        auto settings = server.settings();
        settings.heldUntilOpen = call.isConcurrent() && call.stage == Stage::Analysis ? 3 : 0;
        // What is cut short must not come to its end by itself.
        const bool isLong = isNow && !call.warmup
            && (moment == Moment::AloneStarted || (moment == Moment::TogetherWrites && call.isConcurrent())
                || (moment == Moment::ReportsStarted && call.isConcurrent() && call.stage == Stage::Report));
        // All have begun to write long before the first one is done.
        settings.tokenIntervalMs = moment == Moment::TogetherWrites && call.isConcurrent() ? 10 : 1;
        settings.hangAfterTokens = isLong ? std::optional(3) : std::nullopt;
        server.set(settings);
        analyses += call.isConcurrent() && call.stage == Stage::Analysis;
        reports += call.isConcurrent() && call.stage == Stage::Report;
        const bool isHere = (moment == Moment::AloneStarted && !call.warmup && !call.isConcurrent())
            || (moment == Moment::TogetherStarted && analyses == 3 && reports == 0)
            || (moment == Moment::ReportsStarted && reports == 3);
        if (isHere)
            interfere();
    });
    connect(runner.get(), &agent::Runner::callFinished, this, [&](const experiment::Call& call) {
        if (moment == Moment::AloneEnded && call.agent == 0 && call.stage == Stage::Report)
            interfere();
    });
    std::set<int> writing;
    connect(runner.get(), &agent::Runner::chunksArrived, this, [&](int ordinal) {
        if (ordinal < 3 || moment != Moment::TogetherWrites)
            return;
        writing.insert(ordinal);
        if (writing.size() == 3)
            interfere();
    });
    const auto done = finish(*runner);
    QCOMPARE(done->state, ExperimentState::Stopped);
    QCOMPARE(m_journal.state, std::optional(ExperimentState::Stopped));
    QCOMPARE(together(*done).size(), agentCalls);
    QCOMPARE(done->calls.size(), 1 + aloneCalls + agentCalls);
    QCOMPARE(countOf(done->calls, CallState::Cancelled), cancelled);
    for (const auto& call : done->calls)
        QVERIFY(call.finished);
    QCOMPARE(m_journal.ended.size(), done->calls.size());
    QTRY_COMPARE(server.openStreams(), 0);
}

void TestConcurrentRuns::oneConnectionBreaks()
{
    ScriptedOllama::Settings settings;
    settings.dropAfterTokens = 10;
    settings.faultAtCall = 5; // A warm-up, two alone, and the second of three.
    ScriptedOllama server(settings);
    const auto done = run(specFor(server, 3));
    QCOMPARE(done->state, ExperimentState::Finished);
    const auto analyses = together(*done, Stage::Analysis);
    QCOMPARE(analyses.size(), 3);
    QCOMPARE(countOf(analyses, CallState::Aborted), 1);
    QCOMPARE(countOf(analyses, CallState::Ok), 2);
    const auto reports = together(*done, Stage::Report);
    QCOMPARE(reports.size(), 2);
    QCOMPARE(countOf(reports, CallState::Ok), 2);
    QCOMPARE(m_warnings.size(), 1);
    QCOMPARE(done->runsDone(QStringLiteral("Baseline")), 0);
    const auto rounds = done->concurrency();
    QCOMPARE(rounds.size(), 1);
    QCOMPARE(rounds.first().speedUpAbsentReason, QStringLiteral("call-failed"));
    QVERIFY(!rounds.first().together.tokensPerSecond);
    QVERIFY(rounds.first().alone.tokensPerSecond.has_value());
}

void TestConcurrentRuns::oneFatalErrorLetsTheOthersFinish()
{
    ScriptedOllama::Settings settings;
    settings.modelMissing = true;
    settings.faultAtCall = 4;
    ScriptedOllama server(settings);
    auto spec = specFor(server, 3);
    spec.runs = 3;
    const auto done = run(spec);
    QCOMPARE(done->state, ExperimentState::Failed);
    QVERIFY(done->error.has_value());
    QCOMPARE(done->error->code, base::ErrorCode::ModelMissing);
    QCOMPARE(countOf(together(*done, Stage::Analysis), CallState::Error), 1);
    QCOMPARE(countOf(together(*done), CallState::Ok), 4);
    QCOMPARE(together(*done).size(), 5);
}

void TestConcurrentRuns::twoServers()
{
    ScriptedOllama first;
    ScriptedOllama second;
    auto spec = specFor(first, 3);
    spec.moreUrls = QStringList {second.url()};
    const auto done = run(spec);
    QCOMPARE(done->state, ExperimentState::Finished);
    QVERIFY(m_warnings.isEmpty());
    QCOMPARE(first.chatCount(), 1 + 2 + 4); // Warm-up, alone, agents 1 and 3.
    QCOMPARE(second.chatCount(), 1 + 2);
    QCOMPARE(done->calls.size(), 2 + 2 + 6);
    QVERIFY(done->calls.at(1).warmup);
    QCOMPARE(done->calls.at(1).agent, 2);
    QVERIFY(!done->calls.at(1).flags.testFlag(measure::Flag::Concurrent));
    const auto rounds = done->concurrency();
    QCOMPARE(rounds.size(), 1);
    QVERIFY(rounds.first().speedUp.has_value());
    for (const auto& stage : rounds.first().stages) {
        QCOMPARE(stage.decodeSlowdown.has_value(), stage.agent != 2);
        QCOMPARE(stage.decodeAbsentReason, stage.agent == 2 ? QStringLiteral("other-endpoint") : QString());
    }
}

void TestConcurrentRuns::otherProtocolsToo_data()
{
    using Product = tests::ScriptedOpenAi::Product;
    QTest::addColumn<int>("product");
    QTest::newRow("llama.cpp") << int(Product::LlamaCpp);
    QTest::newRow("vLLM") << int(Product::Vllm);
}

/// They say nothing of the model in memory: the strata are unknown on both sides, and alike.
void TestConcurrentRuns::otherProtocolsToo()
{
    QFETCH(const int, product);
    tests::ScriptedOpenAi::Settings settings;
    settings.product = static_cast<tests::ScriptedOpenAi::Product>(product);
    tests::ScriptedOpenAi first(settings);
    tests::ScriptedOpenAi second(settings);
    experiment::Spec spec;
    spec.folder = m_folder.path();
    spec.engine = QStringLiteral("openai");
    spec.url = first.url();
    spec.moreUrls = QStringList {second.url()};
    spec.model = settings.model;
    spec.arms = {{QStringLiteral("Baseline"), {}, {}}};
    spec.agents = 2;
    const auto done = run(spec);
    QCOMPARE(done->state, ExperimentState::Finished);
    QCOMPARE(first.requestCount("POST /v1/chat/completions"), 1 + 2 + 2);
    QCOMPARE(second.requestCount("POST /v1/chat/completions"), 1 + 2);
    const auto rounds = done->concurrency();
    QCOMPARE(rounds.size(), 1);
    QVERIFY2(rounds.first().speedUp.has_value(), qPrintable(rounds.first().speedUpAbsentReason));
    QCOMPARE(rounds.first().together.tokens, std::optional<qint64>(4 * 61));
}

void TestConcurrentRuns::anotherServerIsAnotherServer()
{
    ScriptedOllama first;
    ScriptedOllama::Settings settings;
    settings.version = QStringLiteral("0.1.99");
    ScriptedOllama second(settings);
    auto spec = specFor(first, 2);
    spec.moreUrls = QStringList {second.url()};
    const auto done = run(spec);
    QCOMPARE(done->state, ExperimentState::Finished);
    QCOMPARE(m_warnings.size(), 1);
    QVERIFY(m_warnings.first().message.contains(QStringLiteral("0.1.99")));
    QCOMPARE(done->environment.serverUrl, first.url());
}

void TestConcurrentRuns::refusals_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<int>("agents");
    QTest::addColumn<QStringList>("moreUrls");
    QTest::addColumn<base::ErrorCode>("code");
    const QString ollama = QStringLiteral("ollama");
    const auto deaf = QStringLiteral("http://127.0.0.1:9");
    QTest::newRow("nothing to contend for")
        << QStringLiteral("builtin") << 2 << QStringList() << base::ErrorCode::Usage;
    QTest::newRow("nobody") << ollama << 0 << QStringList() << base::ErrorCode::Usage;
    QTest::newRow("a crowd") << ollama << 65 << QStringList() << base::ErrorCode::Usage;
    QTest::newRow("more servers than agents")
        << ollama << 2 << QStringList {deaf, QStringLiteral("http://127.0.0.1:8")} << base::ErrorCode::Usage;
    QTest::newRow("the same server twice")
        << ollama << 3 << QStringList {deaf, deaf} << base::ErrorCode::Usage;
    QTest::newRow("a server that is not there")
        << ollama << 2 << QStringList {deaf} << base::ErrorCode::Unreachable;
}

void TestConcurrentRuns::refusals()
{
    QFETCH(const QString, engine);
    QFETCH(const int, agents);
    QFETCH(const QStringList, moreUrls);
    QFETCH(const base::ErrorCode, code);
    ScriptedOllama server;
    auto spec = specFor(server, agents);
    spec.moreUrls = moreUrls;
    spec.engine = engine;
    const auto done = run(spec);
    QCOMPARE(done->state, ExperimentState::Failed);
    QVERIFY(done->error.has_value());
    QCOMPARE(done->error->code, code);
    QVERIFY(!done->error->message.isEmpty());
    QVERIFY(done->id.isEmpty());
    QCOMPARE(server.chatCount(), 0);
}

void TestConcurrentRuns::destroyedInMidAnswer()
{
    ScriptedOllama server;
    auto runner = runnerOf(specFor(server, 3));
    connect(runner.get(), &agent::Runner::callStarted, this, [&](const experiment::Call& call) {
        auto settings = server.settings();
        settings.hangAfterTokens = call.isConcurrent() ? std::optional(3) : std::nullopt;
        server.set(settings);
    });
    std::set<int> writing;
    bool hasEnded = false;
    connect(runner.get(), &agent::Runner::chunksArrived, this, [&](int ordinal) { writing.insert(ordinal); });
    connect(runner.get(), &agent::Runner::finished, this, [&] { hasEnded = true; });
    runner->start();
    QTRY_VERIFY_WITH_TIMEOUT(writing.contains(3) && writing.contains(4) && writing.contains(5), 30'000);
    runner.reset();
    QTRY_COMPARE(server.openStreams(), 0);
    QCoreApplication::processEvents();
    QVERIFY(!hasEnded);
    QVERIFY(!m_journal.state.has_value());
}

QTEST_GUILESS_MAIN(TestConcurrentRuns)
#include "tst_concurrentruns.moc"
