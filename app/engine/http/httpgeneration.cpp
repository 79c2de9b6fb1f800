#include "engine/http/httpgeneration.h"

#include <QPointer>

#include <utility>

namespace benchglass::engine {

HttpGeneration::HttpGeneration(
    std::shared_ptr<StreamThread> streams, StreamRequest request, std::unique_ptr<StreamDecoder> decoder)
    : m_streams(std::move(streams))
    , m_channel(std::make_shared<StreamChannel>(this))
    , m_stream(m_streams->start(std::move(request), std::move(decoder), m_channel))
{
}

HttpGeneration::~HttpGeneration()
{
    m_channel->detach();
    m_streams->cancel(m_stream);
}

void HttpGeneration::cancel()
{
    m_streams->cancel(m_stream);
}

void HttpGeneration::receive(const std::vector<StreamChannel::Step>& steps)
{
    // Any listener may destroy us.
    const QPointer<HttpGeneration> alive(this);
    for (const StreamChannel::Step& step : steps) {
        if (alive && step.phase)
            Q_EMIT phaseChanged(*step.phase);
        if (alive && step.prefill)
            Q_EMIT prefillProgressed(*step.prefill);
        if (alive && !step.chunks.isEmpty())
            Q_EMIT chunksArrived(step.chunks);
        if (alive && step.outcome)
            Q_EMIT finished(*step.outcome);
    }
}

} // namespace benchglass::engine
