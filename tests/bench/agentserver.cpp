#include "bench/agentserver.h"

#include "base/clock.h"

#include <QByteArray>

#include <array>
#include <cerrno>
#include <cstdio>
#include <map>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace benchglass::tests::agentserver {

namespace {

constexpr qint64 secondNs = 1'000'000'000;
constexpr qint64 prefillNs = 300'000'000;
constexpr int chunksALine = 12;

/// All answers that are not streams. Names and sizes are made up.
QByteArray replyTo(const QByteArray& route)
{
    const QByteArray model =
        R"({"name":"load:latest","model":"load:latest","size":1000000000,"digest":"0000","details":{"family":"llama"})";
    if (route == "GET /api/version")
        return R"({"version":"0.5.7"})";
    if (route == "GET /api/tags")
        return R"({"models":[)" + model + "}]}";
    if (route == "GET /api/ps")
        return R"({"models":[)" + model + R"(,"size_vram":1000000000,"context_length":4096}]})";
    if (route == "POST /api/show")
        return R"({"capabilities":["completion"],"model_info":{"general.architecture":"llama",)"
               R"("llama.context_length":131072,"llama.block_count":16}})";
    return route == "GET /" ? "Ollama is running" : "{}";
}

QByteArray httpChunk(const QByteArray& line)
{
    return QByteArray::number(line.size(), 16) + "\r\n" + line + "\r\n";
}

struct Connection
{
    QByteArray request;
    QByteArray unsent;
    qint64 beginsNs = 0; ///< 0 = no stream is wanted here.
    int chunks = 0;      ///< 0 = the stream has not begun.
    int sent = 0;
    bool isDone = false;
    bool isGone = false;
};

class Server
{
public:
    explicit Server(const Pace& pace);
    int port() const;
    void serve();
    qint64 sent() const { return m_sent; }

private:
    bool wait();
    void accept();
    void read(int fd, Connection& connection);
    void answer(Connection& connection, const QByteArray& head);
    void begin(qint64 nowNs);
    void step();
    void sendChunk(int fd, Connection& connection);
    static void flush(int fd, Connection& connection);

    Pace m_pace;
    int m_listener;
    qint64 m_stepNs;
    qint64 m_nextStepNs = 0;
    qint64 m_sent = 0;
    std::map<int, Connection> m_connections;
};

Server::Server(const Pace& pace)
    : m_pace(pace)
    , m_listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    , m_stepNs(secondNs / pace.chunksPerSecond)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0
        || listen(m_listener, SOMAXCONN) != 0)
        qFatal("cannot listen");
}

int Server::port() const
{
    sockaddr_in address {};
    socklen_t size = sizeof address;
    getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

void Server::serve()
{
    while (wait()) {
        const qint64 nowNs = base::monotonicNs();
        begin(nowNs);
        if (nowNs - m_nextStepNs > secondNs)
            m_nextStepNs = nowNs;
        for (; m_nextStepNs <= nowNs; m_nextStepNs += m_stepNs)
            step();
    }
}

/// @return whether to go on
bool Server::wait()
{
    std::vector<pollfd> polled {{STDIN_FILENO, POLLIN, 0}, {m_listener, POLLIN, 0}};
    bool isBusy = false;
    for (const auto& [fd, connection] : m_connections) {
        const bool waits = !connection.unsent.isEmpty();
        polled.push_back({fd, short(POLLIN | (waits ? POLLOUT : 0)), 0});
        isBusy = isBusy || connection.beginsNs > 0;
    }
    timespec patience {};
    if (isBusy)
        patience.tv_nsec = std::clamp<qint64>(m_nextStepNs - base::monotonicNs(), 0, m_stepNs);
    if (ppoll(polled.data(), polled.size(), isBusy ? &patience : nullptr, nullptr) < 0)
        return errno == EINTR;
    if (polled.at(0).revents != 0)
        return false;
    if (polled.at(1).revents != 0)
        accept();
    for (std::size_t i = 2; i < polled.size(); ++i) {
        Connection& connection = m_connections.at(polled.at(i).fd);
        if (polled.at(i).revents & POLLOUT)
            flush(polled.at(i).fd, connection);
        if (polled.at(i).revents & ~POLLOUT)
            read(polled.at(i).fd, connection);
    }
    std::erase_if(m_connections, [](const auto& entry) {
        const bool isOver = entry.second.isGone || (entry.second.isDone && entry.second.unsent.isEmpty());
        if (isOver)
            close(entry.first);
        return isOver;
    });
    return true;
}

void Server::accept()
{
    const int fd = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    const int on = 1;
    if (fd >= 0 && setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0)
        m_connections[fd] = {};
}

void Server::read(int fd, Connection& connection)
{
    std::array<char, 256 * 1024> buffer {};
    const ssize_t got = recv(fd, buffer.data(), buffer.size(), 0);
    connection.isGone = got == 0 || (got < 0 && errno != EAGAIN);
    if (got > 0)
        connection.request.append(buffer.data(), got);
    const qsizetype end = connection.request.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QByteArray head = connection.request.first(end);
    const qsizetype length = head.toLower().indexOf("content-length:");
    const qsizetype body =
        length < 0 ? 0 : head.mid(length + 15, head.indexOf('\r', length) - length - 15).toLongLong();
    if (connection.request.size() < end + 4 + body)
        return;
    connection.request.remove(0, end + 4 + body);
    answer(connection, head);
    flush(fd, connection);
}

void Server::answer(Connection& connection, const QByteArray& head)
{
    const QByteArray route = head.first(head.indexOf(" HTTP/"));
    if (route == "POST /api/chat") {
        connection.beginsNs = base::monotonicNs() + prefillNs;
        return;
    }
    const QByteArray body = replyTo(route);
    connection.unsent += "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// Whoever came meanwhile is written at the same time.
void Server::begin(qint64 nowNs)
{
    const auto wanted = std::ranges::count_if(
        m_connections, [](const auto& entry) { return entry.second.beginsNs > 0 && !entry.second.isDone; });
    for (auto& [fd, connection] : m_connections) {
        if (connection.chunks > 0 || connection.beginsNs == 0 || connection.beginsNs > nowNs)
            continue;
        connection.chunks = wanted > 1 ? m_pace.chunks : m_pace.chunksAlone;
        connection.unsent = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n"
                            "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    }
}

void Server::step()
{
    for (auto& [fd, connection] : m_connections)
        if (connection.chunks > 0 && !connection.isDone)
            sendChunk(fd, connection);
}

void Server::sendChunk(int fd, Connection& connection)
{
    if (connection.sent < connection.chunks) {
        const qint64 stampUs = base::monotonicNs() / 1000 % stampPeriodUs;
        const QByteArray space = ++connection.sent % chunksALine == 0 ? "\\n" : " ";
        connection.unsent += httpChunk(R"({"model":"load:latest","created_at":"2026-01-02T03:04:05.123456Z",)"
                                       R"("message":{"role":"assistant","content":")"
            + QByteArray::number(stampUs) + space + "\"},\"done\":false}\n");
        ++m_sent;
    } else {
        const QByteArray count = QByteArray::number(connection.sent);
        const QByteArray ns = QByteArray::number(connection.sent * m_stepNs);
        connection.unsent +=
            httpChunk(
                R"({"message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","load_duration":1000000,)"
                R"("prompt_eval_count":1000,"prompt_eval_duration":300000000,"eval_count":)"
                + count + ",\"eval_duration\":" + ns + "}\n")
            + "0\r\n\r\n";
        connection.isDone = true;
    }
    flush(fd, connection);
}

void Server::flush(int fd, Connection& connection)
{
    while (!connection.unsent.isEmpty()) {
        const auto size = static_cast<size_t>(connection.unsent.size());
        const ssize_t sent = send(fd, connection.unsent.constData(), size, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        connection.unsent.remove(0, sent);
    }
}

} // namespace

QStringList argumentsFor(const Pace& pace)
{
    return {QStringLiteral("--serve-agents"), QString::number(pace.chunksPerSecond),
        QString::number(pace.chunks), QString::number(pace.chunksAlone)};
}

std::optional<int> served(const QStringList& arguments)
{
    if (arguments.value(1) != u"--serve-agents")
        return std::nullopt;
    Server server({arguments.value(2).toInt(), arguments.value(3).toInt(), arguments.value(4).toInt()});
    std::printf("http://127.0.0.1:%d\n", server.port());
    std::fflush(stdout);
    server.serve();
    std::printf("%lld\n", static_cast<long long>(server.sent()));
    return 0;
}

} // namespace benchglass::tests::agentserver
