#include "workbench/workbench.h"

#include "base/background.h"
#include "base/clock.h"
#include "base/serveraddress.h"
#include "corpus/ingest.h"
#include "engine/http/streamthread.h"
#include "workbench/exporter.h"
#include "workbench/librarythread.h"
#include "workbench/sample.h"

#include <QHash>
#include <QMap>
#include <QPromise>
#include <QSemaphore>
#include <QStandardPaths>
#include <QThread>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <stop_token>
#include <utility>

namespace benchglass::workbench {

namespace {

constexpr int textIntervalMs = 33;
constexpr int lastWordsMs = 3000;

QFuture<KeyPlace> ready(KeyPlace place)
{
    QPromise<KeyPlace> promise;
    promise.start();
    promise.addResult(place);
    promise.finish();
    return promise.future();
}

} // namespace

struct Workbench::Data
{
    Data(Workbench* workbench, const QString& dsn)
        : q(workbench)
        , dsnPath(dsn.isEmpty() ? store::Library::defaultPath() : dsn)
        , streams(std::make_shared<engine::StreamThread>())
        , library(std::make_unique<LibraryThread>(dsn))
        , journal(std::make_unique<store::JournalWriter>(dsn))
    {
        runnerThread.setObjectName(QStringLiteral("runner"));
        runnerThread.start();
        chunkTimer.setSingleShot(true);
        chunkTimer.setInterval(textIntervalMs);
        QObject::connect(&chunkTimer, &QTimer::timeout, q, [this] { handOnChunks(); });
        QObject::connect(journal.get(), &store::JournalWriter::failed, q, &Workbench::warned);
        QObject::connect(library.get(), &LibraryThread::recovered, q, &Workbench::warned);
    }

    void openLibrary();
    void connectRunner();
    void handOnChunks();
    void ended(const std::shared_ptr<const experiment::Experiment>& experiment);
    void start();

    /// By address without a password, as the run is kept: what lets into one server is no other's business.
    using Keys = QHash<QString, engine::Endpoint>;
    /// start(), as soon as the key of every address of @p spec is among @p keys.
    void startWithKeys(const experiment::Spec& spec, const std::shared_ptr<Keys>& keys);

    /// Calls @p then with the endpoint and its key, at once where the keychain need not be asked. An address
    /// that no engine can be made of has no key either.
    template <typename Then>
    void withKey(const engine::Endpoint& endpoint, Then then)
    {
        const auto base = baseOf(endpoint);
        if (!base) {
            then(endpoint);
            return;
        }
        const auto useKey = [endpoint, then](const HeldKey& held) {
            engine::Endpoint found = endpoint;
            found.key = held.key;
            then(found);
        };
        if (engine::engineTraits(endpoint.engine).key == engine::EngineTraits::Key::Usual)
            base::whenDone(secrets.key(endpoint.engine, *base), q, useKey);
        else
            useKey(secrets.keyIfAsked(endpoint.engine, *base));
    }

    /// withKey(); a server that hardly ever wants one is asked first whether it does, should there be one.
    template <typename Then>
    void withWantedKey(const engine::Endpoint& endpoint, Then then)
    {
        using Key = engine::EngineTraits::Key;
        const bool mayWant = engine::engineTraits(endpoint.engine).key == Key::WhenAsked;
        if (!mayWant || !Secrets::hasEnvironmentKey()) {
            withKey(endpoint, then);
            return;
        }
        base::whenDone(q->probe(endpoint.engine, endpoint.url, endpoint.caFile), q,
            [this, endpoint, then](const base::Result<engine::Server>& server) {
                const auto base = baseOf(endpoint);
                if (!server && server.error().remedy == base::Remedy::EnterKey && base)
                    secrets.key(endpoint.engine, *base); // from now on it has asked
                withKey(endpoint, then);
            });
    }

    /// The address as the engine normalises it; nothing where it takes no key or is malformed.
    std::optional<QUrl> baseOf(const engine::Endpoint& endpoint) const
    {
        if (engine::engineTraits(endpoint.engine).key == engine::EngineTraits::Key::Never)
            return {};
        const auto made = engine::makeEngine(endpoint, streams);
        return made ? std::optional((*made)->url()) : std::nullopt;
    }

    /// What an engine that lives as long as its question answers to @p question, in a turn of the event loop
    /// of its own: the answer comes from inside one of the engine's replies.
    template <typename T>
    QFuture<base::Result<T>> ask(
        const engine::Endpoint& endpoint, std::function<QFuture<base::Result<T>>(engine::Engine&)> question)
    {
        auto promise = std::make_shared<QPromise<base::Result<T>>>();
        promise->start();
        const auto answer = [promise](const base::Result<T>& given) {
            promise->addResult(given);
            promise->finish();
        };
        withKey(endpoint, [this, question, answer](const engine::Endpoint& found) {
            auto made = engine::makeEngine(found, streams);
            if (!made) {
                answer(tl::unexpected(made.error()));
                return;
            }
            const std::shared_ptr<engine::Engine> engine = std::move(*made);
            base::whenDone(
                question(*engine), q, [engine, answer](const base::Result<T>& given) { answer(given); });
        });
        return promise->future();
    }

    /// Changes something in the library and tells.
    QFuture<base::Result<void>> change(std::function<base::Result<void>(store::Library&)> edit)
    {
        return base::afterwards(
            library->ask<void>(std::move(edit)), q, [this](const base::Result<void>& result) {
                if (result)
                    Q_EMIT q->libraryChanged();
                return result;
            });
    }

    Workbench* q;
    QString dsnPath;
    std::shared_ptr<engine::StreamThread> streams;
    Secrets secrets;
    std::unique_ptr<LibraryThread> library;
    std::unique_ptr<store::JournalWriter> journal;
    QThread runnerThread;
    QSemaphore runnerDone; ///< Released on the runner's thread when its experiment has ended.
    QThreadPool pool;
    agent::Runner* runner = nullptr; ///< Lives in runnerThread; null while nothing runs.
    int runNumber = 0;               ///< Of the runner, or of the last one.
    bool isStarted = false;          ///< The runner has its key, and will release runnerDone.
    std::stop_source ingestStop;
    QTimer chunkTimer;
    QMap<int, QList<measure::Chunk>> pendingChunks; ///< By the ordinal of their call.
};

Workbench::Workbench(const QString& dsn, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Data>(this, dsn))
{
    d->openLibrary();
}

Workbench::~Workbench()
{
    d->ingestStop.request_stop();
    if (d->runner) {
        // The runner's last words go to the journal on its own thread: wait for those, its signals have no
        // listener any more. A server that does not let go must not keep the program.
        d->runner->stopNow();
        if (d->isStarted)
            d->runnerDone.tryAcquire(1, lastWordsMs);
        QMetaObject::invokeMethod(
            d->runner, [runner = d->runner] { delete runner; }, Qt::BlockingQueuedConnection);
    }
    d->runnerThread.quit();
    d->runnerThread.wait();
    d->pool.waitForDone();
}

base::Result<QString> Workbench::sampleFolder()
{
    return unpackSample(
        QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + u"/sample"_qs);
}

void Workbench::Data::openLibrary()
{
    const auto future = library->ask<std::optional<base::Error>>(
        [](store::Library& opened) -> base::Result<std::optional<base::Error>> {
            // Asked first: what is recovered later is told by itself.
            const auto remark = opened.openedWith();
            if (!opened.isReadOnly()) {
                if (const auto recovered = opened.recoverInterrupted(); !recovered)
                    return tl::unexpected(recovered.error());
            }
            return remark;
        });
    base::whenDone(future, q, [this](const base::Result<std::optional<base::Error>>& opened) {
        if (!opened)
            Q_EMIT q->warned(opened.error());
        else if (*opened)
            Q_EMIT q->warned(**opened);
        Q_EMIT q->libraryChanged();
    });
}

QFuture<base::Result<OpenedFolder>> Workbench::openFolder(const QString& folder)
{
    d->ingestStop.request_stop();
    d->ingestStop = {};
    return base::inBackground(
        d->pool, [folder, stop = d->ingestStop.get_token()]() -> base::Result<OpenedFolder> {
            const qint64 startNs = base::monotonicNs();
            auto catalog = corpus::ingest(folder, {}, stop);
            if (!catalog)
                return tl::unexpected(catalog.error());
            return OpenedFolder {*catalog, base::monotonicNs() - startNs};
        });
}

QFuture<agent::Digest> Workbench::digest(
    const std::shared_ptr<const corpus::Catalog>& catalog, int budgetTokens)
{
    return base::inBackground(
        d->pool, [catalog, budgetTokens] { return agent::digestOf(*catalog, budgetTokens); });
}

QFuture<base::Result<engine::Server>> Workbench::probe(
    const QString& engineId, const QString& url, const QString& caFile)
{
    return d->ask<engine::Server>(
        {engineId, url, {}, caFile}, [](engine::Engine& engine) { return engine.probe(); });
}

QFuture<base::Result<engine::ModelDetails>> Workbench::describe(
    const QString& engineId, const QString& url, const QString& model, const QString& caFile)
{
    return d->ask<engine::ModelDetails>(
        {engineId, url, {}, caFile}, [model](engine::Engine& engine) { return engine.describe(model); });
}

std::unique_ptr<Checkup> Workbench::makeCheckup()
{
    return std::make_unique<Checkup>(&d->secrets, d->streams);
}

QStringList Workbench::optionsWithoutEffect(const QString& engineId, const QString& product)
{
    QStringList names;
    for (const experiment::OptionInfo& option : experiment::knownOptions())
        names.append(option.name);
    return engine::optionsWithoutEffect(engineId, product, names);
}

QFuture<KeyPlace> Workbench::keyPlace(const QString& engineId, const QString& url)
{
    const auto base = d->baseOf({engineId, url});
    if (!base)
        return ready(KeyPlace::None);
    return base::afterwards(
        d->secrets.key(engineId, *base), this, [](const HeldKey& held) { return held.place; });
}

QFuture<KeyPlace> Workbench::setKey(const QString& engineId, const QString& url, const QString& key)
{
    const auto base = d->baseOf({engineId, url});
    return base ? d->secrets.setKey(engineId, *base, key) : ready(KeyPlace::None);
}

bool Workbench::isRunning() const
{
    return d->runner != nullptr;
}

void Workbench::run(const experiment::Spec& spec, std::shared_ptr<const corpus::Catalog> catalog)
{
    if (d->runner)
        return;
    // Kept with the run: it holds neither key nor password.
    experiment::Spec kept = spec;
    kept.url = base::withoutUserInfo(spec.url);
    std::ranges::transform(spec.moreUrls, kept.moreUrls.begin(), base::withoutUserInfo);
    const auto keys = std::make_shared<Data::Keys>();
    const auto makeEngine = [streams = d->streams, keys](const experiment::Spec& wanted) {
        return engine::makeEngine(keys->value(wanted.url), streams);
    };
    d->runner = new agent::Runner(kept, std::move(catalog), makeEngine, d->journal.get());
    ++d->runNumber;
    d->runner->moveToThread(&d->runnerThread);
    d->connectRunner();
    d->startWithKeys(spec, keys);
}

void Workbench::Data::startWithKeys(const experiment::Spec& spec, const std::shared_ptr<Keys>& keys)
{
    const QStringList urls = QStringList {spec.url} + spec.moreUrls;
    const auto wanted = std::ranges::find_if(
        urls, [&](const QString& url) { return !keys->contains(base::withoutUserInfo(url)); });
    if (wanted == urls.end()) {
        start();
        return;
    }
    withWantedKey({spec.engine, *wanted, {}, spec.caFile},
        [this, spec, keys, url = *wanted, number = runNumber](const engine::Endpoint& found) {
            if (!runner || number != runNumber)
                return; // stopped before its server had answered
            keys->insert(base::withoutUserInfo(url), found);
            startWithKeys(spec, keys);
        });
}

void Workbench::Data::start()
{
    isStarted = true;
    QMetaObject::invokeMethod(runner, &agent::Runner::start, Qt::QueuedConnection);
}

void Workbench::Data::connectRunner()
{
    QObject::connect(runner, &agent::Runner::begun, q, [this](const auto& begun) {
        Q_EMIT q->experimentBegun(begun);
        Q_EMIT q->libraryChanged();
    });
    QObject::connect(runner, &agent::Runner::progressed, q, &Workbench::progressed);
    QObject::connect(runner, &agent::Runner::warned, q, &Workbench::warned);
    QObject::connect(runner, &agent::Runner::callStarted, q, &Workbench::callStarted);
    QObject::connect(
        runner, &agent::Runner::chunksArrived, q, [this](int ordinal, const QList<measure::Chunk>& chunks) {
            pendingChunks[ordinal] += chunks;
            if (!chunkTimer.isActive())
                chunkTimer.start();
        });
    QObject::connect(runner, &agent::Runner::callFinished, q, [this](const experiment::Call& call) {
        handOnChunks();
        Q_EMIT q->callFinished(call);
    });
    QObject::connect(runner, &agent::Runner::finished, runner, [this] { runnerDone.release(); });
    QObject::connect(
        runner, &agent::Runner::finished, q, [this](const auto& experiment) { ended(experiment); });
}

void Workbench::Data::handOnChunks()
{
    chunkTimer.stop();
    const auto arrived = std::exchange(pendingChunks, {});
    for (auto call = arrived.begin(); call != arrived.end(); ++call)
        Q_EMIT q->chunksArrived(call.key(), call.value());
}

void Workbench::Data::ended(const std::shared_ptr<const experiment::Experiment>& experiment)
{
    // Who hears that an experiment ended may ask the library for it: it must be there by then.
    const auto flushed = base::inBackground(pool, [this] {
        journal->flush();
        return true;
    });
    base::whenDone(flushed, q, [this, experiment](bool) {
        runnerDone.acquire();
        std::exchange(runner, nullptr)->deleteLater();
        isStarted = false;
        Q_EMIT q->experimentFinished(experiment);
        Q_EMIT q->libraryChanged();
    });
}

void Workbench::stopAfterStage()
{
    if (d->runner)
        d->runner->stopAfterStage();
}

void Workbench::stopNow()
{
    if (d->runner)
        d->runner->stopNow();
}

QFuture<base::Result<QList<experiment::Summary>>> Workbench::list(const store::Filter& filter)
{
    return d->library->ask<QList<experiment::Summary>>(
        [filter](store::Library& library) { return library.list(filter); });
}

QFuture<base::Result<std::shared_ptr<const experiment::Experiment>>> Workbench::load(const QString& id)
{
    using Loaded = std::shared_ptr<const experiment::Experiment>;
    return d->library->ask<Loaded>([id](store::Library& library) -> base::Result<Loaded> {
        const auto resolved = library.resolve(id);
        if (!resolved)
            return tl::unexpected(resolved.error());
        auto loaded = library.load(*resolved);
        if (!loaded)
            return tl::unexpected(loaded.error());
        return std::make_shared<const experiment::Experiment>(std::move(*loaded));
    });
}

QFuture<base::Result<void>> Workbench::setTrashed(const QString& id, bool trashed)
{
    return d->change([=](store::Library& library) { return library.setTrashed(id, trashed); });
}

QFuture<base::Result<void>> Workbench::setNotes(const QString& id, const QString& notes)
{
    return d->change([=](store::Library& library) { return library.setNotes(id, notes); });
}

QFuture<base::Result<void>> Workbench::setTags(const QString& id, const QStringList& tags)
{
    return d->change([=](store::Library& library) { return library.setTags(id, tags); });
}

QFuture<base::Result<void>> Workbench::setPutBack(const QString& id, int ordinal, bool putBack)
{
    return d->change([=](store::Library& library) { return library.setPutBack(id, ordinal, putBack); });
}

QFuture<base::Result<void>> Workbench::remove(const QString& id)
{
    return d->change([=](store::Library& library) { return library.remove(id); });
}

QString Workbench::libraryPath() const
{
    return d->dsnPath;
}

QFuture<base::Result<QStringList>> Workbench::exportReport(const ExportRequest& request)
{
    return base::inBackground(d->pool, [request] { return exportFiles(request); });
}

} // namespace benchglass::workbench
