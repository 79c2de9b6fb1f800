#pragma once

#include "engine/selftest/loopbackserver.h"

#include <QProcess>
#include <QUrl>

#include <optional>

namespace benchglass::tests {

/// A server in a process of its own, so that client and server share nothing but the clock: this program,
/// executed once more.
class SecondProcess
{
public:
    /// A LoopbackServer.
    explicit SecondProcess(const engine::Pace& pace);
    /// Whatever main() makes of @p arguments: it prints its address first, and serves until its standard
    /// input ends.
    explicit SecondProcess(const QStringList& arguments);
    ~SecondProcess();
    Q_DISABLE_COPY_MOVE(SecondProcess)

    QUrl url() const { return m_url; }
    /// Ends it. @return what it had to say after its address
    QByteArray finish();

    /// For main(): serves until its standard input ends if this is the second process of a LoopbackServer.
    /// @return what main() should return then, else nothing
    static std::optional<int> served(const QStringList& arguments);

private:
    QProcess m_process;
    QUrl m_url;
};

} // namespace benchglass::tests
