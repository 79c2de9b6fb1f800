#pragma once

#include "experiment/experiment.h"
#include "report/report.h"
#include "theme/theme.h"
#include "widgets/card.h"

#include <QList>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace benchglass::pages {

/// What is in a report: which experiment, which arm, the text of which run, and which sections.
class ReportChoices : public widgets::Card
{
    Q_OBJECT

public:
    explicit ReportChoices(const theme::Theme& theme, QWidget* parent = nullptr);

    /// What can be chosen. @param chosen the id of the experiment that is shown, or empty
    void setExperiments(const QList<experiment::Summary>& experiments, const QString& chosen);
    /// The id of the first in the list; empty without any.
    QString firstExperiment() const;

    /// Offers the arms and runs of the experiment that is now shown, and chooses all of them.
    void showExperiment(const experiment::Experiment& experiment);

    report::Selection selection() const;

    /// For the keyboard's way around the page.
    QWidget* first() const;

Q_SIGNALS:
    /// The user wants another experiment.
    void experimentChosen(const QString& id);
    /// selection() is another.
    void changed();

private:
    void makeForm(int fieldHeight);
    QWidget* makeSections(int spacing);

    QComboBox* m_experiment;
    QComboBox* m_arm;
    QSpinBox* m_run;
    QList<QCheckBox*> m_sections;
};

} // namespace benchglass::pages
