#pragma once

#include "pages/page.h"

class QAction;
class QLabel;
class QLineEdit;

namespace benchglass::pages {

/// The key that a server wants, and where it is kept. What is typed goes to the workbench when the field is
/// left, and never stays in it.
class KeyField : public QWidget
{
    Q_OBJECT

public:
    explicit KeyField(const Context& context, QWidget* parent = nullptr);

    /// Whose key it is. Looks up whether there is one.
    void setAddress(const QString& engine, const QString& url);

Q_SIGNALS:
    /// Another key is sent from now on, or none.
    void keyChanged();

private:
    void keep(const QString& key);
    void showPlace(workbench::KeyPlace place);
    void refreshIcon();

    Context m_context;
    QString m_engine;
    QString m_url;
    quint64 m_request = 0;
    QLabel* m_label;
    QLineEdit* m_edit;
    QAction* m_forget;
};

} // namespace benchglass::pages
