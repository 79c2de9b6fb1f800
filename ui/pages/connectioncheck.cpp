#include "pages/connectioncheck.h"

#include "agent/plan.h"
#include "agent/preflight.h"
#include "models/optionsmodel.h"
#include "pages/advancedpart.h"
#include "pages/checkpanel.h"
#include "pages/contextchoice.h"
#include "pages/optionspanel.h"

#include <QPushButton>

#include <utility>

namespace benchglass::pages {

using base::Remedy;

namespace {

/// A whole number that some step found out.
std::optional<int> foundNumber(const QList<engine::DoctorStep>& steps, const QString& name)
{
    std::optional<int> number;
    for (const engine::DoctorStep& step : steps)
        for (const engine::Finding& finding : step.findings)
            if (finding.name == name && finding.value.isDouble())
                number = finding.value.toInt();
    return number;
}

/// The report's prompt holds the facts and the analysis.
int longestPromptTokens(const experiment::Spec& spec)
{
    const agent::Budget budget = agent::budgetOf(spec, agent::contextOf(spec, {}, {}));
    return budget.digestTokens + budget.outputTokens;
}

/// With more context the analysis may grow longer, and with it the prompt of the report.
int fittingContext(experiment::Spec spec, std::optional<int> trained)
{
    constexpr int mostRounds = 8;
    int context = raisedContext(longestPromptTokens(spec), trained);
    for (int round = 0; round < mostRounds; ++round) {
        for (experiment::Arm& arm : spec.arms)
            arm.options.insert(QStringLiteral("num_ctx"), context);
        const int needed = longestPromptTokens(spec);
        if (needed <= context || context == trained)
            break;
        context = raisedContext(needed, trained);
    }
    return context;
}

} // namespace

ConnectionCheck::ConnectionCheck(
    RunStrip* strip, OptionsPanel* options, CheckPanel* panel, Chosen chosen, QObject* parent)
    : QObject(parent)
    , m_strip(strip)
    , m_options(options)
    , m_panel(panel)
    , m_chosen(std::move(chosen))
{
    connect(strip, &RunStrip::checkRequested, this, [this] { open(); });
    connect(panel, &CheckPanel::checkRequested, this, [this] { open(); });
    connect(panel, &CheckPanel::actionRequested, this, &ConnectionCheck::help);
    connect(panel, &CheckPanel::finished, this, &ConnectionCheck::ended);
    connect(panel, &CheckPanel::modelPulled, strip, &RunStrip::chooseModel);
    // Asked after the strip has taken the answer.
    connect(strip, &RunStrip::serverAnswered, this, &ConnectionCheck::follow, Qt::QueuedConnection);
    connect(strip, &RunStrip::serverFailed, this, &ConnectionCheck::follow, Qt::QueuedConnection);
}

workbench::CheckupRequest ConnectionCheck::request() const
{
    const experiment::Spec spec = m_chosen();
    workbench::CheckupRequest request;
    request.endpoint = {spec.engine, spec.url, {}, spec.caFile};
    request.options.model = spec.model;
    if (!spec.arms.isEmpty()) {
        request.options.options = spec.arms.last().options;
        request.options.think = spec.arms.last().think;
    }
    if (spec.timeouts.connectMs > 0)
        request.options.limits.connectMs = spec.timeouts.connectMs;
    if (m_strip->hasModel())
        request.options.promptTokens = longestPromptTokens(spec);
    return request;
}

void ConnectionCheck::open(bool pullsMissing)
{
    const bool isPulling = m_panel->checkup().state() == workbench::Checkup::State::Pulling;
    if (m_strip->stage() == RunStrip::Stage::Idle && !isPulling)
        m_panel->check(request(), pullsMissing);
}

/// Another address, another key: what the panel says is of the one before.
void ConnectionCheck::follow()
{
    const workbench::Checkup& done = m_panel->checkup();
    if (m_panel->isHidden())
        return;
    const workbench::CheckupRequest wanted = request();
    const engine::Endpoint& before = done.request().endpoint;
    const bool isElsewhere = wanted.endpoint.engine != before.engine || wanted.endpoint.url != before.url
        || wanted.endpoint.caFile != before.caFile;
    const bool isBetter =
        done.error() && m_strip->server() && done.state() == workbench::Checkup::State::Idle;
    if (isElsewhere || isBetter)
        open();
}

void ConnectionCheck::ended()
{
    if (!m_panel->checkup().error() && !m_strip->server())
        m_strip->probe(); // it was started meanwhile
}

bool ConnectionCheck::help(Remedy remedy)
{
    switch (remedy) {
    case Remedy::CheckConnection: open(); break;
    case Remedy::PullModel: open(true); break;
    case Remedy::ChangeAddress: m_strip->focusAddress(); break;
    case Remedy::EnterKey: m_strip->focusKey(); break;
    case Remedy::ChooseModel: otherModel(); break;
    case Remedy::ChooseCertificates:
        m_strip->optionsButton()->setChecked(true);
        m_options->advanced()->chooseCaFile();
        break;
    case Remedy::LowerContext: changeContext(false); break;
    case Remedy::RaiseContext: changeContext(true); break;
    default: return false;
    }
    return true;
}

/// The only other one at once; among several the user chooses.
void ConnectionCheck::otherModel()
{
    QStringList others;
    if (m_strip->server()) {
        for (const engine::Model& model : m_strip->server()->models)
            if (!agent::isSameModel(model.name, m_strip->model()))
                others.append(model.name);
    }
    if (others.size() != 1) {
        m_strip->focusModel();
        return;
    }
    m_strip->chooseModel(others.first());
    if (m_panel->isVisible())
        open();
}

/// The option belongs to the tuned arm: the baseline has the engine's own.
void ConnectionCheck::changeContext(bool raise)
{
    const QString name = QStringLiteral("num_ctx");
    const QList<engine::DoctorStep>& steps = m_panel->checkup().steps();
    const auto trained = foundNumber(steps, QStringLiteral("trainedContext"));
    const QJsonValue asked = m_options->model()->options().value(name);
    const auto current = asked.isDouble() ? std::optional(asked.toInt())
                                          : foundNumber(steps, QStringLiteral("effectiveContext"));
    const int wanted = raise ? fittingContext(m_chosen(), trained) : lowerContext(current, trained);
    m_options->setOption(name, wanted);
    if (m_strip->arms() == RunStrip::Arms::Baseline)
        m_strip->setArms(RunStrip::Arms::Tuned);
    m_strip->optionsButton()->setChecked(true);
    if (m_panel->isVisible())
        open();
}

} // namespace benchglass::pages
