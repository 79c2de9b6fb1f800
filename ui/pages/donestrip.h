#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace benchglass::pages {

/// How the last run ended, with the way to its report.
class DoneStrip : public QFrame
{
    Q_OBJECT

public:
    explicit DoneStrip(QWidget* parent = nullptr);

    /// @param isGood false for an end that leaves something to be desired
    void say(const QString& sentence, bool isGood);

Q_SIGNALS:
    void reportRequested();

private:
    QLabel* m_text;
    QPushButton* m_report;
};

} // namespace benchglass::pages
