#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>
#include <utility>

namespace benchglass::pages {

/// Runs @p work in the pool of the program. The future is finished from there: continue with
/// whenDone().
template <typename Work>
auto inBackground(Work work) -> QFuture<std::invoke_result_t<Work>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Work>>>();
    auto future = promise->future();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

/// Calls @p then with the result, in a turn of the event loop of its own; never when @p context is gone or
/// the future was given up. (QFuture::then() of Qt 6.4 asserts when its context has gone.)
template <typename Result, typename Then>
void whenDone(const QFuture<Result>& future, QObject* context, Then then)
{
    auto* watcher = new QFutureWatcher<Result>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            then(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace benchglass::pages
