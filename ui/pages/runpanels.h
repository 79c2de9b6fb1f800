#pragma once

#include "models/runsession.h"
#include "theme/theme.h"
#include "widgets/card.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace benchglass::charts {
class StageTimeline;
}
namespace benchglass::models {
class CallsModel;
}
namespace benchglass::widgets {
class Segmented;
class TableView;
} // namespace benchglass::widgets

namespace benchglass::pages {

class TableProxy;

/// The card at the foot of the Run page: the stages, the calls or the warnings of the run.
class RunPanels : public widgets::Card
{
    Q_OBJECT

public:
    RunPanels(const theme::Theme& theme, models::RunSession* session, QWidget* parent = nullptr);

    charts::StageTimeline* stages() const { return m_stages; }
    void showWarnings();
    void showCalls();

    /// What the keyboard may stand in now.
    QWidget* pane() const;

Q_SIGNALS:
    /// The user looks at this call; -1: at none in particular.
    void callChosen(int ordinal);
    /// This call is to be played again.
    void replayRequested(int ordinal);

private:
    enum Panel { StagesPanel, CallsPanel, WarningsPanel };

    void makeCalls();
    QWidget* makeWarnings();
    void restart();
    void showAnswers();
    void putCall(int ordinal);
    void listWarnings();
    void showPanel(int panel);
    void chooseCall();
    void takeExperiment();
    int chosenCall() const;
    void refreshReplay();

    models::RunSession* m_session;
    charts::StageTimeline* m_stages;
    models::CallsModel* m_calls;
    TableProxy* m_callsProxy;
    widgets::TableView* m_callsTable;
    widgets::Segmented* m_choice;
    QPushButton* m_replay;
    QStackedWidget* m_panels;
    QLabel* m_warnings;
};

} // namespace benchglass::pages
