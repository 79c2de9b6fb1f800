#include "mainwindow/commandpalette.h"
#include "mainwindow/windowsettings.h"
#include "models/optionsmodel.h"
#include "servers/scriptedserver.h"
#include "ui/mainwindow/desk.h"
#include "widgets/statusbar.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QFormLayout>
#include <QHash>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QScreen>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

using namespace benchglass;
using tests::ScriptedOllama;

/// The window against a scripted server, and its own manners.
class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void twoArmsAgainstAServer();
    void stopAfterTheStageThenNow();
    void aCallThatWroteNothingSaysSo();
    void errorsStandOnThePage();
    void aRunAsksTheServerThatDidNotAnswer();
    void aChosenModelOutlivesAServerThatIsAway();
    void theStatusFollowsTheServerOfARun();
    void droppedStreamKeepsItsText();
    void severalAgentsAtOnce();
    void agentsAtFurtherAddresses();
    void thoughtsStandAboveTheAnswer();
    void aKeyIsKeptForTheSession();
    void everyEngineHasItsOwnAddress();
    void keysAndCommands();
    void settingsNeverHoldMoreThanTheyShould();
    void aWindowThatDoesNotFitTheScreenIsMaximized();
    void labelsStandBesideTheMiddleOfTheirFields();

private:
    void prepare(Desk* desk, const QString& url, const QString& engineId = QStringLiteral("ollama")) const;

    QTemporaryDir m_corpus;
};

void TestMainWindow::initTestCase()
{
    QFile csv(m_corpus.filePath(QStringLiteral("speed.csv")));
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write("model,tokens_per_second\n");
    for (int i = 0; i < 12; ++i)
        csv.write("alpha," + QByteArray::number(100 + i) + "\nbeta," + QByteArray::number(50 + i) + "\n");
}

/// Chooses the folder and the server, as a user would.
void TestMainWindow::prepare(Desk* desk, const QString& url, const QString& engineId) const
{
    desk->window.openFolder(m_corpus.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk->window.runPage()->hasFolder(), 20'000);
    desk->window.goTo(mainwindow::MainWindow::RunPageId);
    auto* engine = desk->find<QComboBox>("engineBox");
    engine->setCurrentIndex(engine->findData(engineId));
    auto* address = desk->find<QLineEdit>("urlEdit");
    address->setFocus();
    address->clear();
    QTest::keyClicks(address, url);
    QTest::keyClick(address, Qt::Key_Return);
}

void TestMainWindow::twoArmsAgainstAServer()
{
    ScriptedOllama::Settings settings;
    settings.tokensPerCall = 80;
    settings.tokenIntervalMs = 3;
    ScriptedOllama server(settings);
    Desk desk;
    prepare(&desk, server.url());
    QTRY_COMPARE_WITH_TIMEOUT(desk.window.runPage()->strip()->model(), QStringLiteral("tiny:latest"), 20'000);
    desk.window.runPage()->strip()->setArms(pages::RunStrip::Arms::Both);
    desk.window.runPage()->strip()->setRuns(2);
    desk.window.runPage()->options()->setTunedArm(
        {QStringLiteral("Tuned"), {{QStringLiteral("temperature"), 0.2}}, {}});
    desk.click("runButton");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.text().isEmpty(), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(desk.numbersIn("ttftChart") >= 2, 60'000);
    const qsizetype bars = desk.numbersIn("ttftChart");
    QTRY_VERIFY_WITH_TIMEOUT(desk.numbersIn("ttftChart") > bars, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(desk.numbersIn("rateChart") > 0, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.session()->isRunning(), 120'000);
    const experiment::Experiment& done = desk.window.session()->experiment();
    QCOMPARE(done.state, experiment::ExperimentState::Finished);
    QCOMPARE(done.runsDone(QStringLiteral("Baseline")), 2);
    QCOMPARE(done.runsDone(QStringLiteral("Tuned")), 2);
    QVERIFY(desk.find<QAbstractItemView>("soFarTable")->model()->rowCount() >= 4);

    desk.window.goTo(mainwindow::MainWindow::ComparePageId);
    QCOMPARE(desk.window.comparePage()->arms().size(), 2);
    QVERIFY(desk.window.comparePage()->verdicts().contains(QStringLiteral("report")));
    QTRY_COMPARE_WITH_TIMEOUT(desk.find<QAbstractItemView>("runsTable")->model()->rowCount(), 2, 20'000);

    desk.window.goTo(mainwindow::MainWindow::ReportPageId);
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.reportPage()->previewPages() >= 2, 60'000);
    QSignalSpy exported(desk.window.reportPage(), &pages::ReportPage::exported);
    desk.window.reportPage()->exportAllTo(desk.folder.filePath(QStringLiteral("out")));
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, 60'000);
    const QStringList files = exported.first().first().toStringList();
    QVERIFY(files.size() >= 5);
    for (const QString& file : files)
        QVERIFY2(QFileInfo(file).size() > 0, qPrintable(file));
}

void TestMainWindow::stopAfterTheStageThenNow()
{
    ScriptedOllama::Settings settings;
    settings.tokensPerCall = 400;
    settings.tokenIntervalMs = 5;
    ScriptedOllama server(settings);
    Desk desk;
    prepare(&desk, server.url());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.runPage()->strip()->model().isEmpty(), 20'000);
    desk.click("runButton");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.text().isEmpty(), 30'000);
    desk.click("runButton"); // after this stage
    QCOMPARE(desk.window.runPage()->strip()->stage(), pages::RunStrip::Stage::StoppingAfterStage);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.session()->isRunning(), 60'000);
    QCOMPARE(desk.window.session()->experiment().state, experiment::ExperimentState::Stopped);
    QVERIFY(desk.window.session()->currentCall()->finished);
    QVERIFY(desk.window.session()->currentCall()->state != measure::CallState::Cancelled);

    desk.click("runButton");
    // Until a call begins, that of the last run stands there; and a warm-up may be over at once.
    const auto isWriting = [&desk] {
        const experiment::Call* call = desk.window.session()->currentCall();
        return call && !call->warmup && !call->finished && !call->text().isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWriting(), 30'000);
    desk.click("runButton");
    desk.click("runButton"); // now
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.session()->isRunning(), 20'000);
    QCOMPARE(desk.window.session()->currentCall()->state, measure::CallState::Cancelled);
    QVERIFY(!desk.window.session()->currentCall()->text().isEmpty()); // what came is kept
    QCOMPARE(desk.window.runPage()->strip()->stage(), pages::RunStrip::Stage::Idle);
}

void TestMainWindow::aCallThatWroteNothingSaysSo()
{
    ScriptedOllama::Settings settings;
    settings.hangBeforeFirstToken = true;
    ScriptedOllama server(settings);
    Desk desk;
    prepare(&desk, server.url());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.runPage()->strip()->model().isEmpty(), 20'000);
    desk.find<QSpinBox>("warmupsSpin")->setValue(0);
    desk.click("runButton");
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.session()->currentCall(), 30'000);
    const auto* view = desk.find<widgets::StreamView>("streamView");
    const QString waiting = view->placeholderText();
    desk.click("runButton");
    desk.click("runButton"); // now
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.session()->isRunning(), 20'000);
    QVERIFY(desk.text().isEmpty());
    QVERIFY(view->placeholderText() != waiting);
    QCOMPARE(desk.numbersIn("ttftChart"), 0);
    desk.click("runButton");
    QTRY_COMPARE_WITH_TIMEOUT(view->placeholderText(), waiting, 20'000);
}

void TestMainWindow::errorsStandOnThePage()
{
    Desk desk;
    desk.window.openFolder(QStringLiteral("/nowhere/at/all"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.dataPage()->errorStrip()->isVisible(), 20'000);
    QString closed;
    {
        ScriptedOllama server;
        closed = server.url();
    }
    prepare(&desk, closed);
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.runPage()->errorStrip()->isVisible(), 30'000);
    QVERIFY(desk.window.runPage()->errorStrip()->diagnostics().contains(QStringLiteral("127.0.0.1")));
    QVERIFY(desk.window.runPage()->strip()->model().isEmpty());
    const auto* server = desk.window.findChild<widgets::StatusBar*>()->findChild<QToolButton*>();
    QCOMPARE(server->text(), QStringLiteral("Ollama cannot be reached."));
    QVERIFY(server->toolTip().contains(QStringLiteral("127.0.0.1")));
}

void TestMainWindow::aRunAsksTheServerThatDidNotAnswer()
{
    ScriptedOllama server;
    server.stopListening();
    Desk desk;
    prepare(&desk, server.url());
    widgets::ErrorStrip* strip = desk.window.runPage()->errorStrip();
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), 30'000);
    QSignalSpy asked(desk.window.runPage()->strip(), &pages::RunStrip::serverFailed);
    desk.click("runButton");
    QTRY_COMPARE_WITH_TIMEOUT(asked.count(), 1, 30'000);
    QCOMPARE(strip->error().code, base::ErrorCode::Unreachable);
    QVERIFY(strip->isVisible());
}

void TestMainWindow::aChosenModelOutlivesAServerThatIsAway()
{
    ScriptedOllama server;
    server.stopListening();
    Desk desk;
    prepare(&desk, server.url());
    desk.window.runPage()->strip()->setEngine(
        QStringLiteral("ollama"), server.url(), QStringLiteral("tiny:latest"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.runPage()->errorStrip()->isVisible(), 30'000);
    QCOMPARE(desk.window.runPage()->strip()->model(), QStringLiteral("tiny:latest"));
    QSignalSpy finished(desk.window.session(), &models::RunSession::finished);
    desk.click("runButton");
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QCOMPARE(desk.window.runPage()->errorStrip()->error().code, base::ErrorCode::Unreachable);
}

void TestMainWindow::theStatusFollowsTheServerOfARun()
{
    Desk desk;
    ScriptedOllama server;
    prepare(&desk, server.url());
    const auto* status = desk.window.findChild<widgets::StatusBar*>()->findChild<QToolButton*>();
    QTRY_VERIFY_WITH_TIMEOUT(status->text().contains(QStringLiteral("127.0.0.1")), 30'000);
    server.stopListening();
    desk.click("runButton");
    QTRY_COMPARE_WITH_TIMEOUT(status->text(), QStringLiteral("Ollama cannot be reached."), 30'000);
    QVERIFY(desk.window.runPage()->strip()->server());
}

void TestMainWindow::droppedStreamKeepsItsText()
{
    ScriptedOllama::Settings settings;
    settings.dropAfterTokens = 10;
    settings.faultAtCall = 1;
    ScriptedOllama server(settings);
    Desk desk;
    prepare(&desk, server.url());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.runPage()->strip()->model().isEmpty(), 20'000);
    desk.find<QSpinBox>("warmupsSpin")->setValue(0); // so that the first chat is the analysis
    desk.click("runButton");
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.session()->currentCall(), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.session()->isRunning(), 60'000);
    bool sawDropped = false;
    for (const experiment::Call& call : desk.window.session()->experiment().calls)
        if (call.state == measure::CallState::Aborted || call.state == measure::CallState::Error) {
            sawDropped = true;
            QVERIFY(!call.text().isEmpty());
        }
    QVERIFY(sawDropped);
}

void TestMainWindow::severalAgentsAtOnce()
{
    ScriptedOllama server;
    Desk desk;
    auto* agents = desk.find<QSpinBox>("agentsSpin");
    QVERIFY(!agents->isEnabled()); // nothing to contend for with the built-in analyst
    prepare(&desk, server.url());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.runPage()->strip()->model().isEmpty(), 20'000);
    QVERIFY(agents->isEnabled());
    agents->setValue(3);
    QHash<int, QString> texts;
    connect(desk.window.session(), &models::RunSession::textArrived, this,
        [&texts](int ordinal, measure::ChunkKind, const QString& text) { texts[ordinal] += text; });
    desk.click("runButton");
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.session()->currentCall(), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.session()->isRunning(), 60'000);
    const experiment::Experiment& done = desk.window.session()->experiment();
    QCOMPARE(done.state, experiment::ExperimentState::Finished);
    QCOMPARE(done.spec.agents, 3);
    const auto rounds = done.concurrency();
    QCOMPARE(rounds.size(), done.spec.runs * done.spec.arms.size());
    for (const measure::ConcurrentRound& round : rounds)
        QVERIFY2(round.speedUp.has_value(), qPrintable(round.speedUpAbsentReason));
    for (const experiment::Call& call : done.calls) {
        QVERIFY(!call.text().isEmpty());
        QCOMPARE(texts.value(call.ordinal), call.text());
    }
}

void TestMainWindow::agentsAtFurtherAddresses()
{
    ScriptedOllama first;
    ScriptedOllama second;
    Desk desk;
    auto* further = desk.find<QLineEdit>("furtherAddressesEdit");
    auto* refusal = desk.find<QLabel>("furtherAddressesRefusal");
    prepare(&desk, first.url());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.runPage()->strip()->model().isEmpty(), 20'000);
    const auto type = [further](const QString& text) {
        further->setText(text);
        Q_EMIT further->editingFinished();
    };
    const QWidget* const part = further->parentWidget();
    QVERIFY(!part->isVisibleTo(part->parentWidget())); // one agent has one address
    type(second.url());
    QCOMPARE(desk.window.runPage()->spec().moreUrls, QStringList());
    desk.find<QSpinBox>("agentsSpin")->setValue(2);
    QVERIFY(part->isVisibleTo(part->parentWidget()));
    QVERIFY(refusal->text().isEmpty());
    for (const QString& wrong : {second.url() + QStringLiteral(", http://127.0.0.1:9"), first.url(),
             QStringLiteral("ftp://somewhere")}) {
        type(wrong);
        QVERIFY2(!refusal->text().isEmpty(), qPrintable(wrong));
    }
    type(QStringLiteral("  %1 , ").arg(second.url()));
    QVERIFY(refusal->text().isEmpty());
    QCOMPARE(desk.window.runPage()->spec().moreUrls, QStringList {second.url()});
    desk.click("runButton");
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.session()->currentCall(), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.session()->isRunning(), 60'000);
    QCOMPARE(desk.window.session()->experiment().state, experiment::ExperimentState::Finished);
    QVERIFY(second.chatCount() > 0);
    desk.find<QSpinBox>("agentsSpin")->setValue(1);
    QCOMPARE(desk.window.runPage()->spec().moreUrls, QStringList());
}

void TestMainWindow::thoughtsStandAboveTheAnswer()
{
    ScriptedOllama::Settings settings;
    settings.thinkTokens = 6;
    settings.replyText = QStringLiteral("The answer.");
    settings.capabilities = {QStringLiteral("completion"), QStringLiteral("thinking")};
    ScriptedOllama server(settings);
    Desk desk;
    prepare(&desk, server.url());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.runPage()->strip()->model().isEmpty(), 20'000);
    desk.click("runButton");
    QTRY_COMPARE_WITH_TIMEOUT(desk.text(), QStringLiteral("The answer."), 60'000);
    QVERIFY(!desk.find<widgets::StreamView>("thinkingView")->streamText().isEmpty());
    QVERIFY(desk.find<QPushButton>("thinkingButton")->isVisible());
    QVERIFY(!desk.find<widgets::StreamView>("thinkingView")->isVisible()); // folded
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.session()->isRunning(), 60'000);
}

void TestMainWindow::aKeyIsKeptForTheSession()
{
    const QByteArray key = "sk-verysecret-4711";
    tests::ScriptedServer server;
    server.route("GET /v1/models",
        {tests::Step::send(tests::ScriptedServer::json({{QStringLiteral("object"), QStringLiteral("list")},
            {QStringLiteral("data"),
                QJsonArray {QJsonObject {{QStringLiteral("id"), QStringLiteral("tiny")}}}}}))});
    Desk desk;
    prepare(&desk, server.url(), QStringLiteral("openai"));
    QTRY_COMPARE_WITH_TIMEOUT(desk.window.runPage()->strip()->model(), QStringLiteral("tiny"), 20'000);
    QVERIFY(server.requests().last().header("authorization").isEmpty());
    auto* edit = desk.find<QLineEdit>("keyEdit");
    QVERIFY(edit->isVisible());
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    QTest::keyClicks(edit, QString::fromLatin1(key));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(
        desk.find<QLabel>("keyLabel")->text(), QStringLiteral("Key: kept for this session only"), 90'000);
    QVERIFY(edit->text().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().last().header("authorization"), "Bearer " + key, 20'000);
    QVERIFY(desk.window.runPage()->options()->model()->index(1, 2).data().toString().contains(
        QStringLiteral("no effect"))); // num_ctx

    desk.window.close(); // saves what is remembered
    QSettings settings;
    settings.sync();
    for (const QString& name : settings.allKeys())
        QVERIFY2(!settings.value(name).toByteArray().contains(key), qPrintable(name));
    QFile file(settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(key));
    QFile library(desk.folder.filePath(QStringLiteral("library.sqlite")));
    QVERIFY(library.open(QIODevice::ReadOnly));
    QVERIFY(!library.readAll().contains(key));
    mainwindow::WindowSettings {}.save();
}

void TestMainWindow::everyEngineHasItsOwnAddress()
{
    Desk desk;
    pages::RunStrip* strip = desk.window.runPage()->strip();
    strip->setEngine(QStringLiteral("ollama"), QStringLiteral("127.0.0.1:9"), {});
    auto* engine = desk.find<QComboBox>("engineBox");
    auto* address = desk.find<QLineEdit>("urlEdit");
    QCOMPARE(address->text(), QStringLiteral("127.0.0.1:9"));
    engine->setCurrentIndex(engine->findData(QStringLiteral("openai")));
    QVERIFY(address->text().isEmpty());
    QCOMPARE(address->placeholderText(), QStringLiteral("http://127.0.0.1:8080"));
    address->setText(QStringLiteral("127.0.0.1:7"));
    engine->setCurrentIndex(engine->findData(QStringLiteral("ollama")));
    QCOMPARE(address->text(), QStringLiteral("127.0.0.1:9"));
    engine->setCurrentIndex(engine->findData(QStringLiteral("openai")));
    QCOMPARE(address->text(), QStringLiteral("127.0.0.1:7"));
}

void TestMainWindow::keysAndCommands()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowExposed(&desk.window));
    desk.window.activateWindow();
    for (int page = 0; page < 5; ++page) {
        QTest::keyClick(&desk.window, static_cast<Qt::Key>(Qt::Key_1 + page), Qt::ControlModifier);
        QCOMPARE(static_cast<int>(desk.window.page()), page);
    }
    auto* palette = desk.find<mainwindow::CommandPalette>("commandPalette");
    desk.find<QAction>("palette")->trigger();
    QVERIFY(palette->isVisible());
    const int all = palette->shownCount();
    QTest::keyClicks(desk.find<QLineEdit>("commandSearch"), QStringLiteral("go data"));
    QCOMPARE(palette->shownCount(), 1);
    QVERIFY(all > 10);
    QVERIFY(palette->height() < 120); // as high as its hits
    QTest::keyClicks(desk.find<QLineEdit>("commandSearch"), QStringLiteral(" ctrl+1"));
    QCOMPARE(palette->shownCount(), 1); // keys are found, too
    QTest::keyClicks(desk.find<QLineEdit>("commandSearch"), QStringLiteral("5"));
    QCOMPARE(palette->shownCount(), 0);
    QVERIFY(!palette->findChild<QLabel*>()->text().isEmpty());
    QVERIFY(palette->findChild<QLabel*>()->isVisible());
    QTest::keyClick(desk.find<QLineEdit>("commandSearch"), Qt::Key_Backspace);
    QCOMPARE(palette->shownCount(), 1);
    QTest::keyClick(desk.find<QLineEdit>("commandSearch"), Qt::Key_Return);
    QCOMPARE(desk.window.page(), mainwindow::MainWindow::DataPageId);
    QVERIFY(!palette->isVisible());
}

void TestMainWindow::settingsNeverHoldMoreThanTheyShould()
{
    mainwindow::WindowSettings settings;
    settings.folder = QStringLiteral("/some/folder");
    settings.engine = QStringLiteral("ollama");
    settings.theme = theme::Theme::Mode::Dark;
    settings.timeouts = {1000, 2000, 0, 4000};
    settings.caFile = QStringLiteral("/some/ca.pem");
    settings.url = QStringLiteral("http://ann:secret@box:1");
    settings.save();
    const auto read = mainwindow::WindowSettings::load();
    QCOMPARE(read.url, QStringLiteral("http://box:1"));
    QCOMPARE(read.folder, settings.folder);
    QCOMPARE(read.engine, settings.engine);
    QCOMPARE(read.theme, settings.theme);
    QCOMPARE(read.timeouts, settings.timeouts);
    QCOMPARE(read.caFile, settings.caFile);
    QSettings store;
    store.setValue(QStringLiteral("server/idleMs"), QStringLiteral("soon")); // edited by hand
    store.setValue(QStringLiteral("server/totalMs"), -7);
    const base::Timeouts mended = mainwindow::WindowSettings::load().timeouts;
    QCOMPARE(mended.idleMs, base::Timeouts {}.idleMs);
    QCOMPARE(mended.totalMs, base::Timeouts {}.totalMs);
    mainwindow::WindowSettings {}.save();
    QVERIFY(mainwindow::WindowSettings::load().folder.isEmpty());
}

void TestMainWindow::aWindowThatDoesNotFitTheScreenIsMaximized()
{
    QSettings().remove(QStringLiteral("window/geometry"));
    for (const bool isTooLarge : {true, false}) {
        Desk desk;
        const QSize room = desk.window.screen()->availableSize();
        desk.window.setMinimumSize(1, 1);
        desk.window.resize(isTooLarge ? room : room - QSize(1, 1));
        desk.window.restore(m_corpus.path(), false);
        QCOMPARE(desk.window.isMaximized(), isTooLarge);
    }
}

void TestMainWindow::labelsStandBesideTheMiddleOfTheirFields()
{
    Desk desk;
    desk.window.goTo(mainwindow::MainWindow::RunPageId);
    desk.window.runPage()->strip()->optionsButton()->setChecked(true);
    QCoreApplication::processEvents();
    int seen = 0;
    for (const auto* form : desk.window.findChildren<QFormLayout*>()) {
        for (int row = 0; row < form->rowCount(); ++row) {
            const QLayoutItem* label = form->itemAt(row, QFormLayout::LabelRole);
            const QLayoutItem* field = form->itemAt(row, QFormLayout::FieldRole);
            if (!label || !field || !field->widget() || !field->widget()->isVisible())
                continue;
            const int offset = label->geometry().center().y() - field->geometry().center().y();
            QVERIFY2(std::abs(offset) <= 1, qPrintable(field->widget()->objectName()));
            ++seen;
        }
    }
    QVERIFY(seen > 5);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
