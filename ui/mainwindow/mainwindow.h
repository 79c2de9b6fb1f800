#pragma once

#include "mainwindow/windowsettings.h"
#include "models/runsession.h"
#include "pages/page.h"

#include <QMainWindow>

#include <functional>

class QAction;
class QStackedWidget;
class QToolButton;

namespace benchglass::pages {
class ComparePage;
class DataPage;
class ReportPage;
class RunPage;
class RunsPage;
} // namespace benchglass::pages
namespace benchglass::widgets {
class NavRail;
class StatusBar;
} // namespace benchglass::widgets

namespace benchglass::mainwindow {

class CommandPalette;
class StatusTexts;

/// The window: a rail of five pages, the status bar, and the wires between them and the workbench.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    enum PageId { DataPageId, RunPageId, RunsPageId, ComparePageId, ReportPageId };
    Q_ENUM(PageId)

    /// Both must outlive the window.
    MainWindow(workbench::Workbench* workbench, theme::Theme* theme, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Takes up where the last session ended: theme, place, engine, folder; the sample where there was none.
    /// @param folder opened instead, if not empty
    /// @param sample open the sample with the built-in analyst, whatever was last
    void restore(const QString& folder, bool sample);

    void goTo(PageId page);
    PageId page() const;
    void openFolder(const QString& folder);
    /// The sample with the built-in analyst: one click from a report.
    void openSample();

    pages::DataPage* dataPage() const { return m_data; }
    pages::RunPage* runPage() const { return m_run; }
    pages::RunsPage* runsPage() const { return m_runs; }
    pages::ComparePage* comparePage() const { return m_compare; }
    pages::ReportPage* reportPage() const { return m_report; }
    models::RunSession* session() const { return m_session; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void arrange();
    QWidget* makeBottom();
    void makeActions();
    void makeWorkCommands();
    void makeWindowCommands();
    QAction* addCommand(
        const QString& text, const char* name, const QKeySequence& key, std::function<void()> what);
    void connectWorkbench();
    void connectPages();
    void askForFolder();
    void pageChosen(int page);
    void runFinished(const std::shared_ptr<const experiment::Experiment>& experiment);
    void openReport(const QString& experimentId);
    void refreshButtons();
    void cycleTheme();
    void nextPane(int step);
    void escape();

    workbench::Workbench* m_workbench;
    theme::Theme* m_theme;
    WindowSettings m_settings;
    models::RunSession* m_session;
    widgets::NavRail* m_rail;
    QStackedWidget* m_stack;
    widgets::StatusBar* m_status;
    QToolButton* m_themeButton = nullptr;
    QToolButton* m_keysButton = nullptr;
    CommandPalette* m_palette = nullptr;
    pages::DataPage* m_data;
    pages::RunPage* m_run;
    pages::RunsPage* m_runs;
    pages::ComparePage* m_compare;
    pages::ReportPage* m_report;
    StatusTexts* m_texts;
    QList<pages::Page*> m_pages;
    QList<QAction*> m_commands;
};

} // namespace benchglass::mainwindow
