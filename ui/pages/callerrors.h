#pragma once

#include "models/runsession.h"

#include <QObject>

namespace benchglass::widgets {
class ErrorStrip;
}

namespace benchglass::pages {

/// Puts what a failed call of the run under way said onto a page's strip, with what helps against it. A later
/// failure takes an earlier one's place; each stays with its call. Calls that the user stopped are no errors.
class CallErrors : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this, or go together with it.
    CallErrors(models::RunSession* session, widgets::ErrorStrip* strip, QObject* parent);

    /// True while the strip says what a call said.
    bool isShown() const;

private:
    void take(int ordinal);
    void show();

    models::RunSession* m_session;
    widgets::ErrorStrip* m_strip;
    base::Error m_error;
    base::Error m_shown; ///< As the strip has it.
    bool m_hasError = false;
};

} // namespace benchglass::pages
