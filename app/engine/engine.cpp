#include "engine/engine.h"

#include "engine/builtin/builtinengine.h"
#include "engine/ollama/ollamaengine.h"
#include "engine/openai/openaiengine.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace benchglass::engine {

Generation::~Generation() = default;

Engine::~Engine() = default;

QStringList Engine::optionsWithoutEffect(const QStringList&) const
{
    return {};
}

namespace {

using Maker = base::Result<std::unique_ptr<Engine>> (*)(
    const Endpoint& endpoint, const std::shared_ptr<StreamThread>& streams);

using IdleOptions = QStringList (*)(const QString& product, const QStringList& names);
using Key = EngineTraits::Key;

struct Kind
{
    QLatin1String id;
    const char* displayName;
    Maker make;
    bool hasModel;
    bool canUnload;
    bool canPull;
    Key key;
    const char* usualAddress;
    IdleOptions idle; ///< Which options have no effect.
};

QStringList noneIdle(const QString&, const QStringList&)
{
    return {};
}

QStringList allIdle(const QString&, const QStringList& names)
{
    return names;
}

QStringList idleForOpenAi(const QString& product, const QStringList& names)
{
    return openAiOptionsWithoutEffect(names, openAiProductFromName(product));
}

base::Result<std::unique_ptr<Engine>> makeBuiltin(const Endpoint&, const std::shared_ptr<StreamThread>&)
{
    return std::make_unique<BuiltinEngine>();
}

base::Result<std::unique_ptr<Engine>> makeOllama(
    const Endpoint& endpoint, const std::shared_ptr<StreamThread>& streams)
{
    Q_ASSERT(streams);
    const auto address = ollamaAddress(endpoint.url);
    if (!address)
        return tl::unexpected(address.error());
    return std::make_unique<OllamaEngine>(*address, streams, endpoint);
}

base::Result<std::unique_ptr<Engine>> makeOpenAi(
    const Endpoint& endpoint, const std::shared_ptr<StreamThread>& streams)
{
    Q_ASSERT(streams);
    const auto address = openAiAddress(endpoint.url);
    if (!address)
        return tl::unexpected(address.error());
    const QString key = endpoint.key.trimmed();
    if (std::ranges::any_of(key, [](QChar c) { return !c.isPrint() || c.isSpace(); })) {
        return base::failure(base::ErrorCode::Usage,
            QCoreApplication::translate("engine", "The key is not one word: copy it again, alone."),
            address->toDisplayString(QUrl::RemoveUserInfo));
    }
    return std::make_unique<OpenAiEngine>(*address, key, endpoint.caFile, streams);
}

constexpr std::array<Kind, 3> kinds {{
    {QLatin1String("builtin"), QT_TRANSLATE_NOOP("engine", "Built-in analyst"), &makeBuiltin, false, false,
        false, Key::Never, "", &allIdle},
    {QLatin1String("ollama"), QT_TRANSLATE_NOOP("engine", "Ollama"), &makeOllama, true, true, true,
        Key::WhenAsked, "http://127.0.0.1:11434", &noneIdle},
    {QLatin1String("openai"), QT_TRANSLATE_NOOP("engine", "OpenAI-compatible server"), &makeOpenAi, true,
        false, false, Key::Usual, "http://127.0.0.1:8080", &idleForOpenAi},
}};

const Kind* kindOf(const QString& id)
{
    const auto* const found = std::ranges::find(kinds, id, &Kind::id);
    return found == kinds.end() ? nullptr : found;
}

} // namespace

base::Result<std::unique_ptr<Engine>> makeEngine(
    const Endpoint& endpoint, const std::shared_ptr<StreamThread>& streams)
{
    if (const Kind* const kind = kindOf(endpoint.engine))
        return kind->make(endpoint, streams);
    return base::failure(base::ErrorCode::Usage,
        QCoreApplication::translate("engine", "There is no engine “%1”; there are: %2.")
            .arg(endpoint.engine.left(60), engineIds().join(u", "_qs)),
        endpoint.engine.left(60));
}

QStringList engineIds()
{
    QStringList ids;
    for (const Kind& kind : kinds)
        ids += kind.id;
    return ids;
}

QString engineDisplayName(const QString& id)
{
    const Kind* const kind = kindOf(id);
    return kind ? QCoreApplication::translate("engine", kind->displayName) : QString();
}

EngineTraits engineTraits(const QString& id)
{
    const Kind* const kind = kindOf(id);
    if (!kind)
        return {};
    return {kind->hasModel, kind->canUnload, kind->canPull, kind->key, QLatin1String(kind->usualAddress)};
}

bool isWithoutModel(const QString& id)
{
    const Kind* const kind = kindOf(id);
    return kind && !kind->hasModel;
}

QStringList optionsWithoutEffect(const QString& id, const QString& product, const QStringList& names)
{
    const Kind* const kind = kindOf(id);
    return kind ? kind->idle(product, names) : QStringList();
}

} // namespace benchglass::engine
