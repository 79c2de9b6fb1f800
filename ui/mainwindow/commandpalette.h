#pragma once

#include <QFrame>
#include <QList>

class QAction;
class QLabel;
class QLineEdit;
class QListWidget;

namespace benchglass::mainwindow {

/// Every action of the window in a list that is searched by typing. Return does it, Esc closes. The keys
/// stand in a column of their own; the box is as high as what is found.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget* parent);

    void setActions(const QList<QAction*>& actions);
    /// Shows the list over the parent, all actions in it.
    void popUp();
    int shownCount() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill(const QString& words);
    void fit();
    void trigger();

    QList<QAction*> m_actions;
    QLineEdit* m_search;
    QListWidget* m_list;
    QLabel* m_none;
};

} // namespace benchglass::mainwindow
