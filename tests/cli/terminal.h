#pragma once

#include <QByteArray>
#include <QString>

#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

namespace benchglass::tests {

/// A terminal that nobody sits at: what a program writes to it, its line of status among it, can be read
/// here.
class Terminal
{
public:
    Terminal()
        : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC))
    {
        if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0)
            qFatal("no terminal");
        // Kept open: a terminal that its last program has closed gives nothing any more.
        m_slave = ::open(::ptsname(m_master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    }
    ~Terminal()
    {
        ::close(m_slave);
        ::close(m_master);
    }
    Q_DISABLE_COPY_MOVE(Terminal)

    QString path() const { return QString::fromLocal8Bit(::ptsname(m_master)); }

    /// All that was written so far.
    const QByteArray& text() const
    {
        char buffer[4096];
        for (ssize_t count = 0; (count = ::read(m_master, buffer, sizeof buffer)) > 0;)
            m_text.append(buffer, count);
        return m_text;
    }

private:
    int m_master;
    int m_slave;
    mutable QByteArray m_text;
};

} // namespace benchglass::tests
