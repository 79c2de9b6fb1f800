// The stable, untranslated names of every enum of this module: one table per enum.

#include "measure/summary.h"

#include <QLatin1String>

#include <array>
#include <utility>

namespace benchglass::measure {

namespace {

template <typename Enum, std::size_t size>
using Names = std::array<std::pair<Enum, QLatin1String>, size>;

template <typename Enum, std::size_t size>
QString nameIn(const Names<Enum, size>& names, Enum value)
{
    for (const auto& [candidate, name] : names) {
        if (candidate == value)
            return name;
    }
    return {};
}

template <typename Enum, std::size_t size>
std::optional<Enum> valueIn(const Names<Enum, size>& names, const QString& name)
{
    for (const auto& [value, candidate] : names) {
        if (name == candidate)
            return value;
    }
    return std::nullopt;
}

constexpr Names<ChunkKind, 3> chunkKinds {{
    {ChunkKind::Thinking, QLatin1String("thinking")},
    {ChunkKind::Content, QLatin1String("content")},
    {ChunkKind::Tool, QLatin1String("tool")},
}};

constexpr Names<StampSource, 2> stampSources {{
    {StampSource::Kernel, QLatin1String("kernel")},
    {StampSource::User, QLatin1String("user")},
}};

constexpr Names<Stage, 3> stages {{
    {Stage::Ingest, QLatin1String("ingest")},
    {Stage::Analysis, QLatin1String("analysis")},
    {Stage::Report, QLatin1String("report")},
}};

constexpr Names<CallState, 5> callStates {{
    {CallState::Ok, QLatin1String("ok")},
    {CallState::Length, QLatin1String("length")},
    {CallState::Aborted, QLatin1String("aborted")},
    {CallState::Cancelled, QLatin1String("cancelled")},
    {CallState::Error, QLatin1String("error")},
}};

constexpr Names<Flag, 19> flags {{
    {Flag::Cold, QLatin1String("cold")},
    {Flag::CachedPrefix, QLatin1String("cached-prefix")},
    {Flag::PromptTruncated, QLatin1String("prompt-truncated")},
    {Flag::ContextRaised, QLatin1String("context-raised")},
    {Flag::ContextClipped, QLatin1String("context-clipped")},
    {Flag::GpuLayersNoEffect, QLatin1String("gpu-layers-no-effect")},
    {Flag::CpuFallback, QLatin1String("cpu-fallback")},
    {Flag::FewTokens, QLatin1String("few-tokens")},
    {Flag::Runaway, QLatin1String("runaway")},
    {Flag::RepeatLoop, QLatin1String("repeat-loop")},
    {Flag::ThinkingUnsplit, QLatin1String("thinking-unsplit")},
    {Flag::Buffered, QLatin1String("buffered")},
    {Flag::Bundled, QLatin1String("bundled")},
    {Flag::ClientLate, QLatin1String("client-late")},
    {Flag::Suspended, QLatin1String("suspended")},
    {Flag::Paced, QLatin1String("paced")},
    {Flag::NoModel, QLatin1String("no-model")},
    {Flag::Warmup, QLatin1String("warmup")},
    {Flag::Concurrent, QLatin1String("concurrent")},
}};

constexpr Names<Stratum, 4> strata {{
    {Stratum::Cold, QLatin1String("cold")},
    {Stratum::Cached, QLatin1String("cached")},
    {Stratum::Warm, QLatin1String("warm")},
    {Stratum::Unknown, QLatin1String("unknown")},
}};

constexpr Names<TokenSource, 4> tokenSources {{
    {TokenSource::None, QLatin1String("none")},
    {TokenSource::Server, QLatin1String("server")},
    {TokenSource::Tokenizer, QLatin1String("tokenizer")},
    {TokenSource::Chunks, QLatin1String("chunks")},
}};

constexpr Names<Metric, 9> metrics {{
    {Metric::Ttft, QLatin1String("ttft")},
    {Metric::Ttfo, QLatin1String("ttfo")},
    {Metric::DecodeRate, QLatin1String("decode_rate")},
    {Metric::Tpot, QLatin1String("tpot")},
    {Metric::ChunkGap, QLatin1String("chunk_gap")},
    {Metric::E2el, QLatin1String("e2el")},
    {Metric::OutputTokens, QLatin1String("output_tokens")},
    {Metric::PrefillRate, QLatin1String("prefill_rate")},
    {Metric::Load, QLatin1String("load")},
}};

} // namespace

QString chunkKindName(ChunkKind kind)
{
    return nameIn(chunkKinds, kind);
}

std::optional<ChunkKind> chunkKindFromName(const QString& name)
{
    return valueIn(chunkKinds, name);
}

QString stampSourceName(StampSource source)
{
    return nameIn(stampSources, source);
}

std::optional<StampSource> stampSourceFromName(const QString& name)
{
    return valueIn(stampSources, name);
}

QString stageName(Stage stage)
{
    return nameIn(stages, stage);
}

std::optional<Stage> stageFromName(const QString& name)
{
    return valueIn(stages, name);
}

QString callStateName(CallState state)
{
    return nameIn(callStates, state);
}

std::optional<CallState> callStateFromName(const QString& name)
{
    return valueIn(callStates, name);
}

QString flagName(Flag flag)
{
    return nameIn(flags, flag);
}

QStringList flagNames(Flags set)
{
    QStringList result;
    for (const auto& [flag, name] : flags) {
        if (set.testFlag(flag))
            result += name;
    }
    return result;
}

Flags flagsFromNames(const QStringList& given)
{
    Flags set;
    for (const QString& name : given) {
        if (const auto flag = valueIn(flags, name))
            set |= *flag;
    }
    return set;
}

QString stratumName(Stratum stratum)
{
    return nameIn(strata, stratum);
}

std::optional<Stratum> stratumFromName(const QString& name)
{
    return valueIn(strata, name);
}

QString tokenSourceName(TokenSource source)
{
    return nameIn(tokenSources, source);
}

std::optional<TokenSource> tokenSourceFromName(const QString& name)
{
    return valueIn(tokenSources, name);
}

QString metricName(Metric metric)
{
    return nameIn(metrics, metric);
}

} // namespace benchglass::measure
