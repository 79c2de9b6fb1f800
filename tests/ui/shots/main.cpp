#include "base/translation.h"
#include "mainwindow/mainwindow.h"
#include "pages/checkpanel.h"
#include "pages/comparepage.h"
#include "pages/optionspanel.h"
#include "pages/reportpage.h"
#include "pages/runpage.h"
#include "servers/scriptedserver.h"
#include "theme/theme.h"
#include "ui/shots/faultshots.h"
#include "ui/shots/replayshots.h"
#include "widgets/segmented.h"
#include "widgets/tableview.h"
#include "workbench/workbench.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <functional>
#include <memory>

using namespace benchglass;
using mainwindow::MainWindow;

namespace {

const QStringList pageNames {QStringLiteral("data"), QStringLiteral("run"), QStringLiteral("runs"),
    QStringLiteral("compare"), QStringLiteral("report")};

/// Lets the window live until @p done, or for @p ms at most.
bool waitUntil(const std::function<bool()>& done, int ms)
{
    QElapsedTimer timer;
    timer.start();
    while (!done() && timer.elapsed() < ms) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(5);
    }
    return done();
}

void settle(int ms = 400)
{
    waitUntil([] { return false; }, ms);
}

/// At the scale of the program (QT_SCALE_FACTOR), or at @p scale if that is larger.
bool shoot(MainWindow* window, const QString& path, int scale)
{
    const qreal ratio = std::max<qreal>(scale, window->devicePixelRatioF());
    QPixmap picture(window->size() * ratio);
    picture.setDevicePixelRatio(ratio);
    window->render(&picture);
    return picture.save(path);
}

/// Every page in one theme and size.
bool shootPages(MainWindow* window, const QDir& out, const QString& suffix, int scale)
{
    bool isWritten = true;
    for (int page = MainWindow::DataPageId; page <= MainWindow::ReportPageId; ++page) {
        window->goTo(static_cast<MainWindow::PageId>(page));
        settle(page == MainWindow::ReportPageId ? 3000 : 400);
        isWritten = shoot(window, out.filePath(pageNames.at(page) + suffix), scale) && isWritten;
    }
    return isWritten;
}

/// A real run of the built-in analyst on the sample, two arms; shot once while it writes.
bool run(MainWindow* window, const QDir& out)
{
    window->openSample();
    if (!waitUntil([&] { return window->runPage()->hasFolder(); }, 30'000))
        return false;
    window->runPage()->strip()->setArms(pages::RunStrip::Arms::Both);
    window->runPage()->strip()->setRuns(2);
    window->runPage()->options()->setTunedArm({QStringLiteral("Tuned"),
        {{QStringLiteral("num_ctx"), 4096}, {QStringLiteral("temperature"), 0.2}}, {}});
    window->runPage()->options()->setPace(400);
    window->runPage()->triggerMain();
    waitUntil(
        [&] {
            return window->session()->experiment().calls.size() >= 4
                && window->session()->liveRatePerSecond();
        },
        60'000);
    settle(600);
    shoot(window, out.filePath(QStringLiteral("run-live-light.png")), 1);
    return waitUntil([&] { return !window->session()->isRunning(); }, 180'000)
        && waitUntil([&] { return window->reportPage()->previewPages() > 0; }, 60'000);
}

/// A call as a server would have been measured, for the picture of a comparison between models.
experiment::Call pictured(int ordinal, const QString& arm, int run, measure::Stage stage)
{
    const bool isCold = run == 1 && stage == measure::Stage::Analysis;
    const bool isTuned = arm == u"Tuned";
    experiment::Call call;
    call.ordinal = ordinal;
    call.arm = arm;
    call.run = run;
    call.stage = stage;
    call.finished = true;
    call.stratum = isCold ? measure::Stratum::Cold : measure::Stratum::Warm;
    call.metrics.ttftNs = isCold ? 4900e6 : (isTuned ? 520e6 : 640e6) + run * 9e6;
    call.metrics.loadNs = isCold ? 4700e6 : 40e6;
    call.metrics.prefillNs = isCold ? 150e6 : 400e6;
    call.metrics.decodeRatePerSecond = (isTuned ? 115.0 : 112.0) + 0.3 * run;
    call.metrics.outputTokens = 470 + 5 * run;
    return call;
}

std::shared_ptr<const experiment::Experiment> picturedExperiment()
{
    auto made = std::make_shared<experiment::Experiment>();
    made->id = QStringLiteral("abcdefghij");
    made->spec.engine = QStringLiteral("ollama");
    made->spec.model = QStringLiteral("gemma3:latest");
    made->spec.arms = {{QStringLiteral("Baseline"), {}, {}},
        {QStringLiteral("Tuned"),
            {{QStringLiteral("num_ctx"), 4096}, {QStringLiteral("num_gpu"), 80},
                {QStringLiteral("temperature"), 0.2}},
            {}}};
    for (const experiment::Arm& arm : made->spec.arms)
        for (int run = 1; run <= 5; ++run)
            for (const measure::Stage stage : {measure::Stage::Analysis, measure::Stage::Report})
                made->calls.append(pictured(static_cast<int>(made->calls.size()), arm.name, run, stage));
    return made;
}

/// What the pages show on demand: the other panels of Run, the notes of Runs, the texts and figures of
/// Compare.
bool shootDetails(MainWindow* window, const QDir& out, const QString& suffix)
{
    bool isWritten = true;
    const auto take = [&](MainWindow::PageId page, const char* name) {
        window->goTo(page);
        settle();
        isWritten = shoot(window, out.filePath(QLatin1String(name) + suffix), 1) && isWritten;
    };
    auto* panels = window->findChild<widgets::Segmented*>(QStringLiteral("panelChoice"));
    panels->setCurrent(1);
    take(MainWindow::RunPageId, "run-calls");
    panels->setCurrent(2);
    take(MainWindow::RunPageId, "run-warnings");
    panels->setCurrent(0);
    auto* runs = window->findChild<widgets::TableView*>(QStringLiteral("runsTable"));
    runs->selectRow(0);
    take(MainWindow::RunsPageId, "runs-notes");
    runs->clearSelection();
    auto* views = window->comparePage()->findChild<widgets::Segmented*>();
    views->setCurrent(1);
    take(MainWindow::ComparePageId, "compare-texts");
    views->setCurrent(0);
    window->comparePage()->compareArmsOf(picturedExperiment());
    take(MainWindow::ComparePageId, "compare-models");
    window->comparePage()->compareArmsOf(
        std::make_shared<experiment::Experiment>(window->session()->experiment()));
    return isWritten;
}

/// The built-in analyst as fast as it can: no rate, and the card says why.
bool shootUnpaced(MainWindow* window, const QDir& out)
{
    window->runPage()->strip()->optionsButton()->setChecked(false);
    window->runPage()->strip()->setEngine(QStringLiteral("builtin"), {}, {});
    window->runPage()->options()->setPace({});
    window->runPage()->triggerMain();
    waitUntil([&] { return window->session()->isRunning(); }, 5'000);
    const bool isRun = waitUntil([&] { return !window->session()->isRunning(); }, 60'000);
    window->goTo(MainWindow::RunPageId);
    settle();
    return shoot(window, out.filePath(QStringLiteral("run-unpaced-light.png")), 1) && isRun;
}

/// A server that may want a key, with everything that can be set about it.
bool shootServer(MainWindow* window, theme::Theme* theme, const QDir& out)
{
    window->goTo(MainWindow::RunPageId);
    window->runPage()->strip()->setEngine(QStringLiteral("openai"), QStringLiteral("127.0.0.1:9"), {});
    window->runPage()->strip()->optionsButton()->setChecked(true);
    auto* advanced = window->findChild<QPushButton*>(QStringLiteral("advancedButton"));
    advanced->setChecked(true);
    settle(1500);
    auto* panel = window->runPage()->options()->findChild<QScrollArea*>();
    bool isWritten = true;
    for (const bool isDark : {false, true}) {
        theme->setMode(isDark ? theme::Theme::Mode::Dark : theme::Theme::Mode::Light);
        const QString name = isDark ? QStringLiteral("dark") : QStringLiteral("light");
        panel->verticalScrollBar()->setValue(0);
        settle();
        isWritten =
            shoot(window, out.filePath(QStringLiteral("run-server-%1.png").arg(name)), 1) && isWritten;
        panel->verticalScrollBar()->setValue(panel->verticalScrollBar()->maximum());
        settle();
        isWritten =
            shoot(window, out.filePath(QStringLiteral("run-advanced-%1.png").arg(name)), 1) && isWritten;
    }
    theme->setMode(theme::Theme::Mode::Light);
    advanced->setChecked(false);
    return isWritten;
}

/// The check of a connection: a model that is missing, being fetched, and all in order.
bool shootCheck(MainWindow* window, theme::Theme* theme, const QDir& out)
{
    using tests::ScriptedServer;
    using tests::Step;
    tests::ScriptedOllama::Settings settings;
    settings.vramRatio = 1;
    tests::ScriptedOllama server(settings);
    server.route("POST /api/pull",
        {Step::send(ScriptedServer::head(200, "application/x-ndjson")
             + ScriptedServer::chunk(
                 "{\"status\":\"pulling 8f2a\",\"digest\":\"sha256:1\",\"total\":3300000000,"
                 "\"completed\":900000000}\n")),
            Step::wait(700),
            Step::send(ScriptedServer::chunk("{\"status\":\"pulling 8f2a\",\"digest\":\"sha256:1\","
                                             "\"total\":3300000000,\"completed\":930000000}\n")),
            Step::hold()});
    pages::RunPage* page = window->runPage();
    window->goTo(MainWindow::RunPageId);
    page->strip()->optionsButton()->setChecked(false);
    const auto isIdle = [page] {
        return page->checkPanel()->checkup().state() == workbench::Checkup::State::Idle;
    };
    const auto take = [&](const char* name, const QString& suffix) {
        settle();
        return shoot(window, out.filePath(QStringLiteral("run-check-") + QLatin1String(name) + suffix), 1);
    };
    bool isDone = true;
    for (const bool isDark : {false, true}) {
        theme->setMode(isDark ? theme::Theme::Mode::Dark : theme::Theme::Mode::Light);
        for (const bool isSmall : {false, true}) {
            const QString suffix = (isDark ? QStringLiteral("-dark") : QStringLiteral("-light"))
                + (isSmall ? QStringLiteral("-small.png") : QStringLiteral(".png"));
            window->resize(isSmall ? QSize(1100, 700) : QSize(1440, 900));
            page->strip()->setEngine(QStringLiteral("ollama"), server.url(), QStringLiteral("gemma3:latest"));
            isDone = waitUntil([page] { return page->strip()->server().has_value(); }, 10'000) && isDone;
            page->checkConnection();
            isDone = waitUntil(isIdle, 20'000) && take("missing", suffix) && isDone;
            page->checkPanel()->findChild<QPushButton*>(QStringLiteral("checkActionButton"))->click();
            settle(1200);
            isDone = take("pulling", suffix) && isDone;
            page->checkPanel()->stop();
            isDone = waitUntil(isIdle, 10'000) && isDone;
            page->strip()->chooseModel(QStringLiteral("tiny:latest"));
            settle();
            page->checkConnection();
            isDone = waitUntil(isIdle, 20'000) && take("ok", suffix) && isDone;
        }
    }
    page->checkPanel()->dismiss();
    theme->setMode(theme::Theme::Mode::Light);
    window->resize(1440, 900);
    return isDone;
}

/// Several agents at once, at addresses of their own.
bool shootAgents(MainWindow* window, theme::Theme* theme, const QDir& out)
{
    window->goTo(MainWindow::RunPageId);
    window->runPage()->strip()->setEngine(QStringLiteral("ollama"), QStringLiteral("gpu-1:11434"), {});
    window->runPage()->strip()->optionsButton()->setChecked(true);
    window->findChild<QSpinBox*>(QStringLiteral("agentsSpin"))->setValue(3);
    auto* further = window->findChild<QLineEdit*>(QStringLiteral("furtherAddressesEdit"));
    auto* area = window->runPage()->options()->findChild<QScrollArea*>();
    bool isDone = true;
    for (const bool isDark : {false, true}) {
        theme->setMode(isDark ? theme::Theme::Mode::Dark : theme::Theme::Mode::Light);
        // Dark: with a slip of the pen.
        further->setText(
            isDark ? QStringLiteral("gpu-2:11434, gpu-1:11434") : QStringLiteral("gpu-2:11434, gpu-3:11434"));
        Q_EMIT further->editingFinished();
        settle();
        area->ensureWidgetVisible(further->parentWidget());
        settle();
        const QString name =
            isDark ? QStringLiteral("run-agents-dark.png") : QStringLiteral("run-agents-light.png");
        isDone = shoot(window, out.filePath(name), 1) && isDone;
    }
    theme->setMode(theme::Theme::Mode::Light);
    window->findChild<QSpinBox*>(QStringLiteral("agentsSpin"))->setValue(1);
    further->clear();
    return isDone;
}

bool shootCommands(MainWindow* window, const QDir& out)
{
    window->findChild<QAction*>(QStringLiteral("palette"))->trigger();
    settle();
    const bool isWritten = shoot(window, out.filePath(QStringLiteral("commands-light.png")), 1);
    window->findChild<QLineEdit*>(QStringLiteral("commandSearch"))->setText(QStringLiteral("+5"));
    settle();
    return shoot(window, out.filePath(QStringLiteral("commands-found-light.png")), 1) && isWritten;
}

} // namespace

/// Writes OUTDIR/<page>[-<part>]-<light|dark>[-small|-2x].png of every page of the real window, first
/// -empty-. The language is that of the environment: LC_ALL=de_DE.UTF-8 gives German pictures.
int main(int argc, char* argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Benchglass"));
    base::installTranslators(application);
    const QString part = QApplication::arguments().value(2);
    const bool isReplayOnly = part == u"replay";
    const bool isAgentsOnly = part == u"agents";
    const bool isFaultsOnly = part == u"faults";
    if (QApplication::arguments().size() != (isReplayOnly || isAgentsOnly || isFaultsOnly ? 3 : 2)) {
        qCritical("usage: benchglass-shots OUTDIR [replay|agents|faults]");
        return 2;
    }
    const QDir out(QApplication::arguments().at(1));
    const QTemporaryDir scratch;
    if (!out.mkpath(QStringLiteral(".")) || !scratch.isValid())
        return 1;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, scratch.path());

    theme::Theme theme;
    theme.setMode(theme::Theme::Mode::Light);
    const QString library = scratch.filePath(QStringLiteral("library.sqlite"));
    workbench::Workbench workbench(library);
    MainWindow window(&workbench, &theme);
    window.resize(1440, 900);
    window.show();
    settle();
    const auto shutter = [&](const QString& name) {
        settle();
        return shoot(&window, out.filePath(name + QStringLiteral(".png")), 1);
    };
    const auto faults = [&] {
        return shots::shootFaults(&window, &theme, shutter, settle);
    };
    const auto replay = [&] {
        return shots::shootReplay(&window, &theme, library, shutter, settle);
    };
    if (isReplayOnly)
        return replay() ? 0 : 1;
    if (isFaultsOnly)
        return faults() ? 0 : 1;
    if (isAgentsOnly)
        return shootAgents(&window, &theme, out) ? 0 : 1;
    bool isDone = shootPages(&window, out, QStringLiteral("-empty-light.png"), 1);
    isDone = run(&window, out) && isDone;
    for (const bool isDark : {false, true}) {
        theme.setMode(isDark ? theme::Theme::Mode::Dark : theme::Theme::Mode::Light);
        const QString name = isDark ? QStringLiteral("-dark") : QStringLiteral("-light");
        window.resize(1440, 900);
        isDone = shootPages(&window, out, name + QStringLiteral(".png"), 1) && isDone;
        isDone = shootDetails(&window, out, name + QStringLiteral(".png")) && isDone;
        isDone = shootPages(&window, out, name + QStringLiteral("-2x.png"), 2) && isDone;
        window.resize(1100, 700);
        isDone = shootPages(&window, out, name + QStringLiteral("-small.png"), 1) && isDone;
        isDone = shootDetails(&window, out, name + QStringLiteral("-small.png")) && isDone;
    }
    theme.setMode(theme::Theme::Mode::Light);
    window.goTo(MainWindow::RunPageId);
    window.runPage()->strip()->setEngine(QStringLiteral("ollama"), QStringLiteral("127.0.0.1:9"), {});
    window.runPage()->strip()->optionsButton()->setChecked(true);
    settle(1500);
    isDone = shoot(&window, out.filePath(QStringLiteral("run-options-light-small.png")), 1) && isDone;
    window.resize(1440, 900);
    settle();
    isDone = shoot(&window, out.filePath(QStringLiteral("run-options-light.png")), 1) && isDone;
    isDone = shootServer(&window, &theme, out) && isDone;
    isDone = shootCheck(&window, &theme, out) && isDone;
    isDone = shootAgents(&window, &theme, out) && isDone;
    isDone = replay() && isDone;
    isDone = faults() && isDone;
    isDone = shootUnpaced(&window, out) && shootCommands(&window, out) && isDone;
    return isDone ? 0 : 1;
}
