#include "engine/engine.h"

#include "engine/builtin/builtinengine.h"
#include "engine/ollama/ollamaengine.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace benchglass::engine {

Generation::~Generation() = default;

Engine::~Engine() = default;

namespace {

using Maker = base::Result<std::unique_ptr<Engine>> (*)(
    const QString& url, const std::shared_ptr<StreamThread>& streams);

/// What is known of an engine before one is made.
struct Kind
{
    QLatin1String id;
    const char* displayName;
    Maker make;
};

base::Result<std::unique_ptr<Engine>> makeBuiltin(const QString&, const std::shared_ptr<StreamThread>&)
{
    return std::make_unique<BuiltinEngine>();
}

base::Result<std::unique_ptr<Engine>> makeOllama(
    const QString& url, const std::shared_ptr<StreamThread>& streams)
{
    Q_ASSERT(streams);
    const auto address = ollamaAddress(url);
    if (!address)
        return tl::unexpected(address.error());
    return std::make_unique<OllamaEngine>(*address, streams);
}

constexpr std::array<Kind, 2> kinds {{
    {QLatin1String("builtin"), QT_TRANSLATE_NOOP("engine", "Built-in analyst"), &makeBuiltin},
    {QLatin1String("ollama"), QT_TRANSLATE_NOOP("engine", "Ollama"), &makeOllama},
}};

} // namespace

base::Result<std::unique_ptr<Engine>> makeEngine(
    const QString& id, const QString& url, const std::shared_ptr<StreamThread>& streams)
{
    for (const Kind& kind : kinds) {
        if (id == kind.id)
            return kind.make(url, streams);
    }
    return base::failure(base::ErrorCode::Usage,
        QCoreApplication::translate("engine", "There is no engine “%1”; there are: %2.")
            .arg(id.left(60), engineIds().join(u", "_qs)),
        id.left(60));
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
