#pragma once

#include "base/error.h"

#include <QUrl>

#include <memory>

namespace benchglass::engine {

/// How a LoopbackServer answers each request.
struct Pace
{
    int chunks = 1000;
    double chunksPerSecond = 1000;
};

/// A server for measuring ourselves: answers whatever is posted to it with chunks in the shape of Ollama's
/// chat, whose text is CLOCK_MONOTONIC in nanoseconds, read just before each is sent.
///
/// Listens on a free port of 127.0.0.1. Runs in a thread of its own, without Qt's event loop; its streams
/// are spread over the interval between two chunks. One that is behind its schedule catches up.
class LoopbackServer
{
public:
    /// Errors: Unreachable when nothing can listen here.
    static base::Result<std::unique_ptr<LoopbackServer>> start(const Pace& pace);
    ~LoopbackServer();
    Q_DISABLE_COPY_MOVE(LoopbackServer)

    QUrl url() const;

private:
    class Loop;

    explicit LoopbackServer(std::unique_ptr<Loop> loop);

    std::unique_ptr<Loop> d;
};

} // namespace benchglass::engine
