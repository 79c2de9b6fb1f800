#pragma once

#include "engine/http/stream.h"

#include <memory>

namespace benchglass::engine {

class StreamChannel;

/// The one thread that carries measured streams: libcurl on an event loop of its own, so that a busy
/// window cannot delay a stamp. Every arrival is stamped before anything is parsed.
///
/// Make one for the program and share it between engines. All functions may be called from any thread.
class StreamThread
{
public:
    StreamThread();
    /// Ends the streams that still run (state Cancelled) and waits for the thread.
    ~StreamThread();
    Q_DISABLE_COPY_MOVE(StreamThread)

    /// Sends @p request; what comes of it goes to @p channel.
    /// @return a number for cancel()
    quint64 start(StreamRequest request, std::unique_ptr<StreamDecoder> decoder,
        std::shared_ptr<StreamChannel> channel);

    /// Closes the stream's connection. Without effect if it has ended.
    void cancel(quint64 stream);

private:
    class Loop;
    std::unique_ptr<Loop> d;
};

} // namespace benchglass::engine
