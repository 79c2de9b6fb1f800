#include "mainwindow/mainwindow.h"

#include "mainwindow/commandpalette.h"
#include "mainwindow/statustexts.h"
#include "models/earlierruns.h"
#include "pages/advancedpart.h"
#include "pages/checkpanel.h"
#include "pages/comparepage.h"
#include "pages/datapage.h"
#include "pages/optionspanel.h"
#include "pages/reportpage.h"
#include "pages/runpage.h"
#include "pages/runspage.h"
#include "theme/icon.h"
#include "widgets/errorstrip.h"
#include "widgets/navrail.h"
#include "widgets/statusbar.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QScreen>
#include <QStackedWidget>
#include <QStringBuilder>
#include <QToolButton>
#include <QVBoxLayout>

namespace benchglass::mainwindow {

namespace {

const QSize LeastSize {900, 600};
const QSize FirstSize {1440, 900};

} // namespace

MainWindow::MainWindow(workbench::Workbench* workbench, theme::Theme* theme, QWidget* parent)
    : QMainWindow(parent)
    , m_workbench(workbench)
    , m_theme(theme)
    , m_session(new models::RunSession(this))
    , m_rail(new widgets::NavRail(*theme, this))
    , m_stack(new QStackedWidget(this))
    , m_status(new widgets::StatusBar(*theme, this))
    , m_data(new pages::DataPage({workbench, theme}, this))
    , m_run(new pages::RunPage({workbench, theme}, m_session, this))
    , m_runs(new pages::RunsPage({workbench, theme}, this))
    , m_compare(new pages::ComparePage({workbench, theme}, this))
    , m_report(new pages::ReportPage({workbench, theme}, this))
    , m_texts(new StatusTexts(workbench, m_session, m_run->strip(), m_status, this))
    , m_pages {m_data, m_run, m_runs, m_compare, m_report}
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QCoreApplication::applicationName());
    setMinimumSize(LeastSize);
    resize(FirstSize);
    arrange();
    makeActions();
    connectWorkbench();
    connectPages();
    connect(theme, &theme::Theme::changed, this, &MainWindow::refreshButtons);
    refreshButtons();
    m_runs->refresh();
    m_report->refreshList();
    new models::EarlierRuns(workbench, m_session, this);
    goTo(DataPageId);
}

MainWindow::~MainWindow() = default;

void MainWindow::arrange()
{
    m_rail->setObjectName(QStringLiteral("navRail"));
    m_status->setObjectName(QStringLiteral("statusBar"));
    m_rail->addEntry(QStringLiteral("data"), tr("Data"), tr("Data (Ctrl+1)"));
    m_rail->addEntry(QStringLiteral("run"), tr("Run"), tr("Run (Ctrl+2)"));
    m_rail->addEntry(QStringLiteral("runs"), tr("Runs"), tr("Runs (Ctrl+3)"));
    m_rail->addEntry(QStringLiteral("compare"), tr("Compare"), tr("Compare (Ctrl+4)"));
    m_rail->addEntry(QStringLiteral("report"), tr("Report"), tr("Report (Ctrl+5)"));
    for (pages::Page* page : m_pages)
        m_stack->addWidget(page);
    auto* central = new QWidget(this);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_stack, 1);
    column->addLayout(row, 1);
    column->addWidget(makeBottom());
    setCentralWidget(central);
    m_palette = new CommandPalette(central);
    connect(m_rail, &widgets::NavRail::chosen, this, &MainWindow::pageChosen);
}

QWidget* MainWindow::makeBottom()
{
    auto* bottom = new QFrame(this);
    bottom->setProperty("role", QStringLiteral("status")); // its line reaches over the buttons, too
    auto* row = new QHBoxLayout(bottom);
    row->setContentsMargins(0, 0, 6, 0);
    row->setSpacing(2);
    row->addWidget(m_status, 1);
    m_keysButton = new QToolButton(bottom);
    m_keysButton->setObjectName(QStringLiteral("keysButton"));
    m_keysButton->setAccessibleName(tr("Commands and keys"));
    m_keysButton->setToolTip(tr("Commands and keys (?)"));
    m_themeButton = new QToolButton(bottom);
    m_themeButton->setObjectName(QStringLiteral("themeButton"));
    m_themeButton->setAccessibleName(tr("Light, dark or as the system"));
    row->addWidget(m_keysButton);
    row->addWidget(m_themeButton);
    connect(m_keysButton, &QToolButton::clicked, this, [this] { m_palette->popUp(); });
    connect(m_themeButton, &QToolButton::clicked, this, &MainWindow::cycleTheme);
    return bottom;
}

QAction* MainWindow::addCommand(
    const QString& text, const char* name, const QKeySequence& key, std::function<void()> what)
{
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, std::move(what));
    addAction(action);
    m_commands.append(action);
    return action;
}

void MainWindow::makeActions()
{
    makeWorkCommands();
    makeWindowCommands();
    m_palette->setActions(m_commands);
}

/// Where to go and what to run.
void MainWindow::makeWorkCommands()
{
    const QStringList names {
        tr("Go to Data"), tr("Go to Run"), tr("Go to Runs"), tr("Go to Compare"), tr("Go to Report")};
    for (int page = DataPageId; page <= ReportPageId; ++page)
        addCommand(names.at(page), "goTo", QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + page)),
            [this, page] { goTo(static_cast<PageId>(page)); });
    addCommand(tr("Choose folder…"), "openFolder", QKeySequence::Open, [this] { askForFolder(); });
    addCommand(tr("Open the sample"), "openSample", {}, [this] { openSample(); });
    addCommand(tr("Run", "command"), "run", QKeySequence(Qt::CTRL | Qt::Key_Return), [this] {
        goTo(RunPageId);
        if (!m_session->isRunning())
            m_run->triggerMain();
    });
    addCommand(
        tr("Stop: after this stage, then now"), "stop", QKeySequence(Qt::CTRL | Qt::Key_Period), [this] {
            if (m_session->isRunning())
                m_run->triggerMain();
        });
    addCommand(tr("Check the connection"), "checkConnection", QKeySequence(Qt::CTRL | Qt::Key_K), [this] {
        goTo(RunPageId);
        m_run->checkConnection();
    });
    addCommand(tr("Show warnings"), "warnings", {}, [this] {
        goTo(RunPageId);
        m_run->showWarnings();
    });
}

/// How the window looks and is moved in.
void MainWindow::makeWindowCommands()
{
    using Mode = theme::Theme::Mode;
    addCommand(tr("Light"), "themeLight", {}, [this] { m_theme->setMode(Mode::Light); });
    addCommand(tr("Dark"), "themeDark", {}, [this] { m_theme->setMode(Mode::Dark); });
    addCommand(
        tr("Light or dark as the system"), "themeSystem", {}, [this] { m_theme->setMode(Mode::System); });
    addCommand(tr("Next pane"), "nextPane", QKeySequence(Qt::Key_F6), [this] { nextPane(1); });
    addCommand(
        tr("Previous pane"), "previousPane", QKeySequence(Qt::SHIFT | Qt::Key_F6), [this] { nextPane(-1); });
    addCommand(tr("Commands"), "palette", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
        [this] { m_palette->popUp(); });
    addCommand(tr("Show keys"), "keys", QKeySequence(Qt::Key_Question), [this] { m_palette->popUp(); });
    addCommand(tr("Close or dismiss"), "escape", QKeySequence(Qt::Key_Escape), [this] { escape(); });
    addCommand(tr("Quit"), "quit", QKeySequence::Quit, [this] { close(); });
}

void MainWindow::connectWorkbench()
{
    using workbench::Workbench;
    connect(m_workbench, &Workbench::experimentBegun, m_session, &models::RunSession::begin);
    connect(m_workbench, &Workbench::progressed, m_session, &models::RunSession::noteProgress);
    connect(m_workbench, &Workbench::callStarted, m_session, &models::RunSession::startCall);
    connect(m_workbench, &Workbench::chunksArrived, m_session, &models::RunSession::addChunks);
    connect(m_workbench, &Workbench::callFinished, m_session, &models::RunSession::finishCall);
    connect(m_workbench, &Workbench::warned, m_session, &models::RunSession::warn);
    connect(m_workbench, &Workbench::experimentFinished, this, &MainWindow::runFinished);
}

void MainWindow::connectPages()
{
    connect(m_data, &pages::DataPage::chooseFolderRequested, this, &MainWindow::askForFolder);
    connect(m_data, &pages::DataPage::folderOpened, this, [this](const workbench::OpenedFolder& folder) {
        m_settings.folder = folder.catalog->folder();
        setWindowTitle(folder.catalog->name() % QStringLiteral(" – ") % QCoreApplication::applicationName());
        m_run->setFolder(folder);
    });
    connect(m_run, &pages::RunPage::chooseFolderRequested, this, &MainWindow::askForFolder);
    connect(m_run, &pages::RunPage::openSampleRequested, m_data, &pages::DataPage::openSample);
    connect(m_run, &pages::RunPage::serverAnswered, m_texts, &StatusTexts::showServer);
    connect(m_run, &pages::RunPage::serverFailed, m_texts, &StatusTexts::showNoServer);
    connect(m_run, &pages::RunPage::choicesChanged, this, [this] {
        m_data->setDigestBudget(m_run->digestBudget());
        m_texts->showChoices();
    });
    connect(m_run, &pages::RunPage::reportRequested, this, &MainWindow::openReport);
    connect(m_runs, &pages::RunsPage::reportRequested, this, &MainWindow::openReport);
    connect(m_runs, &pages::RunsPage::replayRequested, this, [this](const pages::ArmRef& arm) {
        goTo(RunPageId);
        m_run->replayStored(arm.experimentId, arm.arm);
    });
    connect(m_runs, &pages::RunsPage::startRequested, this, [this] { goTo(RunPageId); });
    connect(m_runs, &pages::RunsPage::compareRequested, this, [this](const QList<pages::ArmRef>& arms) {
        m_compare->compare(arms);
        goTo(ComparePageId);
    });
    connect(m_compare, &pages::ComparePage::chooseRequested, this, [this] { goTo(RunsPageId); });
    connect(m_compare, &pages::ComparePage::reportRequested, this, &MainWindow::openReport);
    connect(m_report, &pages::ReportPage::startRequested, this, [this] { goTo(RunPageId); });
    connect(m_status, &widgets::StatusBar::serverClicked, this, [this] {
        goTo(RunPageId);
        m_run->checkConnection();
    });
    connect(m_status, &widgets::StatusBar::warningsClicked, this, [this] {
        goTo(RunPageId);
        m_run->showWarnings();
    });
}

void MainWindow::restore(const QString& folder, bool sample)
{
    m_settings = WindowSettings::load();
    m_theme->setMode(m_settings.theme);
    if (!m_settings.geometry.isEmpty())
        restoreGeometry(m_settings.geometry);
    else if (const QSize room = screen()->availableSize();
             width() >= room.width() || height() >= room.height())
        setWindowState(Qt::WindowMaximized); // with its frame it would not fit
    m_run->options()->advanced()->setTimeouts(m_settings.timeouts);
    m_run->options()->advanced()->setCaFile(m_settings.caFile);
    const bool isFirst = m_settings.folder.isEmpty() && folder.isEmpty();
    if (sample || isFirst) {
        openSample();
        return;
    }
    m_run->strip()->setEngine(m_settings.engine, m_settings.url, m_settings.model);
    openFolder(folder.isEmpty() ? m_settings.folder : folder);
}

void MainWindow::openFolder(const QString& folder)
{
    goTo(DataPageId);
    m_data->openFolder(QFileInfo(folder).absoluteFilePath());
}

void MainWindow::openSample()
{
    m_run->strip()->setEngine(QStringLiteral("builtin"), {}, {});
    m_data->openSample();
    goTo(RunPageId);
}

void MainWindow::askForFolder()
{
    auto* dialog = new QFileDialog(this, tr("Choose a folder of results"),
        m_settings.folder.isEmpty() ? QDir::homePath() : m_settings.folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openFolder);
    dialog->open();
}

void MainWindow::goTo(PageId page)
{
    m_rail->setCurrent(page);
    pageChosen(page);
}

MainWindow::PageId MainWindow::page() const
{
    return static_cast<PageId>(m_stack->currentIndex());
}

void MainWindow::pageChosen(int page)
{
    m_stack->setCurrentIndex(page);
    m_pages.at(page)->setFocus(); // on none of its controls: letters are still keys of the window
}

void MainWindow::runFinished(const std::shared_ptr<const experiment::Experiment>& experiment)
{
    m_session->finish(experiment);
    if (!experiment || experiment->id.isEmpty() || experiment->calls.isEmpty())
        return;
    m_report->show(experiment);
    if (experiment->spec.arms.size() > 1)
        m_compare->compareArmsOf(experiment);
}

void MainWindow::openReport(const QString& experimentId)
{
    if (!m_report->experiment() || m_report->experiment()->id != experimentId)
        m_report->open(experimentId);
    goTo(ReportPageId);
}

void MainWindow::refreshButtons()
{
    const theme::Tokens& tokens = m_theme->tokens();
    m_keysButton->setIcon(theme::icon(QStringLiteral("keyboard"), tokens));
    m_themeButton->setIcon(
        theme::icon(m_theme->isDark() ? QStringLiteral("sun") : QStringLiteral("moon"), tokens));
    m_themeButton->setToolTip(m_theme->isDark() ? tr("Go light") : tr("Go dark"));
}

void MainWindow::cycleTheme()
{
    m_theme->setMode(m_theme->isDark() ? theme::Theme::Mode::Light : theme::Theme::Mode::Dark);
}

void MainWindow::nextPane(int step)
{
    QList<QWidget*> panes {m_rail};
    for (QWidget* pane : m_pages.at(m_stack->currentIndex())->panes())
        if (pane->isVisible())
            panes.append(pane);
    qsizetype at = 0;
    for (qsizetype i = 0; i < panes.size(); ++i)
        if (QWidget* focus = QApplication::focusWidget();
            focus == panes.at(i) || panes.at(i)->isAncestorOf(focus))
            at = i;
    QWidget* next = panes.at((at + step + panes.size()) % panes.size());
    if (next == m_rail)
        if (auto* button = m_rail->findChild<QAbstractButton*>())
            next = button;
    next->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::escape()
{
    if (m_palette->isVisible())
        m_palette->hide();
    else if (page() == RunPageId && m_run->checkPanel()->isVisible())
        m_run->checkPanel()->dismiss();
    else if (page() == DataPageId && !m_data->errorStrip()->isVisible())
        m_data->setNarrowing({});
    else
        m_pages.at(m_stack->currentIndex())->errorStrip()->dismiss();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_settings.geometry = saveGeometry();
    m_settings.engine = m_run->strip()->engine();
    m_settings.url = m_run->strip()->url();
    m_settings.model = m_run->strip()->model();
    m_settings.timeouts = m_run->options()->advanced()->timeouts();
    m_settings.caFile = m_run->options()->advanced()->caFile();
    m_settings.theme = m_theme->mode();
    m_settings.save();
    QMainWindow::closeEvent(event);
}

} // namespace benchglass::mainwindow
