#pragma once

#include "theme/theme.h"
#include "workbench/workbench.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace benchglass::widgets {
class ErrorStrip;
}

namespace benchglass::pages {

/// What every page is handed. Both outlive the pages.
struct Context
{
    workbench::Workbench* workbench = nullptr;
    const theme::Theme* theme = nullptr;
};

/// One page of the window: a title line with chips and actions, a strip for what went wrong, and a body.
class Page : public QWidget
{
    Q_OBJECT

public:
    Page(const Context& context, const QString& title, QWidget* parent = nullptr);

    /// What F6 moves between, in order.
    virtual QList<QWidget*> panes() const { return {}; }

    widgets::ErrorStrip* errorStrip() const { return m_errors; }

protected:
    workbench::Workbench& workbench() const { return *m_context.workbench; }
    const theme::Theme& theme() const { return *m_context.theme; }
    const Context& context() const { return m_context; }

    void setTitle(const QString& title);
    QWidget* titleLine() const { return m_titleLine; }
    QHBoxLayout* chips() const { return m_chips; }
    QHBoxLayout* actions() const { return m_actions; }
    QVBoxLayout* body() const { return m_body; }

private:
    Context m_context;
    QWidget* m_titleLine;
    QLabel* m_title;
    QHBoxLayout* m_chips;
    QHBoxLayout* m_actions;
    widgets::ErrorStrip* m_errors;
    QVBoxLayout* m_body;
};

} // namespace benchglass::pages
