#include "agent/runner.h"

#include "agent/plan.h"
#include "agent/prompts.h"
#include "base/clock.h"
#include "base/log.h"
#include "corpus/ingest.h"

#include <QCryptographicHash>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <stop_token>
#include <utility>

namespace benchglass::agent {

namespace {

QByteArray promptHash(const experiment::Call& call)
{
    return QCryptographicHash::hash(
        (call.system + QChar(u'\0') + call.prompt).toUtf8(), QCryptographicHash::Sha256);
}

Activity activityOf(engine::Phase phase)
{
    switch (phase) {
    case engine::Phase::Connecting: return Activity::Connecting;
    case engine::Phase::Waiting: return Activity::Waiting;
    case engine::Phase::Thinking: return Activity::Thinking;
    case engine::Phase::Writing: return Activity::Writing;
    case engine::Phase::Done: break;
    }
    return Activity::Done;
}

/// Ollama lists `name:latest` where a user says `name`.
bool isSameModel(const QString& listed, const QString& asked)
{
    return listed == asked || listed == asked + u":latest"_qs;
}

std::optional<int> intOption(const QJsonObject& options, const QString& name)
{
    const auto value = options.value(name);
    return value.isDouble() ? std::optional(value.toInt()) : std::nullopt;
}

experiment::FactRecord factRecord(const corpus::Fact& fact)
{
    return {fact.id, fact.text, fact.value, fact.unit, fact.source};
}

/// Errors after which no other call can succeed.
bool isFatal(const base::Error& error)
{
    return error.code == base::ErrorCode::Unreachable || error.code == base::ErrorCode::ModelMissing;
}

} // namespace

struct Runner::Data
{
    Data(Runner* runner, experiment::Spec theSpec, std::shared_ptr<const corpus::Catalog> theCatalog,
        EngineMaker maker, experiment::Journal* theJournal)
        : q(runner)
        , spec(std::move(theSpec))
        , catalog(std::move(theCatalog))
        , engines(std::move(maker))
        , journal(theJournal)
    {
    }

    // The path of an experiment, in order.
    void start();
    void probed(const base::Result<engine::Server>& server);
    void described(const base::Result<engine::ModelDetails>& details);
    void ingest();
    void begin();
    void next();
    void finish(experiment::ExperimentState state, const std::optional<base::Error>& error = {});

    // The path of a call.
    void unload(const Step& step);
    void prepareCall(const Step& step);
    PromptTexts textsFor(const Step& step) const;
    std::optional<int> promptTokensEstimate(const Step& step, const PromptTexts& texts) const;
    void startCall();
    void callEnded(const engine::Outcome& outcome);
    void completeCall(const base::Result<QList<engine::LoadedModel>>& loaded);

    void chooseDigest();
    void learnFrom(const experiment::Call& call);
    void report(Activity activity);
    const experiment::Call* analysisOf(const Step& step) const;
    template <typename T, typename Handler>
    void when(QFuture<base::Result<T>> future, Handler handler)
    {
        // A stop that came while the server was asked ends the experiment here.
        future.then(q, [this, handler](base::Result<T> result) {
            if (!done)
                (this->*handler)(result);
        });
    }

    Runner* q;
    experiment::Spec spec;
    std::shared_ptr<const corpus::Catalog> catalog;
    EngineMaker engines;
    experiment::Journal* journal;

    std::unique_ptr<engine::Engine> engine;
    std::unique_ptr<engine::Generation> generation;
    experiment::Experiment experiment;
    PromptInput input;
    Budget budget;
    QList<Step> steps;
    Step step;
    experiment::Call call;
    qint64 ingestNs = 0;
    qint64 intendedNs = 0;
    int planned = 0;
    std::optional<double> bytesPerToken;
    std::optional<int> effectiveContext; ///< Seen on an arm that asks for none.
    QSet<QByteArray> sentPrompts;
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

Runner::~Runner()
{
    // The engine answers its open questions with Cancelled when it goes: nothing may follow from that.
    d->done = true;
}

void Runner::start()
{
    d->start();
}

void Runner::stopAfterStage()
{
    QMetaObject::invokeMethod(this, [this] {
        d->stopsAfterStage = true;
        if (!d->generation && d->experiment.id.isEmpty())
            d->stop.request_stop();
    });
}

void Runner::stopNow()
{
    d->stop.request_stop(); // Reaches a runner that is busy reading the folder.
    QMetaObject::invokeMethod(this, [this] {
        if (d->generation)
            d->generation->cancel();
    });
}

void Runner::Data::report(Activity activity)
{
    const int doneCalls = int(std::ranges::count(experiment.calls, false, &experiment::Call::warmup));
    Progress progress {activity, -1, doneCalls, planned, {}, 0, measure::Stage::Ingest};
    if (generation || activity == Activity::WarmUp) {
        progress.ordinal = call.ordinal;
        progress.arm = call.arm;
        progress.run = call.run;
        progress.stage = call.stage;
    }
    Q_EMIT q->progressed(progress);
}

void Runner::Data::start()
{
    report(Activity::Preflight);
    if (spec.arms.isEmpty() || spec.runs < 1) {
        finish(experiment::ExperimentState::Failed,
            base::Error {
                base::ErrorCode::Usage, tr("An experiment needs at least one arm and one run."), {}, {}});
        return;
    }
    auto made = engines(spec);
    if (!made) {
        finish(experiment::ExperimentState::Failed, made.error());
        return;
    }
    engine = std::move(*made);
    when(engine->probe(), &Data::probed);
}

void Runner::Data::probed(const base::Result<engine::Server>& server)
{
    if (!server) {
        finish(experiment::ExperimentState::Failed, server.error());
        return;
    }
    experiment.environment = experiment::thisEnvironment();
    experiment.environment.serverProduct = server->product;
    experiment.environment.serverVersion = server->version;
    if (!engine->hasModel()) {
        ingest();
        return;
    }
    const auto model = std::ranges::find_if(
        server->models, [this](const auto& listed) { return isSameModel(listed.name, spec.model); });
    if (model == server->models.end()) {
        finish(experiment::ExperimentState::Failed,
            base::Error {base::ErrorCode::ModelMissing,
                spec.model.isEmpty() ? tr("No model was chosen.")
                                     : tr("%1 has no model named “%2”.").arg(server->product, spec.model),
                engine->url().toString(),
                server->models.isEmpty() ? base::Remedy::PullModel : base::Remedy::ChooseModel});
        return;
    }
    experiment.environment.modelDigest = model->digest;
    experiment.environment.modelFamily = model->family;
    experiment.environment.modelParameterSize = model->parameterSize;
    experiment.environment.modelQuantization = model->quantization;
    when(engine->describe(spec.model), &Data::described);
}

void Runner::Data::described(const base::Result<engine::ModelDetails>& details)
{
    // Servers that cannot describe a model still run it: what they don't say stays absent.
    if (details) {
        experiment.environment.modelContext = details->trainedContext;
        experiment.environment.modelBlockCount = details->blockCount;
    } else {
        Q_EMIT q->warned(details.error());
    }
    ingest();
}

void Runner::Data::ingest()
{
    report(Activity::Ingest);
    const qint64 startNs = base::monotonicNs();
    if (!catalog) {
        auto read = corpus::ingest(spec.folder, {}, stop.get_token());
        if (!read) {
            const bool wasStopped = read.error().code == base::ErrorCode::Cancelled;
            finish(wasStopped ? experiment::ExperimentState::Stopped : experiment::ExperimentState::Failed,
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
    input.corpus = experiment.corpus;
    input.catalog = catalog;
    steps = planOf(spec, engine->hasModel());
    planned = measuredCallsIn(steps);
    chooseDigest();
    Q_EMIT q->begun(std::make_shared<const experiment::Experiment>(experiment));
    next();
}

void Runner::Data::chooseDigest()
{
    std::optional<int> context;
    if (engine->hasModel())
        context = contextOf(spec, effectiveContext, experiment.environment.modelContext);
    budget = budgetOf(spec, context);
    input.digest = digestOf(*catalog, budget.digestTokens, bytesPerToken);
    experiment.corpus.facts.clear();
    for (const auto& fact : std::as_const(input.digest.facts))
        experiment.corpus.facts.append(factRecord(fact));
    journal->begin(experiment);
}

void Runner::Data::next()
{
    if (done)
        return;
    if (stopsAfterStage || stop.stop_requested()) {
        finish(experiment::ExperimentState::Stopped);
        return;
    }
    if (steps.isEmpty()) {
        finish(experiment::ExperimentState::Finished);
        return;
    }
    step = steps.takeFirst();
    switch (step.kind) {
    case Step::Kind::Unload: unload(step); break;
    case Step::Kind::Cooldown:
        report(Activity::Cooldown);
        QTimer::singleShot(spec.cooldownMs, q, [this] { next(); });
        break;
    case Step::Kind::Warmup:
    case Step::Kind::Stage: prepareCall(step); break;
    }
}

void Runner::Data::unload(const Step&)
{
    report(Activity::Preflight);
    engine->unload(spec.model).then(q, [this](const base::Result<void>& unloaded) {
        if (!unloaded)
            Q_EMIT q->warned(unloaded.error());
        next();
    });
}

const experiment::Call* Runner::Data::analysisOf(const Step& wanted) const
{
    const auto found = std::ranges::find_if(experiment.calls, [&](const experiment::Call& made) {
        return !made.warmup && made.stage == measure::Stage::Analysis && made.run == wanted.run
            && made.arm == spec.arms.at(wanted.arm).name;
    });
    return found == experiment.calls.end() ? nullptr : &*found;
}

PromptTexts Runner::Data::textsFor(const Step& wanted) const
{
    const bool hasNonce = spec.nonce && engine->hasModel() && spec.prompts == experiment::PromptSet::Grounded;
    const QString nonce = hasNonce || wanted.kind == Step::Kind::Warmup ? newNonce() : QString();
    if (wanted.kind == Step::Kind::Warmup)
        return warmupPrompt(input, nonce);
    if (wanted.stage == measure::Stage::Analysis)
        return analysisPrompt(spec.prompts, input, nonce);
    return reportPrompt(spec.prompts, input, analysisOf(wanted)->text(), nonce);
}

std::optional<int> Runner::Data::promptTokensEstimate(const Step& wanted, const PromptTexts& texts) const
{
    if (!bytesPerToken)
        return std::nullopt;
    const int whole = estimatedTokens(texts.system + texts.user, bytesPerToken);
    if (wanted.kind != Step::Kind::Stage || wanted.stage != measure::Stage::Report)
        return whole;
    // The server has counted the analysis already: only the rest of the prompt needs guessing.
    const auto* analysis = analysisOf(wanted);
    const bool isCounted = spec.prompts == experiment::PromptSet::Grounded
        && analysis->metrics.tokenSource == measure::TokenSource::Server;
    if (!isCounted)
        return whole;
    const int guessed = estimatedTokens(analysis->text(), bytesPerToken);
    return std::max(0, whole - guessed) + analysis->metrics.outputTokens.value_or(guessed);
}

void Runner::Data::prepareCall(const Step& wanted)
{
    const auto& arm = spec.arms.at(wanted.arm);
    if (wanted.kind == Step::Kind::Stage && wanted.stage == measure::Stage::Report) {
        const auto* analysis = analysisOf(wanted);
        if (!analysis || analysis->text().isEmpty()) {
            Q_EMIT q->warned({base::ErrorCode::StreamBroken,
                tr("Run %1 of %2 has no report: its analysis gave no text.").arg(wanted.run).arg(arm.name),
                {}, {}});
            QTimer::singleShot(0, q, [this] { next(); });
            return;
        }
    }
    const auto texts = textsFor(wanted);
    call = {};
    call.ordinal = int(experiment.calls.size());
    call.arm = arm.name;
    call.run = wanted.run;
    call.stage = wanted.stage;
    call.warmup = wanted.kind == Step::Kind::Warmup;
    call.system = texts.system;
    call.prompt = texts.user;
    if (engine->hasModel())
        call.optionsSent = optionsOf(spec, wanted, budget);
    auto& evidence = call.evidence;
    evidence.warmup = call.warmup;
    evidence.noModel = !engine->hasModel();
    evidence.paced = spec.pacedTokensPerSecond.has_value() && evidence.noModel;
    evidence.nonceSent = texts.system.startsWith(u'[');
    if (engine->hasModel())
        evidence.samePromptBefore = sentPrompts.contains(promptHash(call));
    evidence.requestedContext = intOption(call.optionsSent, QStringLiteral("num_ctx"));
    evidence.requestedGpuLayers = intOption(call.optionsSent, QStringLiteral("num_gpu"));
    evidence.outputTokensLimit = intOption(call.optionsSent, QStringLiteral("num_predict"));
    evidence.blockCount = experiment.environment.modelBlockCount;
    evidence.promptTokensEstimate = promptTokensEstimate(wanted, texts);
    if (!engine->knowsLoadedModels()) {
        startCall();
        return;
    }
    engine->loadedModels().then(q, [this](const base::Result<QList<engine::LoadedModel>>& loaded) {
        if (loaded) {
            call.evidence.residentBefore = std::ranges::any_of(
                *loaded, [this](const auto& model) { return isSameModel(model.name, spec.model); });
        }
        startCall();
    });
}

void Runner::Data::startCall()
{
    if (done || stop.stop_requested()) {
        next();
        return;
    }
    sentPrompts.insert(promptHash(call));
    engine::Prompt prompt;
    prompt.model = spec.model;
    prompt.system = call.system;
    prompt.text = call.prompt;
    prompt.options = call.optionsSent;
    prompt.think = spec.arms.at(step.arm).think;
    prompt.timeouts = spec.timeouts;
    prompt.purpose =
        call.stage == measure::Stage::Report ? engine::Purpose::Report : engine::Purpose::Analysis;
    prompt.corpusName = input.corpus.name;
    prompt.facts = input.digest.facts;
    prompt.pacedTokensPerSecond = spec.pacedTokensPerSecond;

    journal->callStarted(experiment.id, call);
    Q_EMIT q->callStarted(call);
    intendedNs = base::monotonicNs();
    generation = engine->start(prompt);
    QObject::connect(generation.get(), &engine::Generation::phaseChanged, q,
        [this](engine::Phase phase) { report(call.warmup ? Activity::WarmUp : activityOf(phase)); });
    QObject::connect(
        generation.get(), &engine::Generation::chunksArrived, q, [this](const QList<measure::Chunk>& chunks) {
            journal->chunksArrived(experiment.id, call.ordinal, chunks);
            Q_EMIT q->chunksArrived(call.ordinal, chunks);
        });
    QObject::connect(generation.get(), &engine::Generation::finished, q,
        [this](const engine::Outcome& outcome) { callEnded(outcome); });
    report(call.warmup ? Activity::WarmUp : Activity::Connecting);
}

void Runner::Data::callEnded(const engine::Outcome& outcome)
{
    generation.release()->deleteLater(); // We are inside one of its signals.
    call.trace = outcome.trace;
    call.trace.intendedNs = std::min<qint64>(0, intendedNs - outcome.trace.t0MonotonicNs);
    call.state = outcome.state;
    call.error = outcome.error;
    const bool asksServer =
        engine->knowsLoadedModels() && !stop.stop_requested() && !(outcome.error && isFatal(*outcome.error));
    if (asksServer)
        when(engine->loadedModels(), &Data::completeCall);
    else
        completeCall(base::failure(base::ErrorCode::Cancelled, {}));
}

void Runner::Data::completeCall(const base::Result<QList<engine::LoadedModel>>& loaded)
{
    if (loaded) {
        const auto model = std::ranges::find_if(
            *loaded, [this](const auto& listed) { return isSameModel(listed.name, spec.model); });
        if (model != loaded->end()) {
            call.evidence.effectiveContext = model->effectiveContext;
            if (model->effectiveContext)
                call.optionsEffective.insert(QStringLiteral("num_ctx"), *model->effectiveContext);
            if (model->bytes > 0) {
                call.evidence.modelBytes = model->bytes;
                call.evidence.modelVramBytes = model->vramBytes;
            }
        }
    }
    call.metrics = measure::metricsOf(call.trace, call.state, call.evidence);
    call.flags = measure::flagsOf(call.trace, call.metrics, call.state, call.evidence);
    call.stratum = measure::stratumOf(call.trace, call.evidence);
    call.finished = true;
    experiment.calls.append(call);
    journal->callFinished(experiment.id, call);
    Q_EMIT q->callFinished(call);
    learnFrom(call);
    if (call.error && isFatal(*call.error)) {
        finish(experiment::ExperimentState::Failed, call.error);
        return;
    }
    QTimer::singleShot(0, q, [this] { next(); });
}

void Runner::Data::learnFrom(const experiment::Call& made)
{
    if (made.evidence.effectiveContext && !made.evidence.requestedContext)
        effectiveContext = made.evidence.effectiveContext;
    if (!made.warmup || bytesPerToken || !made.metrics.promptTokens || *made.metrics.promptTokens < 16)
        return;
    bytesPerToken = double((made.system + made.prompt).toUtf8().size()) / *made.metrics.promptTokens;
    const bool isMeasuring = std::ranges::any_of(experiment.calls, std::not_fn(&experiment::Call::warmup));
    if (!isMeasuring)
        chooseDigest(); // Every measured call of an experiment sees the same facts.
}

void Runner::Data::finish(experiment::ExperimentState state, const std::optional<base::Error>& error)
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
