#pragma once

#include "engine/ollama/ollamapull.h"
#include "pages/pullrate.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace benchglass::pages {

/// How far a server has come with fetching a model: a bar, the bytes, the rate, and a way to stop it.
class PullPart : public QWidget
{
    Q_OBJECT

public:
    explicit PullPart(QWidget* parent = nullptr);

    void begin(const QString& model);
    void show(const engine::PullProgress& progress);

    QPushButton* cancelButton() const { return m_cancel; }

private:
    PullRate m_rate;
    QLabel* m_title;
    QProgressBar* m_bar;
    QLabel* m_text;
    QPushButton* m_cancel;
};

} // namespace benchglass::pages
