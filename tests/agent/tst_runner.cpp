#include "agent/runner.h"
#include "engine/http/streamthread.h"
#include "engine/listening.h"
#include "memoryjournal.h"
#include "servers/scriptedopenai.h"
#include "servers/scriptedserver.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <utility>

using namespace benchglass;
using experiment::ExperimentState;
using measure::CallState;
using tests::ScriptedOllama;

class TestRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_streams = std::make_shared<engine::StreamThread>();
        QFile file(m_folder.filePath(QStringLiteral("a.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("model,tokens_per_second\nm1,100.5\nm1,101.5\nm2,50.25\n");
    }

    void twoArmsInterleaved()
    {
        ScriptedOllama server;
        auto spec = ollama(server);
        spec.arms.append({QStringLiteral("Tuned"), {{QStringLiteral("temperature"), 0.2}}, {}});
        spec.runs = 2;
        const auto done = run(spec);
        QCOMPARE(done->state, ExperimentState::Finished);
        QStringList order;
        for (const auto& call : done->calls)
            order.append(call.arm
                + (call.warmup ? QStringLiteral("*")
                               : QString(QString::number(call.run) + measure::stageName(call.stage).at(0))));
        QCOMPARE(order.join(u' '),
            QStringLiteral("Baseline* Baseline1a Baseline1r Tuned* Tuned1a Tuned1r Tuned2a Tuned2r "
                           "Baseline2a Baseline2r"));
        for (const auto& call : done->calls) {
            QVERIFY(call.finished);
            QVERIFY(call.metrics.ttftNs.has_value());
            QVERIFY(call.flags.testFlag(measure::Flag::Warmup) == call.warmup);
            QVERIFY(call.warmup || call.state == CallState::Ok);
            QCOMPARE(call.trace.chunks, m_journal.arrived.value(call.ordinal));
        }
        QCOMPARE(m_journal.started.size(), done->calls.size());
        QCOMPARE(m_journal.ended.size(), done->calls.size());
        QCOMPARE(m_journal.state, std::optional(ExperimentState::Finished));
        QVERIFY(!done->corpus.facts.isEmpty());
        QCOMPARE(done->environment.serverProduct, QStringLiteral("Ollama"));
    }

    void evidenceTellsColdFromWarm()
    {
        ScriptedOllama server;
        const auto done = run(ollama(server));
        QCOMPARE(done->calls.size(), 3);
        QCOMPARE(done->calls[0].evidence.residentBefore, std::optional(false));
        QCOMPARE(done->calls[0].stratum, measure::Stratum::Cold);
        QCOMPARE(done->calls[1].evidence.residentBefore, std::optional(true));
        QCOMPARE(done->calls[1].stratum, measure::Stratum::Warm);
        QVERIFY(done->calls[1].evidence.effectiveContext.has_value());
        QVERIFY(done->calls[1].evidence.promptTokensEstimate.has_value());
        QVERIFY(done->calls[1].optionsSent.contains(QStringLiteral("seed")));
    }

    void loadingIsNamed_data()
    {
        using agent::Activity;
        QTest::addColumn<bool>("isCold");
        QTest::addColumn<int>("ordinal");
        QTest::addColumn<QList<Activity>>("activities");
        QTest::newRow("a warm-up that finds no model")
            << false << 0 << QList {Activity::WarmUp, Activity::Loading, Activity::WarmUp};
        QTest::newRow("the call after it")
            << false << 1 << QList {Activity::Connecting, Activity::Waiting, Activity::Writing};
        QTest::newRow("cold on purpose")
            << true << 2 << QList {Activity::Connecting, Activity::Loading, Activity::Writing};
        QTest::newRow("the call after a cold one")
            << true << 3 << QList {Activity::Connecting, Activity::Waiting, Activity::Writing};
    }
    /// Known from what the server says before the call, and from nothing during it.
    void loadingIsNamed()
    {
        QFETCH(const bool, isCold);
        QFETCH(const int, ordinal);
        ScriptedOllama server;
        auto spec = ollama(server);
        spec.cold = isCold;
        spec.runs = 2;
        QHash<int, QList<agent::Activity>> seen;
        bool isFollowed = false;
        run(spec, [&](agent::Runner& runner, const experiment::Call&) {
            if (std::exchange(isFollowed, true))
                return;
            connect(&runner, &agent::Runner::progressed, this, [&seen](const agent::Progress& progress) {
                auto& activities = seen[progress.ordinal];
                const bool isOver = progress.activity == agent::Activity::Done;
                if (!isOver && (activities.isEmpty() || activities.last() != progress.activity))
                    activities.append(progress.activity);
            });
        });
        QTEST(seen.value(ordinal), "activities");
    }

    void coldOnPurpose()
    {
        ScriptedOllama server;
        auto spec = ollama(server);
        spec.cold = true;
        spec.runs = 2;
        const auto done = run(spec);
        QCOMPARE(done->state, ExperimentState::Finished);
        QCOMPARE(done->calls.size(), 4);
        QCOMPARE(done->calls[0].stratum, measure::Stratum::Cold);
        QCOMPARE(done->calls[1].stratum, measure::Stratum::Warm);
        QCOMPARE(done->calls[2].stratum, measure::Stratum::Cold);
    }

    void repeatsWithoutNonceAreCached()
    {
        ScriptedOllama server;
        auto spec = ollama(server);
        spec.nonce = false;
        spec.runs = 2;
        const auto done = run(spec);
        const auto analyses = stage(*done, measure::Stage::Analysis);
        QCOMPARE(analyses.size(), 2);
        QCOMPARE(analyses[0].stratum, measure::Stratum::Warm);
        QCOMPARE(analyses[1].stratum, measure::Stratum::Cached);
        // A report's prompt begins with the system text and the facts of the analysis before it.
        for (const auto& report : stage(*done, measure::Stage::Report))
            QCOMPARE(report.stratum, measure::Stratum::Cached);
    }

    void aReloadForgetsWhatWasSent()
    {
        ScriptedOllama server;
        auto spec = ollama(server);
        spec.prompts = experiment::PromptSet::Reference;
        spec.arms.append({QStringLiteral("Wide"), {{QStringLiteral("num_ctx"), 2048}}, {}});
        spec.runs = 2;
        const auto done = run(spec);
        QStringList strata;
        for (const auto& call : stage(*done, measure::Stage::Analysis))
            strata.append(call.arm.left(1) + QString::number(call.run) + measure::stratumName(call.stratum));
        // B1 W1 | W2 B2: each arm's reload comes before its warm-up, only W2 follows W1 on the same model.
        QCOMPARE(strata.join(u' '), QStringLiteral("B1warm W1warm W2cached B2warm"));
    }

    void aScheduledReloadIsCold()
    {
        ScriptedOllama::Settings settings;
        settings.loadMs = 50; // Well below what tells a cold start by itself.
        ScriptedOllama server(settings);
        auto spec = ollama(server);
        spec.arms.append({QStringLiteral("Wide"), {{QStringLiteral("num_ctx"), 2048}}, {}});
        spec.warmups = 0;
        const auto done = run(spec);
        QStringList strata;
        for (const auto& call : done->calls)
            strata.append(
                call.arm.left(1) + measure::stageName(call.stage).at(0) + measure::stratumName(call.stratum));
        QCOMPARE(strata.join(u' '), QStringLiteral("Bacold Brwarm Wacold Wrwarm"));
        QCOMPARE(done->calls[2].evidence.residentBefore, std::optional(true));
    }

    /// Somebody else had the model loaded with another context: it is loaded anew, however quickly.
    void aReloadByTheContextIsCold()
    {
        ScriptedOllama server;
        const auto other = engine::makeEngine({QStringLiteral("ollama"), server.url()}, m_streams);
        QVERIFY(
            tests::resultOf((*other)->preload(QStringLiteral("tiny"), {{QStringLiteral("num_ctx"), 2048}})));
        auto spec = ollama(server);
        spec.warmups = 0;
        const auto done = run(spec);
        QCOMPARE(done->calls.size(), 2);
        QCOMPARE(done->calls[0].evidence.residentBefore, std::optional(true));
        QCOMPARE(done->calls[0].evidence.contextBefore, std::optional(2048));
        QVERIFY(done->calls[0].evidence.effectiveContext != std::optional(2048));
        QCOMPARE(done->calls[0].stratum, measure::Stratum::Cold);
        QCOMPARE(done->calls[1].stratum, measure::Stratum::Warm);
        QVERIFY(done->calls[0].evidence.evictedModels.isEmpty());
    }

    void anotherModelThatHadToGoIsNamed()
    {
        ScriptedOllama::Settings settings;
        settings.models = {QStringLiteral("tiny:latest"), QStringLiteral("big:7b")};
        ScriptedOllama server(settings);
        const auto other = engine::makeEngine({QStringLiteral("ollama"), server.url()}, m_streams);
        QVERIFY(tests::resultOf((*other)->preload(QStringLiteral("big:7b"), {})));
        auto spec = ollama(server);
        spec.warmups = 0;
        const auto done = run(spec);
        QCOMPARE(done->calls[0].evidence.residentBefore, std::optional(false));
        QCOMPARE(done->calls[0].evidence.evictedModels, QStringList {QStringLiteral("big:7b")});
        QVERIFY(done->calls[1].evidence.evictedModels.isEmpty());
    }

    /// A warm-up is no condition: what a token costs is learnt from each call that tells.
    void theEstimateIsLearntFromEveryCall_data()
    {
        QTest::addColumn<bool>("isCold");
        QTest::newRow("no warm-ups") << false;
        QTest::newRow("cold on purpose") << true;
    }
    void theEstimateIsLearntFromEveryCall()
    {
        QFETCH(const bool, isCold);
        ScriptedOllama server;
        auto spec = ollama(server);
        spec.warmups = 0;
        spec.cold = isCold;
        spec.runs = 2;
        const auto done = run(spec);
        QCOMPARE(done->calls.size(), 4);
        QVERIFY(done->calls[0].evidence.isEstimateRough);
        for (qsizetype at = 1; at < 4; ++at) {
            const experiment::Call& call = done->calls[at];
            QVERIFY(!call.evidence.isEstimateRough);
            const double ratio =
                double(*call.evidence.promptTokensEstimate) / double(call.metrics.promptTokens.value());
            QVERIFY2(ratio > 0.8 && ratio < 1.25, qPrintable(QString::number(ratio)));
        }
    }

    /// The server counts thoughts with the answer, but only the answer stands in the report's prompt.
    void thoughtsAreNoPartOfAReportsPrompt()
    {
        ScriptedOllama::Settings settings;
        settings.thinkTokens = 600;
        settings.tokenIntervalMs = 0;
        ScriptedOllama server(settings);
        const auto done = run(ollama(server));
        QCOMPARE(done->calls.size(), 3);
        QVERIFY(done->calls[1].metrics.outputTokens.value_or(0) > settings.thinkTokens);
        const experiment::Call& report = done->calls[2];
        QVERIFY(!report.flags.testFlag(measure::Flag::PromptTruncated));
        const double ratio =
            double(*report.evidence.promptTokensEstimate) / double(report.metrics.promptTokens.value());
        QVERIFY2(ratio > 0.8 && ratio < 1.25, qPrintable(QString::number(ratio)));
    }

    void nothingIsLearntFromACutPrompt()
    {
        ScriptedOllama server;
        auto spec = ollama(server);
        spec.arms = {{QStringLiteral("Narrow"), {{QStringLiteral("num_ctx"), 64}}, {}}};
        const auto done = run(spec);
        QCOMPARE(done->calls.size(), 3);
        for (const auto& call : done->calls) {
            QVERIFY(call.flags.testFlag(measure::Flag::PromptTruncated));
            QVERIFY(call.evidence.isEstimateRough);
        }
    }

    /// What a server of that kind is: always in memory, its context settled when it started.
    void evidenceOfLlamaCpp()
    {
        tests::ScriptedOpenAi server;
        const auto done = run(openAi(server));
        QCOMPARE(done->state, ExperimentState::Finished);
        QCOMPARE(done->calls.size(), 3);
        for (const auto& call : done->calls) {
            QCOMPARE(call.evidence.residentBefore, std::optional(true));
            QCOMPARE(call.evidence.effectiveContext, std::optional(2048));
            QVERIFY(call.stratum != measure::Stratum::Unknown && call.stratum != measure::Stratum::Cold);
        }
    }

    void evidenceOfAServerThatGivesNone()
    {
        tests::ScriptedOpenAi::Settings settings;
        settings.product = tests::ScriptedOpenAi::Product::Other;
        tests::ScriptedOpenAi server(settings);
        const auto done = run(openAi(server));
        QCOMPARE(done->state, ExperimentState::Finished);
        for (const auto& call : done->calls) {
            QVERIFY(!call.evidence.residentBefore && !call.evidence.effectiveContext);
            QCOMPARE(call.stratum, measure::Stratum::Unknown);
            QVERIFY(!call.flags.testFlag(measure::Flag::Cold));
        }
    }

    void coldIsRefusedWhereNothingCanBeUnloaded()
    {
        tests::ScriptedOpenAi server;
        auto spec = openAi(server);
        spec.cold = true;
        const auto done = run(spec);
        QCOMPARE(done->state, ExperimentState::Failed);
        QCOMPARE(done->error->code, base::ErrorCode::Usage);
        QVERIFY(done->id.isEmpty());
        QVERIFY(server.requests().isEmpty()); // before anything was asked
    }

    void aModelThatStaysIsNotCalledCold()
    {
        ScriptedOllama server;
        // It says that it unloads, and does not.
        server.route("POST /api/generate",
            {tests::Step::send(tests::ScriptedServer::reply(
                500, "application/json", R"({"error":"busy with somebody else"})"))});
        auto spec = ollama(server);
        spec.cold = true;
        spec.runs = 2;
        const auto done = run(spec);
        QCOMPARE(done->state, ExperimentState::Finished);
        QCOMPARE(m_warnings.size(), 2); // once a run
        const auto analyses = stage(*done, measure::Stage::Analysis);
        QCOMPARE(analyses[0].stratum, measure::Stratum::Cold); // nobody had loaded it yet
        QCOMPARE(analyses[1].evidence.residentBefore, std::optional(true));
        QCOMPARE(analyses[1].stratum, measure::Stratum::Warm);
    }

    void whatRepeatsForEverIsEnded()
    {
        ScriptedOllama::Settings settings;
        settings.replyText = QStringLiteral("and so it goes on ").repeated(20'000);
        settings.tokenIntervalMs = 0.02;
        ScriptedOllama server(settings);
        auto spec = ollama(server);
        spec.outputTokensLimit = 0;
        const auto done = run(spec);
        QCOMPARE(done->state, ExperimentState::Finished);
        QCOMPARE(done->calls.size(), 2); // the warm-up is limited, and there is no report of a fragment
        const experiment::Call& call = done->calls[1];
        QCOMPARE(call.state, CallState::Aborted);
        QVERIFY(call.error && call.error->message.contains(u"repeated"));
        QVERIFY(call.flags.testFlag(measure::Flag::RepeatLoop));
        QVERIFY(!call.text().isEmpty() && call.text().size() < settings.replyText.size());
        QTRY_COMPARE(server.openStreams(), 0);
    }

    void aCutPromptIsSeenWithoutWarmup_data()
    {
        QTest::addColumn<bool>("isCold");
        QTest::newRow("no warm-ups") << false;
        QTest::newRow("cold on purpose") << true;
    }
    void aCutPromptIsSeenWithoutWarmup()
    {
        QFETCH(bool, isCold);
        ScriptedOllama server;
        auto spec = ollama(server);
        spec.arms = {{QStringLiteral("Narrow"), {{QStringLiteral("num_ctx"), 64}}, {}}};
        spec.warmups = 0;
        spec.cold = isCold;
        const auto done = run(spec);
        QCOMPARE(done->calls.size(), 2);
        for (const auto& call : done->calls) {
            QVERIFY(call.evidence.promptTokensEstimate.value_or(0) > 0);
            QVERIFY(call.evidence.isEstimateRough);
            QVERIFY(call.flags.testFlag(measure::Flag::PromptTruncated));
        }
    }

    void builtinNeedsNoServer()
    {
        experiment::Spec spec;
        spec.folder = m_folder.path();
        spec.arms = {{QStringLiteral("Baseline"), {}, {}}};
        spec.runs = 2;
        const auto done = run(spec);
        QCOMPARE(done->state, ExperimentState::Finished);
        QCOMPARE(done->calls.size(), 4);
        for (const auto& call : done->calls) {
            QVERIFY(call.flags.testFlag(measure::Flag::NoModel));
            QVERIFY(!call.text().isEmpty());
            QVERIFY(call.optionsSent.isEmpty());
        }
    }

    void aDroppedStreamKeepsItsText()
    {
        ScriptedOllama server;
        ScriptedOllama::Settings settings;
        settings.dropAfterTokens = 10;
        settings.faultAtCall = 2; // The first is the warm-up.
        server.set(settings);
        auto spec = ollama(server);
        spec.runs = 2;
        const auto done = run(spec);
        QCOMPARE(done->state, ExperimentState::Finished);
        const auto& dropped = done->calls[1];
        QCOMPARE(dropped.state, CallState::Aborted);
        QVERIFY(!dropped.text().isEmpty());
        QVERIFY(!dropped.metrics.outputTokens.has_value());
        QVERIFY(!dropped.metrics.decodeRatePerSecond.has_value());
        // Its report would be written from a fragment.
        const auto reports = stage(*done, measure::Stage::Report);
        QCOMPARE(reports.size(), 1);
        QCOMPARE(reports[0].run, 2);
        QCOMPARE(done->runsDone(QStringLiteral("Baseline")), 1);
        QCOMPARE(m_warnings.size(), 1);
    }

    void anErrorWithoutTextSkipsOnlyItsReport()
    {
        ScriptedOllama server;
        ScriptedOllama::Settings settings;
        settings.errorAfterTokens = 0;
        settings.faultAtCall = 2;
        server.set(settings);
        auto spec = ollama(server);
        spec.runs = 2;
        const auto done = run(spec);
        QCOMPARE(done->calls[1].state, CallState::Error);
        QVERIFY(done->calls[1].error.has_value());
        QCOMPARE(stage(*done, measure::Stage::Analysis).size(), 2);
        QCOMPARE(stage(*done, measure::Stage::Report).size(), 1);
        QCOMPARE(m_warnings.size(), 1);
    }

    void failures_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("folder");
        QTest::addColumn<int>("code");
        QTest::newRow("nothing listens") << "http://127.0.0.1:9"
                                         << "tiny" << QString() << int(base::ErrorCode::Unreachable);
        QTest::newRow("no such model")
            << QString() << "huge" << QString() << int(base::ErrorCode::ModelMissing);
        QTest::newRow("no model named") << QString() << "" << QString() << int(base::ErrorCode::ModelMissing);
        QTest::newRow("no such folder") << QString() << "tiny"
                                        << "/no/such/folder" << int(base::ErrorCode::FolderMissing);
    }
    void failures()
    {
        QFETCH(QString, url);
        QFETCH(QString, model);
        QFETCH(QString, folder);
        QFETCH(int, code);
        ScriptedOllama server;
        auto spec = ollama(server);
        spec.model = model;
        if (!url.isEmpty())
            spec.url = url;
        if (!folder.isEmpty())
            spec.folder = folder;
        const auto done = run(spec);
        QCOMPARE(done->state, ExperimentState::Failed);
        QVERIFY(done->error.has_value());
        QCOMPARE(int(done->error->code), code);
        QVERIFY(!done->error->message.isEmpty());
        QVERIFY(done->id.isEmpty());
        QVERIFY(m_journal.begun.isEmpty());
    }

    void stopAfterStageKeepsTheStage()
    {
        ScriptedOllama server;
        auto spec = ollama(server);
        spec.runs = 5;
        const auto done = run(spec, [](agent::Runner& runner, const experiment::Call& call) {
            if (!call.warmup)
                runner.stopAfterStage();
        });
        QCOMPARE(done->state, ExperimentState::Stopped);
        QCOMPARE(done->calls.size(), 2);
        QCOMPARE(done->calls.last().state, CallState::Ok);
    }

    void stopNowClosesTheConnection()
    {
        ScriptedOllama server;
        ScriptedOllama::Settings settings;
        settings.tokensPerCall = 5000;
        settings.tokenIntervalMs = 2;
        server.set(settings);
        auto spec = ollama(server);
        spec.outputTokensLimit = 0;
        const auto done = run(spec, {}, [](agent::Runner& runner, int ordinal) {
            if (ordinal == 1)
                runner.stopNow();
        });
        QCOMPARE(done->state, ExperimentState::Stopped);
        QCOMPARE(done->calls.size(), 2);
        QCOMPARE(done->calls[1].state, CallState::Cancelled);
        QVERIFY(!done->calls[1].text().isEmpty());
        QTRY_COMPARE(server.openStreams(), 0);
    }

    void destroyedEarly_data()
    {
        QTest::addColumn<bool>("isStreaming");
        QTest::newRow("while the server is asked what it is") << false;
        QTest::newRow("in mid-answer") << true;
    }
    void destroyedEarly()
    {
        QFETCH(bool, isStreaming);
        ScriptedOllama server;
        ScriptedOllama::Settings settings;
        settings.tokensPerCall = 5000;
        settings.tokenIntervalMs = 2;
        server.set(settings);
        m_journal = {};
        bool hasChunks = false;
        bool hasFollowed = false;
        {
            agent::Runner runner(
                ollama(server), {},
                [this](const experiment::Spec& wanted) {
                    return engine::makeEngine({wanted.engine, wanted.url}, m_streams);
                },
                &m_journal);
            connect(&runner, &agent::Runner::chunksArrived, this, [&hasChunks] { hasChunks = true; });
            connect(&runner, &agent::Runner::warned, this, [&hasFollowed] { hasFollowed = true; });
            connect(&runner, &agent::Runner::finished, this, [&hasFollowed] { hasFollowed = true; });
            runner.start();
            if (isStreaming)
                QTRY_VERIFY(hasChunks);
        }
        QTRY_COMPARE(server.openStreams(), 0);
        QCoreApplication::processEvents();
        QVERIFY(!hasFollowed);
        QVERIFY(!m_journal.state.has_value());
    }

private:
    experiment::Spec ollama(const ScriptedOllama& server) const
    {
        experiment::Spec spec;
        spec.folder = m_folder.path();
        spec.engine = QStringLiteral("ollama");
        spec.url = server.url();
        spec.model = QStringLiteral("tiny");
        spec.arms = {{QStringLiteral("Baseline"), {}, {}}};
        return spec;
    }

    experiment::Spec openAi(const tests::ScriptedOpenAi& server) const
    {
        experiment::Spec spec;
        spec.folder = m_folder.path();
        spec.engine = QStringLiteral("openai");
        spec.url = server.url();
        spec.model = QStringLiteral("tiny");
        spec.arms = {{QStringLiteral("Baseline"), {}, {}}};
        return spec;
    }

    static QList<experiment::Call> stage(const experiment::Experiment& experiment, measure::Stage stage)
    {
        QList<experiment::Call> calls;
        for (const auto& call : experiment.calls) {
            if (!call.warmup && call.stage == stage)
                calls.append(call);
        }
        return calls;
    }

    std::shared_ptr<const experiment::Experiment> run(const experiment::Spec& spec,
        const std::function<void(agent::Runner&, const experiment::Call&)>& onStarted = {},
        const std::function<void(agent::Runner&, int)>& onChunks = {})
    {
        m_journal = {};
        m_warnings.clear();
        std::shared_ptr<const experiment::Experiment> result;
        agent::Runner runner(
            spec, {},
            [this](const experiment::Spec& wanted) {
                return engine::makeEngine({wanted.engine, wanted.url}, m_streams);
            },
            &m_journal);
        connect(&runner, &agent::Runner::warned, this,
            [this](const base::Error& warning) { m_warnings.append(warning); });
        connect(
            &runner, &agent::Runner::finished, this, [&](const auto& experiment) { result = experiment; });
        if (onStarted) {
            connect(&runner, &agent::Runner::callStarted, this,
                [&](const experiment::Call& call) { onStarted(runner, call); });
        }
        if (onChunks) {
            connect(&runner, &agent::Runner::chunksArrived, this,
                [&](int ordinal, const QList<measure::Chunk>&) { onChunks(runner, ordinal); });
        }
        runner.start();
        if (!QTest::qWaitFor([&] { return result != nullptr; }, 30'000))
            qFatal("the experiment did not end");
        return result;
    }

    QTemporaryDir m_folder;
    std::shared_ptr<engine::StreamThread> m_streams;
    tests::MemoryJournal m_journal;
    QList<base::Error> m_warnings;
};

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
