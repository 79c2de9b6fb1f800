#include "ui/shots/faultshots.h"

#include "pages/optionspanel.h"
#include "pages/runpage.h"
#include "servers/faults.h"
#include "servers/faultserver.h"
#include "theme/theme.h"

#include <QAbstractItemView>
#include <QSpinBox>
#include <QTest>

using namespace benchglass;
using tests::FaultServer;
using tests::ScriptedServer;
using tests::Step;

namespace shots {

namespace {

constexpr int PatienceMs = 20'000;

/// A run of @p runs runs at a server; true when it has begun.
bool begin(mainwindow::MainWindow* window, const FaultServer& server, int runs)
{
    pages::RunPage* const page = window->runPage();
    page->strip()->setEngine(QStringLiteral("ollama"), server.url(), {});
    const bool isThere = QTest::qWaitFor(
        [page] { return page->strip()->server() && !page->strip()->model().isEmpty(); }, PatienceMs);
    page->strip()->setRuns(runs);
    page->triggerMain();
    return isThere
        && QTest::qWaitFor([window] { return window->session()->currentCall() != nullptr; }, PatienceMs);
}

bool end(mainwindow::MainWindow* window)
{
    return QTest::qWaitFor([window] { return !window->session()->isRunning(); }, PatienceMs);
}

} // namespace

bool shootFaults(
    mainwindow::MainWindow* window, theme::Theme* theme, const Shutter& shutter, const Pause& pause)
{
    const tests::FaultProtocol protocol = tests::ollamaFaults();
    const QList<Step> broken = {Step::send(ScriptedServer::head(200, protocol.contentType)
        + ScriptedServer::chunk(protocol.content("## Findings\\n\\nThe first of the measurements ")
            + protocol.error("an error was encountered while running the model: CUDA error: out of memory"))
        + ScriptedServer::lastChunk())};
    if (!window->runPage()->hasFolder()) {
        window->openSample();
        if (!QTest::qWaitFor([window] { return window->runPage()->hasFolder(); }, PatienceMs))
            return false;
    }
    window->goTo(mainwindow::MainWindow::RunPageId);
    window->findChild<QSpinBox*>(QStringLiteral("warmupsSpin"))->setValue(0);
    bool isDone = true;
    for (const bool isDark : {false, true}) {
        theme->setMode(isDark ? theme::Theme::Mode::Dark : theme::Theme::Mode::Light);
        const QString suffix = isDark ? QStringLiteral("-dark") : QStringLiteral("-light");
        const FaultServer silent(protocol, {Step::hold()}, 3);
        isDone = begin(window, silent, 2) && isDone;
        isDone = QTest::qWaitFor([&silent] { return silent.callCount() == 3; }, PatienceMs) && isDone;
        pause(1500);
        isDone = shutter(QStringLiteral("run-waiting") + suffix) && isDone;
        window->runPage()->triggerMain();
        window->runPage()->triggerMain();
        isDone = end(window) && isDone;

        const FaultServer halfway(protocol, broken);
        isDone = begin(window, halfway, 2) && end(window) && isDone;
        window->findChild<QAbstractItemView*>(QStringLiteral("callsTable"))
            ->selectionModel()
            ->select(
                window->findChild<QAbstractItemView*>(QStringLiteral("callsTable"))->model()->index(0, 0),
                QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        isDone = shutter(QStringLiteral("run-failed-call") + suffix) && isDone;

        const FaultServer useless(protocol, broken);
        isDone = begin(window, useless, 1) && end(window) && isDone;
        isDone = shutter(QStringLiteral("run-nothing-measured") + suffix) && isDone;
    }
    theme->setMode(theme::Theme::Mode::Light);
    return isDone;
}

} // namespace shots
