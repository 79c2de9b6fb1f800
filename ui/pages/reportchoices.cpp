#include "pages/reportchoices.h"

#include "engine/engine.h"
#include "pages/layouts.h"
#include "widgets/buttons.h"
#include "widgets/combobox.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStringBuilder>
#include <QVBoxLayout>

namespace benchglass::pages {

namespace {

constexpr int ChoicesWidth = 320;

/// `2026-05-04 10:31  sample · gemma3:latest`
QString titleOf(const experiment::Summary& summary)
{
    const QString model = summary.model.isEmpty() ? engine::engineDisplayName(summary.engine) : summary.model;
    return summary.createdUtc.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))
        % QStringLiteral("  ") % summary.corpus % QStringLiteral(" · ") % model;
}

} // namespace

ReportChoices::ReportChoices(const theme::Theme& theme, QWidget* parent)
    : Card(tr("What is in it"), parent)
    , m_experiment(new widgets::ComboBox(this))
    , m_arm(new widgets::ComboBox(this))
    , m_run(new QSpinBox(this))
{
    setFixedWidth(ChoicesWidth);
    makeForm(theme.tokens().controlHeight);
    body()->addWidget(widgets::plainLabel(tr("Sections"), "heading", this));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(makeSections(theme.tokens().space1));
    body()->addWidget(scroll, 1);
    connect(m_experiment, &QComboBox::activated, this,
        [this] { Q_EMIT experimentChosen(m_experiment->currentData().toString()); });
    connect(m_arm, &QComboBox::activated, this, &ReportChoices::changed);
    connect(m_run, &QSpinBox::valueChanged, this, &ReportChoices::changed);
}

void ReportChoices::makeForm(int fieldHeight)
{
    m_experiment->setObjectName(QStringLiteral("experimentBox"));
    m_experiment->setAccessibleName(tr("Experiment"));
    m_experiment->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_experiment->setMinimumContentsLength(10);
    m_arm->setObjectName(QStringLiteral("armBox"));
    m_arm->setAccessibleName(tr("Arm"));
    m_run->setObjectName(QStringLiteral("runSpin"));
    m_run->setAccessibleName(tr("Run whose text is shown"));
    m_run->setSpecialValueText(tr("every run"));
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto* about = widgets::plainLabel(tr("Experiment"), "", this);
    about->setBuddy(m_experiment);
    form->addRow(about); // the box below takes the whole width: it holds a date and names
    form->addRow(m_experiment);
    form->addRow(tr("Arm"), m_arm);
    form->addRow(tr("Text of run"), m_run);
    centreLabels(form, fieldHeight);
    body()->addLayout(form);
}

QWidget* ReportChoices::makeSections(int spacing)
{
    auto* list = new QWidget;
    auto* boxes = new QVBoxLayout(list);
    boxes->setContentsMargins(0, 0, 0, 0);
    boxes->setSpacing(spacing);
    for (const report::Section section : report::allSections()) {
        auto* box = new QCheckBox(report::sectionName(section), list);
        box->setObjectName(QStringLiteral("section%1").arg(static_cast<int>(section)));
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this, &ReportChoices::changed);
        m_sections.append(box);
        boxes->addWidget(box);
    }
    boxes->addStretch(1);
    return list;
}

void ReportChoices::setExperiments(const QList<experiment::Summary>& experiments, const QString& chosen)
{
    m_experiment->clear();
    for (const experiment::Summary& known : experiments)
        if (m_experiment->findData(known.id) < 0)
            m_experiment->addItem(titleOf(known), known.id);
    m_experiment->setCurrentIndex(chosen.isEmpty() ? -1 : m_experiment->findData(chosen));
}

QString ReportChoices::firstExperiment() const
{
    return m_experiment->itemData(0).toString();
}

void ReportChoices::showExperiment(const experiment::Experiment& experiment)
{
    m_experiment->setCurrentIndex(m_experiment->findData(experiment.id));
    m_arm->clear();
    m_arm->addItem(tr("all arms"), QString());
    for (const experiment::Arm& arm : experiment.spec.arms)
        m_arm->addItem(arm.name, arm.name);
    const QSignalBlocker blocker(m_run);
    m_run->setRange(0, experiment.spec.runs);
    m_run->setValue(0);
}

report::Selection ReportChoices::selection() const
{
    report::Selection selection;
    selection.arm = m_arm->currentData().toString();
    selection.textOfRun = m_run->value();
    const QList<report::Section> sections = report::allSections();
    for (qsizetype i = 0; i < sections.size(); ++i)
        if (!m_sections.at(i)->isChecked())
            selection.leftOut.append(sections.at(i));
    return selection;
}

QWidget* ReportChoices::first() const
{
    return m_experiment;
}

} // namespace benchglass::pages
