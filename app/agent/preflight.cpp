#include "agent/preflight.h"

#include "base/background.h"
#include "engine/selftest/selftest.h"

#include <algorithm>

namespace benchglass::agent {

bool isSameModel(const QString& listed, const QString& asked)
{
    return listed == asked || listed == asked + u":latest"_qs;
}

Preflight::Preflight(engine::Engine& engine, const QString& model, const QStringList& options, Extent extent)
    : m_engine(engine)
    , m_model(model)
    , m_options(options)
    , m_extent(extent)
{
}

void Preflight::start()
{
    base::whenDone(m_engine.probe(), this, [this](const auto& server) { probed(server); });
}

void Preflight::probed(const base::Result<engine::Server>& server)
{
    if (!server) {
        Q_EMIT finished(server.error());
        return;
    }
    m_environment = experiment::thisEnvironment();
    m_environment.serverProduct = server->product;
    m_environment.serverVersion = server->version;
    m_environment.serverUrl =
        m_engine.url().toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    m_environment.optionsWithoutEffect = m_engine.optionsWithoutEffect(m_options);
    if (!m_engine.hasModel()) {
        Q_EMIT finished({});
        return;
    }
    const auto model = std::ranges::find_if(
        server->models, [this](const auto& listed) { return isSameModel(listed.name, m_model); });
    if (model == server->models.end()) {
        Q_EMIT finished(base::Error {base::ErrorCode::ModelMissing,
            m_model.isEmpty() ? tr("No model was chosen.")
                              : tr("%1 has no model named “%2”.").arg(server->product, m_model),
            m_engine.url().toString(),
            engine::engineTraits(m_engine.id()).canPull && !m_model.isEmpty() ? base::Remedy::PullModel
                                                                              : base::Remedy::ChooseModel});
        return;
    }
    m_environment.modelDigest = model->digest;
    m_environment.modelFamily = model->family;
    m_environment.modelParameterSize = model->parameterSize;
    m_environment.modelQuantization = model->quantization;
    base::whenDone(m_engine.describe(m_model), this, [this](const auto& details) { described(details); });
}

void Preflight::described(const base::Result<engine::ModelDetails>& details)
{
    // Servers that cannot describe a model still run it: what they don't say stays absent.
    if (details) {
        m_environment.modelContext = details->trainedContext;
        m_environment.modelBlockCount = details->blockCount;
        m_servedContext = details->servedContext;
        if (details->busySlots > 0) {
            Q_EMIT warned({base::ErrorCode::Usage,
                tr("The server is answering %n other request(s): what is measured now shares the machine "
                   "with them.",
                    nullptr, details->busySlots),
                m_environment.serverUrl, {}});
        }
    } else {
        Q_EMIT warned(details.error());
    }
    measureOurselves();
}

void Preflight::measureOurselves()
{
    if (m_extent == Extent::ServerOnly) {
        Q_EMIT finished({});
        return;
    }
    base::whenDone(engine::clientFloor(this), this, [this](const auto& floor) {
        m_environment.clientFloor = floor;
        Q_EMIT finished({});
    });
}

} // namespace benchglass::agent
