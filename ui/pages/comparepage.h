#pragma once

#include "pages/comparison.h"
#include "pages/page.h"
#include "pages/runspage.h"

class QCheckBox;
class QFrame;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace benchglass::models {
class ConfigurationModel;
class DifferencesModel;
} // namespace benchglass::models
namespace benchglass::widgets {
class EmptyState;
class FlowLayout;
class Segmented;
class TableView;
} // namespace benchglass::widgets

namespace benchglass::pages {

class ArmTexts;
class ComparedCalls;
class VerdictCard;

/// Two to eight arms side by side: what can be said first, then whether they may be compared at all, then the
/// figures.
class ComparePage : public Page
{
    Q_OBJECT

public:
    explicit ComparePage(const Context& context, QWidget* parent = nullptr);

    /// Loads and compares these arms; the first is the reference.
    void compare(const QList<ArmRef>& arms);
    /// Compares the arms of one experiment.
    void compareArmsOf(const std::shared_ptr<const experiment::Experiment>& experiment);

    const QList<ComparedArm>& arms() const { return m_arms; }
    QString verdicts() const;

    QList<QWidget*> panes() const override;

Q_SIGNALS:
    void chooseRequested();
    void reportRequested(const QString& experimentId);

private:
    QWidget* makeContent();
    QWidget* makeGuard();
    QWidget* makeTables();
    void take(QList<ComparedArm> arms);
    void showDifferences(const QList<measure::Difference>& differences);
    void showChips();
    void showGuard();
    void putBack(const LeftOutCall& call);
    void reload();

    QList<ComparedArm> m_arms;
    QList<ArmRef> m_wanted;
    quint64 m_request = 0;
    QStackedWidget* m_stack;
    widgets::EmptyState* m_empty;
    widgets::FlowLayout* m_armChips = nullptr;
    widgets::Segmented* m_tabs;
    QStackedWidget* m_views = nullptr;
    VerdictCard* m_verdict = nullptr;
    QFrame* m_guard = nullptr;
    QLabel* m_guardText = nullptr;
    ComparedCalls* m_calls = nullptr;
    models::DifferencesModel* m_differences;
    widgets::TableView* m_differencesTable = nullptr;
    QLabel* m_noDifferences = nullptr;
    models::ConfigurationModel* m_configuration;
    widgets::TableView* m_configurationTable = nullptr;
    QCheckBox* m_differencesOnly;
    ArmTexts* m_texts = nullptr;
    QPushButton* m_report;
};

} // namespace benchglass::pages
