#include "cli/interrupt.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace benchglass::cli {

namespace {

volatile std::sig_atomic_t s_writeEnd = -1;

/// Only write() is allowed in a signal handler.
void handle(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(s_writeEnd, &byte, 1);
}

} // namespace

Interrupt::Interrupt(QObject* parent)
    : QObject(parent)
{
    std::array<int, 2> ends {};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_read = ends[0];
    s_writeEnd = ends[1];
    m_notifier = new QSocketNotifier(m_read, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(m_read, &byte, 1) == 1)
            Q_EMIT requested();
    });
    std::signal(SIGINT, handle);
    std::signal(SIGTERM, handle);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    if (m_read >= 0) {
        ::close(m_read);
        ::close(s_writeEnd);
    }
    s_writeEnd = -1;
}

} // namespace benchglass::cli
