#pragma once

#include "engine/engine.h"
#include "models/runsession.h"
#include "workbench/workbench.h"

#include <QObject>
#include <QTimer>

namespace benchglass::pages {
class RunStrip;
}
namespace benchglass::widgets {
class StatusBar;
}

namespace benchglass::mainwindow {

/// Keeps the status bar at what is true of server, model and run.
class StatusTexts : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this, or go together with it.
    StatusTexts(workbench::Workbench* workbench, models::RunSession* session, const pages::RunStrip* strip,
        widgets::StatusBar* bar, QObject* parent);

    void showServer(const engine::Server& server);
    void showNoServer(const base::Error& error);
    /// Another server or model was chosen, or another option.
    void showChoices();
    void showProgress();

private:
    QString serverPlace() const;
    void showModel();
    void askForContext();
    QString progressText() const;

    workbench::Workbench* m_workbench;
    models::RunSession* m_session;
    const pages::RunStrip* m_strip;
    widgets::StatusBar* m_bar;
    QTimer m_progressTimer;
    QString m_describedModel;
    QString m_contextText;
};

} // namespace benchglass::mainwindow
