#include "pages/runpanels.h"

#include "charts/stagetimeline.h"
#include "figures/chartdata.h"
#include "models/callsmodel.h"
#include "pages/tableproxy.h"
#include "widgets/buttons.h"
#include "widgets/chip.h"
#include "widgets/segmented.h"
#include "widgets/tableview.h"

#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStringBuilder>
#include <QVBoxLayout>

#include <algorithm>

namespace benchglass::pages {

namespace {

int chipState(const QString&)
{
    return static_cast<int>(widgets::Chip::State::Warn);
}

} // namespace

RunPanels::RunPanels(const theme::Theme& theme, models::RunSession* session, QWidget* parent)
    : Card(tr("Stages, s"), parent)
    , m_session(session)
    , m_stages(new charts::StageTimeline(theme))
    , m_calls(new models::CallsModel(this))
    , m_callsProxy(new TableProxy(m_calls, this))
    , m_callsTable(new widgets::TableView(theme, this))
    , m_choice(new widgets::Segmented(theme, {tr("Stages"), tr("Calls"), tr("Warnings")}, this))
    , m_replay(widgets::quietButton(tr("Replay"), this))
    , m_panels(new QStackedWidget(this))
    , m_warnings(widgets::plainLabel(tr("No warnings."), "muted", this))
{
    m_choice->setObjectName(QStringLiteral("panelChoice"));
    m_choice->setAccessibleName(tr("What to show below"));
    m_replay->setObjectName(QStringLiteral("replayCallButton"));
    m_replay->setToolTip(tr("Play this call again as it was measured"));
    addHeaderWidget(m_replay);
    addHeaderWidget(m_choice);
    m_stages->setObjectName(QStringLiteral("stageTimeline"));
    makeCalls();
    m_panels->addWidget(m_stages);
    m_panels->addWidget(m_callsTable);
    m_panels->addWidget(makeWarnings());
    body()->addWidget(m_panels, 1);
    setMinimumHeight(150);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);

    connect(m_choice, &widgets::Segmented::currentChanged, this, &RunPanels::showPanel);
    connect(
        m_callsTable->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunPanels::chooseCall);
    connect(m_callsTable, &QTableView::activated, this, [this] { m_replay->click(); });
    connect(m_replay, &QPushButton::clicked, this, [this] { Q_EMIT replayRequested(chosenCall()); });
    connect(session, &models::RunSession::begun, this, &RunPanels::restart);
    connect(session, &models::RunSession::opened, this, &RunPanels::takeExperiment);
    connect(session, &models::RunSession::callStarted, this, &RunPanels::putCall);
    connect(session, &models::RunSession::callFinished, this, &RunPanels::putCall);
    connect(session, &models::RunSession::warned, this, &RunPanels::listWarnings);
    refreshReplay();
}

void RunPanels::makeCalls()
{
    m_callsTable->setObjectName(QStringLiteral("callsTable"));
    m_callsTable->setAccessibleName(tr("Calls"));
    m_callsTable->setModel(m_callsProxy);
    m_callsTable->setStretchColumn(models::CallsModel::FlagsColumn);
    showAnswers();
    m_callsProxy->setChipsColumn(models::CallsModel::FlagsColumn, chipState);
    m_callsProxy->setArmColumn(models::CallsModel::ArmColumn, [this](int row) {
        return m_session->experiment().spec.arms.size() > 1
            ? figures::armIndex(m_session->experiment(), m_calls->row(row).arm)
            : -1;
    });
}

QWidget* RunPanels::makeWarnings()
{
    m_warnings->setObjectName(QStringLiteral("warningsLabel"));
    m_warnings->setWordWrap(true);
    m_warnings->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_warnings->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(m_warnings);
    return area;
}

/// A column of dashes says nothing of models that do not think.
void RunPanels::showAnswers()
{
    const auto hasThought = [](const experiment::Call& call) {
        return call.metrics.thinkingNs.has_value();
    };
    m_callsTable->setColumnHidden(
        models::CallsModel::AnswerColumn, std::ranges::none_of(m_session->experiment().calls, hasThought));
}

void RunPanels::restart()
{
    m_calls->setRows({});
    showAnswers();
    m_warnings->setText(tr("No warnings."));
    m_choice->setLabels({tr("Stages"), tr("Calls"), tr("Warnings")});
}

void RunPanels::putCall(int ordinal)
{
    for (const experiment::Call& call : m_session->experiment().calls)
        if (call.ordinal == ordinal)
            m_calls->put(call);
    showAnswers();
    refreshReplay();
}

void RunPanels::takeExperiment()
{
    restart();
    for (const experiment::Call& call : m_session->experiment().calls)
        m_calls->put(call);
    refreshReplay();
}

void RunPanels::listWarnings()
{
    QStringList lines;
    for (const base::Error& known : m_session->warnings())
        lines.append(known.origin.isEmpty() ? known.message
                                            : QString(known.message % QStringLiteral("  ") % known.origin));
    m_warnings->setText(lines.join(u'\n'));
    m_choice->setLabels({tr("Stages"), tr("Calls"), tr("Warnings (%1)").arg(m_session->warnings().size())});
}

void RunPanels::showWarnings()
{
    m_choice->setCurrent(WarningsPanel);
    showPanel(WarningsPanel);
}

void RunPanels::showCalls()
{
    m_choice->setCurrent(CallsPanel);
    showPanel(CallsPanel);
}

void RunPanels::showPanel(int panel)
{
    const QStringList titles {tr("Stages, s"), tr("Calls"), tr("Warnings")};
    m_panels->setCurrentIndex(panel);
    setTitle(titles.value(panel));
    setHint(panel == CallsPanel ? tr("choose one to read its text") : QString());
    refreshReplay();
}

/// Of the row that is selected; -1 without one.
int RunPanels::chosenCall() const
{
    const QModelIndexList rows = m_callsTable->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : m_calls->row(m_callsProxy->mapToSource(rows.first()).row()).ordinal;
}

void RunPanels::refreshReplay()
{
    const int ordinal = chosenCall();
    const auto& calls = m_session->experiment().calls;
    m_replay->setVisible(m_panels->currentIndex() == CallsPanel);
    m_replay->setEnabled(ordinal >= 0 && std::ranges::any_of(calls, [ordinal](const experiment::Call& call) {
        return call.ordinal == ordinal && call.finished && !call.trace.chunks.isEmpty();
    }));
}

void RunPanels::chooseCall()
{
    Q_EMIT callChosen(chosenCall());
    refreshReplay();
}

QWidget* RunPanels::pane() const
{
    return m_panels->currentIndex() == CallsPanel ? static_cast<QWidget*>(m_callsTable) : m_choice;
}

} // namespace benchglass::pages
