#include "models/earlierruns.h"

#include "base/background.h"
#include "models/runsession.h"
#include "workbench/workbench.h"

namespace benchglass::models {

namespace {

constexpr qsizetype mostExperiments = 6;
constexpr int mostLines = 48; ///< An experiment has a line for each arm.

} // namespace

EarlierRuns::EarlierRuns(workbench::Workbench* workbench, RunSession* session, QObject* parent)
    : QObject(parent)
    , m_workbench(workbench)
    , m_session(session)
{
    store::Filter newest;
    newest.limit = mostLines;
    base::whenDone(m_workbench->list(newest), this, [this](const auto& listed) {
        if (listed) {
            for (const experiment::Summary& line : *listed) {
                const QString id = line.id.section(u'/', 0, 0);
                if (!m_ids.contains(id) && m_ids.size() < mostExperiments)
                    m_ids.append(id);
            }
        }
        next();
    });
}

void EarlierRuns::next()
{
    if (m_ids.isEmpty() || m_session->isRunning()) {
        Q_EMIT learned();
        return;
    }
    base::whenDone(m_workbench->load(m_ids.takeLast()), this, [this](const auto& loaded) {
        if (loaded)
            m_session->learn(*loaded);
        next();
    });
}

} // namespace benchglass::models
