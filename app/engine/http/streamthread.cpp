#include "engine/http/streamthread.h"

#include "base/clock.h"
#include "engine/http/readstamp.h"
#include "engine/http/transfer.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include <curl/curl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace benchglass::engine {

namespace {

void initialiseCurl()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

void earlier(std::optional<qint64>& earliest, std::optional<qint64> other)
{
    if (other && (!earliest || *other < *earliest))
        earliest = other;
}

} // namespace

/// What runs in the thread.
class StreamThread::Loop
{
public:
    Loop();
    ~Loop();
    Q_DISABLE_COPY_MOVE(Loop)

    void post(std::function<void()> command);
    void add(quint64 id, std::unique_ptr<Transfer> transfer);
    void cancel(quint64 id);
    quint64 nextId() { return ++m_lastId; }

private:
    void run(const std::stop_token& stop);
    void runCommands();
    int waitMs() const;
    void act(const epoll_event& event);
    void actOnTimer();
    void digestTouched();
    void reap();
    void lookAt(Transfer& transfer, qint64 nowNs);
    void lookAtAllIfDue();
    void endOver();
    void end(CURL* handle, CURLcode code, bool complete);
    Transfer* transferAt(int socket) const;

    static int onSocket(CURL* handle, curl_socket_t socket, int what, void* self, void*);
    static int onTimer(CURLM*, long ms, void* self);

    StampKeeper m_stampKeeper;
    CURLM* m_multi;
    int m_epoll;
    int m_wakeUp;
    std::unordered_map<CURL*, std::pair<quint64, std::unique_ptr<Transfer>>> m_transfers;
    std::unordered_map<int, CURL*> m_sockets;
    std::vector<Transfer*> m_touched; ///< Got something that is not digested yet.
    std::vector<CURL*> m_over;
    std::optional<qint64> m_timerNs; ///< When curl wants to be called.
    std::optional<qint64> m_lookNs;  ///< When a time limit or a delivery may be due, or earlier.
    bool m_hasCommands = false;

    std::mutex m_mutex;
    std::vector<std::function<void()>> m_commands;
    std::atomic<quint64> m_lastId = 0;
    std::jthread m_thread; // last: everything it uses outlives it
};

StreamThread::Loop::Loop()
    : m_multi((initialiseCurl(), curl_multi_init()))
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_wakeUp(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &Loop::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &Loop::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    epoll_event event {};
    event.events = EPOLLIN;
    event.data.fd = m_wakeUp;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUp, &event);
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

StreamThread::Loop::~Loop()
{
    m_thread.request_stop();
    post([] {});
    m_thread.join();
    curl_multi_cleanup(m_multi);
    close(m_wakeUp);
    close(m_epoll);
}

void StreamThread::Loop::post(std::function<void()> command)
{
    {
        const std::lock_guard lock(m_mutex);
        m_commands.push_back(std::move(command));
    }
    const quint64 one = 1;
    [[maybe_unused]] const auto written = write(m_wakeUp, &one, sizeof one);
}

void StreamThread::Loop::runCommands()
{
    std::vector<std::function<void()>> commands;
    {
        const std::lock_guard lock(m_mutex);
        commands.swap(m_commands);
    }
    for (const auto& command : commands)
        command();
}

void StreamThread::Loop::run(const std::stop_token& stop)
{
    std::array<epoll_event, 64> events {};
    while (!stop.stop_requested()) {
        const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), waitMs());
        for (int i = 0; i < count; ++i)
            act(events.at(static_cast<std::size_t>(i)));
        if (std::exchange(m_hasCommands, false))
            runCommands();
        actOnTimer();
        reap();
        lookAtAllIfDue();
        endOver();
    }
    runCommands();
    while (!m_transfers.empty()) {
        m_transfers.begin()->second.second->cancel();
        end(m_transfers.begin()->first, CURLE_OK, false);
    }
}

int StreamThread::Loop::waitMs() const
{
    std::optional<qint64> earliest = m_timerNs;
    earlier(earliest, m_lookNs);
    if (!earliest)
        return -1;
    const qint64 ns = *earliest - base::monotonicNs();
    // Rounded up: waking before the time would only spin.
    return static_cast<int>(
        std::clamp<qint64>((ns + 999'999) / 1'000'000, 0, std::numeric_limits<int>::max()));
}

Transfer* StreamThread::Loop::transferAt(int socket) const
{
    const auto at = m_sockets.find(socket);
    if (at == m_sockets.end())
        return nullptr;
    const auto transfer = m_transfers.find(at->second);
    return transfer == m_transfers.end() ? nullptr : transfer->second.second.get();
}

void StreamThread::Loop::act(const epoll_event& event)
{
    const int socket = event.data.fd;
    if (socket == m_wakeUp) {
        quint64 count = 0;
        [[maybe_unused]] const auto got = read(m_wakeUp, &count, sizeof count);
        m_hasCommands = true;
        return;
    }
    int mask = 0;
    if (event.events & (EPOLLIN | EPOLLHUP)) {
        mask |= CURL_CSELECT_IN;
        if (Transfer* transfer = transferAt(socket))
            transfer->noteRead(peekStamp(socket));
    }
    if (event.events & EPOLLOUT)
        mask |= CURL_CSELECT_OUT;
    if (event.events & EPOLLERR)
        mask |= CURL_CSELECT_ERR;
    int running = 0;
    curl_multi_socket_action(m_multi, socket, mask, &running);
    digestTouched();
}

void StreamThread::Loop::actOnTimer()
{
    // Bounded, so that a library that asks for "now" again and again cannot starve the sockets.
    for (int round = 0; round < 8 && m_timerNs && *m_timerNs <= base::monotonicNs(); ++round) {
        m_timerNs.reset();
        int running = 0;
        curl_multi_socket_action(m_multi, CURL_SOCKET_TIMEOUT, 0, &running);
        digestTouched();
    }
}

/// Only what got something: a wake must not cost more the more streams there are.
void StreamThread::Loop::digestTouched()
{
    for (Transfer* transfer : std::exchange(m_touched, {})) {
        transfer->digest();
        lookAt(*transfer, base::monotonicNs());
    }
}

void StreamThread::Loop::reap()
{
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg == CURLMSG_DONE)
            end(message->easy_handle, message->data.result, true);
    }
}

void StreamThread::Loop::lookAt(Transfer& transfer, qint64 nowNs)
{
    transfer.checkDeadlines(nowNs);
    if (transfer.isOver(nowNs))
        m_over.push_back(transfer.handle());
    transfer.channel().flushIfDue(nowNs);
    earlier(m_lookNs, transfer.deadlineNs());
    earlier(m_lookNs, transfer.channel().dueNs());
}

void StreamThread::Loop::lookAtAllIfDue()
{
    const qint64 now = base::monotonicNs();
    if (!m_lookNs || *m_lookNs > now)
        return;
    m_lookNs.reset();
    for (const auto& [handle, entry] : m_transfers)
        lookAt(*entry.second, now);
}

void StreamThread::Loop::endOver()
{
    while (!m_over.empty())
        end(m_over.back(), CURLE_OK, false);
}

void StreamThread::Loop::add(quint64 id, std::unique_ptr<Transfer> made)
{
    Transfer& transfer = *made;
    transfer.noteTouchesIn(&m_touched);
    m_transfers[transfer.handle()] = {id, std::move(made)};
    lookAt(transfer, base::monotonicNs());
    // Of what is over already nothing is sent.
    if (!std::ranges::count(m_over, transfer.handle()))
        curl_multi_add_handle(m_multi, transfer.handle());
}

void StreamThread::Loop::cancel(quint64 id)
{
    const auto at = std::ranges::find(m_transfers, id, [](const auto& item) { return item.second.first; });
    if (at == m_transfers.end())
        return;
    at->second.second->cancel();
    m_over.push_back(at->first);
}

void StreamThread::Loop::end(CURL* handle, CURLcode code, bool complete)
{
    std::erase(m_over, handle);
    const auto at = m_transfers.find(handle);
    if (at == m_transfers.end())
        return;
    Transfer& transfer = *at->second.second;
    curl_multi_remove_handle(m_multi, handle); // closes the connection before anybody hears of the end
    std::erase(m_touched, &transfer);
    transfer.noteTouchesIn(nullptr);
    if (transfer.beginsAgain(code)) {
        transfer.noteTouchesIn(&m_touched);
        lookAt(transfer, base::monotonicNs());
        curl_multi_add_handle(m_multi, handle);
        return;
    }
    const auto entry = std::move(at->second);
    m_transfers.erase(handle);
    entry.second->finish(code, complete);
}

int StreamThread::Loop::onSocket(CURL* handle, curl_socket_t socket, int what, void* self, void*)
{
    auto* const loop = static_cast<Loop*>(self);
    const int fd = static_cast<int>(socket);
    if (what == CURL_POLL_REMOVE) {
        loop->m_sockets.erase(fd);
        epoll_ctl(loop->m_epoll, EPOLL_CTL_DEL, fd, nullptr);
        return 0;
    }
    epoll_event event {};
    event.data.fd = fd;
    event.events = (what & CURL_POLL_IN ? EPOLLIN : 0U) | (what & CURL_POLL_OUT ? EPOLLOUT : 0U);
    const bool known = loop->m_sockets.contains(fd);
    loop->m_sockets[fd] = handle;
    if (epoll_ctl(loop->m_epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event) != 0 && known)
        epoll_ctl(loop->m_epoll, EPOLL_CTL_ADD, fd, &event);
    return 0;
}

int StreamThread::Loop::onTimer(CURLM*, long ms, void* self)
{
    auto* const loop = static_cast<Loop*>(self);
    if (ms < 0)
        loop->m_timerNs.reset();
    else
        loop->m_timerNs = base::monotonicNs() + qint64 {ms} * 1'000'000;
    return 0;
}

StreamThread::StreamThread()
    : d(std::make_unique<Loop>())
{
}

StreamThread::~StreamThread() = default;

quint64 StreamThread::start(
    StreamRequest request, std::unique_ptr<StreamDecoder> decoder, std::shared_ptr<StreamChannel> channel)
{
    const quint64 id = d->nextId();
    const qint64 intendedNs = base::monotonicNs();
    // std::function wants copies; the transfer is made in the thread, from parts shared until then.
    auto parts = std::make_shared<std::pair<StreamRequest, std::unique_ptr<StreamDecoder>>>(
        std::move(request), std::move(decoder));
    d->post([this, id, parts, channel = std::move(channel), intendedNs] {
        d->add(id,
            std::make_unique<Transfer>(
                std::move(parts->first), std::move(parts->second), channel, intendedNs));
    });
    return id;
}

void StreamThread::cancel(quint64 stream)
{
    d->post([this, stream] { d->cancel(stream); });
}

} // namespace benchglass::engine
