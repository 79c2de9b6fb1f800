#include "agent/callbuilder.h"

#include "experiment/thought.h"

#include <algorithm>
#include <utility>

namespace benchglass::agent {

namespace {

/// A prompt of fewer tokens than these says little about what a token costs.
constexpr int fewestTellingTokens = 16;

/// The model saw all of the prompt, and the server counted all of it.
bool tellsTokens(const experiment::Call& call)
{
    if (call.metrics.promptTokens.value_or(0) < fewestTellingTokens)
        return false;
    // Who does not tell what was reused may have counted only the rest.
    const bool isPart =
        call.flags.testFlag(measure::Flag::CachedPrefix) && !call.trace.server.cachedPromptTokens;
    return !isPart && !call.flags.testFlag(measure::Flag::PromptTruncated);
}

/// A server keeps the prefixes of its last few prompts only.
constexpr qsizetype mostRemembered = 32;

QString sentText(const experiment::Call& call)
{
    return call.system + QChar(u'\0') + call.prompt;
}

/// The share of @p text with which one of @p sent begins.
double sentPrefixRatioOf(const QString& text, const QStringList& sent)
{
    qsizetype longest = 0;
    for (const QString& other : sent) {
        const auto end = std::ranges::mismatch(text, other).in1;
        longest = std::max<qsizetype>(longest, end - text.begin());
    }
    return double(longest) / double(std::max<qsizetype>(1, text.size()));
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

/// Can a report be written from it? One that was cut at the token limit can: that limit is part of the plan.
bool isUsable(const experiment::Call* analysis)
{
    using measure::CallState;
    return analysis && (analysis->state == CallState::Ok || analysis->state == CallState::Length)
        && !analysis->text().isEmpty();
}

/// The server's count of the answer alone: thoughts are counted with it, but not sent on.
std::optional<int> countedAnswerTokens(const experiment::Call& call)
{
    if (call.metrics.tokenSource != measure::TokenSource::Server || !call.metrics.outputTokens)
        return std::nullopt;
    if (!experiment::hasThought(call))
        return call.metrics.outputTokens;
    // A server that sent thoughts and says 0 does not count them apart.
    const int thoughts = call.trace.server.thinkingTokens.value_or(0);
    if (thoughts <= 0 || thoughts > *call.metrics.outputTokens)
        return std::nullopt;
    return *call.metrics.outputTokens - thoughts;
}

bool isReport(const Step& step)
{
    return step.kind == Step::Kind::Stage && step.stage == measure::Stage::Report;
}

} // namespace

CallBuilder::CallBuilder(const experiment::Experiment& experiment,
    std::shared_ptr<const corpus::Catalog> catalog, bool hasModel, std::optional<int> servedContext)
    : m_spec(experiment.spec)
    , m_environment(experiment.environment)
    , m_hasModel(hasModel)
    , m_servedContext(servedContext)
    , m_effectiveContext(servedContext)
    , m_memories(1 + m_spec.moreUrls.size())
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
            && call.agent == step.agent && call.arm == m_spec.arms.at(step.arm).name;
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
    if (!m_hasModel)
        return std::nullopt;
    const int whole = estimatedTokens(texts.system + texts.user, m_bytesPerTokenSeen);
    // The server has counted the analysis already: only the rest of a report's prompt needs guessing.
    const bool isWholeSent = analysis && m_spec.prompts == experiment::PromptSet::Grounded;
    const auto counted = isWholeSent ? countedAnswerTokens(*analysis) : std::nullopt;
    if (!counted)
        return whole;
    return std::max(0, whole - estimatedTokens(analysis->text(), m_bytesPerTokenSeen)) + *counted;
}

CallBuilder::Memory& CallBuilder::memoryOf(const experiment::Call& call)
{
    return m_memories[experiment::endpointOf(m_spec, call.agent)];
}

const CallBuilder::Memory& CallBuilder::memoryOf(const experiment::Call& call) const
{
    return m_memories.at(experiment::endpointOf(m_spec, call.agent));
}

bool CallBuilder::reloadsFor(const experiment::Call& call, int arm) const
{
    const std::optional<int> loaded = memoryOf(call).loadedArm;
    return loaded && experiment::reloadsBetween(m_spec.arms.at(*loaded), m_spec.arms.at(arm));
}

measure::Evidence CallBuilder::evidenceFor(const experiment::Call& call, int arm) const
{
    measure::Evidence evidence;
    evidence.warmup = call.warmup;
    evidence.otherCallUnderWay = call.isConcurrent();
    evidence.noModel = !m_hasModel;
    evidence.paced = m_spec.pacedTokensPerSecond.has_value() && !m_hasModel;
    evidence.nonceSent = call.system.startsWith(u'[');
    if (m_hasModel) {
        const bool reloads = reloadsFor(call, arm);
        const QStringList sent =
            reloads ? QStringList() : memoryOf(call).sent; // The cache goes with the model.
        evidence.reloadScheduled = reloads;
        evidence.samePromptBefore = sent.contains(sentText(call));
        evidence.sentPrefixRatio = sentPrefixRatioOf(sentText(call), sent);
        evidence.isEstimateRough = !m_bytesPerTokenSeen;
        if (experiment::endpointOf(m_spec, call.agent) == 0)
            evidence.effectiveContext = m_servedContext; // until the server says more
    }
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
    // A fragment makes another prompt than a whole analysis does: shorter, and quicker to evaluate. The
    // report's times would stand in the statistics beside those of whole ones, so it is not asked for.
    if (isReport(step) && !isUsable(analysis))
        return std::nullopt;
    const auto texts = textsFor(step, analysis);
    experiment::Call call;
    call.arm = m_spec.arms.at(step.arm).name;
    call.run = step.run;
    call.agent = step.agent;
    call.stage = step.stage;
    call.warmup = step.kind == Step::Kind::Warmup;
    call.system = texts.system;
    call.prompt = texts.user;
    if (m_hasModel)
        call.optionsSent = optionsOf(m_spec, step, m_budget);
    for (const QString& name : m_environment.optionsWithoutEffect)
        call.optionsSent.remove(name);
    call.evidence = evidenceFor(call, step.arm);
    call.evidence.promptTokensEstimate = promptTokensEstimate(texts, analysis);
    return call;
}

engine::Prompt CallBuilder::promptFor(const experiment::Call& call, int arm)
{
    if (reloadsFor(call, arm))
        memoryOf(call) = {};
    memoryOf(call).loadedArm = arm;
    remember(call);
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

void CallBuilder::forgetSent(std::size_t endpoint)
{
    m_memories[qsizetype(endpoint)] = {};
}

void CallBuilder::remember(const experiment::Call& call)
{
    const QString text = sentText(call);
    QStringList& sent = memoryOf(call).sent;
    sent.removeOne(text);
    sent.append(text);
    if (sent.size() > mostRemembered)
        sent.removeFirst();
}

bool CallBuilder::learnFrom(const experiment::Call& call)
{
    if (call.stratum == measure::Stratum::Cold) {
        // Whatever loaded the model, the server knows no earlier prompt any more.
        memoryOf(call).sent.clear();
        remember(call);
    }
    if (call.evidence.effectiveContext && !call.evidence.requestedContext)
        m_effectiveContext = call.evidence.effectiveContext;
    if (!tellsTokens(call))
        return false;
    m_bytesPerTokenSeen = double((call.system + call.prompt).toUtf8().size()) / *call.metrics.promptTokens;
    if (!call.warmup || m_bytesPerToken)
        return false;
    m_bytesPerToken = m_bytesPerTokenSeen;
    return true;
}

} // namespace benchglass::agent
