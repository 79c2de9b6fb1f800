#pragma once

#include "base/error.h"
#include "store/library.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <functional>
#include <memory>

namespace benchglass::workbench {

/// The library on a thread of its own: questions are answered in the order in which they are asked.
/// Make and destroy it in the main thread; the destructor waits for what was asked.
class LibraryThread : public QObject
{
    Q_OBJECT

public:
    explicit LibraryThread(const QString& dsn);
    ~LibraryThread() override;
    Q_DISABLE_COPY_MOVE(LibraryThread)

    /// Runs @p question on the library's thread. When the library could not be opened, every answer is
    /// that failure.
    template <typename T>
    QFuture<base::Result<T>> ask(std::function<base::Result<T>(store::Library&)> question)
    {
        auto promise = std::make_shared<QPromise<base::Result<T>>>();
        promise->start();
        post([this, promise, question = std::move(question)] {
            promise->addResult(m_library ? question(*m_library) : tl::unexpected(m_error));
            promise->finish();
        });
        return promise->future();
    }

Q_SIGNALS:
    /// A question met damage: what is readable was recovered. Emitted from the library's thread.
    void recovered(const benchglass::base::Error& remark);

private:
    void post(const std::function<void()>& task);

    QThread m_thread;
    std::unique_ptr<QObject> m_context;        ///< Lives in m_thread.
    std::unique_ptr<store::Library> m_library; ///< Only touched in m_thread.
    base::Error m_error;
};

} // namespace benchglass::workbench
