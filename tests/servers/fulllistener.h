#pragma once

#include <QList>
#include <QString>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace benchglass::tests {

/// A loopback port at which connections hang: it listens, accepts nothing, and its queue is full.
class FullListener
{
public:
    FullListener()
    {
        m_sockets.append(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        socklen_t length = sizeof address;
        if (::bind(m_sockets.first(), generic, length) != 0 || ::listen(m_sockets.first(), 0) != 0
            || ::getsockname(m_sockets.first(), generic, &length) != 0)
            qFatal("no listener");
        m_port = ntohs(address.sin_port);
        for (int client = 0; client < 4; ++client) {
            m_sockets.append(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
            ::connect(m_sockets.last(), generic, length);
        }
    }
    ~FullListener()
    {
        for (const int socket : m_sockets)
            ::close(socket);
    }
    Q_DISABLE_COPY_MOVE(FullListener)

    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }

private:
    QList<int> m_sockets;
    quint16 m_port = 0;
};

} // namespace benchglass::tests
