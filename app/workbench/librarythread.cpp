#include "workbench/librarythread.h"

namespace benchglass::workbench {

LibraryThread::LibraryThread(const QString& dsn)
    : m_context(std::make_unique<QObject>())
{
    m_thread.setObjectName(QStringLiteral("library"));
    m_context->moveToThread(&m_thread);
    m_thread.start();
    post([this, dsn] {
        auto opened = store::Library::open(dsn);
        if (!opened) {
            m_error = opened.error();
            return;
        }
        m_library = std::move(*opened);
        m_library->onRecovery([this](const base::Error& remark) { Q_EMIT recovered(remark); });
    });
}

LibraryThread::~LibraryThread()
{
    // A connection belongs to its thread: it is closed there, after everything that was asked.
    post([this] {
        m_library.reset();
        m_thread.quit();
    });
    m_thread.wait();
}

void LibraryThread::post(const std::function<void()>& task)
{
    QMetaObject::invokeMethod(m_context.get(), task, Qt::QueuedConnection);
}

} // namespace benchglass::workbench
