#pragma once

#include "base/error.h"
#include "measure/clientfloor.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace benchglass::engine {

/// What the program adds to a measurement on this machine, at this moment.
struct SelfTest
{
    measure::ClientFloor idle;                ///< One stream, nothing else to do.
    measure::ClientFloor streams;             ///< 32 streams of 50 chunks a second each.
    std::optional<measure::ClientFloor> busy; ///< One stream while the calling thread works.
    double ndjsonChunksPerSecond = 0;         ///< Bytes to records in memory, on one core.
    double sseChunksPerSecond = 0;

    friend bool operator==(const SelfTest&, const SelfTest&) = default;
};

/// Measures it, in about three seconds. Lives in a thread with an event loop and never blocks it.
class SelfTestRun : public QObject
{
    Q_OBJECT

public:
    explicit SelfTestRun(QObject* parent = nullptr);
    ~SelfTestRun() override;

    /// @param work called again and again in one of the parts, to keep this thread busy as a window that
    ///     paints does; that part is left out without it
    void start(std::function<void()> work);

Q_SIGNALS:
    /// Last signal. Errors: those of a stream, Unreachable when nothing can listen on the loopback.
    void finished(const benchglass::base::Result<benchglass::engine::SelfTest>& result);

private:
    struct Data;
    std::unique_ptr<Data> d;
};

/// The floor of one idle stream, as it is stored with experiments: measured once per process, in half a
/// second, and kept. Nothing when it cannot be measured here. For a thread with an event loop; given up when
/// @p context goes.
QFuture<std::optional<measure::ClientFloor>> clientFloor(QObject* context);

} // namespace benchglass::engine
