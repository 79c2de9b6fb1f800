#include "agent/runner.h"

#include "agent/callbuilder.h"
#include "agent/callrun.h"
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
    void checked(const std::optional<base::Error>& failure);
    void ingest();
    void begin();
    void next();
    void finish(ExperimentState state, const std::optional<base::Error>& error = {});

    // Its steps.
    void unload();
    void cooldown();
    void makeCall(const Step& step);
    void follow(CallRun& made);
    void callEnded(const experiment::Call& call);

    void chooseDigest();
    void report(Activity activity);

    Runner* q;
    experiment::Spec spec;
    std::shared_ptr<const corpus::Catalog> catalog;
    EngineMaker engines;
    experiment::Journal* journal;

    std::unique_ptr<engine::Engine> engine;
    std::unique_ptr<Preflight> preflight;
    std::unique_ptr<CallBuilder> builder;
    std::unique_ptr<CallRun> callRun; ///< Null between calls.
    experiment::Experiment experiment;
    QList<Step> steps;
    qint64 ingestNs = 0;
    int planned = 0;
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
    QMetaObject::invokeMethod(this, [this] {
        d->stopsAfterStage = true;
        if (d->experiment.id.isEmpty())
            d->stop.request_stop();
    });
}

void Runner::stopNow()
{
    d->stop.request_stop(); // Reaches a runner that is busy reading the folder.
    QMetaObject::invokeMethod(this, [this] {
        if (d->callRun)
            d->callRun->cancel();
    });
}

void Runner::Data::report(Activity activity)
{
    const int doneCalls = int(std::ranges::count(experiment.calls, false, &experiment::Call::warmup));
    Progress progress {activity, -1, doneCalls, planned, {}, 0, measure::Stage::Ingest};
    if (callRun && callRun->isStreaming()) {
        const auto& call = callRun->call();
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
        finish(ExperimentState::Failed,
            base::Error {
                base::ErrorCode::Usage, tr("An experiment needs at least one arm and one run."), {}, {}});
        return;
    }
    auto made = engines(spec);
    if (!made) {
        finish(ExperimentState::Failed, made.error());
        return;
    }
    engine = std::move(*made);
    preflight = std::make_unique<Preflight>(*engine, spec.model, optionNames(spec));
    QObject::connect(preflight.get(), &Preflight::warned, q, &Runner::warned);
    QObject::connect(preflight.get(), &Preflight::finished, q,
        [this](const std::optional<base::Error>& failure) { checked(failure); });
    preflight->start();
}

void Runner::Data::checked(const std::optional<base::Error>& failure)
{
    experiment.environment = preflight->environment();
    if (failure)
        finish(ExperimentState::Failed, failure);
    else
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
    steps = planOf(spec, engine->hasModel());
    planned = measuredCallsIn(steps);
    builder = std::make_unique<CallBuilder>(experiment, catalog, engine->hasModel());
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
    case Step::Kind::Stage: makeCall(step); break;
    }
}

void Runner::Data::unload()
{
    report(Activity::Preflight);
    base::whenDone(engine->unload(spec.model), q, [this](const base::Result<void>& unloaded) {
        if (unloaded)
            builder->forgetSent();
        else
            Q_EMIT q->warned(unloaded.error());
        next();
    });
}

void Runner::Data::cooldown()
{
    report(Activity::Cooldown);
    QTimer::singleShot(spec.cooldownMs, q, [this] { next(); });
}

void Runner::Data::makeCall(const Step& step)
{
    auto call = builder->callFor(step, experiment.calls);
    if (!call) {
        Q_EMIT q->warned({base::ErrorCode::StreamBroken,
            tr("Run %1 of %2 has no report: its analysis gave no text or broke off.")
                .arg(QString::number(step.run), spec.arms.at(step.arm).name),
            {}, {}});
        QTimer::singleShot(0, q, [this] { next(); });
        return;
    }
    auto prompt = builder->promptFor(*call, step.arm);
    callRun = std::make_unique<CallRun>(*engine, std::move(*call), std::move(prompt), stop.get_token());
    follow(*callRun);
    callRun->start();
}

void Runner::Data::follow(CallRun& made)
{
    QObject::connect(&made, &CallRun::started, q, [this](const experiment::Call& call) {
        journal->callStarted(experiment.id, call);
        Q_EMIT q->callStarted(call);
    });
    QObject::connect(&made, &CallRun::activityChanged, q, [this](Activity activity) { report(activity); });
    QObject::connect(&made, &CallRun::chunksArrived, q,
        [this, ordinal = made.call().ordinal](const QList<measure::Chunk>& chunks) {
            journal->chunksArrived(experiment.id, ordinal, chunks);
            Q_EMIT q->chunksArrived(ordinal, chunks);
        });
    QObject::connect(&made, &CallRun::finished, q, [this](const experiment::Call& call) { callEnded(call); });
    QObject::connect(&made, &CallRun::abandoned, q, [this] { next(); });
}

void Runner::Data::callEnded(const experiment::Call& call)
{
    callRun.release()->deleteLater(); // We are inside one of its signals; the call is its own.
    experiment.calls.append(call);
    journal->callFinished(experiment.id, call);
    Q_EMIT q->callFinished(call);
    const bool isMeasuring = std::ranges::any_of(experiment.calls, std::not_fn(&experiment::Call::warmup));
    if (builder->learnFrom(call) && !isMeasuring)
        chooseDigest(); // Every measured call of an experiment sees the same facts.
    if (call.error && isFatal(*call.error)) {
        finish(ExperimentState::Failed, call.error);
        return;
    }
    QTimer::singleShot(0, q, [this] { next(); });
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
