#include "engine/doctor/namelookup.h"

#include <cerrno>
#include <cstring>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include <netdb.h>
#include <sys/socket.h>

namespace benchglass::engine {

namespace {

struct Found
{
    QList<QHostAddress> addresses;
    QString words;
};

Found resolve(const QByteArray& host)
{
    addrinfo hints {};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* list = nullptr;
    const int failure = getaddrinfo(host.constData(), nullptr, &hints, &list);
    if (failure != 0)
        return {
            {}, QString::fromLocal8Bit(failure == EAI_SYSTEM ? std::strerror(errno) : gai_strerror(failure))};
    Found found;
    for (const addrinfo* info = list; info; info = info->ai_next) {
        const QHostAddress address(info->ai_addr);
        if (!address.isNull() && !found.addresses.contains(address))
            found.addresses.append(address);
    }
    freeaddrinfo(list);
    return found;
}

} // namespace

/// What the thread may outlive.
struct NameLookUp::Asker
{
    std::mutex mutex;
    QObject* context = nullptr; ///< Null when nobody asks any more.
    Handler handler;

    static void tell(const std::shared_ptr<Asker>& asker, const Found& found)
    {
        const std::lock_guard lock(asker->mutex);
        if (!asker->context)
            return;
        QMetaObject::invokeMethod(
            asker->context, [asker, found] { asker->handler(found.addresses, found.words); },
            Qt::QueuedConnection);
    }
};

NameLookUp::NameLookUp(const QByteArray& host, Handler handler)
    : m_context(std::make_unique<QObject>())
    , m_asker(std::make_shared<Asker>())
{
    m_asker->context = m_context.get();
    m_asker->handler = std::move(handler);
    try {
        std::thread([asker = m_asker, host] { Asker::tell(asker, resolve(host)); }).detach();
    } catch (const std::system_error& error) {
        Asker::tell(m_asker, {{}, QString::fromLocal8Bit(error.what())});
    }
}

NameLookUp::~NameLookUp()
{
    const std::lock_guard lock(m_asker->mutex);
    m_asker->context = nullptr;
}

} // namespace benchglass::engine
