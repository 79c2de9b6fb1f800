#pragma once

#include "measure/trace.h"

#include <QFlags>
#include <QStringList>

#include <optional>

namespace benchglass::measure {

enum class Stage { Ingest, Analysis, Report };

/// How a call ended.
enum class CallState {
    Ok,
    Length,  ///< Hit the token limit.
    Aborted, ///< The stream ended without its end marker.
    Cancelled,
    Error,
};

/// What is remarkable about a call. A flag that a metric is sensitive to takes the call out of that
/// metric's statistics, counted beside them (exclusionOf()).
enum class Flag : quint32 {
    Cold = 1U << 0,
    CachedPrefix = 1U << 1,
    PromptTruncated = 1U << 2,
    ContextRaised = 1U << 3,
    ContextClipped = 1U << 4,
    GpuLayersNoEffect = 1U << 5,
    CpuFallback = 1U << 6,
    FewTokens = 1U << 7, ///< Fewer than 16.
    Runaway = 1U << 8,   ///< More than 4 times the stage's median, or the engine's hard cap.
    RepeatLoop = 1U << 9,
    ThinkingUnsplit = 1U << 10,
    Buffered = 1U << 11,   ///< Client decode time below half of the server's.
    Bundled = 1U << 12,    ///< More than 20 % of the chunks shared a read.
    ClientLate = 1U << 13, ///< Kernel-to-user delay p99 above 5 % of the median gap.
    Suspended = 1U << 14,
    Paced = 1U << 15,
    NoModel = 1U << 16,
    Warmup = 1U << 17,
    Concurrent = 1U << 18, ///< Other calls of the experiment were under way, on purpose.
};
Q_DECLARE_FLAGS(Flags, Flag)
Q_DECLARE_OPERATORS_FOR_FLAGS(Flags)

/// Calls of different strata are never pooled.
enum class Stratum { Cold, Cached, Warm, Unknown };

/// Where a count of tokens comes from. Numbers of different sources are never compared.
enum class TokenSource { None, Server, Tokenizer, Chunks };

/// What is known about the circumstances of a call, beside its trace.
struct Evidence
{
    bool warmup = false;
    bool noModel = false; ///< The built-in analyst wrote it.
    bool paced = false;
    bool otherCallUnderWay = false;      ///< Of the same experiment: one of several agents at once.
    std::optional<bool> residentBefore;  ///< The model was loaded before the call.
    std::optional<bool> nonceSent;       ///< A nonce stood at the start: the prefix cannot be cached.
    std::optional<bool> reloadScheduled; ///< This call asks for options with which the server loads anew.
    /// The same prompt was sent before to this server in this experiment, and the model stayed loaded.
    std::optional<bool> samePromptBefore;
    /// The share of the prompt, 0..1, with which an earlier one began that went to the model as it is loaded
    /// now.
    std::optional<double> sentPrefixRatio;
    std::optional<int> promptTokensEstimate;
    bool isEstimateRough = false; ///< By what tokens usually cost: nothing of this model was seen before.
    std::optional<int> requestedContext; ///< num_ctx asked for.
    std::optional<int> effectiveContext; ///< num_ctx in force.
    std::optional<int> requestedGpuLayers;
    std::optional<int> blockCount;        ///< Layers of the model.
    std::optional<int> outputTokensLimit; ///< num_predict asked for.
    std::optional<qint64> modelBytes;     ///< Memory of the loaded model...
    std::optional<qint64> modelVramBytes; ///< ... and how much of it on the GPU.
    std::optional<int> contextBefore;     ///< num_ctx with which the model was loaded before the call.
    QStringList evictedModels; ///< Others that were in memory before the call, and no longer after it.

    friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// The figures of one call, METRICS.md's "Per call". Times in nanoseconds, rates per second.
/// A quantity that the stream cannot support is absent.
struct CallMetrics
{
    std::optional<double> ttfbNs;
    std::optional<double> ttftNs;     ///< First non-empty text of any kind - t0.
    std::optional<double> ttfoNs;     ///< First non-thinking content - t0.
    std::optional<double> thinkingNs; ///< ttfo - ttft, only if something was thought.
    std::optional<double> lastTextNs;
    std::optional<double> e2elNs; ///< End marker - t0.
    std::optional<int> outputTokens;
    TokenSource tokenSource = TokenSource::None;
    std::optional<int> promptTokens;
    std::optional<double> decodeRatePerSecond;       ///< (N-1)/(tD-t1), client.
    std::optional<double> serverDecodeRatePerSecond; ///< (N-1)/server decode duration.
    std::optional<double> legacyThroughputPerSecond; ///< N/eval_duration: the reference's figure.
    std::optional<double> tpotNs;                    ///< (tD-t1)/(N-1).
    std::optional<double> e2eThroughputPerSecond;    ///< N/E2EL.
    std::optional<double> connectNs;                 ///< DNS + TCP + TLS.
    std::optional<double> loadNs;
    std::optional<double> prefillNs;
    std::optional<double> prefillRatePerSecond;
    /// Why prefillRatePerSecond is absent: `cached`, `possibly-cached` (nobody says that it was not) or
    /// `not-said` (the server gives no figures). Empty when it is there.
    QString prefillRateAbsentReason;
    std::optional<double> serverFloorNs;      ///< load + prompt eval.
    std::optional<double> queueAndOverheadNs; ///< TTFT - server floor.
    std::optional<double> serverOverheadNs;   ///< total - load - prompt eval - eval.
    std::optional<double> chunkGapMedianNs;   ///< Unbundled gaps only.
    std::optional<double> chunkGapP90Ns;      ///< From 64 gaps on.
    std::optional<double> chunkGapP99Ns;      ///< From 662 gaps on.
    int chunks = 0;
    int bundledChunks = 0;
    std::optional<double> batchRatio;  ///< chunks / output tokens.
    std::optional<double> itlMedianNs; ///< Gap per token, token-weighted; only where
                                       ///< every chunk says its tokens.

    friend bool operator==(const CallMetrics&, const CallMetrics&) = default;
};

/// @return the figures of @p trace. Pure; any thread.
CallMetrics metricsOf(const Trace& trace, CallState state, const Evidence& evidence);

/// The flags a single call can carry by itself. Runaway against the stage's median needs the
/// others and is set by flagRunaways().
Flags flagsOf(const Trace& trace, const CallMetrics& metrics, CallState state, const Evidence& evidence);

/// The call ended at the very limit that was asked for (num_predict), so its length is no accident.
bool isLengthFixed(CallState state, const CallMetrics& metrics, const Evidence& evidence);

/// Evidence first: not resident before = cold; without that evidence, a load above one second with
/// no other call under way. Cached = the server or the schedule says that the prefix was reused.
Stratum stratumOf(const Trace& trace, const Evidence& evidence);

QString stageName(Stage stage); ///< `ingest` | `analysis` | `report`
std::optional<Stage> stageFromName(const QString& name);
QString callStateName(CallState state); ///< `ok` | `length` | `aborted` | ...
std::optional<CallState> callStateFromName(const QString& name);
QString flagName(Flag flag);                    ///< `cold`, `cached-prefix`, ...
QStringList flagNames(Flags flags);             ///< In order of declaration.
Flags flagsFromNames(const QStringList& names); ///< Unknown names are ignored.
QString stratumName(Stratum stratum);           ///< `cold` | `cached` | `warm` | `unknown`
std::optional<Stratum> stratumFromName(const QString& name);
QString tokenSourceName(TokenSource source); ///< `none` | `server` | ...
std::optional<TokenSource> tokenSourceFromName(const QString& name);

} // namespace benchglass::measure
