#pragma once

#include "theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace benchglass::widgets {

/// What to do where there is nothing yet: an icon, a sentence, and one or two buttons. GUI thread.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const theme::Theme& theme, const QString& iconName, const QString& title,
        const QString& sentence = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setSentence(const QString& sentence);

    /// The first is primary, the others are not.
    QPushButton* addAction(const QString& label);

private:
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_sentence;
    QHBoxLayout* m_actions;
    int m_actionCount = 0;
};

} // namespace benchglass::widgets
