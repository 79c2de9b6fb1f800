#pragma once

#include "servers/faultprotocol.h"
#include "servers/scriptedserver.h"

#include <atomic>

namespace benchglass::tests {

/// A server of one protocol that has a model, `tiny`, and says all about it; one of its streamed calls goes
/// wrong, the others answer `fine`.
class FaultServer final : public ScriptedServer
{
public:
    /// @param steps what the @p faultyCall -th streamed call gets, from 1; nothing = no fault
    explicit FaultServer(const FaultProtocol& protocol, const QList<Step>& steps = {}, int faultyCall = 1);
    ~FaultServer() override;

    /// Streamed calls asked for so far.
    int callCount() const { return m_calls; }

    /// With the @p call -th streamed call it stops listening, and answers that one to its end.
    void leaveAtCall(int call) { m_leavesAt = call; }

    /// What it does at a request; counts the streamed ones.
    QList<Step> answer(const ScriptedRequest& request) { return stepsFor(request); }

protected:
    QList<Step> stepsFor(const ScriptedRequest& request) override;

private:
    void describeOllama();
    void describeOpenAi();

    const FaultProtocol m_protocol;
    const QList<Step> m_steps;
    const int m_faultyCall;
    std::atomic<int> m_calls = 0;
    std::atomic<int> m_leavesAt = 0;
};

} // namespace benchglass::tests
