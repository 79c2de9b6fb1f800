#include "servers/scriptedserver.h"

#include <QJsonDocument>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace benchglass::tests {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int sliceMs = 20; // how long stop() may have to wait for a connection

QByteArray reasonOf(int status)
{
    return status == 200 ? QByteArrayLiteral("OK") : QByteArrayLiteral("Status");
}

/// True once the other side has closed. Data that it still sends is thrown away.
bool hasLeft(int socket, int waitMs)
{
    pollfd entry {socket, POLLIN | POLLRDHUP, 0};
    if (poll(&entry, 1, waitMs) <= 0)
        return false;
    if (entry.revents & (POLLRDHUP | POLLHUP | POLLERR))
        return true;
    char scratch[4096];
    return recv(socket, scratch, sizeof scratch, MSG_DONTWAIT) == 0;
}

bool sendAll(int socket, const QByteArray& bytes, const std::atomic<bool>& stopping)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const auto count = send(socket, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent),
            MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count > 0) {
            sent += count;
            continue;
        }
        if (count < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        pollfd entry {socket, POLLOUT, 0};
        poll(&entry, 1, sliceMs);
        if (stopping)
            return true;
    }
    return true;
}

} // namespace

QByteArray ScriptedRequest::header(const QByteArray& name) const
{
    for (const QByteArray& line : headers) {
        const qsizetype colon = line.indexOf(':');
        if (line.left(colon).toLower() == name)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

ScriptedServer::ScriptedServer()
    : m_listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    const bool isUp = m_listener >= 0 && bind(m_listener, generic, size) == 0 && listen(m_listener, 64) == 0
        && getsockname(m_listener, generic, &size) == 0;
    if (!isUp)
        qFatal("no loopback socket: %s", std::strerror(errno));
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { accept(); });
}

ScriptedServer::~ScriptedServer()
{
    stop();
}

QString ScriptedServer::url() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(port());
}

quint16 ScriptedServer::port() const
{
    m_isTold = true;
    m_isTold.notify_all();
    return m_port;
}

void ScriptedServer::stop()
{
    if (m_stopping.exchange(true))
        return;
    m_isTold = true;
    m_isTold.notify_all();
    m_acceptor.join();
    close(m_listener);
    for (std::thread& connection : m_connections)
        connection.join();
}

void ScriptedServer::stopListening()
{
    ::shutdown(m_listener, SHUT_RDWR);
}

void ScriptedServer::route(const QByteArray& methodAndPath, const QList<Step>& steps)
{
    const std::lock_guard lock(m_mutex);
    m_routes.insert(methodAndPath, steps);
}

std::optional<QList<Step>> ScriptedServer::routed(const QByteArray& methodAndPath) const
{
    const std::lock_guard lock(m_mutex);
    const auto at = m_routes.constFind(methodAndPath);
    return at == m_routes.constEnd() ? std::nullopt : std::optional(*at);
}

QList<ScriptedRequest> ScriptedServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

int ScriptedServer::requestCount(const QByteArray& methodAndPath) const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(std::count_if(m_requests.cbegin(), m_requests.cend(),
        [&methodAndPath](const ScriptedRequest& request) { return request.route == methodAndPath; }));
}

QList<Step> ScriptedServer::stepsFor(const ScriptedRequest& request)
{
    const auto steps = routed(request.route);
    return steps ? *steps : QList<Step> {Step::send(reply(404, "text/plain", "404 page not found"))};
}

void ScriptedServer::finished(const ScriptedRequest&, bool) { }

void ScriptedServer::accept()
{
    m_isTold.wait(false);
    while (!m_stopping) {
        pollfd entry {m_listener, POLLIN, 0};
        if (poll(&entry, 1, sliceMs) <= 0)
            continue;
        const int socket = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) {
            std::this_thread::sleep_for(std::chrono::milliseconds(sliceMs));
            continue;
        }
        const int on = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_connections.emplace_back([this, socket] { serve(socket); });
    }
}

void ScriptedServer::serve(int socket)
{
    if (const auto request = receive(socket)) {
        {
            const std::lock_guard lock(m_mutex);
            m_requests.append(*request);
        }
        ++m_open;
        const bool wasAbandoned = !play(socket, stepsFor(*request));
        if (wasAbandoned)
            ++m_abandoned;
        finished(*request, wasAbandoned);
        --m_open;
    }
    close(socket);
}

std::optional<ScriptedRequest> ScriptedServer::receive(int socket) const
{
    QByteArray bytes;
    ScriptedRequest request;
    qsizetype headEnd = -1;
    qsizetype wanted = 0;
    while (headEnd < 0 || bytes.size() < headEnd + 4 + wanted) {
        pollfd entry {socket, POLLIN, 0};
        if (m_stopping)
            return std::nullopt;
        if (poll(&entry, 1, sliceMs) <= 0)
            continue;
        char buffer[65536];
        const auto count = recv(socket, buffer, sizeof buffer, 0);
        if (count <= 0)
            return std::nullopt;
        bytes.append(buffer, count);
        if (bytes.startsWith('\x16')) { // a client that greets with TLS waits for an answer to that
            request.route = QByteArrayLiteral("TLS");
            return request;
        }
        if (headEnd < 0 && (headEnd = bytes.indexOf("\r\n\r\n")) >= 0) {
            request.atNs = std::chrono::nanoseconds(Clock::now().time_since_epoch()).count();
            request.headers = bytes.left(headEnd).replace("\r\n", "\n").split('\n');
            const QList<QByteArray> first = request.headers.takeFirst().split(' ');
            request.route = first.value(0) + ' ' + first.value(1);
            wanted = request.header("content-length").toLongLong();
        }
    }
    request.body = bytes.mid(headEnd + 4);
    request.json = QJsonDocument::fromJson(request.body).object();
    return request;
}

bool ScriptedServer::play(int socket, const QList<Step>& steps) const
{
    auto schedule = Clock::now();
    for (const Step& step : steps) {
        if (m_stopping)
            return true;
        switch (step.kind) {
        case Step::Kind::Send:
            if (!sendAll(socket, step.bytes, m_stopping))
                return false;
            break;
        case Step::Kind::Wait: {
            schedule += std::chrono::nanoseconds(static_cast<qint64>(step.ms * 1e6));
            // Coarse while a client that leaves has to be noticed, exact for the last bit.
            while (!m_stopping && schedule - Clock::now() > std::chrono::milliseconds(2)) {
                const auto left =
                    std::chrono::duration_cast<std::chrono::milliseconds>(schedule - Clock::now()).count();
                if (hasLeft(socket, static_cast<int>(std::clamp<qint64>(left - 1, 0, sliceMs))))
                    return false;
            }
            if (hasLeft(socket, 0))
                return false;
            std::this_thread::sleep_until(schedule);
            break;
        }
        case Step::Kind::Hold:
            while (!m_stopping) {
                if (hasLeft(socket, sliceMs))
                    return false;
            }
            break;
        case Step::Kind::Reset: {
            const linger now {1, 0};
            setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
            return true;
        }
        case Step::Kind::Close: return true;
        }
    }
    return true;
}

QByteArray ScriptedServer::head(int status, const QByteArray& contentType, bool isChunked)
{
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status) + "\r\nContent-Type: "
        + contentType + "\r\nConnection: close\r\n" + (isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : "");
}

QByteArray ScriptedServer::chunk(const QByteArray& body)
{
    return QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n";
}

QByteArray ScriptedServer::lastChunk()
{
    return QByteArrayLiteral("0\r\n\r\n");
}

QByteArray ScriptedServer::reply(int status, const QByteArray& contentType, const QByteArray& body)
{
    return head(status, contentType, false) + "Content-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

QByteArray ScriptedServer::json(const QJsonObject& object, int status)
{
    return reply(
        status, "application/json; charset=utf-8", QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace benchglass::tests
