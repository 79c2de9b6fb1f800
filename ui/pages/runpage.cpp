#include "pages/runpage.h"

#include "agent/plan.h"
#include "base/format.h"
#include "charts/ratechart.h"
#include "charts/ttftchart.h"
#include "models/stratamodel.h"
#include "models/words.h"
#include "pages/livecharts.h"
#include "pages/optionspanel.h"
#include "pages/runpanels.h"
#include "pages/streamcard.h"
#include "widgets/buttons.h"
#include "widgets/chartcard.h"
#include "widgets/errorstrip.h"
#include "widgets/tableview.h"

#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStringBuilder>
#include <QVBoxLayout>

namespace benchglass::pages {

RunPage::RunPage(const Context& context, models::RunSession* session, QWidget* parent)
    : Page(context, tr("Run"), parent)
    , m_session(session)
    , m_strip(new RunStrip(context, this))
    , m_options(new OptionsPanel(theme(), this))
    , m_stream(new StreamCard(theme(), session, this))
    , m_ttft(new charts::TtftChart(theme()))
    , m_rate(new charts::RateChart(theme()))
    , m_ttftCard(new widgets::ChartCard(theme(), tr("TTFT per call, ms"), m_ttft, this))
    , m_rateCard(new widgets::ChartCard(theme(), tr("Throughput while writing, tok/s"), m_rate, this))
    , m_strata(new models::StrataModel(this))
    , m_strataTable(new widgets::TableView(theme(), this))
    , m_panels(new RunPanels(theme(), session, this))
    , m_done(new QFrame(this))
    , m_doneText(widgets::plainLabel({}, "strong", this))
    , m_openReport(widgets::linkButton(tr("Open the report"), this))
{
    setObjectName(QStringLiteral("runPage"));
    titleLine()->hide();
    auto* top = qobject_cast<QVBoxLayout*>(layout());
    top->insertWidget(0, m_strip);
    body()->addWidget(m_done);
    arrangeDone();
    auto* row = new QHBoxLayout;
    row->setSpacing(theme().tokens().space3);
    auto* centre = new QScrollArea(this); // strips above may leave less room than the cards need
    centre->setWidgetResizable(true);
    centre->setFrameShape(QFrame::NoFrame);
    centre->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    centre->setWidget(makeCentre());
    row->addWidget(centre, 1);
    row->addWidget(m_options);
    m_options->hide();
    body()->addLayout(row, 1);

    // Nothing has to be said to them: they follow the session, and go with the page.
    new LiveCharts(session, m_ttft, m_rate, m_panels->stages(), this);
    connectAll();
    connectSession();
    choicesWereMade();
}

void RunPage::arrangeDone()
{
    m_done->setObjectName(QStringLiteral("doneStrip"));
    m_done->setProperty("role", QStringLiteral("card"));
    m_doneText->setProperty("state", QStringLiteral("good"));
    m_doneText->setObjectName(QStringLiteral("doneText"));
    m_openReport->setObjectName(QStringLiteral("openReportButton"));
    auto* done = new QHBoxLayout(m_done);
    done->setContentsMargins(14, 6, 14, 6);
    done->addWidget(m_doneText);
    done->addWidget(m_openReport);
    done->addStretch(1);
    m_done->hide();
}

QWidget* RunPage::makeCentre()
{
    m_ttft->setObjectName(QStringLiteral("ttftChart"));
    m_rate->setObjectName(QStringLiteral("rateChart"));
    m_ttftCard->setHint(tr("load, prefill, rest"));
    m_rateCard->setHint(tr("analysis solid, report dashed"));
    auto* soFar = new widgets::Card(tr("So far"), this);
    soFar->setHint(tr("per stage, never pooled"));
    m_strataTable->setObjectName(QStringLiteral("soFarTable"));
    m_strataTable->setAccessibleName(tr("Figures so far, by stage"));
    m_strataTable->setModel(m_strata);
    m_strataTable->setStretchColumn(models::StrataModel::StageColumn);
    soFar->body()->addWidget(m_strataTable);

    auto* centre = new QWidget(this);
    auto* grid = new QGridLayout(centre);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(theme().tokens().space3);
    grid->addWidget(m_stream, 0, 0);
    grid->addWidget(m_ttftCard, 0, 1);
    grid->addWidget(m_rateCard, 1, 0);
    grid->addWidget(soFar, 1, 1);
    grid->addWidget(m_panels, 2, 0, 1, 2);
    grid->setColumnStretch(0, 64);
    grid->setColumnStretch(1, 36);
    grid->setRowStretch(0, 46);
    grid->setRowStretch(1, 27);
    grid->setRowStretch(2, 27);
    for (QWidget* widget : {static_cast<QWidget*>(m_stream), static_cast<QWidget*>(m_ttftCard),
             static_cast<QWidget*>(m_rateCard), static_cast<QWidget*>(soFar)})
        widget->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_stream->setMinimumHeight(150);
    m_rateCard->setMinimumHeight(140);
    soFar->setMinimumHeight(120);
    constexpr int leastHeight = 470;
    centre->setMinimumHeight(leastHeight);
    return centre;
}

void RunPage::connectAll()
{
    connect(m_strip, &RunStrip::chooseFolderRequested, this, &RunPage::chooseFolderRequested);
    connect(m_strip, &RunStrip::choicesChanged, this, &RunPage::choicesWereMade);
    connect(m_strip, &RunStrip::mainTriggered, this, &RunPage::triggerMain);
    connect(m_strip, &RunStrip::serverAnswered, this, [this](const engine::Server& server) {
        errorStrip()->dismiss();
        Q_EMIT serverAnswered(server);
    });
    connect(m_strip, &RunStrip::serverFailed, this, [this](const base::Error& error) {
        const bool isAboutAddress = error.remedy == base::Remedy::ChangeAddress;
        errorStrip()->showError(error, isAboutAddress ? base::Remedy::Retry : base::Remedy::ChangeAddress);
        Q_EMIT serverFailed(error);
    });
    connect(m_strip->optionsButton(), &QPushButton::toggled, m_options, &QWidget::setVisible);
    connect(m_options, &OptionsPanel::changed, this, &RunPage::choicesWereMade);
    connect(m_panels, &RunPanels::callChosen, m_stream, &StreamCard::showCall);
    connect(errorStrip(), &widgets::ErrorStrip::actionTriggered, this, &RunPage::remedy);
    connect(m_openReport, &QPushButton::clicked, this,
        [this] { Q_EMIT reportRequested(m_session->experiment().id); });
}

void RunPage::connectSession()
{
    connect(m_session, &models::RunSession::begun, this, &RunPage::afterBegin);
    connect(m_session, &models::RunSession::callFinished, this, &RunPage::refreshStatistics);
    connect(m_session, &models::RunSession::finished, this, &RunPage::afterFinish);
    connect(m_session, &models::RunSession::warned, this, &RunPage::showWarning);
}

void RunPage::setFolder(const workbench::OpenedFolder& folder)
{
    m_folder = folder;
    const corpus::Catalog& catalog = *folder.catalog;
    QStringList parts {tr("%1 files").arg(base::countText(catalog.documents().size())),
        tr("%1 values").arg(base::countText(catalog.valueCount()))};
    if (!catalog.problems().isEmpty())
        parts.append(tr("%1 problems").arg(base::countText(catalog.problems().size())));
    m_strip->setFolderText(
        catalog.name() % QStringLiteral("   ") % parts.join(QStringLiteral(" · ")), catalog.folder());
    errorStrip()->dismiss();
    choicesWereMade();
}

experiment::Spec RunPage::spec() const
{
    experiment::Spec spec;
    spec.folder = m_folder.catalog ? m_folder.catalog->folder() : QString();
    spec.engine = m_strip->engine();
    spec.url = m_strip->url();
    spec.model = m_strip->model();
    spec.runs = m_strip->runs();
    m_options->applyTo(&spec);
    const experiment::Arm baseline {QStringLiteral("Baseline"), {}, {}};
    if (m_strip->arms() != RunStrip::Arms::Tuned)
        spec.arms.append(baseline);
    if (m_strip->arms() != RunStrip::Arms::Baseline)
        spec.arms.append(m_options->tunedArm());
    return spec;
}

int RunPage::digestBudget() const
{
    const experiment::Spec wanted = spec();
    if (!m_strip->hasModel())
        return agent::budgetOf(wanted, {}).digestTokens;
    return agent::budgetOf(wanted, agent::contextOf(wanted, {}, {})).digestTokens;
}

void RunPage::choicesWereMade()
{
    m_options->setHasModel(m_strip->hasModel());
    const int changed = m_options->changedCount();
    m_strip->setOptionsText(changed == 0 ? tr("Options") : tr("Options · %1 changed").arg(changed));
    Q_EMIT choicesChanged();
}

void RunPage::triggerMain()
{
    switch (m_strip->stage()) {
    case RunStrip::Stage::Idle: start(); break;
    case RunStrip::Stage::Running:
        m_strip->setStage(RunStrip::Stage::StoppingAfterStage);
        workbench().stopAfterStage();
        break;
    case RunStrip::Stage::StoppingAfterStage:
        m_strip->setStage(RunStrip::Stage::StoppingNow);
        workbench().stopNow();
        break;
    case RunStrip::Stage::StoppingNow: break;
    }
}

void RunPage::start()
{
    if (!m_folder.catalog) {
        errorStrip()->showError({base::ErrorCode::FolderMissing, tr("Choose a folder of results first."), {},
                                    base::Remedy::ChooseFolder},
            base::Remedy::OpenSample);
        return;
    }
    if (m_strip->hasModel() && m_strip->model().isEmpty()) {
        errorStrip()->showError(
            {base::ErrorCode::ModelMissing, tr("No model is chosen: the server has not listed any."),
                m_strip->url(), base::Remedy::Retry},
            base::Remedy::ChangeAddress);
        return;
    }
    errorStrip()->dismiss();
    const experiment::Spec wanted = spec();
    m_session->expect(wanted);
    workbench().run(wanted, m_folder.catalog);
}

void RunPage::remedy(base::Remedy remedy)
{
    errorStrip()->dismiss();
    switch (remedy) {
    case base::Remedy::ChooseFolder: Q_EMIT chooseFolderRequested(); break;
    case base::Remedy::OpenSample: Q_EMIT openSampleRequested(); break;
    case base::Remedy::ChangeAddress: m_strip->focusAddress(); break;
    case base::Remedy::ChooseModel:
    case base::Remedy::PullModel: m_strip->focusModel(); break;
    case base::Remedy::LowerContext: m_strip->optionsButton()->setChecked(true); break;
    default: m_strip->probe();
    }
}

void RunPage::afterBegin()
{
    m_done->hide();
    if (m_strip->stage() == RunStrip::Stage::Idle)
        m_strip->setStage(RunStrip::Stage::Running);
    m_strata->setCalls({});
}

void RunPage::afterFinish()
{
    m_strip->setStage(RunStrip::Stage::Idle);
    refreshStatistics();
    const experiment::Experiment& experiment = m_session->experiment();
    if (experiment.error)
        errorStrip()->showError(*experiment.error);
    m_done->setVisible(!experiment.calls.isEmpty());
    QString state = models::experimentStateText(experiment.state);
    if (!state.isEmpty())
        state[0] = state[0].toUpper();
    m_doneText->setText(
        tr("%1 in %2: %3.")
            .arg(state, base::durationText(m_session->runElapsedNs()), models::callCountText(experiment)));
}

void RunPage::showWarning(const base::Error& warning)
{
    errorStrip()->showWarning(warning.message);
}

void RunPage::showWarnings()
{
    m_panels->showWarnings();
}

void RunPage::refreshStatistics()
{
    m_strata->setCalls(m_session->experiment().measuredCalls());
}

QList<QWidget*> RunPage::panes() const
{
    return {m_strip->mainButton(), m_stream->view(), m_strataTable, m_panels->pane()};
}

} // namespace benchglass::pages
