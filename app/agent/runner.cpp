#include "agent/runner.h"

#include "agent/agentrun.h"
#include "agent/callbuilder.h"
#include "agent/plan.h"
#include "agent/preflight.h"
#include "base/background.h"
#include "base/clock.h"
#include "corpus/ingest.h"

#include <QTimer>

#include <algorithm>
#include <functional>
#include <stop_token>
#include <utility>
#include <vector>

namespace benchglass::agent {

using experiment::ExperimentState;

namespace {

/// Of what arms set.
QStringList optionNames(const experiment::Spec& spec)
{
    QStringList names;
    for (const experiment::Arm& arm : spec.arms)
        names += arm.options.keys();
    names.removeDuplicates();
    names.sort();
    return names;
}

/// The same experiment as one that knows this address only.
experiment::Spec specAt(const experiment::Spec& spec, std::size_t endpoint)
{
    experiment::Spec at = spec;
    if (endpoint > 0)
        at.url = spec.moreUrls.at(qsizetype(endpoint) - 1);
    return at;
}

/// What would make figures of two servers differ for reasons of their own; empty for nothing.
QString differenceOf(const experiment::Environment& first, const experiment::Environment& other)
{
    const auto nameOf = [](const experiment::Environment& server) {
        return QString(server.serverProduct + u' ' + server.serverVersion).trimmed();
    };
    if (nameOf(first) != nameOf(other))
        return Runner::tr("%1 runs %2, and the first address %3. What its agents achieve is compared with no "
                          "call alone.")
            .arg(other.serverUrl, nameOf(other), nameOf(first));
    if (first.modelDigest != other.modelDigest)
        return Runner::tr("The model at %1 is another one than at the first address.").arg(other.serverUrl);
    return {};
}

} // namespace

struct Runner::Data
{
    Data(Runner* runner, experiment::Spec theSpec, std::shared_ptr<const corpus::Catalog> theCatalog,
        EngineMaker maker, experiment::Journal* theJournal)
        : q(runner)
        , spec(std::move(theSpec))
        , catalog(std::move(theCatalog))
        , makeEngine(std::move(maker))
        , journal(theJournal)
    {
    }

    // The path of an experiment, in order.
    void start();
    std::optional<base::Error> refusal() const;
    std::optional<base::Error> refusalFor(const engine::Engine& engine) const;
    void checkNextEndpoint();
    void checked(const std::optional<base::Error>& failure);
    void ingest();
    void begin();
    void next();
    void finish(ExperimentState state, const std::optional<base::Error>& error = {});

    void stopAfterStage();
    void stopNow();

    // Its steps.
    void unload(std::size_t endpoint = 0);
    void cooldown();
    void work(const Step& step);
    void addAgent(int agent, const QList<Step>& tasks);
    std::optional<AgentRun::Request> requestFor(const Step& step);
    void follow(AgentRun& agent);
    void callEnded(const experiment::Call& call);

    void chooseDigest();
    void report(Activity activity);
    const AgentRun* agentInFront() const;

    Runner* q;
    experiment::Spec spec;
    std::shared_ptr<const corpus::Catalog> catalog;
    EngineMaker makeEngine;
    experiment::Journal* journal;

    std::vector<std::unique_ptr<engine::Engine>> engines; ///< By experiment::endpointOf().
    std::unique_ptr<Preflight> preflight;
    std::unique_ptr<CallBuilder> builder;
    std::vector<std::unique_ptr<AgentRun>> agents; ///< At work, or just done.
    int agentsAtWork = 0;
    experiment::Experiment experiment;
    QList<Step> steps;
    std::optional<int> servedContext;
    qint64 ingestNs = 0;
    int planned = 0;
    int nextOrdinal = 0;
    std::optional<base::Error> fatal; ///< After it no other call can succeed.
    bool done = false;
    bool stopsAfterStage = false;
    std::stop_source stop;
};

Runner::Runner(experiment::Spec spec, std::shared_ptr<const corpus::Catalog> catalog, EngineMaker engines,
    experiment::Journal* journal, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Data>(this, std::move(spec), std::move(catalog), std::move(engines), journal))
{
}

Runner::~Runner() = default;

void Runner::start()
{
    d->start();
}

void Runner::stopAfterStage()
{
    QMetaObject::invokeMethod(this, [this] { d->stopAfterStage(); });
}

void Runner::Data::stopAfterStage()
{
    stopsAfterStage = true;
    for (const auto& agent : agents)
        agent->stopAfterCall();
    if (experiment.id.isEmpty())
        stop.request_stop();
    else if (agentsAtWork == 0)
        finish(ExperimentState::Stopped); // a pause, or a model that is being unloaded: no stage
}

void Runner::stopNow()
{
    d->stop.request_stop(); // Reaches a runner that is busy reading the folder.
    QMetaObject::invokeMethod(this, [this] { d->stopNow(); });
}

void Runner::Data::stopNow()
{
    for (const auto& agent : agents)
        agent->cancel();
    if (agentsAtWork == 0)
        finish(ExperimentState::Stopped); // nobody waits for what a server may still say
}

/// Of several the first that is still at it.
const AgentRun* Runner::Data::agentInFront() const
{
    const AgentRun* front = nullptr;
    for (const auto& agent : agents) {
        if (!agent->streaming())
            continue;
        if (agent->activity() != Activity::Done)
            return agent.get();
        front = front ? front : agent.get();
    }
    return front;
}

void Runner::Data::report(Activity activity)
{
    const int doneCalls = int(std::ranges::count(experiment.calls, false, &experiment::Call::warmup));
    Progress progress {activity, -1, doneCalls, planned, {}, 0, measure::Stage::Ingest};
    if (const AgentRun* front = agentInFront()) {
        const auto& call = *front->streaming();
        progress.activity = front->activity();
        progress.ordinal = call.ordinal;
        progress.arm = call.arm;
        progress.run = call.run;
        progress.stage = call.stage;
        progress.agent = call.agent;
        progress.agentsAtWork =
            int(std::ranges::count_if(agents, [](const auto& agent) { return agent->streaming(); }));
    }
    Q_EMIT q->progressed(progress);
}

/// Why this cannot be run, as far as it is known without asking a server.
std::optional<base::Error> Runner::Data::refusal() const
{
    using base::ErrorCode;
    if (spec.arms.isEmpty() || spec.runs < 1)
        return base::Error {
            ErrorCode::Usage, tr("An experiment needs at least one arm and one run."), {}, {}};
    if (const auto agentCount = experiment::agentsOf(spec); !agentCount)
        return agentCount.error();
    return std::nullopt;
}

/// Why this cannot be run with that engine, whatever its server says.
std::optional<base::Error> Runner::Data::refusalFor(const engine::Engine& engine) const
{
    using base::ErrorCode;
    if (spec.agents > 1 && !engine.hasModel()) {
        return base::Error {ErrorCode::Usage,
            tr("The built-in analyst has no model that several agents at once could contend for. Choose "
               "an engine with a model, or one agent."),
            {}, {}};
    }
    // Warm calls under the name of cold ones would be worse than none.
    if (spec.cold && engine.hasModel() && !engine::engineTraits(engine.id()).canUnload) {
        return base::Error {ErrorCode::Usage,
            tr("A server of this kind cannot be told to unload a model, so no cold start can be measured "
               "there. Run without cold starts, or with Ollama."),
            {}, {}};
    }
    return std::nullopt;
}

void Runner::Data::start()
{
    if (done)
        return;
    report(Activity::Preflight);
    if (const auto reason = refusal())
        finish(ExperimentState::Failed, reason);
    else
        checkNextEndpoint();
}

void Runner::Data::checkNextEndpoint()
{
    if (done)
        return;
    const std::size_t endpoint = engines.size();
    auto made = makeEngine(specAt(spec, endpoint));
    if (!made) {
        finish(ExperimentState::Failed, made.error());
        return;
    }
    if (const auto reason = refusalFor(**made)) {
        finish(ExperimentState::Failed, reason);
        return;
    }
    engines.push_back(std::move(*made));
    const auto extent = endpoint == 0 ? Preflight::Extent::Everything : Preflight::Extent::ServerOnly;
    preflight = std::make_unique<Preflight>(*engines.back(), spec.model, optionNames(spec), extent);
    QObject::connect(preflight.get(), &Preflight::warned, q, &Runner::warned);
    QObject::connect(preflight.get(), &Preflight::finished, q,
        [this](const std::optional<base::Error>& failure) { checked(failure); });
    preflight->start();
}

void Runner::Data::checked(const std::optional<base::Error>& failure)
{
    if (done)
        return;
    const experiment::Environment& found = preflight->environment();
    if (engines.size() == 1) {
        experiment.environment = found;
        servedContext = preflight->servedContext();
    }
    if (failure) {
        finish(ExperimentState::Failed, failure);
        return;
    }
    if (const QString difference = differenceOf(experiment.environment, found); !difference.isEmpty())
        Q_EMIT q->warned({base::ErrorCode::NotTheServer, difference, found.serverUrl, {}});
    if (engines.size() <= std::size_t(spec.moreUrls.size())) {
        preflight.release()->deleteLater(); // We are inside its last signal.
        QTimer::singleShot(0, q, [this] { checkNextEndpoint(); });
    } else {
        ingest();
    }
}

void Runner::Data::ingest()
{
    report(Activity::Ingest);
    const qint64 startNs = base::monotonicNs();
    if (!catalog) {
        auto read = corpus::ingest(spec.folder, {}, stop.get_token());
        if (!read) {
            const bool wasStopped = read.error().code == base::ErrorCode::Cancelled;
            finish(wasStopped ? ExperimentState::Stopped : ExperimentState::Failed,
                wasStopped ? std::nullopt : std::optional(read.error()));
            return;
        }
        catalog = *read;
        ingestNs = base::monotonicNs() - startNs;
    }
    begin();
}

void Runner::Data::begin()
{
    experiment.id = experiment::newExperimentId();
    experiment.spec = spec;
    experiment.createdUtc = QDateTime::currentDateTimeUtc();
    experiment.corpus = experiment::recordOf(*catalog, ingestNs);
    steps = planOf(spec, engines.front()->hasModel());
    planned = measuredCallsIn(steps);
    builder = std::make_unique<CallBuilder>(experiment, catalog, engines.front()->hasModel(), servedContext);
    chooseDigest();
    Q_EMIT q->begun(std::make_shared<const experiment::Experiment>(experiment));
    next();
}

void Runner::Data::chooseDigest()
{
    experiment.corpus.facts = builder->chooseDigest();
    journal->begin(experiment);
}

void Runner::Data::next()
{
    if (done)
        return;
    agents.clear();
    if (fatal) {
        finish(ExperimentState::Failed, fatal);
        return;
    }
    if (stopsAfterStage || stop.stop_requested()) {
        finish(ExperimentState::Stopped);
        return;
    }
    if (steps.isEmpty()) {
        finish(ExperimentState::Finished);
        return;
    }
    const Step step = steps.takeFirst();
    switch (step.kind) {
    case Step::Kind::Unload: unload(); break;
    case Step::Kind::Cooldown: cooldown(); break;
    case Step::Kind::Warmup:
    case Step::Kind::Stage:
    case Step::Kind::Together: work(step); break;
    }
}

/// From @p endpoint on, one server after the other.
void Runner::Data::unload(std::size_t endpoint)
{
    report(Activity::Preflight);
    base::whenDone(
        engines.at(endpoint)->unload(spec.model), q, [this, endpoint](const base::Result<void>& unloaded) {
            if (done)
                return;
            if (unloaded)
                builder->forgetSent(endpoint);
            else
                Q_EMIT q->warned(unloaded.error());
            if (endpoint + 1 < engines.size())
                unload(endpoint + 1);
            else
                next();
        });
}

void Runner::Data::cooldown()
{
    report(Activity::Cooldown);
    QTimer::singleShot(spec.cooldownMs, q, [this] { next(); });
}

void Runner::Data::work(const Step& step)
{
    if (step.kind == Step::Kind::Together) {
        for (int agent = 1; agent <= step.agent; ++agent)
            addAgent(agent, stepsOfAgent(step, agent));
    } else {
        addAgent(step.agent, {step});
    }
    agentsAtWork = int(agents.size());
    for (const auto& agent : agents)
        agent->start();
}

void Runner::Data::addAgent(int agent, const QList<Step>& tasks)
{
    engine::Engine& engine = *engines.at(std::size_t(experiment::endpointOf(spec, agent)));
    agents.push_back(std::make_unique<AgentRun>(
        engine, tasks, [this](const Step& step) { return requestFor(step); },
        [this] { return nextOrdinal++; }, stop.get_token()));
    follow(*agents.back());
}

std::optional<AgentRun::Request> Runner::Data::requestFor(const Step& step)
{
    auto call = builder->callFor(step, experiment.calls);
    if (!call) {
        const QString& arm = spec.arms.at(step.arm).name;
        const QString run = QString::number(step.run);
        Q_EMIT q->warned({base::ErrorCode::StreamBroken,
            step.agent == 0
                ? tr("Run %1 of %2 has no report: its analysis gave no text or broke off.").arg(run, arm)
                : tr("Agent %1 writes no report in run %2 of %3: its analysis gave no text or broke off.")
                      .arg(QString::number(step.agent), run, arm),
            {}, {}});
        return std::nullopt;
    }
    auto prompt = builder->promptFor(*call, step.arm);
    return AgentRun::Request {std::move(*call), std::move(prompt)};
}

void Runner::Data::follow(AgentRun& agent)
{
    QObject::connect(&agent, &AgentRun::callStarted, q, [this](const experiment::Call& call) {
        journal->callStarted(experiment.id, call);
        Q_EMIT q->callStarted(call);
    });
    QObject::connect(&agent, &AgentRun::activityChanged, q, [this, &agent] { report(agent.activity()); });
    QObject::connect(
        &agent, &AgentRun::chunksArrived, q, [this](int ordinal, const QList<measure::Chunk>& chunks) {
            journal->chunksArrived(experiment.id, ordinal, chunks);
            Q_EMIT q->chunksArrived(ordinal, chunks);
        });
    QObject::connect(
        &agent, &AgentRun::callFinished, q, [this](const experiment::Call& call) { callEnded(call); });
    QObject::connect(&agent, &AgentRun::ended, q, [this] {
        if (--agentsAtWork == 0)
            QTimer::singleShot(0, q, [this] { next(); });
    });
}

void Runner::Data::callEnded(const experiment::Call& call)
{
    const auto place =
        std::ranges::lower_bound(experiment.calls, call.ordinal, {}, &experiment::Call::ordinal);
    experiment.calls.insert(place, call);
    journal->callFinished(experiment.id, call);
    Q_EMIT q->callFinished(call);
    const bool isMeasuring = std::ranges::any_of(experiment.calls, std::not_fn(&experiment::Call::warmup));
    if (builder->learnFrom(call) && !isMeasuring)
        chooseDigest(); // Every measured call of an experiment sees the same facts.
    if (call.error && isFatal(*call.error) && !fatal)
        fatal = call.error; // The others finish theirs.
}

void Runner::Data::finish(ExperimentState state, const std::optional<base::Error>& error)
{
    if (std::exchange(done, true))
        return;
    experiment.state = state;
    experiment.error = error;
    experiment.spec = spec;
    experiment.finishedUtc = QDateTime::currentDateTimeUtc();
    if (!experiment.id.isEmpty())
        journal->finished(experiment.id, state, error, experiment.finishedUtc);
    report(Activity::Done);
    Q_EMIT q->finished(std::make_shared<const experiment::Experiment>(experiment));
}

} // namespace benchglass::agent
