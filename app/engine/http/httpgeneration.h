#pragma once

#include "engine/engine.h"
#include "engine/http/stream.h"
#include "engine/http/streamchannel.h"
#include "engine/http/streamthread.h"

#include <memory>
#include <vector>

namespace benchglass::engine {

/// An answer streamed over HTTP: a handle to what lives in the stream thread.
class HttpGeneration final : public StreamChannel::Listener
{
    Q_OBJECT

public:
    HttpGeneration(
        std::shared_ptr<StreamThread> streams, StreamRequest request, std::unique_ptr<StreamDecoder> decoder);
    ~HttpGeneration() override;

    void cancel() override;
    void receive(const std::vector<StreamChannel::Step>& steps) override;

private:
    std::shared_ptr<StreamThread> m_streams;
    std::shared_ptr<StreamChannel> m_channel;
    quint64 m_stream;
};

} // namespace benchglass::engine
