#include "base/error.h"
#include "models/optionsmodel.h"
#include "pages/advancedpart.h"
#include "pages/checkpanel.h"
#include "servers/scriptedopenai.h"
#include "servers/scriptedserver.h"
#include "servers/tlscertificates.h"
#include "servers/tlsserver.h"
#include "ui/mainwindow/desk.h"
#include "widgets/statusbar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QToolButton>

using namespace benchglass;
using base::Remedy;
using tests::ScriptedOllama;
using tests::ScriptedOpenAi;
using tests::ScriptedServer;
using tests::Step;
using tests::TlsCertificates;
using tests::TlsServer;

namespace {

const QString ollama = QStringLiteral("ollama");
const QString openai = QStringLiteral("openai");
constexpr int patienceMs = 60'000;

/// A port at which nothing listens any more.
QString closedUrl()
{
    const ScriptedServer server;
    return server.url();
}

/// Where programs are looked for, as long as it lives.
class ProgramsIn
{
public:
    explicit ProgramsIn(const QByteArray& folders) { qputenv("PATH", folders); }
    ~ProgramsIn() { qputenv("PATH", m_before); }
    Q_DISABLE_COPY_MOVE(ProgramsIn)

private:
    const QByteArray m_before = qgetenv("PATH");
};

QList<Step> refusal(int status, const QByteArray& body)
{
    return {Step::send(ScriptedServer::reply(status, "application/json", body))};
}

Step pullLine(const QByteArray& json)
{
    return Step::send(ScriptedServer::chunk(json + '\n'));
}

} // namespace

/// "Check the connection" in the real window, against scripted servers.
class TestCheckPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingAnswers();
    void whatHelps_data();
    void whatHelps();
    void theBuiltInAnalystNeedsNoNetwork();
    void startsAnOllama();
    void fetchesAMissingModel();
    void asksForTheNameOfAModel();
    void usesTheModelThatIsThere();
    void lowersTheContext();
    void raisesTheContext();
    void canBeStopped();
    void aNewCheckReplacesTheOld();
    void trustsACertificate();
    void anotherAddressIsCheckedAnew();
    void aGatewayBeforeOllamaWantsAKey();
    void opensFromTheErrorAndTheStatusBar();
    void aRunClosesIt();
    void wordsOfServersStayPlain();
    void diagnosticsHoldNoKey();

private:
    static void choose(Desk* desk, const QString& url, const QString& engine, const QString& model = {})
    {
        desk->window.goTo(mainwindow::MainWindow::RunPageId);
        desk->window.runPage()->strip()->setEngine(engine, url, model);
    }

    static pages::CheckPanel* check(Desk* desk)
    {
        desk->find<QToolButton>("checkButton")->click();
        return desk->window.runPage()->checkPanel();
    }

    static ScriptedOllama::Settings hanging()
    {
        ScriptedOllama::Settings settings;
        settings.hangBeforeFirstToken = true;
        return settings;
    }

    /// A check of a hanging() server, at its last step.
    static pages::CheckPanel* checkUntilItHangs(Desk* desk, ScriptedOllama& server)
    {
        choose(desk, server.url(), ollama);
        auto* panel = check(desk);
        [[maybe_unused]] const bool hangs =
            QTest::qWaitFor([&server] { return server.openStreams() == 1; }, patienceMs);
        return panel;
    }

    static bool isDone(const pages::CheckPanel* panel)
    {
        return panel->checkup().state() == workbench::Checkup::State::Idle;
    }

    static QString states(Desk* desk)
    {
        QStringList words;
        for (const engine::DoctorStep& step : engine::pendingSteps()) {
            const QByteArray name = "checkState-" + engine::doctorStageName(step.stage).toLatin1();
            words.append(desk->find<QLabel>(name.constData())->text());
        }
        return words.join(QStringLiteral(", "));
    }

    static QPushButton* action(Desk* desk) { return desk->find<QPushButton>("checkActionButton"); }
};

void TestCheckPanel::everythingAnswers()
{
    ScriptedOllama server;
    Desk desk;
    choose(&desk, server.url(), ollama);
    const pages::CheckPanel* panel = check(&desk);
    QVERIFY(panel->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    QCOMPARE(states(&desk), QStringLiteral("ok, ok, not needed, ok, ok, ok, ok"));
    QVERIFY(!desk.find<QLabel>("checkVerdict")->text().isEmpty());
    QVERIFY(action(&desk)->isHidden());
    for (const engine::DoctorStep& step : panel->checkup().steps()) {
        const QByteArray name = engine::doctorStageName(step.stage).toLatin1();
        QCOMPARE(!desk.find<QLabel>(("checkTime-" + name).constData())->text().isEmpty(),
            step.state == engine::DoctorState::Ok);
        const QString read = desk.find<QLabel>(("checkText-" + name).constData())->accessibleName();
        QVERIFY2(read.startsWith(engine::doctorStageText(step.stage)), qPrintable(read));
    }
    desk.click("checkCopyButton");
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(
        copied.contains(server.url()) && copied.contains(QStringLiteral("tiny:latest")), qPrintable(copied));
    QCOMPARE(copied.count(u'\n'), 9); // program, server, seven steps
    desk.find<QToolButton>("checkCloseButton")->click();
    QVERIFY(panel->isHidden());
}

void TestCheckPanel::whatHelps_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QByteArray>("route");
    QTest::addColumn<int>("status"); // 0: nothing listens
    QTest::addColumn<QString>("states");
    QTest::addColumn<Remedy>("button");
    QTest::addColumn<QByteArray>("focus");
    QTest::newRow("nothing listens") << ollama << QByteArray() << 0
                                     << "ok, failed, skipped, skipped, skipped, skipped, skipped"
                                     << Remedy::Retry << QByteArray();
    QTest::newRow("another server") << ollama << QByteArray("GET /") << 404
                                    << "ok, ok, not needed, ok, failed, skipped, skipped"
                                    << Remedy::ChangeAddress << QByteArray("urlEdit");
    QTest::newRow("no key") << openai << QByteArray("GET /v1/models") << 401
                            << "ok, ok, not needed, ok, failed, skipped, skipped" << Remedy::EnterKey
                            << QByteArray("keyEdit");
    QTest::newRow("the key may not") << openai << QByteArray("GET /v1/models") << 403
                                     << "ok, ok, not needed, ok, failed, skipped, skipped" << Remedy::EnterKey
                                     << QByteArray("keyEdit");
    QTest::newRow("busy") << openai << QByteArray("GET /v1/models") << 503
                          << "ok, ok, not needed, ok, failed, skipped, skipped" << Remedy::Retry
                          << QByteArray();
}

void TestCheckPanel::whatHelps()
{
    QFETCH(QString, engine);
    QFETCH(QByteArray, route);
    QFETCH(int, status);
    QFETCH(QString, states);
    QFETCH(Remedy, button);
    QFETCH(QByteArray, focus);
    const ProgramsIn nothingToStart("/nowhere");
    ScriptedServer server;
    if (!route.isEmpty())
        server.route(route, refusal(status, "{\"error\":\"no\"}"));
    Desk desk;
    QVERIFY(QTest::qWaitForWindowExposed(&desk.window));
    desk.window.activateWindow();
    choose(&desk, status == 0 ? closedUrl() : server.url(), engine);
    const pages::CheckPanel* panel = check(&desk);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    QCOMPARE(TestCheckPanel::states(&desk), states);
    QVERIFY(action(&desk)->isVisible());
    QCOMPARE(action(&desk)->text(), base::remedyText(button));
    QCOMPARE(action(&desk)->accessibleName(), action(&desk)->text());
    QCOMPARE(desk.find<QPushButton>("checkAgainButton")->isVisible(), button != Remedy::Retry);
    const quint64 before = server.requests().size();
    action(&desk)->click();
    if (!focus.isEmpty()) {
        QCOMPARE(QApplication::focusWidget(), desk.find<QLineEdit>(focus.constData()));
    } else {
        QVERIFY(!isDone(panel)); // it tries again
        QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
        QVERIFY(status == 0 || quint64(server.requests().size()) > before);
    }
}

void TestCheckPanel::theBuiltInAnalystNeedsNoNetwork()
{
    Desk desk;
    choose(&desk, {}, QStringLiteral("builtin"));
    desk.window.runPage()->checkConnection();
    QTRY_VERIFY_WITH_TIMEOUT(isDone(desk.window.runPage()->checkPanel()), patienceMs);
    QCOMPARE(
        states(&desk), QStringLiteral("not needed, not needed, not needed, not needed, ok, not needed, ok"));
}

void TestCheckPanel::startsAnOllama()
{
    const QTemporaryDir programs;
    QFile script(programs.filePath(ollama));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\necho \"$1 $OLLAMA_HOST ${BENCHGLASS_API_KEY:-none}\" > \"$0.said\"\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    const ProgramsIn found(programs.path().toLocal8Bit() + ':' + qgetenv("PATH"));
    const QUrl closed(closedUrl());
    Desk desk;
    choose(&desk, closed.toString(), ollama);
    const pages::CheckPanel* panel = check(&desk);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    QCOMPARE(action(&desk)->text(), QStringLiteral("Start Ollama"));
    action(&desk)->click();
    QVERIFY(!isDone(panel));
    QFile said(script.fileName() + QStringLiteral(".said"));
    QTRY_VERIFY_WITH_TIMEOUT(said.size() > 0, patienceMs);
    QVERIFY(said.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(said.readAll()).trimmed(),
        QStringLiteral("serve 127.0.0.1:%1 none").arg(closed.port()));

    // What was started listens after a while.
    ScriptedOllama server;
    QTcpServer gate;
    connect(&gate, &QTcpServer::newConnection, this, [&gate, &server] {
        auto* from = gate.nextPendingConnection();
        auto* to = new QTcpSocket(from);
        to->connectToHost(QHostAddress::LocalHost, server.port());
        connect(from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
        connect(to, &QTcpSocket::readyRead, from, [from, to] { from->write(to->readAll()); });
        connect(to, &QTcpSocket::disconnected, from, &QTcpSocket::disconnectFromHost);
        connect(from, &QTcpSocket::disconnected, from, &QObject::deleteLater);
    });
    QVERIFY(gate.listen(QHostAddress::LocalHost, quint16(closed.port())));
    QTRY_COMPARE_WITH_TIMEOUT(
        states(&desk), QStringLiteral("ok, ok, not needed, ok, ok, ok, ok"), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(
        desk.window.runPage()->strip()->model(), QStringLiteral("tiny:latest"), patienceMs);
}

void TestCheckPanel::fetchesAMissingModel()
{
    ScriptedOllama server;
    const Step head = Step::send(ScriptedServer::head(200, "application/x-ndjson"));
    server.route("POST /api/pull",
        {head, pullLine("{\"status\":\"pulling manifest\"}"),
            pullLine("{\"status\":\"pulling 1\",\"digest\":\"sha256:1\",\"total\":4000000000,"
                     "\"completed\":1000000000}"),
            Step::hold()});
    Desk desk;
    choose(&desk, server.url(), ollama, QStringLiteral("huge"));
    QTRY_COMPARE_WITH_TIMEOUT(desk.window.runPage()->strip()->model(), QStringLiteral("huge"), patienceMs);
    const pages::CheckPanel* panel = check(&desk);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    QCOMPARE(states(&desk), QStringLiteral("ok, ok, not needed, ok, ok, failed, skipped"));
    QCOMPARE(action(&desk)->text(), base::remedyText(Remedy::PullModel));
    QVERIFY(desk.find<QLineEdit>("pullNameEdit")->isHidden()); // it is known
    action(&desk)->click();
    auto* bar = desk.find<QProgressBar>("pullBar");
    QVERIFY(bar->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(bar->value(), bar->maximum() / 4, patienceMs);
    QVERIFY(desk.find<QLabel>("pullText")->text().startsWith(QStringLiteral("1.0 GB of 4.0 GB")));
    desk.window.runPage()->checkConnection(); // does not throw away what has come so far
    QVERIFY(bar->isVisible());
    desk.click("pullCancelButton");
    QTRY_VERIFY_WITH_TIMEOUT(!bar->isVisible(), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(server.abandoned(), 1, patienceMs);
    QVERIFY(!desk.find<QLabel>("checkVerdict")->text().isEmpty());
    QCOMPARE(action(&desk)->text(), base::remedyText(Remedy::PullModel));

    auto settings = server.settings();
    settings.models.append(QStringLiteral("huge:latest"));
    server.set(settings);
    server.route("POST /api/pull",
        {head, pullLine("{\"status\":\"success\"}"), Step::send(ScriptedServer::lastChunk())});
    action(&desk)->click();
    QTRY_COMPARE_WITH_TIMEOUT(
        states(&desk), QStringLiteral("ok, ok, not needed, ok, ok, ok, ok"), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(
        desk.window.runPage()->strip()->model(), QStringLiteral("huge:latest"), patienceMs);
}

void TestCheckPanel::asksForTheNameOfAModel()
{
    ScriptedOllama::Settings settings;
    settings.models.clear();
    ScriptedOllama server(settings);
    server.route("POST /api/pull",
        {Step::send(ScriptedServer::head(200, "application/x-ndjson")),
            pullLine("{\"error\":\"pull model manifest: file does not exist\"}"),
            Step::send(ScriptedServer::lastChunk())});
    Desk desk;
    choose(&desk, server.url(), ollama);
    const pages::CheckPanel* panel = check(&desk);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    auto* name = desk.find<QLineEdit>("pullNameEdit");
    QVERIFY(name->isVisible());
    QVERIFY(!action(&desk)->isEnabled());
    QTest::keyClicks(name, QStringLiteral("nobodys"));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(server.requestCount("POST /api/pull"), 1, patienceMs);
    // No registry has it: another name may do.
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel) && name->isVisible(), patienceMs);
    const auto* verdict = desk.find<QLabel>("checkVerdict");
    QVERIFY(verdict->text().contains(QStringLiteral("does not exist")));
    QTest::keyClicks(name, QStringLiteral("-either"));
    QVERIFY(verdict->text().contains(QStringLiteral("does not exist"))); // while it is typed
}

void TestCheckPanel::usesTheModelThatIsThere()
{
    ScriptedOpenAi server;
    Desk desk;
    choose(&desk, server.url(), openai, QStringLiteral("huge"));
    QTRY_COMPARE_WITH_TIMEOUT(desk.window.runPage()->strip()->model(), QStringLiteral("huge"), patienceMs);
    const pages::CheckPanel* panel = check(&desk);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    QCOMPARE(action(&desk)->text(), base::remedyText(Remedy::ChooseModel));
    action(&desk)->click();
    QTRY_COMPARE_WITH_TIMEOUT(
        states(&desk), QStringLiteral("ok, ok, not needed, ok, ok, ok, ok"), patienceMs);
    QCOMPARE(desk.window.runPage()->strip()->model(), QStringLiteral("tiny"));
}

void TestCheckPanel::lowersTheContext()
{
    ScriptedOllama server;
    server.route("POST /api/chat",
        refusal(500, "{\"error\":\"model requires more system memory (9 GiB) than is available\"}"));
    Desk desk;
    choose(&desk, server.url(), ollama);
    const pages::CheckPanel* panel = check(&desk);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    QCOMPARE(states(&desk), QStringLiteral("ok, ok, not needed, ok, ok, ok, failed"));
    QCOMPARE(action(&desk)->text(), base::remedyText(Remedy::LowerContext));
    action(&desk)->click();
    QVERIFY(!isDone(panel)); // it tries again with that
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    const int lower = 2048;
    QCOMPARE(desk.window.runPage()->options()->model()->options().value(u"num_ctx").toInt(), lower);
    QCOMPARE(desk.window.runPage()->strip()->arms(), pages::RunStrip::Arms::Tuned);
    QCOMPARE(desk.window.runPage()->spec().arms.first().options.value(u"num_ctx").toInt(), lower);
    const auto sent = server.requests().last().json.value(u"options").toObject();
    QCOMPARE(sent.value(u"num_ctx").toInt(), lower);
}

void TestCheckPanel::raisesTheContext()
{
    ScriptedOllama server;
    Desk desk;
    choose(&desk, server.url(), ollama);
    desk.window.runPage()->options()->setOption(QStringLiteral("num_ctx"), 512);
    desk.window.runPage()->strip()->setArms(pages::RunStrip::Arms::Tuned);
    desk.find<QSpinBox>("digestSpin")->setValue(3000);
    const pages::CheckPanel* panel = check(&desk);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    QVERIFY(!panel->checkup().error());
    QVERIFY(desk.find<QLabel>("checkWarnings-test")->isVisible());
    QCOMPARE(action(&desk)->text(), base::remedyText(Remedy::RaiseContext));
    action(&desk)->click();
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    QVERIFY(desk.window.runPage()->options()->model()->options().value(u"num_ctx").toInt() > 3000);
    QVERIFY(desk.find<QLabel>("checkWarnings-test")->isHidden());
}

void TestCheckPanel::canBeStopped()
{
    ScriptedOllama server(hanging());
    Desk desk;
    const pages::CheckPanel* panel = checkUntilItHangs(&desk, server);
    auto* again = desk.find<QPushButton>("checkAgainButton");
    QCOMPARE(again->text(), QStringLiteral("Stop"));
    QVERIFY(!isDone(panel));
    bool saysWhere = false;
    for (const QLabel* label : panel->findChildren<QLabel*>())
        saysWhere = saysWhere || label->text().endsWith(server.url());
    QVERIFY(saysWhere); // also while it is under way
    again->click();
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(server.openStreams(), 0, patienceMs);
    QCOMPARE(panel->checkup().error()->code, base::ErrorCode::Cancelled);
    QCOMPARE(states(&desk), QStringLiteral("ok, ok, not needed, ok, ok, ok, failed"));
    QCOMPARE(again->text(), QStringLiteral("Check again"));
}

void TestCheckPanel::aNewCheckReplacesTheOld()
{
    ScriptedOllama server(hanging());
    Desk desk;
    const pages::CheckPanel* panel = checkUntilItHangs(&desk, server);
    QSignalSpy finished(panel, &pages::CheckPanel::finished);
    server.set({});
    desk.window.runPage()->checkConnection();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(server.openStreams(), 0, patienceMs);
    QVERIFY(!panel->checkup().error());
}

void TestCheckPanel::trustsACertificate()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("this Qt has no TLS library");
    const TlsCertificates certificates;
    if (!certificates.whyNot().isEmpty())
        QSKIP(qPrintable(certificates.whyNot()));
    const auto json = [](const QByteArray& body) {
        return ScriptedServer::reply(200, "application/json", body);
    };
    const TlsServer server(certificates.certificate(TlsCertificates::Kind::Good), certificates.key(),
        {{"GET /", ScriptedServer::reply(200, "text/plain", "Ollama is running")},
            {"GET /api/version", json("{\"version\":\"0.30.6\"}")},
            {"GET /api/tags", json("{\"models\":[{\"name\":\"tiny:latest\"}]}")},
            {"POST /api/show", json("{\"details\":{},\"model_info\":{}}")},
            {"GET /api/ps", json("{\"models\":[]}")},
            {"POST /api/chat",
                ScriptedServer::reply(200, "application/x-ndjson",
                    "{\"message\":{\"content\":\"yes\"},\"done\":false}\n"
                    "{\"done\":true,\"done_reason\":\"length\",\"eval_count\":1}\n")}});
    Desk desk;
    choose(&desk, server.url(), ollama);
    const pages::CheckPanel* panel = check(&desk);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    QCOMPARE(states(&desk), QStringLiteral("ok, ok, failed, skipped, skipped, skipped, skipped"));
    QCOMPARE(action(&desk)->text(), base::remedyText(Remedy::ChooseCertificates));
    action(&desk)->click();
    auto* dialog = desk.window.findChild<QFileDialog*>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(certificates.authority());
    dialog->close();
    QTRY_COMPARE_WITH_TIMEOUT(states(&desk), QStringLiteral("ok, ok, ok, ok, ok, ok, ok"), patienceMs);
    QVERIFY(desk.find<QLabel>("checkText-tls")->text().startsWith(QStringLiteral("TLS 1.")));
}

void TestCheckPanel::anotherAddressIsCheckedAnew()
{
    ScriptedOllama server;
    Desk desk;
    choose(&desk, closedUrl(), ollama);
    const pages::CheckPanel* panel = check(&desk);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    QVERIFY(panel->checkup().error());
    auto* address = desk.find<QLineEdit>("urlEdit");
    address->selectAll();
    QTest::keyClicks(address, server.url());
    QTest::keyClick(address, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(
        states(&desk), QStringLiteral("ok, ok, not needed, ok, ok, ok, ok"), patienceMs);
    QVERIFY(desk.window.runPage()->errorStrip()->isHidden());
}

void TestCheckPanel::aGatewayBeforeOllamaWantsAKey()
{
    ScriptedServer server;
    for (const char* route : {"GET /", "GET /api/version", "GET /api/tags"})
        server.route(route, refusal(401, "{\"error\":\"unauthorized\"}"));
    Desk desk;
    choose(&desk, server.url(), ollama);
    const pages::CheckPanel* panel = check(&desk);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), 2 * patienceMs); // a keychain may be asked
    QCOMPARE(action(&desk)->text(), base::remedyText(Remedy::EnterKey));
    action(&desk)->click();
    auto* key = desk.find<QLineEdit>("keyEdit");
    QVERIFY(key->isVisible());
    QTest::keyClicks(key, QStringLiteral("sk-gateway"));
    QTest::keyClick(key, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(
        server.requests().last().header("authorization"), QByteArray("Bearer sk-gateway"), 2 * patienceMs);
}

void TestCheckPanel::opensFromTheErrorAndTheStatusBar()
{
    Desk desk;
    choose(&desk, closedUrl(), ollama);
    auto* strip = desk.window.runPage()->errorStrip();
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), patienceMs);
    QPushButton* offered = nullptr;
    for (auto* button : strip->findChildren<QPushButton*>())
        if (button->isVisible() && button->text() == base::remedyText(Remedy::CheckConnection))
            offered = button;
    QVERIFY(offered);
    offered->click();
    const pages::CheckPanel* panel = desk.window.runPage()->checkPanel();
    QVERIFY(panel->isVisible() && strip->isHidden());
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    desk.find<QAction>("escape")->trigger();
    QVERIFY(panel->isHidden());

    desk.window.goTo(mainwindow::MainWindow::DataPageId);
    desk.window.findChild<widgets::StatusBar*>()->findChild<QToolButton*>()->click();
    QCOMPARE(desk.window.page(), mainwindow::MainWindow::RunPageId);
    QVERIFY(panel->isVisible());
}

void TestCheckPanel::aRunClosesIt()
{
    ScriptedOllama server(hanging());
    Desk desk;
    desk.window.openSample();
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.runPage()->hasFolder(), patienceMs);
    const pages::CheckPanel* panel = checkUntilItHangs(&desk, server);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.runPage()->strip()->model().isEmpty(), patienceMs);
    desk.click("runButton");
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.session()->isRunning() && panel->isHidden(), patienceMs);
    QVERIFY(!desk.find<QToolButton>("checkButton")->isEnabled());
    desk.window.runPage()->checkConnection(); // would stand in what is measured
    QVERIFY(panel->isHidden());
    desk.click("runButton");
    desk.click("runButton");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.session()->isRunning(), patienceMs);
}

void TestCheckPanel::wordsOfServersStayPlain()
{
    ScriptedOllama::Settings settings;
    settings.version = QStringLiteral("<img src=\"file:///etc/passwd\"><b>1</b>");
    settings.models = {QStringLiteral("<i>tiny</i>")};
    ScriptedOllama server(settings);
    Desk desk;
    choose(&desk, server.url(), ollama);
    const pages::CheckPanel* panel = check(&desk);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
    QVERIFY(desk.find<QLabel>("checkText-identity")->text().contains(QStringLiteral("<b>1</b>")));
    for (const QLabel* label : panel->findChildren<QLabel*>())
        QVERIFY2(label->pixmap().isNull() ? label->textFormat() == Qt::PlainText : label->text().isEmpty(),
            qPrintable(label->text()));
}

void TestCheckPanel::diagnosticsHoldNoKey()
{
    const QByteArray key = "sk-verysecret-4711";
    qputenv("BENCHGLASS_API_KEY", key);
    ScriptedServer server;
    server.route("GET /v1/models", refusal(403, "{\"error\":{\"message\":\"" + key + " may not\"}}"));
    {
        Desk desk;
        choose(&desk, server.url(), openai);
        const pages::CheckPanel* panel = check(&desk);
        QTRY_VERIFY_WITH_TIMEOUT(isDone(panel), patienceMs);
        QCOMPARE(server.requests().last().header("authorization"), "Bearer " + key);
        desk.click("checkCopyButton");
        const QString copied = QApplication::clipboard()->text();
        QVERIFY2(copied.contains(QStringLiteral("may not")), qPrintable(copied));
        QVERIFY(!copied.contains(QString::fromLatin1(key)));
        for (const QLabel* label : panel->findChildren<QLabel*>())
            QVERIFY(!label->text().contains(QString::fromLatin1(key)));
    }
    qunsetenv("BENCHGLASS_API_KEY");
}

QTEST_MAIN(TestCheckPanel)
#include "tst_checkpanel.moc"
