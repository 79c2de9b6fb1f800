#pragma once

#include "engine/engine.h"
#include "models/runsession.h"
#include "workbench/workbench.h"

#include <QObject>
#include <QTimer>

#include <optional>

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
    void afterRun();
    QString progressText() const;

    workbench::Workbench* m_workbench;
    models::RunSession* m_session;
    const pages::RunStrip* m_strip;
    widgets::StatusBar* m_bar;
    QTimer m_progressTimer;
    std::optional<bool> m_isReachable; ///< As the bar says; absent before a server was asked.
    QString m_describedModel;
    QString m_contextText;
};

} // namespace benchglass::mainwindow
