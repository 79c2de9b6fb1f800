#include "pages/runpage.h"

#include "agent/plan.h"
#include "base/background.h"
#include "charts/ratechart.h"
#include "charts/ttftchart.h"
#include "figures/chartdata.h"
#include "models/endwords.h"
#include "models/stratamodel.h"
#include "models/words.h"
#include "pages/callerrors.h"
#include "pages/checkpanel.h"
#include "pages/connectioncheck.h"
#include "pages/countwords.h"
#include "pages/donestrip.h"
#include "pages/livecharts.h"
#include "pages/optionspanel.h"
#include "pages/replaybar.h"
#include "pages/runcards.h"
#include "pages/runpanels.h"
#include "pages/runreplay.h"
#include "pages/streamcard.h"
#include "pages/tableproxy.h"
#include "widgets/chartcard.h"
#include "widgets/errorstrip.h"
#include "widgets/tableview.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QStringBuilder>
#include <QVBoxLayout>

#include <algorithm>

namespace benchglass::pages {

namespace {

constexpr int StatisticsIntervalMs = 100;

/// Can a look at the server tell more?
bool isOfServer(const base::Error& error)
{
    using base::ErrorCode;
    switch (error.code) {
    case ErrorCode::Unreachable:
    case ErrorCode::NotTheServer:
    case ErrorCode::ModelMissing:
    case ErrorCode::ServerRefused:
    case ErrorCode::StreamBroken:
    case ErrorCode::Timeout: return true;
    default: return false;
    }
}

} // namespace

RunPage::RunPage(const Context& context, models::RunSession* session, QWidget* parent)
    : Page(context, tr("Run"), parent)
    , m_session(session)
    , m_strip(new RunStrip(context, this))
    , m_options(new OptionsPanel(theme(), this))
    , m_check(new CheckPanel(context, this))
    , m_connection(new ConnectionCheck(
          m_strip, m_options, m_check, [this] { return spec(); }, this))
    , m_stream(new StreamCard(theme(), session, this))
    , m_ttft(new charts::TtftChart(theme()))
    , m_rate(new charts::RateChart(theme()))
    , m_ttftCard(new widgets::ChartCard(theme(), tr("TTFT per call, ms"), m_ttft, this))
    , m_rateCard(new widgets::ChartCard(theme(), tr("Throughput while writing, tok/s"), m_rate, this))
    , m_strata(new models::StrataModel(this))
    , m_strataTable(new widgets::TableView(theme(), this))
    , m_panels(new RunPanels(theme(), session, this))
    , m_replay(new RunReplay(theme(), session, m_stream, m_rate, this))
    , m_done(new DoneStrip(this))
    , m_callErrors(new CallErrors(session, errorStrip(), this))
{
    setObjectName(QStringLiteral("runPage"));
    titleLine()->hide();
    auto* top = qobject_cast<QVBoxLayout*>(layout());
    top->insertWidget(0, m_strip);
    body()->addWidget(m_check);
    body()->addWidget(m_done);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme().tokens().space3);
    row->addWidget(makeCards(), 1);
    row->addWidget(m_options);
    m_options->hide();
    body()->addLayout(row, 1);

    // Nothing has to be said to them: they follow the session, and go with the page.
    new LiveCharts(session, m_ttft, m_rate, m_panels->stages(), this);
    connectAll();
    connectSession();
    choicesWereMade();
}

QWidget* RunPage::makeCards()
{
    m_ttft->setObjectName(QStringLiteral("ttftChart"));
    m_rate->setObjectName(QStringLiteral("rateChart"));
    m_rateCard->setObjectName(QStringLiteral("rateCard"));
    m_ttftCard->setHint(tr("queue, load, prefill, not told"));
    m_rateCard->setHint(tr("analysis solid, report dashed · click for the token of that moment"));
    auto* soFar = new widgets::Card(tr("So far"), this);
    soFar->setHint(tr("per stage, never pooled"));
    m_strataTable->setObjectName(QStringLiteral("soFarTable"));
    m_strataTable->setAccessibleName(tr("Figures so far, by stage"));
    auto* marked = new TableProxy(m_strata, this);
    marked->setArmColumn(models::StrataModel::StageColumn, [this](int row) {
        const QString arm = m_strata->row(row).arm;
        return arm.isEmpty() ? -1 : figures::armIndex(m_session->experiment(), arm);
    });
    m_strataTable->setModel(marked);
    m_strataTable->setStretchColumn(models::StrataModel::StageColumn);
    soFar->body()->addWidget(m_strataTable);

    // Three rows, and below them the bar where the columns need more width.
    const theme::Tokens& tokens = theme().tokens();
    constexpr int leastRows = 3;
    m_strataTable->setMinimumHeight(tokens.headerHeight + leastRows * tokens.rowHeight + tokens.space2);
    return new RunCards(theme(), {m_stream, m_ttftCard, m_rateCard, soFar, m_panels}, this);
}

void RunPage::connectAll()
{
    connect(m_strip, &RunStrip::chooseFolderRequested, this, &RunPage::chooseFolderRequested);
    connect(m_strip, &RunStrip::choicesChanged, this, &RunPage::choicesWereMade);
    connect(m_strip, &RunStrip::mainTriggered, this, &RunPage::triggerMain);
    connect(m_strip, &RunStrip::serverAnswered, this, [this](const engine::Server& server) {
        // Neither what a call said nor a warning of the run is mended by a server that answers now.
        const base::Error shown = errorStrip()->error();
        const bool isOfRun = m_callErrors->isShown() || shown.message.isEmpty() || shown == m_callsEnd;
        if (!isOfRun)
            errorStrip()->dismiss();
        Q_EMIT serverAnswered(server);
    });
    connect(m_strip, &RunStrip::serverFailed, this, [this](const base::Error& error) {
        showServerError(error);
        if (!m_session->isRunning())
            m_done->hide(); // it speaks of another server
        Q_EMIT serverFailed(error);
    });
    connect(m_strip->optionsButton(), &QPushButton::toggled, m_options, &QWidget::setVisible);
    connect(m_options, &OptionsPanel::changed, this, &RunPage::choicesWereMade);
    connect(m_panels, &RunPanels::callChosen, m_stream, &StreamCard::showCall);
    connect(m_panels, &RunPanels::replayRequested, m_replay, &RunReplay::play);
    connect(errorStrip(), &widgets::ErrorStrip::actionTriggered, this, &RunPage::remedy);
    connect(m_done, &DoneStrip::reportRequested, this,
        [this] { Q_EMIT reportRequested(m_session->experiment().id); });
}

void RunPage::connectSession()
{
    connect(m_session, &models::RunSession::begun, this, &RunPage::afterBegin);
    connect(m_session, &models::RunSession::opened, this, &RunPage::afterOpen);
    // Many agents end their calls at the same moment.
    m_statisticsTimer.setSingleShot(true);
    m_statisticsTimer.setInterval(StatisticsIntervalMs);
    connect(&m_statisticsTimer, &QTimer::timeout, this, &RunPage::refreshStatistics);
    connect(m_session, &models::RunSession::callFinished, this, [this] {
        if (!m_statisticsTimer.isActive())
            m_statisticsTimer.start();
    });
    connect(m_session, &models::RunSession::finished, this, &RunPage::afterFinish);
    connect(m_session, &models::RunSession::warned, this, &RunPage::showWarning);
}

void RunPage::setFolder(const workbench::OpenedFolder& folder)
{
    m_folder = folder;
    const corpus::Catalog& catalog = *folder.catalog;
    QStringList parts {filesText(catalog), valuesText(catalog)};
    if (!catalog.problems().isEmpty())
        parts.append(problemsText(catalog));
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
    m_options->setServer(m_strip->engine(), m_strip->server() ? m_strip->server()->product : QString());
    m_options->setAddress(m_strip->url());
    m_strip->setCaFile(spec().caFile);
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
        if (!m_strip->server()) { // it says why it has listed none, or lists them now
            m_strip->probe();
            return;
        }
        errorStrip()->showError(
            {base::ErrorCode::ModelMissing, tr("No model is chosen: the server has not listed any."),
                m_strip->url(), base::Remedy::CheckConnection},
            base::Remedy::ChangeAddress);
        return;
    }
    errorStrip()->dismiss();
    m_check->dismiss(); // it would stand in what is measured
    const experiment::Spec wanted = spec();
    m_session->expect(wanted);
    workbench().run(wanted, m_folder.catalog);
}

void RunPage::remedy(base::Remedy remedy)
{
    const bool isOfCall = m_callErrors->isShown();
    errorStrip()->dismiss();
    if (isOfCall && remedy == base::Remedy::Retry) {
        if (m_strip->stage() == RunStrip::Stage::Idle)
            start();
        return;
    }
    switch (remedy) {
    case base::Remedy::ChooseFolder: Q_EMIT chooseFolderRequested(); break;
    case base::Remedy::OpenSample: Q_EMIT openSampleRequested(); break;
    default:
        if (!m_connection->help(remedy))
            m_strip->probe();
    }
}

void RunPage::checkConnection()
{
    errorStrip()->dismiss();
    m_connection->open();
}

void RunPage::showServerError(const base::Error& error)
{
    if (m_check->isHidden()) // it says so, and more
        errorStrip()->showError(error, base::Remedy::CheckConnection);
}

void RunPage::afterBegin()
{
    m_done->hide();
    if (m_strip->stage() == RunStrip::Stage::Idle)
        m_strip->setStage(RunStrip::Stage::Running);
    m_strata->setCalls({});
    showRateNote();
}

void RunPage::showRateNote()
{
    const experiment::Spec& spec = m_session->experiment().spec;
    const bool isDrawn = !spec.model.isEmpty() || spec.pacedTokensPerSecond;
    m_rateCard->setHint(!isDrawn ? QString()
            : spec.model.isEmpty()
            ? tr("the pace that was set: no measurement")
            : tr("analysis solid, report dashed · click for the token of that moment"));
    m_rateCard->setNote(isDrawn
            ? QString()
            : tr("n/a: the built-in analyst writes by rules, without a model. How fast a program hands its "
                 "words over is no throughput."));
}

void RunPage::afterFinish()
{
    m_strip->setStage(RunStrip::Stage::Idle);
    refreshStatistics();
    const experiment::Experiment& experiment = m_session->experiment();
    m_callsEnd = experiment.calls.isEmpty() ? std::nullopt : experiment.error;
    if (experiment.error)
        errorStrip()->showError(*experiment.error,
            isOfServer(*experiment.error) ? base::Remedy::CheckConnection : base::Remedy::None);
    m_done->setVisible(!experiment.calls.isEmpty());
    m_done->say(
        models::endSentence(experiment, m_session->runElapsedNs()), models::isAllMeasured(experiment));
}

void RunPage::replayStored(const QString& experimentId, const QString& arm)
{
    using Loaded = std::shared_ptr<const experiment::Experiment>;
    m_wantedReplay = experimentId;
    errorStrip()->dismiss();
    base::whenDone(
        workbench().load(experimentId), this, [this, experimentId, arm](const base::Result<Loaded>& stored) {
            if (experimentId != m_wantedReplay)
                return;
            if (stored)
                openStored(*stored, arm);
            else
                errorStrip()->showError(stored.error());
        });
}

void RunPage::openStored(const std::shared_ptr<const experiment::Experiment>& stored, const QString& arm)
{
    const auto isPlayable = [&arm](const experiment::Call& call) {
        return call.arm == arm && !call.warmup && call.finished && !call.trace.chunks.isEmpty();
    };
    const auto call = std::ranges::find_if(stored->calls, isPlayable);
    if (call == stored->calls.end()) {
        errorStrip()->showWarning(tr("No call of “%1” has anything that could be played.").arg(arm));
        return;
    }
    if (m_session->experiment().id != stored->id) {
        if (m_session->isRunning()) {
            errorStrip()->showWarning(
                tr("A run is under way. What is in the library can be played when it has ended."));
            return;
        }
        m_session->open(stored);
    }
    m_panels->showCalls();
    m_replay->play(call->ordinal);
}

void RunPage::afterOpen()
{
    const experiment::Experiment& experiment = m_session->experiment();
    showRateNote();
    refreshStatistics();
    m_done->say(
        tr("From the library: run %1 of %2, %3.")
            .arg(experiment.id, QLocale().toString(experiment.createdUtc.toLocalTime(), QLocale::ShortFormat),
                models::callCountText(experiment)),
        models::isAllMeasured(experiment));
    m_done->show();
}

void RunPage::showWarning(const base::Error& warning)
{
    if (!m_callErrors->isShown()) // a warning that follows from it stands among the warnings
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
    return {m_strip->mainButton(), m_check->pane(), m_stream->view(), m_replay->bar(), m_strataTable,
        m_panels->pane()};
}

} // namespace benchglass::pages
