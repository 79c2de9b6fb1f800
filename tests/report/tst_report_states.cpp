#include "report/experiments.h"

#include "base/format.h"
#include "base/translation.h"
#include "experiment/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QScopeGuard>
#include <QTest>
#include <QTranslator>

Q_DECLARE_METATYPE(benchglass::measure::Flag)

namespace benchglass::report {

using namespace tests;

namespace {

QString markdownOf(const experiment::Experiment& experiment)
{
    return toMarkdown(reportOf(experiment, {}), QString());
}

/// The rows of the first table after @p heading.
QList<QStringList> rowsAfter(const Report& report, const QString& heading)
{
    bool found = false;
    for (const Block& block : report.blocks) {
        if (const auto* title = std::get_if<Heading>(&block))
            found = found || title->text == heading;
        else if (const auto* table = std::get_if<Table>(&block); table && found)
            return table->rows;
    }
    return {};
}

} // namespace

/// How a report tells of experiments that ended badly, of arms that are not alike, and of texts that are.
class TestReportStates : public QObject
{
    Q_OBJECT

private slots:
    void saysHowTheExperimentEnded_data();
    void saysHowTheExperimentEnded();
    void keepsWhatAFailedExperimentMeasured();
    void warnsWhereArmsDiffer_data();
    void warnsWhereArmsDiffer();
    void expectsWhatIsUnderTest_data();
    void expectsWhatIsUnderTest();
    void namesTheModelsDigest();
    void showsTheSameTextOnce();
    void keepsHeadingsBelowTheRuns();
    void showsShortTimes();
    void saysWhatWasSent();
    void saysThatNothingWasSent();
    void programsHaveNoRate();
    void speaksGerman_data();
    void speaksGerman();
    void flagsRunawaysWhereTheyAreShown();
    void everyFlagIsShown_data();
    void everyFlagIsShown();
    void namesModelsThatHadToGo();
    void dividesTheTimeAsFarAsItIsTold_data();
    void dividesTheTimeAsFarAsItIsTold();
};

void TestReportStates::saysHowTheExperimentEnded_data()
{
    using State = experiment::ExperimentState;
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("running") << State::Running << QStringLiteral("still running when the report was made");
    QTest::newRow("stopped") << State::Stopped << QStringLiteral("The experiment was stopped by the user.");
    QTest::newRow("failed") << State::Failed
                            << QStringLiteral("The experiment failed: Nothing answers at 127\\.0\\.0\\.1");
    QTest::newRow("interrupted") << State::Interrupted << QStringLiteral("The program ended while");
    QTest::newRow("finished") << State::Finished << QString();
}

void TestReportStates::saysHowTheExperimentEnded()
{
    QFETCH(const experiment::ExperimentState, state);
    QFETCH(const QString, sentence);
    experiment::Experiment experiment = experimentOf(oneArm().mid(0, 3));
    experiment.state = state;
    experiment.error = base::Error {base::ErrorCode::Unreachable,
        QStringLiteral("Nothing answers at 127.0.0.1."), QString(), base::Remedy::None};
    const QString text = markdownOf(experiment);
    const QString plain = QString(text).remove(u'\\');
    QVERIFY(plain.contains(QStringLiteral(", %1\n").arg(experiment::experimentStateName(state))));
    QVERIFY(plain.contains(QString(sentence).remove(u'\\')));
    const bool isFinished = state == experiment::ExperimentState::Finished;
    QCOMPARE(plain.contains(QStringLiteral("What had been measured by then is all here.")),
        !isFinished && state != experiment::ExperimentState::Running);
    QCOMPARE(plain.contains(QStringLiteral("**Runs:** 1 of 2")), true);
}

void TestReportStates::keepsWhatAFailedExperimentMeasured()
{
    QList<CallPlan> plans = oneArm().mid(0, 3);
    plans.last().state = measure::CallState::Error;
    plans.last().text = QStringLiteral("It broke off");
    experiment::Experiment experiment = experimentOf(plans);
    experiment.state = experiment::ExperimentState::Failed;
    experiment.calls.last().error = base::Error {
        base::ErrorCode::Unreachable, QStringLiteral("The server hung up."), QString(), base::Remedy::None};
    const QString text = markdownOf(experiment);
    QVERIFY(text.contains(QStringLiteral("Run 2: analysis only")));
    QVERIFY(text.contains(QStringLiteral("This text is incomplete (error: The server hung up.).")));
    QVERIFY(text.contains(QStringLiteral("It broke off")));
    QVERIFY(text.contains(QStringLiteral("Run 2, analysis: The server hung up.")));
    const QList<QStringList> rows = rowsAfter(reportOf(experiment, {}), QStringLiteral("Aggregate Metrics"));
    QVERIFY(!rows.isEmpty());
    QCOMPARE(rows.last().at(2), QStringLiteral("1")); // The report of run 1.
    QVERIFY(text.contains(QStringLiteral("error (run 2)")));

    experiment.calls.clear();
    QVERIFY(markdownOf(experiment).contains(QStringLiteral("No call was finished")));
}

void TestReportStates::warnsWhereArmsDiffer_data()
{
    using Change = void (*)(experiment::Call&);
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("warning");
    QTest::newRow("context") << Change([](experiment::Call& call) {
        call.evidence.effectiveContext = 8192;
    }) << QStringLiteral("Not like for like: Effective context (tokens) differs (4096 / 8192)");
    QTest::newRow("GPU share") << Change([](experiment::Call& call) {
        call.evidence.modelBytes = 1000;
        call.evidence.modelVramBytes = 430;
    }) << QStringLiteral("Not like for like: GPU share differs (\u2013 / 43 %)");
    QTest::newRow("thinking") << Change([](experiment::Call& call) {
        call.trace.chunks.first().kind = measure::ChunkKind::Thinking;
    }) << QStringLiteral("Not like for like: Thinking seen differs (no / yes)");
    QTest::newRow("prompt truncated")
        << Change([](experiment::Call& call) { call.flags |= measure::Flag::PromptTruncated; })
        << QStringLiteral("Not like for like: Prompt truncated differs (no / yes)");
    QTest::newRow("token source") << Change([](experiment::Call& call) {
        call.metrics.tokenSource = measure::TokenSource::Chunks;
    }) << QStringLiteral("Not like for like: Token counts from differs (server / chunks)");
    QTest::newRow("nothing") << Change([](experiment::Call&) {}) << QString();
}

void TestReportStates::warnsWhereArmsDiffer()
{
    using Change = void (*)(experiment::Call&);
    QFETCH(const Change, change);
    QFETCH(const QString, warning);
    experiment::Experiment experiment = twoArms();
    for (experiment::Call& call : experiment.calls) {
        if (call.arm == u"Tuned") {
            // Aborted calls have no server's count: a condition of their own.
            call.metrics.tokenSource = measure::TokenSource::Server;
            change(call);
        }
    }
    QStringList warnings;
    for (const Block& block : reportOf(experiment, {}).blocks) {
        if (const auto* bullets = std::get_if<Bullets>(&block))
            warnings += bullets->items.filter(QStringLiteral("Not like for like"));
    }
    QCOMPARE(warnings.size(), warning.isEmpty() ? 0 : 1);
    if (!warning.isEmpty())
        QVERIFY2(warnings.first().startsWith(warning), qPrintable(warnings.first()));
    QCOMPARE(markdownOf(experiment).contains(QStringLiteral("No condition differs that is not under test.")),
        warning.isEmpty());
}

void TestReportStates::expectsWhatIsUnderTest_data()
{
    QTest::addColumn<QString>("option");
    QTest::newRow("context") << QStringLiteral("num_ctx");
    QTest::newRow("GPU share") << QStringLiteral("num_gpu");
    QTest::newRow("thinking") << QStringLiteral("think");
}

void TestReportStates::expectsWhatIsUnderTest()
{
    QFETCH(const QString, option);
    experiment::Experiment experiment = twoArms();
    experiment::Arm& arm = experiment.spec.arms[1];
    if (option == u"think")
        arm.think = QStringLiteral("on");
    else
        arm.options.insert(option, 8192);
    for (experiment::Call& call : experiment.calls) {
        if (call.arm != arm.name)
            continue;
        if (option == u"num_ctx")
            call.evidence.effectiveContext = 8192;
        if (option == u"think")
            call.trace.chunks.first().kind = measure::ChunkKind::Thinking;
        if (option == u"num_gpu") {
            call.evidence.modelBytes = 1000;
            call.evidence.modelVramBytes = 430;
        }
    }
    QVERIFY(!markdownOf(experiment).contains(QStringLiteral("Not like for like")));
}

void TestReportStates::namesTheModelsDigest()
{
    const QList<QStringList> rows = rowsAfter(reportOf(twoArms(), {}), QStringLiteral("Like for like"));
    const QString digest(12, u'a');
    QVERIFY(rows.contains(QStringList {QStringLiteral("Model digest"), digest, digest}));
    experiment::Experiment unknown = twoArms();
    unknown.environment.modelDigest.clear();
    QVERIFY(
        rowsAfter(reportOf(unknown, {}), QStringLiteral("Like for like"))
            .contains(QStringList {QStringLiteral("Model digest"), base::absentText(), base::absentText()}));
}

void TestReportStates::showsTheSameTextOnce()
{
    const QString markdown = markdownOf(twoArms());
    // Runs 2 and 3 of Baseline, 1 and 3 of Tuned; run 2 of Tuned was aborted with a text of its own.
    QCOMPARE(markdown.count(QStringLiteral("The same text as run 1 of Baseline.")), 4);
    QCOMPARE(markdown.count(QStringLiteral("It begins, and then")), 1);
    // Where the first one is not shown, the next one is.
    const QString second = toMarkdown(reportOf(twoArms(), {}, {QString(), 3, {}}), QString());
    QCOMPARE(second.count(QStringLiteral("The same text as run 3 of Baseline.")), 1);
    QVERIFY(second.contains(QStringLiteral("Decode rate stays at")));
}

void TestReportStates::keepsHeadingsBelowTheRuns()
{
    QList<CallPlan> plans = oneArm();
    plans[1].text = QStringLiteral("## Data\n\n### Series\n\nWords.");
    plans[3].text = QStringLiteral("No headings.");
    const QString markdown = markdownOf(experimentOf(plans));
    QVERIFY(markdown.contains(QStringLiteral("\n### Run 1\n\n#### Data\n\n##### Series\n")));
}

void TestReportStates::showsShortTimes()
{
    QList<CallPlan> plans = oneArm();
    plans[0].ttftMs = 0.0243;
    plans[0].decodeMs = 0.6;
    plans[1].decodeMs = 4000;
    const Report report = reportOf(experimentOf(plans), {});
    const QList<QStringList> calls = rowsAfter(report, QStringLiteral("LLM Call Metrics"));
    QCOMPARE(calls.at(0).at(4), QStringLiteral("0.024"));
    QCOMPARE(calls.at(0).at(8), QStringLiteral("0.624"));
    QCOMPARE(calls.at(1).at(4), QStringLiteral("640.00"));
    const QList<QStringList> aggregate = rowsAfter(report, QStringLiteral("Aggregate Metrics"));
    QCOMPARE(aggregate.at(0).at(3), QStringLiteral("0.024"));
    const QList<QStringList> runs = rowsAfter(report, QStringLiteral("Workflow Summary"));
    QCOMPARE(runs.at(0),
        (QStringList {QStringLiteral("1"), QStringLiteral("0.000624"), QStringLiteral("4.64"),
            QStringLiteral("4.64")}));
}

void TestReportStates::saysWhatWasSent()
{
    experiment::Experiment experiment = experimentOf(oneArm());
    for (experiment::Call& call : experiment.calls)
        call.optionsSent.insert(QStringLiteral("num_predict"), 1228);
    experiment::Arm& arm = experiment.spec.arms[0];
    const auto paragraph = [&](const QString& start) {
        for (const Block& block : reportOf(experiment, {}).blocks) {
            if (const auto* text = std::get_if<Paragraph>(&block); text && text->text.startsWith(start))
                return text->text;
        }
        return QString();
    };
    const QString start = QStringLiteral("Sent beside that");
    QVERIFY2(paragraph(start).endsWith(QStringLiteral(": num_predict=1228, seed=1/2.")),
        qPrintable(paragraph(start)));
    arm.options.insert(QStringLiteral("num_predict"), 1228);
    QVERIFY(paragraph(start).endsWith(QStringLiteral(": seed=1/2.")));
    arm.options.insert(QStringLiteral("seed"), 1);
    QCOMPARE(paragraph(start), QString());
    QVERIFY(markdownOf(experiment).contains(QStringLiteral("**Nonce before each prompt:** yes")));
    experiment.spec.prompts = experiment::PromptSet::Reference;
    QVERIFY(!markdownOf(experiment).contains(QStringLiteral("**Nonce before each prompt:** yes")));
}

void TestReportStates::saysThatNothingWasSent()
{
    experiment::Experiment experiment = experimentOf(oneArm());
    experiment.spec.engine = QStringLiteral("builtin");
    for (experiment::Call& call : experiment.calls) {
        call.optionsSent = {};
        call.evidence.noModel = true;
        call.flags |= measure::Flag::NoModel;
    }
    const QString markdown = markdownOf(experiment);
    for (const QString& line : {QStringLiteral("**Output limit (tokens):** none was sent"),
             QStringLiteral(
                 "**Nonce before each prompt:** none: the built-in analyst has no cache of prompts"),
             QStringLiteral("**Warm-ups:** none: there is no model to load"),
             QStringLiteral("**Seed:** 1, of the order only; none was sent"),
             QStringLiteral("No option was sent: the built-in analyst takes none.")})
        QVERIFY2(QString(markdown).remove(u'\\').contains(line), qPrintable(line));
    QVERIFY(!markdown.contains(QStringLiteral("**Timeouts")));
}

void TestReportStates::programsHaveNoRate()
{
    experiment::Experiment experiment = experimentOf(oneArm());
    const auto rates = [&] {
        QStringList column;
        for (const QStringList& row : rowsAfter(reportOf(experiment, {}), QStringLiteral("LLM Call Metrics")))
            column.append(row.at(5));
        return column;
    };
    QCOMPARE(rates().size(), 4);
    QVERIFY(!rates().contains(QStringLiteral("n/a")));
    for (experiment::Call& call : experiment.calls)
        call.flags |= measure::Flag::NoModel;
    QCOMPARE(rates(), QStringList(4, QStringLiteral("n/a")));
}

void TestReportStates::speaksGerman_data()
{
    using State = experiment::ExperimentState;
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("word");
    QTest::newRow("running") << State::Running << QStringLiteral("läuft");
    QTest::newRow("finished") << State::Finished << QStringLiteral("beendet");
    QTest::newRow("stopped") << State::Stopped << QStringLiteral("gestoppt");
    QTest::newRow("failed") << State::Failed << QStringLiteral("gescheitert");
    QTest::newRow("interrupted") << State::Interrupted << QStringLiteral("unterbrochen");
}

void TestReportStates::speaksGerman()
{
    QFETCH(const experiment::ExperimentState, state);
    QFETCH(const QString, word);
    const auto english = qScopeGuard([] {
        qDeleteAll(qApp->findChildren<QTranslator*>());
        QLocale::setDefault(QLocale::c());
    });
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    base::installTranslators(*qApp);
    experiment::Experiment experiment = experimentOf(oneArm());
    experiment.state = state;
    experiment.spec.engine = QStringLiteral("builtin");
    experiment.environment.serverProduct = QStringLiteral("Built-in analyst");
    experiment.environment.serverVersion = QStringLiteral("1.2");
    for (experiment::Call& call : experiment.calls)
        call.flags |= measure::Flag::NoModel;
    const QString text = markdownOf(experiment).remove(u'\\');
    QVERIFY2(text.contains(QStringLiteral(", %1\n").arg(word)), qPrintable(text.left(1000)));
    // At the top, and among what is needed to repeat it.
    QCOMPARE(text.count(QStringLiteral(":** Eingebauter Analyst 1.2")), 2);
    QVERIFY(!text.contains(QStringLiteral("Built-in analyst")));
    QVERIFY(text.contains(QStringLiteral(" entfällt ")));
    // Programs read this.
    const QByteArray json = QJsonDocument(experiment::toJson(experiment)).toJson(QJsonDocument::Compact);
    QVERIFY(json.contains("\"Built-in analyst\""));
    QVERIFY(json.contains("\"state\":\"" + experiment::experimentStateName(state).toUtf8() + '"'));
}

void TestReportStates::flagsRunawaysWhereTheyAreShown()
{
    experiment::Experiment experiment = twoArms();
    experiment::Call& call = experiment.calls.last();
    call.metrics.outputTokens = 9000;
    QVERIFY(!call.flags.testFlag(measure::Flag::Runaway));
    const Report report = reportOf(experiment, {}, {QStringLiteral("Tuned"), call.run, {}});
    QVERIFY(rowsAfter(report, QStringLiteral("LLM Call Metrics"))
                .last()
                .last()
                .contains(QStringLiteral("runaway")));
}

void TestReportStates::everyFlagIsShown_data()
{
    QTest::addColumn<measure::Flag>("flag");
    for (quint32 bit = 0; !measure::flagName(static_cast<measure::Flag>(1U << bit)).isEmpty(); ++bit) {
        const auto flag = static_cast<measure::Flag>(1U << bit);
        QTest::newRow(qPrintable(measure::flagName(flag))) << flag;
    }
}

void TestReportStates::everyFlagIsShown()
{
    QFETCH(measure::Flag, flag);
    experiment::Experiment experiment = twoArms();
    experiment::Call& call = experiment.calls.last();
    call.flags = flag;
    const QString name = measure::flagName(flag);
    const Report report = reportOf(experiment, {}, {QStringLiteral("Tuned"), call.run, {}});
    QVERIFY(rowsAfter(report, QStringLiteral("LLM Call Metrics")).last().last().contains(name));
    QVERIFY(callsCsv(experiment).split('\n').at(experiment.calls.size()).contains(name.toUtf8()));
    const QJsonObject json = experiment::toJson(experiment);
    QVERIFY(json.value(u"calls").toArray().last().toObject().value(u"flags").toArray().contains(
        QJsonValue(name)));
}

void TestReportStates::namesModelsThatHadToGo()
{
    experiment::Experiment experiment = twoArms();
    QVERIFY(!markdownOf(experiment).contains(u"out of memory"));
    experiment.calls.last().evidence.evictedModels = {QStringLiteral("big:7b"), QStringLiteral("<b>")};
    const QString markdown = markdownOf(experiment);
    QVERIFY(markdown.contains(u"the server took other models out of memory meanwhile: big:7b"));
    QVERIFY(!markdown.contains(u"<b>"));
}

void TestReportStates::dividesTheTimeAsFarAsItIsTold_data()
{
    using Change = void (*)(measure::Trace&);
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("parts"); ///< Queue, load, prefill, not told, thinking, writing.
    QTest::addColumn<QString>("note");
    const QString none = base::absentText();
    const auto row = [](const char* name, Change change, const QStringList& parts, const char* note) {
        QTest::newRow(name) << change << parts << QString::fromLatin1(note);
    };
    const QString writing = QStringLiteral("4000.00");
    row(
        "Ollama", [](measure::Trace&) {},
        {none, QStringLiteral("100.00"), QStringLiteral("200.00"), QStringLiteral("200.00"), none, writing},
        "Load: the server's figure. Prefill: the server's figure. The load contains the server's queue, "
        "which "
        "is not told apart.");
    row(
        "llama.cpp",
        [](measure::Trace& trace) {
            trace.server.loadNs.reset();
            trace.server.totalNs.reset();
            trace.headersNs = 250'000'000;
        },
        {QStringLiteral("250.00"), none, QStringLiteral("200.00"), QStringLiteral("50.00"), none, writing},
        "Queue: until the response's headers. Prefill: the server's figure.");
    row(
        "silent server", [](measure::Trace& trace) { trace.server = {}; },
        {none, none, none, QStringLiteral("500.00"), none, writing}, "");
    row(
        "a server that contradicts itself", [](measure::Trace& trace) { trace.server.loadNs = 400'000'000; },
        {none, none, none, QStringLiteral("500.00"), none, writing},
        "Of 1 call(s) the server gave times that cannot be: negative, or longer than the time to the first "
        "token. These are left out here.");
}

void TestReportStates::dividesTheTimeAsFarAsItIsTold()
{
    using Change = void (*)(measure::Trace&);
    QFETCH(const Change, change);
    QFETCH(const QString, note);
    experiment::Experiment experiment = experimentOf({CallPlan {QStringLiteral("A"), 1}});
    experiment::Call& call = experiment.calls.first();
    change(call.trace);
    call.metrics = measure::metricsOf(call.trace, call.state, call.evidence);
    const Report report = reportOf(experiment, {});
    const QList<QStringList> rows = rowsAfter(report, QStringLiteral("TTFT Anatomy"));
    QCOMPARE(rows.size(), 1);
    QTEST(rows.first().mid(5), "parts");
    QStringList notes;
    for (const Block& block : report.blocks)
        if (const auto* paragraph = std::get_if<Paragraph>(&block); paragraph && paragraph->note)
            notes.append(paragraph->text);
    QVERIFY2(note.isEmpty() || notes.contains(note), qPrintable(notes.join(u'\n')));
    if (note.isEmpty())
        QVERIFY(notes.filter(QStringLiteral("server's figure")).isEmpty());
}

} // namespace benchglass::report

QTEST_MAIN(benchglass::report::TestReportStates)
#include "tst_report_states.moc"
