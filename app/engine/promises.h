#pragma once

#include "base/error.h"
#include "engine/http/streamerrors.h"

#include <QPromise>

#include <memory>

namespace benchglass::engine {

/// A promise that is kept whatever happens: when the last hand lets go of it unfinished, because an engine
/// goes away, its future ends with Cancelled.
template <typename T>
std::shared_ptr<QPromise<base::Result<T>>> begin()
{
    using Promise = QPromise<base::Result<T>>;
    std::shared_ptr<Promise> promise(new Promise, [](Promise* last) {
        const std::unique_ptr<Promise> owned(last);
        if (owned->future().isFinished())
            return;
        owned->addResult(base::Result<T>(tl::unexpected(cancelledError(QUrl()))));
        owned->finish();
    });
    promise->start();
    return promise;
}

template <typename T>
void end(const std::shared_ptr<QPromise<base::Result<T>>>& promise, const base::Result<T>& result)
{
    promise->addResult(result);
    promise->finish();
}

template <typename T>
void fail(const std::shared_ptr<QPromise<base::Result<T>>>& promise, const base::Error& error)
{
    end(promise, base::Result<T>(tl::unexpected(error)));
}

} // namespace benchglass::engine
