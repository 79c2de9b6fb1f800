#pragma once

#include "servers/faults.h"
#include "servers/faultserver.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QStringList>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include <csignal>

namespace benchglass::tests {

/// What a process left behind.
struct Ended
{
    int exitCode = -1; ///< -1 where it did not end by itself.
    qint64 tookMs = 0;
    QByteArray out;
    QString err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    QJsonArray calls() const { return json().value(QStringLiteral("calls")).toArray(); }
};

/// `benchglass-cli`, asked to print JSON.
class Cli
{
public:
    void start(const QStringList& arguments)
    {
        m_clock.start();
        m_process.start(QStringLiteral(BENCHGLASS_BIN_DIR "/benchglass-cli"), arguments);
    }

    Ended wait()
    {
        // It may have ended already, while events were handled.
        const bool isOver = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(60'000);
        if (!isOver || m_process.exitStatus() != QProcess::NormalExit)
            return {-1, m_clock.elapsed(), m_process.readAllStandardOutput(), readErr()};
        return {m_process.exitCode(), m_clock.elapsed(), m_process.readAllStandardOutput(), readErr()};
    }

    /// Ctrl+C, unless it has ended.
    void interrupt()
    {
        if (const qint64 id = m_process.processId(); id > 0)
            ::kill(pid_t(id), SIGINT);
    }

    QProcess& process() { return m_process; }

private:
    QString readErr() { return QString::fromUtf8(m_process.readAllStandardError()); }

    QProcess m_process;
    QElapsedTimer m_clock;
};

/// One fault and the run that met it.
struct FaultyRun
{
    FaultProtocol protocol;
    Fault fault;
    std::unique_ptr<FaultServer> server;
    std::unique_ptr<Cli> cli;
};

/// Every fault of every protocol, in order, and the command that runs into it. A few processes are under way
/// at a time, since each waits more than it works.
class FaultyRuns
{
public:
    using Arguments = std::function<QStringList(const FaultyRun& run, int index)>;

    explicit FaultyRuns(Arguments arguments)
        : m_arguments(std::move(arguments))
    {
        for (const FaultProtocol& protocol : faultProtocols()) {
            for (const Fault& fault : faultsOf(protocol))
                m_runs.push_back({protocol, fault, nullptr, nullptr});
        }
    }

    const std::vector<FaultyRun>& all() const { return m_runs; }

    /// Waits for the end of one; the next ones are begun meanwhile. Once for each.
    Ended ended(int index)
    {
        const auto last = std::min(m_runs.size(), std::size_t(index) + ahead);
        for (std::size_t i = std::size_t(index); i < last; ++i)
            begin(int(i));
        return m_runs.at(std::size_t(index)).cli->wait();
    }

private:
    static constexpr std::size_t ahead = 4;

    void begin(int index)
    {
        FaultyRun& run = m_runs.at(std::size_t(index));
        if (run.cli)
            return;
        run.server = std::make_unique<FaultServer>(run.protocol, run.fault.steps);
        run.cli = std::make_unique<Cli>();
        run.cli->start(m_arguments(run, index));
    }

    Arguments m_arguments;
    std::vector<FaultyRun> m_runs;
};

} // namespace benchglass::tests
