#pragma once

#include "experiment/experiment.h"

#include <QLatin1String>

#include <concepts>
#include <type_traits>

/// The members of every value that Run JSON carries, each named once: writing and reading follow the same
/// list. A visitor has `operator()(name, member)` for what may be missing, `required(name, member)`, and
/// `inlined(value)` for a value whose members stand beside the others.
namespace benchglass::experiment::json {

/// @p T is @p U, const or not: const values are written, others read.
template <typename T, typename U>
concept Of = std::same_as<std::remove_const_t<T>, U>;

template <typename V, Of<base::Error> T>
void fields(V& v, T& error)
{
    v.required("code", error.code);
    v("message", error.message);
    v("origin", error.origin);
    v("remedy", error.remedy);
}

template <typename V, Of<base::Timeouts> T>
void fields(V& v, T& timeouts)
{
    v("connectMs", timeouts.connectMs);
    v("firstByteMs", timeouts.firstByteMs);
    v("idleMs", timeouts.idleMs);
    v("totalMs", timeouts.totalMs);
}

template <typename V, Of<Arm> T>
void fields(V& v, T& arm)
{
    v.required("name", arm.name);
    v("options", arm.options);
    v("think", arm.think);
}

template <typename V, Of<Spec> T>
void fields(V& v, T& spec)
{
    v.required("folder", spec.folder);
    v.required("engine", spec.engine);
    v("url", spec.url);
    v("model", spec.model);
    v.required("arms", spec.arms);
    v("runs", spec.runs);
    v("warmups", spec.warmups);
    v("prompts", spec.prompts);
    v("order", spec.order);
    v("seed", spec.seed);
    v("nonce", spec.nonce);
    v("cold", spec.cold);
    v("cooldownMs", spec.cooldownMs);
    v("outputTokensLimit", spec.outputTokensLimit);
    v("digestTokens", spec.digestTokens);
    v("pacedTokensPerSecond", spec.pacedTokensPerSecond);
    v("timeouts", spec.timeouts);
    v("caFile", spec.caFile);
    v("agents", spec.agents);
    v("moreUrls", spec.moreUrls);
}

template <typename V, Of<measure::ClientFloor> T>
void fields(V& v, T& floor)
{
    v.required("p50Ns", floor.p50Ns);
    v.required("p99Ns", floor.p99Ns);
    v.required("maxNs", floor.maxNs);
    v("source", floor.source);
    v("streams", floor.streams);
    v("chunks", floor.chunks);
    v("eventLoopP99Ns", floor.eventLoopP99Ns);
}

template <typename V, Of<Environment> T>
void fields(V& v, T& environment)
{
    v("programVersion", environment.programVersion);
    v("qtVersion", environment.qtVersion);
    v("os", environment.os);
    v("kernel", environment.kernel);
    v("cpu", environment.cpu);
    v("architecture", environment.architecture);
    v("cores", environment.cores);
    v("memoryBytes", environment.memoryBytes);
    v("serverProduct", environment.serverProduct);
    v("serverVersion", environment.serverVersion);
    v("serverUrl", environment.serverUrl);
    v("optionsWithoutEffect", environment.optionsWithoutEffect);
    v("modelDigest", environment.modelDigest);
    v("modelFamily", environment.modelFamily);
    v("modelParameterSize", environment.modelParameterSize);
    v("modelQuantization", environment.modelQuantization);
    v("modelContext", environment.modelContext);
    v("modelBlockCount", environment.modelBlockCount);
    v("clientFloor", environment.clientFloor);
}

template <typename V, Of<FileRecord> T>
void fields(V& v, T& file)
{
    v.required("path", file.path);
    v("type", file.type);
    v("bytes", file.bytes);
    v("modified", file.modified);
    v("sha256", file.sha256);
    v("rows", file.rows);
    v("problems", file.problems);
    v("headings", file.headings);
}

template <typename V, Of<FactRecord> T>
void fields(V& v, T& fact)
{
    v.required("id", fact.id);
    v("text", fact.text);
    v("value", fact.value);
    v("unit", fact.unit);
    v("source", fact.source);
}

template <typename V, Of<CorpusRecord> T>
void fields(V& v, T& corpus)
{
    v("folder", corpus.folder);
    v("name", corpus.name);
    v("hash", corpus.hash);
    v("values", corpus.values);
    v("ingestNs", corpus.ingestNs);
    v("files", corpus.files);
    v("problems", corpus.problems);
    v("facts", corpus.facts);
}

template <typename V, Of<measure::Evidence> T>
void fields(V& v, T& evidence)
{
    v("warmup", evidence.warmup);
    v("noModel", evidence.noModel);
    v("paced", evidence.paced);
    v("otherCallUnderWay", evidence.otherCallUnderWay);
    v("residentBefore", evidence.residentBefore);
    v("nonceSent", evidence.nonceSent);
    v("reloadScheduled", evidence.reloadScheduled);
    v("samePromptBefore", evidence.samePromptBefore);
    v("sentPrefixRatio", evidence.sentPrefixRatio);
    v("promptTokensEstimate", evidence.promptTokensEstimate);
    v("isEstimateRough", evidence.isEstimateRough);
    v("requestedContext", evidence.requestedContext);
    v("effectiveContext", evidence.effectiveContext);
    v("requestedGpuLayers", evidence.requestedGpuLayers);
    v("blockCount", evidence.blockCount);
    v("outputTokensLimit", evidence.outputTokensLimit);
    v("modelBytes", evidence.modelBytes);
    v("modelVramBytes", evidence.modelVramBytes);
    v("contextBefore", evidence.contextBefore);
    v("evictedModels", evidence.evictedModels);
}

template <typename V, Of<measure::CallMetrics> T>
void fields(V& v, T& metrics)
{
    v("ttfbNs", metrics.ttfbNs);
    v("ttftNs", metrics.ttftNs);
    v("ttfoNs", metrics.ttfoNs);
    v("thinkingNs", metrics.thinkingNs);
    v("lastTextNs", metrics.lastTextNs);
    v("e2elNs", metrics.e2elNs);
    v("outputTokens", metrics.outputTokens);
    v("tokenSource", metrics.tokenSource);
    v("promptTokens", metrics.promptTokens);
    v("decodeRatePerSecond", metrics.decodeRatePerSecond);
    v("serverDecodeRatePerSecond", metrics.serverDecodeRatePerSecond);
    v("legacyThroughputPerSecond", metrics.legacyThroughputPerSecond);
    v("tpotNs", metrics.tpotNs);
    v("e2eThroughputPerSecond", metrics.e2eThroughputPerSecond);
    v("connectNs", metrics.connectNs);
    v("loadNs", metrics.loadNs);
    v("prefillNs", metrics.prefillNs);
    v("prefillRatePerSecond", metrics.prefillRatePerSecond);
    v("prefillRateAbsentReason", metrics.prefillRateAbsentReason);
    v("serverFloorNs", metrics.serverFloorNs);
    v("queueAndOverheadNs", metrics.queueAndOverheadNs);
    v("serverOverheadNs", metrics.serverOverheadNs);
    v("chunkGapMedianNs", metrics.chunkGapMedianNs);
    v("chunkGapP90Ns", metrics.chunkGapP90Ns);
    v("chunkGapP99Ns", metrics.chunkGapP99Ns);
    v("chunks", metrics.chunks);
    v("bundledChunks", metrics.bundledChunks);
    v("batchRatio", metrics.batchRatio);
    v("itlMedianNs", metrics.itlMedianNs);
}

template <typename V, Of<measure::Chunk> T>
void fields(V& v, T& chunk)
{
    v.required("arrivalNs", chunk.arrivalNs);
    v("source", chunk.source);
    v("kind", chunk.kind);
    v("text", chunk.text);
    v("tokens", chunk.tokens);
    v("readId", chunk.readId);
    v("bundled", chunk.bundled);
    v("delayNs", chunk.delayNs);
}

template <typename V, Of<measure::PrefillProgress> T>
void fields(V& v, T& progress)
{
    v.required("arrivalNs", progress.arrivalNs);
    v("totalTokens", progress.totalTokens);
    v("cachedTokens", progress.cachedTokens);
    v("processedTokens", progress.processedTokens);
    v("elapsedNs", progress.elapsedNs);
}

template <typename V, Of<measure::ServerFigures> T>
void fields(V& v, T& server)
{
    v("totalNs", server.totalNs);
    v("loadNs", server.loadNs);
    v("promptEvalNs", server.promptEvalNs);
    v("evalNs", server.evalNs);
    v("promptTokens", server.promptTokens);
    v("cachedPromptTokens", server.cachedPromptTokens);
    v("outputTokens", server.outputTokens);
    v("thinkingTokens", server.thinkingTokens);
    v("queueNs", server.queueNs);
    v("ttftNs", server.ttftNs);
    v("draftTokens", server.draftTokens);
    v("draftAcceptedTokens", server.draftAcceptedTokens);
    v("doneReason", server.doneReason);
}

template <typename V, Of<measure::Trace> T>
void fields(V& v, T& trace)
{
    v("bootId", trace.bootId);
    v("t0MonotonicNs", trace.t0MonotonicNs);
    v("t0Utc", trace.t0Utc);
    v("intendedNs", trace.intendedNs);
    v("dnsNs", trace.dnsNs);
    v("tcpNs", trace.tcpNs);
    v("tlsNs", trace.tlsNs);
    v("headersNs", trace.headersNs);
    v("firstByteNs", trace.firstByteNs);
    v("endMarkerNs", trace.endMarkerNs);
    v("closedNs", trace.closedNs);
    v("suspended", trace.suspended);
    v("server", trace.server);
    v("prefill", trace.prefill);
    v("chunks", trace.chunks);
}

template <typename V, Of<Call> T>
void fields(V& v, T& call)
{
    v.required("ordinal", call.ordinal);
    v.required("arm", call.arm);
    v.required("run", call.run);
    v.required("stage", call.stage);
    v("agent", call.agent);
    v("warmup", call.warmup);
    v("finished", call.finished);
    v("putBack", call.putBack);
    v("system", call.system);
    v("prompt", call.prompt);
    v("optionsSent", call.optionsSent);
    v("optionsEffective", call.optionsEffective);
    v.required("state", call.state);
    v("error", call.error);
    v("flags", call.flags);
    v("stratum", call.stratum);
    v("evidence", call.evidence);
    v("metrics", call.metrics);
    v.inlined(call.trace);
}

template <typename V, Of<measure::ConcurrentPass> T>
void fields(V& v, T& pass)
{
    v("agents", pass.agents);
    v("calls", pass.calls);
    v("wallNs", pass.wallNs);
    v("tokens", pass.tokens);
    v("tokensPerSecond", pass.tokensPerSecond);
    v("absentReason", pass.absentReason);
}

template <typename V, Of<measure::AgentStage> T>
void fields(V& v, T& stage)
{
    v("agent", stage.agent);
    v("stage", stage.stage);
    v("stratum", stage.stratum);
    v("decodeRatePerSecond", stage.decodeRatePerSecond);
    v("aloneDecodeRatePerSecond", stage.aloneDecodeRatePerSecond);
    v("decodeSlowdown", stage.decodeSlowdown);
    v("decodeAbsentReason", stage.decodeAbsentReason);
    v("ttftMs", stage.ttftMs);
    v("aloneTtftMs", stage.aloneTtftMs);
    v("ttftSlowdown", stage.ttftSlowdown);
    v("ttftAbsentReason", stage.ttftAbsentReason);
}

template <typename V, Of<measure::LegacyConcurrency> T>
void fields(V& v, T& legacy)
{
    v("speedup", legacy.speedup);
    v("efficiencyPercent", legacy.efficiencyPercent);
}

template <typename V, Of<measure::ConcurrentRound> T>
void fields(V& v, T& round)
{
    v("arm", round.arm);
    v("run", round.run);
    v("alone", round.alone);
    v("together", round.together);
    v("speedUp", round.speedUp);
    v("speedUpAbsentReason", round.speedUpAbsentReason);
    v("fairnessRatio", round.fairnessRatio);
    v("overlapRatio", round.overlapRatio);
    v("stages", round.stages);
    v("legacy", round.legacy);
}

template <typename V, Of<Experiment> T>
void fields(V& v, T& experiment)
{
    v.required("id", experiment.id);
    v.required("state", experiment.state);
    v("error", experiment.error);
    v("createdUtc", experiment.createdUtc);
    v("finishedUtc", experiment.finishedUtc);
    v("notes", experiment.notes);
    v("tags", experiment.tags);
    v("trashed", experiment.trashed);
    v.required("spec", experiment.spec);
    v("environment", experiment.environment);
    v("corpus", experiment.corpus);
    v.required("calls", experiment.calls);
}

template <typename V, Of<Summary> T>
void fields(V& v, T& summary)
{
    v.required("id", summary.id);
    v("corpus", summary.corpus);
    v("engine", summary.engine);
    v("model", summary.model);
    v("arm", summary.arm);
    v("configuration", summary.configuration);
    v("state", summary.state);
    v("runs", summary.runs);
    v("runsDone", summary.runsDone);
    v("calls", summary.calls);
    v("ttftMedianMs", summary.ttftMedianMs);
    v("decodeRateMedianPerSecond", summary.decodeRateMedianPerSecond);
    v("flags", summary.flags);
    v("tags", summary.tags);
    v("notes", summary.notes);
    v("createdUtc", summary.createdUtc);
    v("trashed", summary.trashed);
}

} // namespace benchglass::experiment::json
