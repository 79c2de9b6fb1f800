#pragma once

#include "theme/theme.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace benchglass::widgets {

/// The line at the bottom: server, model, progress, and the warnings light at the right. GUI thread.
class StatusBar : public QFrame
{
    Q_OBJECT

public:
    /// What is known of the server: a filled dot, an open one, a cross.
    enum class Server { Unknown, Reachable, Unreachable };
    Q_ENUM(Server)

    explicit StatusBar(const theme::Theme& theme, QWidget* parent = nullptr);

    /// `Ollama 0.24 · 127.0.0.1:11434`; @p tip says more.
    void setServer(Server state, const QString& text, const QString& tip = {});
    void setModel(const QString& text);    ///< `gemma3:latest · GPU 100 % · context 4096`
    void setProgress(const QString& text); ///< `run 2/3 · report · 1 min 10 s left`; empty hides it.
    void setWarnings(int count);           ///< 0 hides the light.

signals:
    void serverClicked();
    void warningsClicked();

private:
    void refreshIcons();

    const theme::Theme& m_theme;
    Server m_state = Server::Unknown;
    QToolButton* m_server;
    QLabel* m_model;
    QLabel* m_progress;
    QToolButton* m_warnings;
};

} // namespace benchglass::widgets
