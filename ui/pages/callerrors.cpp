#include "pages/callerrors.h"

#include "models/words.h"
#include "widgets/errorstrip.h"

#include <QStringBuilder>

#include <algorithm>

namespace benchglass::pages {

namespace {

/// Whose words they are: `Run 2 · report`, and the arm where there are several.
QString placeOf(const experiment::Experiment& experiment, const experiment::Call& call)
{
    const QString title = models::callTitle(call);
    return experiment.spec.arms.size() > 1 ? QString(call.arm % QStringLiteral(" · ") % title) : title;
}

} // namespace

CallErrors::CallErrors(models::RunSession* session, widgets::ErrorStrip* strip, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_strip(strip)
{
    connect(session, &models::RunSession::begun, this, [this] {
        if (m_session->experiment().calls.isEmpty())
            m_hasError = false;
    });
    connect(session, &models::RunSession::opened, this, [this] { m_hasError = false; });
    connect(session, &models::RunSession::callFinished, this, &CallErrors::take);
    connect(session, &models::RunSession::finished, this, [this] {
        if (isShown())
            show(); // now there is time for everything that helps
    });
}

bool CallErrors::isShown() const
{
    return m_hasError && m_strip->isVisibleTo(m_strip->parentWidget()) && m_strip->error() == m_shown;
}

void CallErrors::take(int ordinal)
{
    const experiment::Experiment& experiment = m_session->experiment();
    const auto call = std::ranges::find(experiment.calls, ordinal, &experiment::Call::ordinal);
    if (call == experiment.calls.end() || !call->error || call->state == measure::CallState::Cancelled)
        return;
    m_error = *call->error;
    m_error.message = tr("%1: %2").arg(placeOf(experiment, *call), m_error.message);
    m_hasError = true;
    show();
}

void CallErrors::show()
{
    m_shown = m_error;
    // The run goes on by itself.
    if (m_session->isRunning() && m_shown.remedy == base::Remedy::Retry)
        m_shown.remedy = base::Remedy::None;
    m_strip->showError(m_shown);
}

} // namespace benchglass::pages
