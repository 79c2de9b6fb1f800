#include "engine/builtin/builtinengine.h"

#include "engine/builtin/analyst.h"
#include "engine/builtin/builtingeneration.h"

#include <QCoreApplication>
#include <QPromise>

namespace benchglass::engine {

namespace {

template <typename T>
QFuture<base::Result<T>> ready(const base::Result<T>& result)
{
    QPromise<base::Result<T>> promise;
    promise.start();
    promise.addResult(result);
    promise.finish();
    return promise.future();
}

} // namespace

QString BuiltinEngine::id() const
{
    return u"builtin"_qs;
}

QString BuiltinEngine::displayName() const
{
    return engineDisplayName(id());
}

std::unique_ptr<Generation> BuiltinEngine::start(const Prompt& prompt)
{
    return std::make_unique<BuiltinGeneration>(wordsOf(analystText(prompt)), prompt.pacedTokensPerSecond);
}

QFuture<base::Result<Server>> BuiltinEngine::probe()
{
    return ready(
        base::Result<Server>(Server {u"Built-in analyst"_qs, QCoreApplication::applicationVersion(), {}}));
}

QFuture<base::Result<ModelDetails>> BuiltinEngine::describe(const QString&)
{
    return ready(base::Result<ModelDetails>(ModelDetails {}));
}

QFuture<base::Result<QList<LoadedModel>>> BuiltinEngine::loadedModels()
{
    return ready(base::Result<QList<LoadedModel>>(QList<LoadedModel> {}));
}

QFuture<base::Result<void>> BuiltinEngine::preload(const QString&, const QJsonObject&)
{
    return ready(base::Result<void>());
}

QFuture<base::Result<void>> BuiltinEngine::unload(const QString&)
{
    return ready(base::Result<void>());
}

} // namespace benchglass::engine
