#include "agent/callbuilder.h"

#include <QCryptographicHash>

#include <algorithm>
#include <utility>

namespace benchglass::agent {

namespace {

/// A warm-up that used fewer tokens than these says little about what a token costs.
constexpr int fewestTellingTokens = 16;

QByteArray promptHash(const experiment::Call& call)
{
    return QCryptographicHash::hash(
        (call.system + QChar(u'\0') + call.prompt).toUtf8(), QCryptographicHash::Sha256);
}

std::optional<int> intOption(const QJsonObject& options, const QString& name)
{
    const auto value = options.value(name);
    return value.isDouble() ? std::optional(value.toInt()) : std::nullopt;
}

experiment::FactRecord factRecord(const corpus::Fact& fact)
{
    return {fact.id, fact.text, fact.value, fact.unit, fact.source};
}

bool isReport(const Step& step)
{
    return step.kind == Step::Kind::Stage && step.stage == measure::Stage::Report;
}

} // namespace

CallBuilder::CallBuilder(
    const experiment::Experiment& experiment, std::shared_ptr<const corpus::Catalog> catalog, bool hasModel)
    : m_spec(experiment.spec)
    , m_environment(experiment.environment)
    , m_hasModel(hasModel)
{
    m_input.corpus = experiment.corpus;
    m_input.catalog = std::move(catalog);
}

QList<experiment::FactRecord> CallBuilder::chooseDigest()
{
    std::optional<int> context;
    if (m_hasModel)
        context = contextOf(m_spec, m_effectiveContext, m_environment.modelContext);
    m_budget = budgetOf(m_spec, context);
    m_input.digest = digestOf(*m_input.catalog, m_budget.digestTokens, m_bytesPerToken);
    QList<experiment::FactRecord> facts;
    for (const auto& fact : std::as_const(m_input.digest.facts))
        facts.append(factRecord(fact));
    return facts;
}

const experiment::Call* CallBuilder::analysisOf(const Step& step, const QList<experiment::Call>& made) const
{
    const auto found = std::ranges::find_if(made, [&](const experiment::Call& call) {
        return !call.warmup && call.stage == measure::Stage::Analysis && call.run == step.run
            && call.arm == m_spec.arms.at(step.arm).name;
    });
    return found == made.end() ? nullptr : &*found;
}

PromptTexts CallBuilder::textsFor(const Step& step, const experiment::Call* analysis) const
{
    const bool hasNonce = m_spec.nonce && m_hasModel && m_spec.prompts == experiment::PromptSet::Grounded;
    const QString nonce = hasNonce || step.kind == Step::Kind::Warmup ? newNonce() : QString();
    if (step.kind == Step::Kind::Warmup)
        return warmupPrompt(m_input, nonce);
    if (step.stage == measure::Stage::Analysis)
        return analysisPrompt(m_spec.prompts, m_input, nonce);
    return reportPrompt(m_spec.prompts, m_input, analysis->text(), nonce);
}

std::optional<int> CallBuilder::promptTokensEstimate(
    const PromptTexts& texts, const experiment::Call* analysis) const
{
    if (!m_bytesPerToken)
        return std::nullopt;
    const int whole = estimatedTokens(texts.system + texts.user, m_bytesPerToken);
    // The server has counted the analysis already: only the rest of a report's prompt needs guessing.
    const bool isCounted = analysis && m_spec.prompts == experiment::PromptSet::Grounded
        && analysis->metrics.tokenSource == measure::TokenSource::Server;
    if (!isCounted)
        return whole;
    const int guessed = estimatedTokens(analysis->text(), m_bytesPerToken);
    return std::max(0, whole - guessed) + analysis->metrics.outputTokens.value_or(guessed);
}

measure::Evidence CallBuilder::evidenceFor(const experiment::Call& call) const
{
    measure::Evidence evidence;
    evidence.warmup = call.warmup;
    evidence.noModel = !m_hasModel;
    evidence.paced = m_spec.pacedTokensPerSecond.has_value() && !m_hasModel;
    evidence.nonceSent = call.system.startsWith(u'[');
    if (m_hasModel)
        evidence.samePromptBefore = m_sentPrompts.contains(promptHash(call));
    evidence.requestedContext = intOption(call.optionsSent, QStringLiteral("num_ctx"));
    evidence.requestedGpuLayers = intOption(call.optionsSent, QStringLiteral("num_gpu"));
    evidence.outputTokensLimit = intOption(call.optionsSent, QStringLiteral("num_predict"));
    evidence.blockCount = m_environment.modelBlockCount;
    return evidence;
}

std::optional<experiment::Call> CallBuilder::callFor(
    const Step& step, const QList<experiment::Call>& made) const
{
    const experiment::Call* analysis = isReport(step) ? analysisOf(step, made) : nullptr;
    if (isReport(step) && (!analysis || analysis->text().isEmpty()))
        return std::nullopt;
    const auto texts = textsFor(step, analysis);
    experiment::Call call;
    call.ordinal = int(made.size());
    call.arm = m_spec.arms.at(step.arm).name;
    call.run = step.run;
    call.stage = step.stage;
    call.warmup = step.kind == Step::Kind::Warmup;
    call.system = texts.system;
    call.prompt = texts.user;
    if (m_hasModel)
        call.optionsSent = optionsOf(m_spec, step, m_budget);
    call.evidence = evidenceFor(call);
    call.evidence.promptTokensEstimate = promptTokensEstimate(texts, analysis);
    return call;
}

engine::Prompt CallBuilder::promptFor(const experiment::Call& call, int arm)
{
    m_sentPrompts.insert(promptHash(call));
    engine::Prompt prompt;
    prompt.model = m_spec.model;
    prompt.system = call.system;
    prompt.text = call.prompt;
    prompt.options = call.optionsSent;
    prompt.think = m_spec.arms.at(arm).think;
    prompt.timeouts = m_spec.timeouts;
    prompt.purpose =
        call.stage == measure::Stage::Report ? engine::Purpose::Report : engine::Purpose::Analysis;
    prompt.corpusName = m_input.corpus.name;
    prompt.facts = m_input.digest.facts;
    prompt.pacedTokensPerSecond = m_spec.pacedTokensPerSecond;
    return prompt;
}

bool CallBuilder::learnFrom(const experiment::Call& call)
{
    if (call.evidence.effectiveContext && !call.evidence.requestedContext)
        m_effectiveContext = call.evidence.effectiveContext;
    const bool isTelling =
        call.warmup && !m_bytesPerToken && call.metrics.promptTokens.value_or(0) >= fewestTellingTokens;
    if (!isTelling)
        return false;
    m_bytesPerToken = double((call.system + call.prompt).toUtf8().size()) / *call.metrics.promptTokens;
    return true;
}

} // namespace benchglass::agent
