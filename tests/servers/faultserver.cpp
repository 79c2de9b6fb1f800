#include "servers/faultserver.h"

#include "servers/faults.h"

#include <QJsonArray>

namespace benchglass::tests {

FaultServer::FaultServer(const FaultProtocol& protocol, const QList<Step>& steps, int faultyCall)
    : m_protocol(protocol)
    , m_steps(steps)
    , m_faultyCall(faultyCall)
{
    if (protocol.engine == u"ollama")
        describeOllama();
    else
        describeOpenAi();
}

FaultServer::~FaultServer()
{
    stop();
}

void FaultServer::describeOllama()
{
    const QJsonObject model {{QStringLiteral("name"), QStringLiteral("tiny:latest")},
        {QStringLiteral("model"), QStringLiteral("tiny:latest")}, {QStringLiteral("size"), 1'600'000'000}};
    const QJsonObject models {{QStringLiteral("models"), QJsonArray {model}}};
    route("GET /", {Step::send(reply(200, "text/plain", "Ollama is running"))});
    route("GET /api/version", {Step::send(json({{QStringLiteral("version"), QStringLiteral("0.30.6")}}))});
    route("GET /api/tags", {Step::send(json(models))});
    route("GET /api/ps", {Step::send(json(models))});
    route("POST /api/show",
        {Step::send(json({{QStringLiteral("capabilities"), QJsonArray {QStringLiteral("completion")}},
            {QStringLiteral("model_info"),
                QJsonObject {{QStringLiteral("general.architecture"), QStringLiteral("llama")},
                    {QStringLiteral("llama.context_length"), 8192}}}}))});
    route("POST /api/generate",
        {Step::send(json(
            {{QStringLiteral("done"), true}, {QStringLiteral("done_reason"), QStringLiteral("unload")}}))});
}

void FaultServer::describeOpenAi()
{
    const QJsonObject model {
        {QStringLiteral("id"), QStringLiteral("tiny")}, {QStringLiteral("object"), QStringLiteral("model")}};
    route("GET /v1/models",
        {Step::send(json({{QStringLiteral("object"), QStringLiteral("list")},
            {QStringLiteral("data"), QJsonArray {model}}}))});
}

QList<Step> FaultServer::stepsFor(const ScriptedRequest& request)
{
    if (request.route != m_protocol.route)
        return ScriptedServer::stepsFor(request);
    const int call = ++m_calls;
    if (call == m_leavesAt)
        stopListening();
    return call == m_faultyCall && !m_steps.isEmpty() ? m_steps : fineReply(m_protocol);
}

} // namespace benchglass::tests
