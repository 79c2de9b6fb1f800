#pragma once

#include "base/error.h"
#include "theme/theme.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace benchglass::widgets {

/// What went wrong, where it went wrong: a tinted strip with a sentence, the one or two actions that help,
/// and a way to copy the details. Hidden until it is shown something. GUI thread.
class ErrorStrip : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorStrip(const theme::Theme& theme, QWidget* parent = nullptr);

    /// @p second: another action beside the error's own.
    void showError(const base::Error& error, base::Remedy second = base::Remedy::None);

    /// A warning in its own words; @p action is the label of a button, or empty.
    void showWarning(const QString& message, const QString& action = {});

    void dismiss();

    /// What is shown, or was last; nothing of a warning.
    const base::Error& error() const { return m_error; }

    /// What "Copy diagnostics" puts on the clipboard.
    QString diagnostics() const;

signals:
    void actionTriggered(base::Remedy remedy);
    /// The button of showWarning().
    void warningActionTriggered();
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshLook();
    void setRemedies(base::Remedy first, base::Remedy second);

    const theme::Theme& m_theme;
    base::Error m_error;
    base::Remedy m_first = base::Remedy::None;
    base::Remedy m_second = base::Remedy::None;
    bool m_isWarning = false;
    QLabel* m_icon;
    QLabel* m_message;
    QLabel* m_origin;
    QPushButton* m_firstButton;
    QPushButton* m_secondButton;
    QPushButton* m_copyButton;
    QToolButton* m_closeButton;
};

} // namespace benchglass::widgets
