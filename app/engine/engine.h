#pragma once

#include "base/error.h"
#include "base/timeouts.h"
#include "corpus/catalog.h"
#include "measure/call.h"

#include <QFuture>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QUrl>

#include <memory>
#include <optional>

namespace benchglass::engine {

enum class Purpose { Analysis, Report };

/// One request to an engine.
struct Prompt
{
    QString model;
    QString system;
    QString text;
    QJsonObject options; ///< Sent as they are.
    QString think;       ///< Empty = not sent; `off`, `on`, `low`, `medium`, `high`.
    base::Timeouts timeouts;
    Purpose purpose = Purpose::Analysis;
    QString corpusName; ///< The built-in analyst writes from these values, not from text.
    QList<corpus::Fact> facts;
    std::optional<double> pacedTokensPerSecond;
};

/// What a generation is doing, as far as the server lets it be known: where it does not, everything before
/// the first text is Waiting.
enum class Phase { Connecting, Waiting, Queued, Prefill, Thinking, Writing, Done };

/// How a generation ended.
struct Outcome
{
    measure::CallState state = measure::CallState::Ok;
    std::optional<base::Error> error;
    measure::Trace trace; ///< With all chunks, also of a call that failed half-way.
};

/// One answer being streamed. It emits any number of phaseChanged() and chunksArrived(), then exactly
/// one finished(). Destroying it cancels it, silently. Lives in the thread that started it.
class Generation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~Generation() override;

    /// Closes the connection, so that the server stops; finished() follows with state Cancelled.
    virtual void cancel() = 0;

Q_SIGNALS:
    void phaseChanged(benchglass::engine::Phase phase);
    /// How far the server has come with reading the prompt; at most with each batch of chunks.
    void prefillProgressed(const benchglass::measure::PrefillProgress& progress);
    void chunksArrived(const QList<benchglass::measure::Chunk>& chunks);
    void finished(const benchglass::engine::Outcome& outcome);
};

struct Model
{
    QString name;
    QString digest;
    QString family;
    QString parameterSize; ///< `4.3B`
    QString quantization;  ///< `Q4_K_M`
    qint64 bytes = 0;      ///< On disk; 0 where unknown.
    bool isRemote = false;
};

/// What answers at an address.
struct Server
{
    QString product; ///< `Ollama`, `Built-in analyst`
    QString version;
    QList<Model> models;
};

struct ModelDetails
{
    QString digest;
    std::optional<int> trainedContext;
    std::optional<int>
        servedContext; ///< What a request gets, where that was settled when the server started.
    std::optional<int> blockCount;
    int busySlots = 0; ///< At work for somebody else, where the server tells.
    QStringList capabilities;
    QString parameters; ///< The model file's own defaults, one `key value` per line.
};

/// A model that the server holds in memory.
struct LoadedModel
{
    QString name;
    QString digest;
    qint64 bytes = 0;
    std::optional<qint64> vramBytes {}; ///< Of them on the GPU.
    std::optional<int> effectiveContext;
};

/// Something that answers prompts. Use it from the thread that made it; the futures are finished from
/// that thread's event loop, none of them blocks.
class Engine
{
public:
    virtual ~Engine();

    virtual QString id() const = 0;          ///< `builtin` | `ollama` | `openai`
    virtual QString displayName() const = 0; ///< `Built-in analyst`, `Ollama`, `OpenAI-compatible`
    virtual QUrl url() const = 0;            ///< Empty for the built-in analyst.
    virtual bool hasModel() const = 0;       ///< False for the built-in analyst: flag no-model.

    /// Which of the options in @p names the server cannot be told: they are not sent. As far as it is known,
    /// which for some servers takes a probe().
    virtual QStringList optionsWithoutEffect(const QStringList& names) const;

    /// Never null; never emits before control returns to the event loop.
    virtual std::unique_ptr<Generation> start(const Prompt& prompt) = 0;

    /// Reachable, is it what it says, which models. Errors: Unreachable, NotTheServer, Timeout,
    /// ServerRefused.
    virtual QFuture<base::Result<Server>> probe() = 0;
    /// Errors: ModelMissing and those of probe().
    virtual QFuture<base::Result<ModelDetails>> describe(const QString& model) = 0;
    /// The models in memory; empty for engines that cannot say.
    virtual QFuture<base::Result<QList<LoadedModel>>> loadedModels() = 0;
    /// False where loadedModels() proves nothing.
    virtual bool knowsLoadedModels() const = 0;
    /// Loads the model with these options, so that the next request finds it warm.
    virtual QFuture<base::Result<void>> preload(const QString& model, const QJsonObject& options) = 0;
    /// Unloads it; finished when the server no longer lists it.
    virtual QFuture<base::Result<void>> unload(const QString& model) = 0;
};

class StreamThread;

/// Where an engine is found, and what it takes to be let in.
struct Endpoint
{
    QString engine;    ///< `builtin` | `ollama` | `openai`
    QString url {};    ///< As the user typed it; empty = the engine's default (for `ollama` OLLAMA_HOST).
    QString key {};    ///< Bearer key. Never logged, stored or shown; an error never quotes it.
    QString caFile {}; ///< Certificates (PEM) to trust beside the system's.
};

/// @param streams the thread that carries measured streams; may be null for `builtin`
/// @return nothing for an unknown engine or a malformed address (Usage)
base::Result<std::unique_ptr<Engine>> makeEngine(
    const Endpoint& endpoint, const std::shared_ptr<StreamThread>& streams);

/// What is known of an engine before one is made.
struct EngineTraits
{
    enum class Key { Never, WhenAsked, Usual }; ///< WhenAsked: only a proxy in front of it wants one.

    bool hasModel = false;
    bool canUnload = false; ///< Can be asked to unload its model.
    bool canPull = false;   ///< Can be asked to fetch a model.
    Key key = Key::Never;
    QString usualAddress {}; ///< Where its server is when nobody says; empty without a server.
};

/// Ids in the order in which a user is offered them.
QStringList engineIds();
QString engineDisplayName(const QString& id);
/// Without anything for an unknown id.
EngineTraits engineTraits(const QString& id);
/// The engine is known to have no model: the built-in analyst. False for an unknown id, as in a record of
/// another program's run.
bool isWithoutModel(const QString& id);
/// As Engine::optionsWithoutEffect(), without an engine.
/// @param product as Server::product; empty before the server answered
QStringList optionsWithoutEffect(const QString& id, const QString& product, const QStringList& names);

} // namespace benchglass::engine

Q_DECLARE_METATYPE(benchglass::engine::Outcome)
