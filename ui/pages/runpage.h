#pragma once

#include "models/runsession.h"
#include "pages/page.h"
#include "pages/runstrip.h"

#include <QTimer>

#include <optional>

namespace benchglass::charts {
class RateChart;
class TtftChart;
} // namespace benchglass::charts
namespace benchglass::models {
class StrataModel;
} // namespace benchglass::models
namespace benchglass::widgets {
class ChartCard;
class TableView;
} // namespace benchglass::widgets

namespace benchglass::pages {

class CallErrors;
class CheckPanel;
class ConnectionCheck;
class DoneStrip;
class OptionsPanel;
class RunPanels;
class RunReplay;
class StreamCard;

/// Running: one strip that says what is run, the text as it comes, and what was measured so far.
class RunPage : public Page
{
    Q_OBJECT

public:
    RunPage(const Context& context, models::RunSession* session, QWidget* parent = nullptr);

    void setFolder(const workbench::OpenedFolder& folder);
    bool hasFolder() const { return m_folder.catalog != nullptr; }

    RunStrip* strip() const { return m_strip; }
    OptionsPanel* options() const { return m_options; }

    /// What Run would run.
    experiment::Spec spec() const;
    /// How many tokens of facts a model would be given.
    int digestBudget() const;

    /// Runs, or does what the main button says.
    void triggerMain();
    void showWarnings();
    /// Looks at the server step by step, in a panel of its own. Not while a run is under way.
    void checkConnection();
    CheckPanel* checkPanel() const { return m_check; }

    /// Plays a call of an arm in the library again: shows its experiment in the place of the last run, and
    /// plays the arm's first measured call. A run under way is not given up for it.
    void replayStored(const QString& experimentId, const QString& arm);
    RunReplay* replay() const { return m_replay; }

    QList<QWidget*> panes() const override;

Q_SIGNALS:
    void chooseFolderRequested();
    void openSampleRequested();
    void choicesChanged();
    void serverAnswered(const benchglass::engine::Server& server);
    void serverFailed(const benchglass::base::Error& error);
    /// The finished experiment is to be looked at.
    void reportRequested(const QString& experimentId);

private:
    QWidget* makeCards();
    void connectAll();
    void connectSession();
    void start();
    void choicesWereMade();
    void remedy(base::Remedy remedy);
    void afterBegin();
    void afterFinish();
    void showRateNote();
    void showServerError(const base::Error& error);
    void showWarning(const base::Error& warning);
    void refreshStatistics();
    void openStored(const std::shared_ptr<const experiment::Experiment>& stored, const QString& arm);
    void afterOpen();

    models::RunSession* m_session;
    workbench::OpenedFolder m_folder;
    RunStrip* m_strip;
    OptionsPanel* m_options;
    CheckPanel* m_check;
    ConnectionCheck* m_connection;
    StreamCard* m_stream;
    charts::TtftChart* m_ttft;
    charts::RateChart* m_rate;
    widgets::ChartCard* m_ttftCard;
    widgets::ChartCard* m_rateCard;
    models::StrataModel* m_strata;
    widgets::TableView* m_strataTable;
    RunPanels* m_panels;
    RunReplay* m_replay;
    QTimer m_statisticsTimer;
    QString m_wantedReplay; ///< The experiment that was asked for last.
    DoneStrip* m_done;
    CallErrors* m_callErrors;
    std::optional<base::Error> m_callsEnd; ///< Why the last run ended after a call.
};

} // namespace benchglass::pages
