#pragma once

#include "engine/selftest/loopbackserver.h"

#include <QProcess>
#include <QUrl>

#include <optional>

namespace benchglass::tests {

/// A LoopbackServer in a process of its own, so that client and server share nothing but the clock: this
/// program, executed once more.
class SecondProcess
{
public:
    explicit SecondProcess(const engine::Pace& pace);
    ~SecondProcess();
    Q_DISABLE_COPY_MOVE(SecondProcess)

    QUrl url() const { return m_url; }

    /// For main(): serves until its standard input ends if this is the second process.
    /// @return what main() should return then, else nothing
    static std::optional<int> served(const QStringList& arguments);

private:
    QProcess m_process;
    QUrl m_url;
};

} // namespace benchglass::tests
