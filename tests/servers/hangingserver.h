#pragma once

#include "servers/faultserver.h"

#include <atomic>

namespace benchglass::tests {

/// A request that gets no answer.
struct Hanging
{
    FaultProtocol protocol;
    QByteArray route;
    int atRequest = 1; ///< Those before are answered.
};

/// A FaultServer without a fault in its streams that keeps silent at one request.
class HangingServer final : public ScriptedServer
{
public:
    explicit HangingServer(const Hanging& hanging)
        : m_hanging(hanging)
        , m_server(hanging.protocol)
    {
    }
    ~HangingServer() override { stop(); }

    /// Counts requests from here on; all are answered before.
    void arm() { m_isArmed = true; }
    /// Nobody hangs any more who comes now.
    void disarm() { m_isArmed = false; }
    bool isHanging() const { return m_isHanging; }

protected:
    QList<Step> stepsFor(const ScriptedRequest& request) override
    {
        if (m_isArmed && request.route == m_hanging.route && ++m_seen == m_hanging.atRequest) {
            m_isHanging = true;
            return {Step::hold()};
        }
        return m_server.answer(request);
    }

private:
    const Hanging m_hanging;
    FaultServer m_server; ///< Knows what to answer.
    std::atomic<int> m_seen = 0;
    std::atomic<bool> m_isArmed = false;
    std::atomic<bool> m_isHanging = false;
};

} // namespace benchglass::tests
