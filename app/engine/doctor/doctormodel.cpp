// What a Doctor asks of the engine itself: what it is, its model, an answer.

#include "base/background.h"
#include "base/format.h"
#include "engine/doctor/doctor.h"
#include "engine/http/streamerrors.h"
#include "engine/ollama/ollamareplies.h"

#include <algorithm>
#include <cmath>

namespace benchglass::engine {

using base::Error;
using base::ErrorCode;
using base::Remedy;

namespace {

constexpr qsizetype shownDigest = 12;

} // namespace

void Doctor::identify()
{
    base::whenDone(m_engine.probe(), this, ifStillAsked([this](const base::Result<Server>& server) {
        if (server)
            identified(*server);
        else
            fail(server.error());
    }));
}

void Doctor::identified(const Server& server)
{
    m_server = server;
    found(QStringLiteral("product"), server.product, tamedWords(server.product));
    if (!server.version.isEmpty())
        found(QStringLiteral("version"), server.version, tamedWords(server.version));
    if (m_engine.hasModel()) {
        const auto count = static_cast<int>(server.models.size());
        found(QStringLiteral("models"), count, tr("%n models", nullptr, count));
    }
    succeed();
}

std::optional<Model> Doctor::listed() const
{
    const auto model = std::find_if(m_server.models.cbegin(), m_server.models.cend(),
        [this](const Model& candidate) { return isSameOllamaModel(candidate.name, m_options.model); });
    return model == m_server.models.cend() ? std::nullopt : std::optional(*model);
}

void Doctor::examineModel()
{
    if (m_options.model.isEmpty() && !m_server.models.isEmpty()) {
        // Nobody named one: rather one that runs here.
        const auto local = std::find_if(m_server.models.cbegin(), m_server.models.cend(),
            [](const Model& candidate) { return !candidate.isRemote; });
        m_options.model = local == m_server.models.cend() ? m_server.models.first().name : local->name;
    }
    if (m_options.model.isEmpty()) {
        const bool canPull = engineTraits(m_engine.id()).canPull;
        return fail({ErrorCode::ModelMissing, tr("The server has no model."), shownUrl(m_url),
            canPull ? Remedy::PullModel : Remedy::ChooseModel});
    }
    base::whenDone(m_engine.describe(m_options.model), this,
        ifStillAsked([this](const base::Result<ModelDetails>& details) { described(details); }));
}

void Doctor::described(const base::Result<ModelDetails>& details)
{
    const auto model = listed();
    if (!details && (!model || details.error().code == ErrorCode::ModelMissing))
        return fail(details.error());
    found(QStringLiteral("name"), m_options.model, tamedWords(m_options.model));
    QString digest = details ? details->digest : QString();
    if (model) {
        digest = digest.isEmpty() ? model->digest : digest;
        if (!model->parameterSize.isEmpty())
            found(QStringLiteral("parameterSize"), model->parameterSize, tamedWords(model->parameterSize));
        if (!model->quantization.isEmpty())
            found(QStringLiteral("quantization"), model->quantization, tamedWords(model->quantization));
        if (model->bytes > 0)
            found(QStringLiteral("bytes"), model->bytes, base::bytesText(model->bytes));
        if (model->isRemote) {
            warn(ErrorCode::ServerRefused,
                tr("“%1” runs in a cloud: its times are not this server's.").arg(tamedWords(m_options.model)),
                Remedy::ChooseModel);
        }
    }
    if (!digest.isEmpty()) {
        found(QStringLiteral("digest"), digest, tr("digest %1").arg(tamedWords(digest).left(shownDigest)));
    }
    if (details)
        tellDetails(*details);
    else
        current().warnings.append(details.error());
    askResidence();
}

void Doctor::tellDetails(const ModelDetails& details)
{
    if (details.trainedContext) {
        const int trained = *details.trainedContext;
        found(QStringLiteral("trainedContext"), trained,
            tr("trained for a context of %1").arg(base::countText(trained)));
        if (m_options.options.value(u"num_ctx").toInt() > trained) {
            warn(ErrorCode::Usage,
                tr("num_ctx asks for more than the %1 tokens that the model is trained for: the server "
                   "cuts it off there.")
                    .arg(base::countText(trained)),
                Remedy::LowerContext);
        }
    }
    if (details.capabilities.contains(u"thinking"_qs)) {
        found(QStringLiteral("thinks"), true, tr("can think"));
        if (m_options.think.isEmpty()) {
            warn(ErrorCode::Usage,
                tr("“%1” may think before it answers unless it is told not to: choose, so that runs can be "
                   "compared.")
                    .arg(tamedWords(m_options.model)),
                Remedy::None);
        }
    }
}

void Doctor::tryModel()
{
    Prompt prompt;
    prompt.model = m_options.model;
    prompt.text = QStringLiteral("Say yes.");
    prompt.options = m_options.options;
    prompt.options.insert(QStringLiteral("num_predict"), 1);
    prompt.think = m_options.think;
    prompt.timeouts.connectMs = m_options.limits.connectMs;
    m_generation = m_engine.start(prompt);
    connect(m_generation.get(), &Generation::finished, this,
        ifStillAsked([this](const Outcome& outcome) { tried(outcome); }));
}

void Doctor::tried(const Outcome& outcome)
{
    const bool isAnswered =
        outcome.state == measure::CallState::Ok || outcome.state == measure::CallState::Length;
    // It is still in its own signal.
    Generation* const ended = m_generation.release();
    ended->setParent(this);
    ended->deleteLater();
    if (!isAnswered) {
        return fail(outcome.error.value_or(Error {
            ErrorCode::StreamBroken, tr("The model did not answer."), shownUrl(m_url), Remedy::Retry}));
    }
    if (!outcome.trace.chunks.isEmpty()) {
        const qint64 firstNs = outcome.trace.chunks.first().arrivalNs;
        found(QStringLiteral("firstTokenNs"), firstNs,
            tr("first token after %1").arg(doctorDurationText(firstNs)));
    } else {
        found(QStringLiteral("firstTokenNs"), QJsonValue(), tr("answered, without visible text"));
    }
    if (const auto loadNs = outcome.trace.server.loadNs) {
        found(QStringLiteral("loadNs"), *loadNs,
            tr("of it %1 for loading the model").arg(doctorDurationText(*loadNs)));
    }
    if (m_engine.hasModel())
        askResidence();
    else
        succeed();
}

void Doctor::askResidence()
{
    if (!m_engine.knowsLoadedModels())
        return succeed();
    base::whenDone(
        m_engine.loadedModels(), this, ifStillAsked([this](const base::Result<QList<LoadedModel>>& loaded) {
            if (loaded)
                tellResidence(*loaded);
            succeed(); // what a server does not say is no failure
        }));
}

void Doctor::tellResidence(const QList<LoadedModel>& loaded)
{
    const auto model = std::find_if(loaded.cbegin(), loaded.cend(),
        [this](const LoadedModel& candidate) { return isSameOllamaModel(candidate.name, m_options.model); });
    if (model == loaded.cend()) {
        found(QStringLiteral("loaded"), false, tr("not in memory"));
        return;
    }
    found(QStringLiteral("loaded"), true, tr("in memory"));
    if (model->effectiveContext)
        tellContext(*model->effectiveContext);
    if (model->bytes > 0 && model->vramBytes) {
        const double ratio = qBound(0.0, double(*model->vramBytes) / double(model->bytes), 1.0);
        found(QStringLiteral("gpuRatio"), ratio,
            tr("%1 % on the GPU").arg(static_cast<int>(std::lround(ratio * 100))));
    }
}

void Doctor::tellContext(int context)
{
    found(QStringLiteral("effectiveContext"), context, tr("context %1").arg(base::countText(context)));
    // Before the test it is that of whoever loaded the model.
    const bool isOurs = current().stage == DoctorStage::Test;
    if (isOurs && m_options.promptTokens && *m_options.promptTokens > context) {
        warn(ErrorCode::Usage,
            tr("The context holds %1 tokens, but the longest prompt is estimated at %2: give num_ctx a "
               "higher "
               "value, or show the model less.")
                .arg(base::countText(context), base::countText(*m_options.promptTokens)),
            m_engine.optionsWithoutEffect({u"num_ctx"_qs}).isEmpty() ? Remedy::RaiseContext : Remedy::None);
    }
}

} // namespace benchglass::engine
