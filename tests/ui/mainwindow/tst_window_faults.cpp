#include "charts/stagetimeline.h"
#include "models/callsmodel.h"
#include "models/words.h"
#include "pages/advancedpart.h"
#include "servers/faultrows.h"
#include "servers/faultserver.h"
#include "servers/hangingserver.h"
#include "servers/tlscertificates.h"
#include "servers/tlsserver.h"
#include "ui/mainwindow/desk.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSslSocket>

using namespace benchglass;
using base::ErrorCode;
using experiment::ExperimentState;
using measure::CallState;
using measure::Stage;
using models::CallsModel;
using tests::Fault;
using tests::FaultProtocol;
using tests::FaultServer;
using tests::Hanging;
using tests::HangingServer;
using tests::Moment;
using tests::ScriptedServer;
using tests::Step;

namespace {

constexpr int patienceMs = 30'000;

bool endsTheRun(const Fault& fault)
{
    return fault.code == ErrorCode::Unreachable || fault.code == ErrorCode::ModelMissing;
}

/// All that a visible widget says in labels.
QString labelsOf(const QWidget* widget)
{
    QStringList texts;
    for (const QLabel* label : widget->findChildren<QLabel*>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

} // namespace

Q_DECLARE_METATYPE(Hanging)

/// Whatever a server does, as somebody meets it who sits before the window. One window for all of it: what
/// one server did must not stay in the way of the next.
class TestWindowFaults : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_corpus;
    std::unique_ptr<Desk> m_desk;

    pages::RunPage* page() { return m_desk->window.runPage(); }
    models::RunSession* session() { return m_desk->window.session(); }
    const experiment::Experiment& experiment() { return session()->experiment(); }

    void enterAddress(const FaultProtocol& protocol, const QString& url)
    {
        auto* engine = m_desk->find<QComboBox>("engineBox");
        engine->setCurrentIndex(engine->findData(protocol.engine));
        auto* address = m_desk->find<QLineEdit>("urlEdit");
        address->setFocus();
        address->clear();
        QTest::keyClicks(address, url);
        QTest::keyClick(address, Qt::Key_Return);
    }

    void choose(const FaultProtocol& protocol, const QString& url, int runs)
    {
        enterAddress(protocol, url);
        QTRY_VERIFY_WITH_TIMEOUT(
            page()->strip()->server().has_value() && page()->strip()->model().startsWith(u"tiny"),
            patienceMs);
        page()->strip()->setRuns(runs);
    }

    void run()
    {
        QSignalSpy finished(session(), &models::RunSession::finished);
        m_desk->click("runButton");
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patienceMs);
        QCOMPARE(page()->strip()->stage(), pages::RunStrip::Stage::Idle);
    }

    /// The same server answers the next run.
    void nextRunWorks()
    {
        page()->strip()->setRuns(1);
        run();
        QCOMPARE(experiment().state, ExperimentState::Finished);
        QCOMPARE(experiment().calls.size(), 2);
        for (const experiment::Call& call : experiment().calls)
            QCOMPARE(call.text(), QStringLiteral("fine"));
        QCOMPARE(m_desk->text(), QStringLiteral("fine"));
        QVERIFY(!page()->errorStrip()->isVisible());
        QCOMPARE(m_desk->find<QLabel>("doneText")->property("state").toString(), QStringLiteral("good"));
    }

    QString cell(int row, int column, int role = Qt::DisplayRole)
    {
        return m_desk->find<QAbstractItemView>("callsTable")
            ->model()
            ->index(row, column)
            .data(role)
            .toString();
    }

    /// The user looks at a call in the list of calls.
    void lookAt(int row)
    {
        m_desk->find<QAbstractItemView>("callsTable")
            ->selectionModel()
            ->select(m_desk->find<QAbstractItemView>("callsTable")->model()->index(row, 0),
                QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }

    void firstCallIs(const Fault& fault)
    {
        const experiment::Call& call = experiment().calls.first();
        if (fault.isEndless && call.state == CallState::Aborted) {
            QVERIFY(!call.text().isEmpty() && fault.text.startsWith(call.text()));
            QCOMPARE(call.flags & fault.flags, fault.flags);
            return;
        }
        QCOMPARE(call.state, fault.state);
        QCOMPARE(call.error.has_value(), fault.code.has_value());
        if (fault.code)
            QCOMPARE(call.error->code, *fault.code);
        QCOMPARE(call.text(), fault.text);
        QVERIFY2((call.flags & fault.flags) == fault.flags, qPrintable(models::flagsText(call.flags)));
        QCOMPARE(cell(0, CallsModel::StateColumn), models::callStateText(fault.state));
        for (const QString& flag : models::flagsText(fault.flags).split(QStringLiteral(", ")))
            QVERIFY2(
                cell(0, CallsModel::FlagsColumn, Qt::AccessibleTextRole).contains(flag), qPrintable(flag));
        lookAt(0);
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->text(), fault.text, patienceMs); // much is written piece by piece
        const auto* said = m_desk->find<QLabel>("callErrorLabel");
        QCOMPARE(said->isVisible(), fault.code.has_value());
        QVERIFY2(said->text().contains(fault.words), qPrintable(said->text()));
        QCOMPARE(said->textFormat(), Qt::PlainText);
    }

    void refusesTheAddress(const FaultProtocol& protocol, const QString& url, const QString& words)
    {
        enterAddress(protocol, url);
        QTRY_VERIFY2_WITH_TIMEOUT(labelsOf(page()->errorStrip()).contains(words),
            qPrintable(labelsOf(page()->errorStrip())), patienceMs);
        QVERIFY(page()->errorStrip()->isVisible());
        QVERIFY(!page()->strip()->server());
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("no_proxy", "*"); // no name of these tests is anybody else's to resolve
        QFile csv(m_corpus.filePath(QStringLiteral("speed.csv")));
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("model,tokens_per_second\nalpha,100\nbeta,50\n");
        csv.close();
        m_desk = std::make_unique<Desk>();
        m_desk->window.openFolder(m_corpus.path());
        QTRY_VERIFY_WITH_TIMEOUT(page()->hasFolder(), patienceMs);
        m_desk->window.goTo(mainwindow::MainWindow::RunPageId);
        m_desk->find<QSpinBox>("warmupsSpin")->setValue(0); // so that the first call is the analysis
    }
    void cleanupTestCase() { m_desk.reset(); }
    void cleanup()
    {
        page()->options()->advanced()->setTimeouts({});
        page()->options()->advanced()->setCaFile({});
        m_desk->find<QSpinBox>("cooldownSpin")->setValue(0);
    }

    void faults_data() { tests::addFaultRows(); }
    void faults()
    {
        QFETCH(const FaultProtocol, protocol);
        QFETCH(const Fault, fault);
        const FaultServer server(protocol, fault.steps);
        page()->options()->advanced()->setTimeouts(fault.limits);
        choose(protocol, server.url(), 2);
        if (QTest::currentTestFailed())
            return;
        run();
        if (QTest::currentTestFailed())
            return;
        // In the page's strip, although the run went on after it.
        const bool isAll = experiment().calls.first().state == CallState::Ok && !fault.text.isEmpty();
        QCOMPARE(page()->errorStrip()->isVisible(), !isAll);
        QVERIFY2(
            labelsOf(page()->errorStrip()).contains(fault.words), qPrintable(labelsOf(page()->errorStrip())));
        firstCallIs(fault);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(m_desk->find<QLabel>("doneText")->property("state").toString(),
            isAll ? QStringLiteral("good") : QStringLiteral("warn"));
        if (!endsTheRun(fault)) {
            QCOMPARE(experiment().state, ExperimentState::Finished);
            QCOMPARE(experiment().calls.size(), isAll ? 4 : 3);
            QCOMPARE(experiment().calls.last().run, 2);
            QCOMPARE(experiment().calls.last().text(), QStringLiteral("fine"));
        }
        nextRunWorks();
    }

    void theServerIsKilled_data() { tests::addProtocolRows(); }
    void theServerIsKilled()
    {
        QFETCH(const FaultProtocol, protocol);
        QProcess process;
        process.start(QStringLiteral(BENCHGLASS_FAULTSERVER), {protocol.engine, QStringLiteral("half")});
        QVERIFY(process.waitForReadyRead(patienceMs));
        choose(protocol, QString::fromLatin1(process.readLine()).trimmed(), 1);
        QSignalSpy finished(session(), &models::RunSession::finished);
        m_desk->click("runButton");
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->text(), QStringLiteral("Half a sentence"), patienceMs);
        process.kill(); // SIGKILL
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patienceMs);
        QCOMPARE(experiment().calls.first().state, CallState::Aborted);
        QCOMPARE(m_desk->text(), QStringLiteral("Half a sentence"));
        QVERIFY(labelsOf(page()->errorStrip()).contains(u"broke off"));
        QVERIFY(m_desk->find<QLabel>("doneText")->text().contains(u"0 of 1 calls measured"));
        QTRY_COMPARE(process.state(), QProcess::NotRunning);
        const FaultServer other(protocol);
        choose(protocol, other.url(), 1);
        nextRunWorks();
    }

    void theServerGoesBetweenTwoCalls_data() { tests::addProtocolRows(); }
    void theServerGoesBetweenTwoCalls()
    {
        QFETCH(const FaultProtocol, protocol);
        FaultServer server(protocol);
        choose(protocol, server.url(), 1);
        server.leaveAtCall(1);
        run();
        QCOMPARE(experiment().state, ExperimentState::Failed);
        QCOMPARE(experiment().calls.size(), 2);
        QCOMPARE(experiment().calls.first().text(), QStringLiteral("fine"));
        QVERIFY(
            labelsOf(page()->errorStrip()).contains(QStringLiteral("Nothing answers at ") + server.url()));
        QCOMPARE(m_desk->find<QLabel>("doneText")->property("state").toString(), QStringLiteral("warn"));
        const FaultServer other(protocol);
        choose(protocol, other.url(), 1);
        nextRunWorks();
    }

    void nobodyThere_data() { tests::addProtocolRows(); }
    void nobodyThere()
    {
        QFETCH(const FaultProtocol, protocol);
        const QString url = ScriptedServer().url(); // gone again
        refusesTheAddress(protocol, url, QString(QStringLiteral("Nothing answers at ") + url));
        refusesTheAddress(protocol, QStringLiteral("http://no-such-host.invalid:11434"),
            QStringLiteral("No address is known for no-such-host.invalid."));
        const FaultServer other(protocol);
        choose(protocol, other.url(), 1);
        nextRunWorks();
    }

    void certificates_data() { tests::addProtocolRows(); }
    void certificates()
    {
        using Kind = tests::TlsCertificates::Kind;
        QFETCH(const FaultProtocol, protocol);
        const tests::TlsCertificates made;
        if (!QSslSocket::supportsSsl() || !made.whyNot().isEmpty())
            QSKIP("no certificates can be made here");
        const auto refusedFor = [&](Kind kind, const QString& authority, const char* words) {
            const tests::TlsServer server(made.certificate(kind), made.key(), {});
            page()->options()->advanced()->setCaFile(authority);
            refusesTheAddress(protocol, server.url(), QString::fromLatin1(words));
        };
        refusedFor(Kind::Good, {}, "Nobody who is trusted here");
        refusedFor(Kind::Expired, made.authority(), "has expired");
        refusedFor(Kind::WrongHost, made.authority(), "made for another name");
        const ScriptedServer plain;
        refusesTheAddress(protocol, plain.url().replace(QStringLiteral("http:"), QStringLiteral("https:")),
            QStringLiteral("does not speak HTTPS"));
    }

    void stopped_data() { tests::addMomentRows(); }
    /// The main button twice: what came is kept, and the server is left in peace.
    void stopped()
    {
        QFETCH(const FaultProtocol, protocol);
        QFETCH(const Moment, moment);
        const FaultServer server(protocol, moment.steps);
        choose(protocol, server.url(), 1);
        QSignalSpy finished(session(), &models::RunSession::finished);
        m_desk->click("runButton");
        QTRY_VERIFY_WITH_TIMEOUT(server.callCount() == 1 && session()->currentCall(), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(
            session()->currentCall()->trace.text(measure::ChunkKind::Thinking), moment.thought, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->text(), moment.text, patienceMs);
        m_desk->click("runButton");
        QCOMPARE(page()->strip()->stage(), pages::RunStrip::Stage::StoppingAfterStage);
        m_desk->click("runButton");
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patienceMs);
        QCOMPARE(experiment().state, ExperimentState::Stopped);
        QCOMPARE(experiment().calls.size(), 1);
        QCOMPARE(experiment().calls.first().state, CallState::Cancelled);
        QCOMPARE(experiment().calls.first().text(), moment.text);
        QCOMPARE(m_desk->text(), moment.text);
        QCOMPARE(cell(0, CallsModel::StateColumn), models::callStateText(CallState::Cancelled));
        QVERIFY(!page()->errorStrip()->isVisible()); // it is what was wanted
        QVERIFY(!m_desk->find<QLabel>("callErrorLabel")->isVisible());
        QVERIFY(m_desk->find<QLabel>("doneText")->text().startsWith(u"Stopped after "));
        QTRY_COMPARE(server.abandoned(), 1);
        nextRunWorks();
    }

    void stoppedBetweenCalls_data()
    {
        QTest::addColumn<Hanging>("hanging");
        const FaultProtocol ollama = tests::ollamaFaults();
        QTest::newRow("ollama: asked what it is") << Hanging {ollama, "GET /api/version", 1};
        QTest::newRow("ollama: asked for its models") << Hanging {ollama, "GET /api/tags", 1};
        QTest::newRow("ollama: asked about a model") << Hanging {ollama, "POST /api/show", 1};
        QTest::newRow("ollama: asked before a call") << Hanging {ollama, "GET /api/ps", 1};
        QTest::newRow("ollama: asked after a call") << Hanging {ollama, "GET /api/ps", 2};
        QTest::newRow("openai: asked for its models") << Hanging {tests::openAiFaults(), "GET /v1/models", 1};
    }
    /// Where no call is under way, stopping does not wait for a server, either. What it may take to answer
    /// such a question is 8 s.
    void stoppedBetweenCalls()
    {
        QFETCH(const Hanging, hanging);
        HangingServer server(hanging);
        choose(hanging.protocol, server.url(), 1);
        // The window asks about a model that it has not known, too, and that is not what is to hang.
        [[maybe_unused]] const bool isAsked =
            QTest::qWaitFor([&server] { return server.requestCount("POST /api/show") > 0; }, 1'000);
        server.arm();
        QSignalSpy finished(session(), &models::RunSession::finished);
        m_desk->click("runButton");
        QTRY_VERIFY_WITH_TIMEOUT(server.isHanging(), patienceMs);
        m_desk->click("runButton");
        m_desk->click("runButton");
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 6'000);
        QCOMPARE(experiment().state, ExperimentState::Stopped);
        QCOMPARE(page()->strip()->stage(), pages::RunStrip::Stage::Idle);
        server.disarm();
        nextRunWorks();
    }

    void stoppedInAPause()
    {
        const FaultServer server(tests::ollamaFaults());
        choose(tests::ollamaFaults(), server.url(), 2);
        m_desk->find<QSpinBox>("cooldownSpin")->setValue(600);
        QSignalSpy finished(session(), &models::RunSession::finished);
        m_desk->click("runButton");
        QTRY_COMPARE_WITH_TIMEOUT(session()->progress().activity, agent::Activity::Cooldown, patienceMs);
        m_desk->click("runButton"); // no stage is under way: once is enough
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patienceMs);
        QCOMPARE(experiment().state, ExperimentState::Stopped);
        QCOMPARE(experiment().calls.size(), 2);
    }

    void theLiveLaneSaysItsPhase_data() { tests::addProtocolRows(); }
    void theLiveLaneSaysItsPhase()
    {
        QFETCH(const FaultProtocol, protocol);
        const FaultServer server(protocol, {Step::hold()});
        choose(protocol, server.url(), 1);
        m_desk->click("runButton");
        const auto lastPhase = [this] {
            const auto rows = m_desk->find<charts::StageTimeline>("stageTimeline")->table().rows;
            return rows.isEmpty() ? QString() : rows.last().value(1);
        };
        QTRY_COMPARE_WITH_TIMEOUT(lastPhase(), agent::activityText(agent::Activity::Waiting), patienceMs);
        m_desk->click("runButton");
        m_desk->click("runButton");
        QTRY_VERIFY_WITH_TIMEOUT(!session()->isRunning(), patienceMs);
        QTRY_COMPARE(lastPhase(), charts::phaseText(theme::Phase::Rest)); // what it was nobody told
    }

    void nothingMeasuredIsNotGreen_data() { tests::addProtocolRows(); }
    void nothingMeasuredIsNotGreen()
    {
        QFETCH(const FaultProtocol, protocol);
        const FaultServer server(protocol, {Step::send(ScriptedServer::reply(500, "text/plain", "no luck"))});
        choose(protocol, server.url(), 1);
        run();
        QCOMPARE(experiment().state, ExperimentState::Finished);
        const auto* done = m_desk->find<QLabel>("doneText");
        QVERIFY2(done->text().startsWith(u"Ended after "), qPrintable(done->text()));
        QVERIFY2(done->text().endsWith(u": 0 of 1 calls measured."), qPrintable(done->text()));
        QCOMPARE(done->property("state").toString(), QStringLiteral("warn"));
        // Also in the library.
        const QAbstractItemModel* runs = m_desk->find<QAbstractItemView>("runsTable")->model();
        QTRY_VERIFY(runs->rowCount() > 0
            && runs->index(0, 0).data(Qt::ToolTipRole).toString().contains(u"0 of 1 calls measured"));
        nextRunWorks();
    }

    /// What helps against a failure that may pass is to run again.
    void tryingAgainRunsAgain()
    {
        const FaultProtocol protocol = tests::ollamaFaults();
        const FaultServer server(
            protocol, {Step::send(ScriptedServer::head(200, protocol.contentType)), Step::close()});
        choose(protocol, server.url(), 1);
        run();
        QPushButton* again = nullptr;
        for (QPushButton* button : page()->errorStrip()->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text() == base::remedyText(base::Remedy::Retry))
                again = button;
        }
        QVERIFY(again);
        QSignalSpy finished(session(), &models::RunSession::finished);
        QTest::mouseClick(again, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patienceMs);
        QCOMPARE(experiment().state, ExperimentState::Finished);
        QCOMPARE(experiment().calls.size(), 2);
        QVERIFY(!page()->errorStrip()->isVisible());
    }
};

QTEST_MAIN(TestWindowFaults)
#include "tst_window_faults.moc"
