#pragma once

#include <QObject>
#include <QStringList>

namespace benchglass::workbench {
class Workbench;
}

namespace benchglass::models {

class RunSession;

/// Lets a session learn from the newest experiments of the library how long phases last: once, one after the
/// other, as soon as it is made. Asks no more once a run has begun: measuring must not be disturbed. GUI
/// thread.
class EarlierRuns : public QObject
{
    Q_OBJECT

public:
    /// @param workbench outlives this
    /// @param session   outlives this
    EarlierRuns(workbench::Workbench* workbench, RunSession* session, QObject* parent = nullptr);

Q_SIGNALS:
    /// Nothing more will be learned.
    void learned();

private:
    void next();

    workbench::Workbench* m_workbench;
    RunSession* m_session;
    QStringList m_ids; ///< Still to be asked for; the newest first, as its times are to count longest.
};

} // namespace benchglass::models
