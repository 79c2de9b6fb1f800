#pragma once

#include "experiment/experiment.h"
#include "pages/page.h"

#include <QTimer>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace benchglass::models {
class RunsModel;
}
namespace benchglass::widgets {
class Card;
class Chip;
class EmptyState;
class TableView;
} // namespace benchglass::widgets

namespace benchglass::pages {

class TableProxy;

/// An arm of a kept experiment.
struct ArmRef
{
    QString experimentId;
    QString arm;

    friend bool operator==(const ArmRef&, const ArmRef&) = default;
};

/// The library: everything that was ever run.
class RunsPage : public Page
{
    Q_OBJECT

public:
    explicit RunsPage(const Context& context, QWidget* parent = nullptr);

    /// Asks the library again.
    void refresh();
    QList<ArmRef> selection() const;
    void select(const QString& experimentId);

    QList<QWidget*> panes() const override;

Q_SIGNALS:
    void compareRequested(const QList<benchglass::pages::ArmRef>& arms);
    void reportRequested(const QString& experimentId);
    void startRequested();
    /// A call of this arm is to be played again.
    void replayRequested(const benchglass::pages::ArmRef& arm);

private:
    QWidget* makeContent();
    QWidget* makeDetails();
    void connectAll();
    void show(const QList<experiment::Summary>& runs);
    void selectionMoved();
    void showDetails();
    void saveDetails();
    void trash(bool trashed);
    void removeForGood();
    void afterChange(const base::Result<void>& result);
    QStringList selectedIds() const;
    const experiment::Summary* current() const;

    QTimer m_searchSoon;
    QStringList m_lastTrashed;
    QString m_detailsId;
    bool m_deleteAsked = false;
    quint64 m_request = 0;
    models::RunsModel* m_model;
    TableProxy* m_proxy;
    widgets::TableView* m_table;
    widgets::Chip* m_count;
    QLineEdit* m_search;
    QCheckBox* m_showTrash;
    QPushButton* m_compare;
    QPushButton* m_open;
    QPushButton* m_replay;
    QPushButton* m_trash;
    QPushButton* m_delete;
    QStackedWidget* m_stack;
    widgets::EmptyState* m_empty;
    widgets::Card* m_details = nullptr;
    QLineEdit* m_tags;
    QPlainTextEdit* m_notes;
};

} // namespace benchglass::pages

Q_DECLARE_METATYPE(benchglass::pages::ArmRef)
