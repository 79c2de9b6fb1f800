#pragma once

#include "pages/comparison.h"
#include "pages/page.h"
#include "pages/runspage.h"

class QCheckBox;
class QFrame;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace benchglass::models {
class ConfigurationModel;
class DifferencesModel;
} // namespace benchglass::models
namespace benchglass::widgets {
class Card;
class Chip;
class EmptyState;
class FlowLayout;
class Segmented;
class TableView;
} // namespace benchglass::widgets

namespace benchglass::pages {

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
    QWidget* makeFigures();
    QWidget* makeTables();
    QWidget* makeTexts();
    void take(QList<ComparedArm> arms);
    void showChips();
    void showVerdicts(const QList<measure::Difference>& differences);
    void showGuard();
    void showStrips(const QList<measure::MeasuredCall>& calls);
    void showLeftOut();
    void showTexts();
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
    widgets::Card* m_verdictCard = nullptr;
    QWidget* m_verdictRows = nullptr;
    QStringList m_verdictTexts;
    QFrame* m_guard = nullptr;
    QLabel* m_guardText = nullptr;
    QVBoxLayout* m_strips = nullptr;
    QVBoxLayout* m_leftOut = nullptr;
    QLabel* m_leftOutNote = nullptr;
    models::DifferencesModel* m_differences;
    widgets::TableView* m_differencesTable = nullptr;
    models::ConfigurationModel* m_configuration;
    widgets::TableView* m_configurationTable = nullptr;
    QCheckBox* m_differencesOnly;
    QWidget* m_texts = nullptr;
    QPushButton* m_report;
};

} // namespace benchglass::pages
