#pragma once

#include "base/error.h"
#include "engine/selftest/loopbackserver.h"
#include "measure/clientfloor.h"

#include <QList>
#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace benchglass::engine {

class Generation;
class LoopLag;
class StreamThread;
struct Outcome;

/// Measures how late stamps are: streams of a LoopbackServer, received as any engine's are.
/// Lives in a thread with an event loop, whose lag is measured meanwhile.
class StampProbe : public QObject
{
    Q_OBJECT

public:
    StampProbe(
        std::shared_ptr<StreamThread> threads, int streams, const Pace& pace, QObject* parent = nullptr);
    ~StampProbe() override;

    /// Called again and again from the event loop until the probe ends, to keep the thread busy. May be
    /// empty.
    void setBusyWith(std::function<void()> work) { m_work = std::move(work); }

    /// Against a server of our own.
    void start();
    /// Against one that runs already, in another process perhaps, at the pace that the probe was made with.
    void start(const QUrl& server);

Q_SIGNALS:
    /// Last signal; never before control returned to the event loop. Errors: of the server or of a stream,
    /// StreamBroken when chunks were lost.
    void finished(const benchglass::base::Result<benchglass::measure::ClientFloor>& floor);

private:
    void take(const Outcome& outcome);
    void conclude();

    std::shared_ptr<StreamThread> m_threads;
    int m_streams;
    Pace m_pace;
    std::function<void()> m_work;
    std::unique_ptr<LoopbackServer> m_server;
    std::unique_ptr<LoopLag> m_lag;
    std::vector<std::unique_ptr<Generation>> m_generations;
    int m_ended = 0;
    std::vector<double> m_delaysNs;
    int m_kernelStamps = 0;
    std::optional<base::Error> m_error;
};

} // namespace benchglass::engine
