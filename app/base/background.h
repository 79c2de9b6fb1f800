#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>
#include <utility>

namespace benchglass::base {

/// Runs @p work in @p pool. The future is finished from there: continue with whenDone().
template <typename Work>
auto inBackground(QThreadPool& pool, Work work) -> QFuture<std::invoke_result_t<Work>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Work>>>();
    auto future = promise->future();
    promise->start();
    pool.start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

/// The same in the pool of the program.
template <typename Work>
auto inBackground(Work work) -> QFuture<std::invoke_result_t<Work>>
{
    return inBackground(*QThreadPool::globalInstance(), std::move(work));
}

/// Calls @p then with the result, in a turn of the event loop of its own; never when @p context is gone or
/// the future was given up. For the thread of @p context. (QFuture::then() of Qt 6.4 asserts when its
/// context has gone.)
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

/// The answer of whenDone() as a future: @p then is called with the result and its value handed on. Given
/// up, without a result, when @p context goes first or the future was given up.
template <typename Result, typename Then>
auto afterwards(const QFuture<Result>& future, QObject* context, Then then)
    -> QFuture<std::invoke_result_t<Then, Result>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Then, Result>>>();
    promise->start();
    auto* watcher = new QFutureWatcher<Result>(context);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, context, [watcher, promise, then = std::move(then)] {
            if (watcher->future().resultCount() > 0)
                promise->addResult(then(watcher->result()));
            promise->finish();
            watcher->deleteLater();
        });
    watcher->setFuture(future);
    return promise->future();
}

} // namespace benchglass::base
