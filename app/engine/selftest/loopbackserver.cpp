#include "engine/selftest/loopbackserver.h"

#include "base/clock.h"

#include <QByteArray>
#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <ctime>
#include <thread>
#include <unordered_map>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace benchglass::engine {

namespace {

constexpr qsizetype longestHead = 64 * 1024;
constexpr std::size_t mostConnections = 256;
constexpr qint64 secondNs = 1'000'000'000;

class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0)
            close(m_fd);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    operator int() const { return m_fd; }

private:
    int m_fd;
};

struct Connection
{
    QByteArray head; ///< Of the request, until it is complete.
    QByteArray unsent;
    qint64 dueNs = 0; ///< When the next chunk is; 0 = none is.
    int sent = 0;
};

QByteArray httpChunk(const QByteArray& line)
{
    return QByteArray::number(line.size(), 16) + "\r\n" + line + "\r\n";
}

int listener()
{
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd >= 0
        && (bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0
            || listen(fd, SOMAXCONN) != 0)) {
        close(fd);
        return -1;
    }
    return fd;
}

} // namespace

class LoopbackServer::Loop
{
public:
    explicit Loop(const Pace& pace);
    ~Loop();
    Q_DISABLE_COPY_MOVE(Loop)

    bool begin();
    int port() const;

private:
    void run(const std::stop_token& stop);
    void watch(int fd, quint32 events, int operation);
    static void reset(int fd);
    void accept();
    void read(int fd);
    void answer(Connection& connection) const;
    void sendDue();
    void sendNext(int fd, Connection& connection);
    bool flush(int fd, Connection& connection);
    void drop(int fd);
    void setTimer();

    Pace m_pace;
    qint64 m_intervalNs;
    Descriptor m_listener;
    Descriptor m_epoll;
    Descriptor m_timer;
    Descriptor m_wakeUp;
    std::unordered_map<int, Connection> m_connections;
    std::jthread m_thread; // last: everything it uses outlives it
};

LoopbackServer::Loop::Loop(const Pace& pace)
    : m_pace(pace)
    , m_intervalNs(std::max<qint64>(1, std::llround(secondNs / pace.chunksPerSecond)))
    , m_listener(listener())
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_timer(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK))
    , m_wakeUp(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

LoopbackServer::Loop::~Loop()
{
    m_thread.request_stop();
    const quint64 one = 1;
    [[maybe_unused]] const auto written = write(m_wakeUp, &one, sizeof one);
    if (m_thread.joinable())
        m_thread.join();
    for (const auto& [fd, connection] : m_connections)
        close(fd);
}

bool LoopbackServer::Loop::begin()
{
    if (m_listener < 0 || m_epoll < 0 || m_timer < 0 || m_wakeUp < 0)
        return false;
    for (const int fd : {int(m_listener), int(m_timer), int(m_wakeUp)})
        watch(fd, EPOLLIN, EPOLL_CTL_ADD);
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    return true;
}

int LoopbackServer::Loop::port() const
{
    sockaddr_in address {};
    socklen_t size = sizeof address;
    getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

void LoopbackServer::Loop::run(const std::stop_token& stop)
{
    std::array<epoll_event, 64> events {};
    while (!stop.stop_requested()) {
        const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const int fd = events.at(static_cast<std::size_t>(i)).data.fd;
            if (fd == m_listener)
                accept();
            else if (m_connections.contains(fd))
                read(fd);
            else
                reset(fd);
        }
        sendDue();
        setTimer();
    }
}

void LoopbackServer::Loop::watch(int fd, quint32 events, int operation)
{
    epoll_event event {};
    event.events = events;
    event.data.fd = fd;
    epoll_ctl(m_epoll, operation, fd, &event);
}

void LoopbackServer::Loop::reset(int fd)
{
    quint64 count = 0;
    [[maybe_unused]] const auto got = ::read(fd, &count, sizeof count);
}

void LoopbackServer::Loop::accept()
{
    const int fd = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0)
        return;
    if (m_connections.size() >= mostConnections) {
        close(fd);
        return;
    }
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_connections[fd] = {};
    watch(fd, EPOLLIN, EPOLL_CTL_ADD);
}

void LoopbackServer::Loop::read(int fd)
{
    Connection& connection = m_connections[fd];
    std::array<char, 16 * 1024> buffer {};
    const ssize_t got = recv(fd, buffer.data(), buffer.size(), 0);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
        drop(fd);
        return;
    }
    // What follows the head is the request's body, and says nothing that matters here.
    if (got < 0 || connection.sent > 0 || connection.dueNs > 0)
        return;
    connection.head.append(buffer.data(), got);
    if (connection.head.contains("\r\n\r\n"))
        answer(connection);
    else if (connection.head.size() > longestHead)
        drop(fd);
}

void LoopbackServer::Loop::answer(Connection& connection) const
{
    connection.head = {};
    connection.unsent = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n"
                        "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    // The golden section spreads any number of streams evenly.
    constexpr double goldenRatio = 0.618'033'988'749'895;
    double whole = 0;
    const double share = std::modf(goldenRatio * static_cast<double>(m_connections.size()), &whole);
    connection.dueNs =
        base::monotonicNs() + std::llround(share * static_cast<double>(m_intervalNs)) + 1'000'000;
}

void LoopbackServer::Loop::sendDue()
{
    const qint64 now = base::monotonicNs();
    for (auto& [fd, connection] : m_connections) {
        if (flush(fd, connection) && connection.dueNs > 0 && connection.dueNs <= now)
            sendNext(fd, connection);
    }
}

void LoopbackServer::Loop::sendNext(int fd, Connection& connection)
{
    if (connection.sent == m_pace.chunks) {
        connection.unsent = httpChunk("{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
                                      "\"done_reason\":\"stop\"}\n")
            + "0\r\n\r\n";
        connection.dueNs = 0;
        flush(fd, connection);
        return;
    }
    const QByteArray before = "{\"message\":{\"role\":\"assistant\",\"content\":\"";
    connection.unsent = httpChunk(before + QByteArray::number(base::monotonicNs()) + "\"},\"done\":false}\n");
    flush(fd, connection);
    ++connection.sent;
    connection.dueNs += m_intervalNs;
}

bool LoopbackServer::Loop::flush(int fd, Connection& connection)
{
    if (connection.unsent.isEmpty())
        return true;
    const ssize_t sent =
        send(fd, connection.unsent.constData(), static_cast<size_t>(connection.unsent.size()), MSG_NOSIGNAL);
    if (sent > 0)
        connection.unsent.remove(0, sent);
    const bool isSent = connection.unsent.isEmpty();
    if (isSent && connection.dueNs == 0 && connection.sent == m_pace.chunks)
        shutdown(fd, SHUT_WR);
    return isSent;
}

void LoopbackServer::Loop::drop(int fd)
{
    m_connections.erase(fd);
    close(fd);
}

void LoopbackServer::Loop::setTimer()
{
    qint64 earliest = 0;
    for (const auto& [fd, connection] : m_connections) {
        // A peer that takes nothing is tried again soon rather than at once.
        const qint64 due = connection.unsent.isEmpty() ? connection.dueNs : base::monotonicNs() + 1'000'000;
        if (due > 0 && (earliest == 0 || due < earliest))
            earliest = due;
    }
    itimerspec spec {};
    spec.it_value.tv_sec = earliest / secondNs;
    spec.it_value.tv_nsec = earliest % secondNs;
    timerfd_settime(m_timer, TFD_TIMER_ABSTIME, &spec, nullptr);
}

base::Result<std::unique_ptr<LoopbackServer>> LoopbackServer::start(const Pace& pace)
{
    auto loop = std::make_unique<Loop>(pace);
    if (!loop->begin()) {
        return base::failure(base::ErrorCode::Unreachable,
            QCoreApplication::translate("engine", "The self-test cannot open a port on this machine."),
            QString::fromLocal8Bit(std::strerror(errno)));
    }
    return std::unique_ptr<LoopbackServer>(new LoopbackServer(std::move(loop)));
}

LoopbackServer::LoopbackServer(std::unique_ptr<Loop> loop)
    : d(std::move(loop))
{
}

LoopbackServer::~LoopbackServer() = default;

QUrl LoopbackServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1/api/chat").arg(d->port()));
}

} // namespace benchglass::engine
