#pragma once

#include "pages/page.h"
#include "widgets/card.h"
#include "workbench/checkup.h"

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace benchglass::pages {

class CheckRows;
class PullPart;

/// "Check the connection": looks at the server step by step, and offers the one action that helps. What it
/// can do itself (fetching a model, trying again) it does; the rest it asks for.
class CheckPanel : public widgets::Card
{
    Q_OBJECT

public:
    explicit CheckPanel(const Context& context, QWidget* parent = nullptr);
    ~CheckPanel() override;

    /// Opens, and checks; a check under way is given up.
    /// @param pullsMissing fetch the model, should it be missing
    void check(const workbench::CheckupRequest& request, bool pullsMissing = false);
    /// Ends what is under way.
    void stop();
    /// Stops and closes.
    void dismiss();

    const workbench::Checkup& checkup() const { return *m_checkup; }
    QWidget* pane() const;

Q_SIGNALS:
    /// The user wants this done, about a step of the last check.
    void actionRequested(benchglass::base::Remedy remedy);
    /// The check is to be made again, as the choices are now.
    void checkRequested();
    /// Ended; Checkup::error() tells how.
    void finished();
    /// The server has this model now.
    void modelPulled(const QString& name);
    void dismissed();

private:
    void arrange();
    void connectAll();
    void begin();
    void end();
    void act();
    void pull();
    void endPull(const std::optional<base::Error>& failure);
    void offer(const std::optional<base::Error>& error);
    QString actionText() const;
    void say(const QString& verdict, const char* state);
    void refresh();
    std::optional<base::Error> worstError() const;

    Context m_context;
    std::unique_ptr<workbench::Checkup> m_checkup;
    bool m_pullsMissing = false;
    bool m_asksName = false; ///< Nobody named a model, or one that no registry has.
    QString m_pulled;        ///< The model that is being fetched.
    base::Remedy m_action = base::Remedy::None;
    CheckRows* m_rows;
    QLabel* m_verdict;
    QLineEdit* m_name; ///< Of the model to fetch, where nobody named one.
    QPushButton* m_act;
    PullPart* m_pull;
    QPushButton* m_copy;
    QPushButton* m_again; ///< Stops while it is under way.
    QToolButton* m_close;
};

} // namespace benchglass::pages
