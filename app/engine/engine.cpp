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

namespace {

using Maker = base::Result<std::unique_ptr<Engine>> (*)(
    const Endpoint& endpoint, const std::shared_ptr<StreamThread>& streams);

/// What is known of an engine before one is made.
struct Kind
{
    QLatin1String id;
    const char* displayName;
    Maker make;
};

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
    {QLatin1String("builtin"), QT_TRANSLATE_NOOP("engine", "Built-in analyst"), &makeBuiltin},
    {QLatin1String("ollama"), QT_TRANSLATE_NOOP("engine", "Ollama"), &makeOllama},
    {QLatin1String("openai"), QT_TRANSLATE_NOOP("engine", "OpenAI-compatible server"), &makeOpenAi},
}};

} // namespace

base::Result<std::unique_ptr<Engine>> makeEngine(
    const Endpoint& endpoint, const std::shared_ptr<StreamThread>& streams)
{
    for (const Kind& kind : kinds) {
        if (endpoint.engine == kind.id)
            return kind.make(endpoint, streams);
    }
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
    for (const Kind& kind : kinds) {
        if (id == kind.id)
            return QCoreApplication::translate("engine", kind.displayName);
    }
    return {};
}

} // namespace benchglass::engine
