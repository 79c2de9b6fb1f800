#include "corpus/units.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>
#include <utility>

namespace benchglass::corpus {

namespace {

using Spelling = std::pair<std::string_view, std::string_view>;

constexpr std::array spellings {Spelling {"ns", "ns"}, Spelling {"us", "us"}, Spelling {"\u00b5s", "us"},
    Spelling {"\u03bcs", "us"}, Spelling {"ms", "ms"}, Spelling {"msec", "ms"},
    Spelling {"milliseconds", "ms"}, Spelling {"s", "s"}, Spelling {"sec", "s"}, Spelling {"secs", "s"},
    Spelling {"seconds", "s"}, Spelling {"min", "min"}, Spelling {"minutes", "min"}, Spelling {"h", "h"},
    Spelling {"hours", "h"}, Spelling {"%", "%"}, Spelling {"tok/s", "tok/s"}, Spelling {"tokens/s", "tok/s"},
    Spelling {"tokens/sec", "tok/s"}, Spelling {"tokens/second", "tok/s"}, Spelling {"t/s", "tok/s"},
    Spelling {"tps", "tok/s"}, Spelling {"tokens per second", "tok/s"}, Spelling {"req/s", "req/s"},
    Spelling {"requests/s", "req/s"}, Spelling {"it/s", "it/s"}, Spelling {"tokens", "tokens"},
    Spelling {"ms/token", "ms/token"}, Spelling {"byte", "bytes"}, Spelling {"bytes", "bytes"},
    Spelling {"B", "bytes"}, Spelling {"kB", "kB"}, Spelling {"KB", "kB"}, Spelling {"Kbyte", "kB"},
    Spelling {"MB", "MB"}, Spelling {"Mbyte", "MB"}, Spelling {"GB", "GB"}, Spelling {"Gbyte", "GB"},
    Spelling {"TB", "TB"}, Spelling {"KiB", "KiB"}, Spelling {"MiB", "MiB"}, Spelling {"GiB", "GiB"},
    Spelling {"MB/s", "MB/s"}, Spelling {"GB/s", "GB/s"}, Spelling {"W", "W"}, Spelling {"J", "J"},
    Spelling {"Hz", "Hz"}, Spelling {"kHz", "kHz"}, Spelling {"MHz", "MHz"}, Spelling {"GHz", "GHz"},
    Spelling {"\u00b0C", "\u00b0C"}, Spelling {"x", "x"}, Spelling {"\u00d7", "x"},
    Spelling {"FLOPS", "FLOPS"}, Spelling {"GFLOPS", "GFLOPS"}, Spelling {"TFLOPS", "TFLOPS"},
    Spelling {"block", "block"}, Spelling {"thread", "thread"}, Spelling {"warp", "warp"},
    Spelling {"pass", "pass"}, Spelling {"SM", "SM"}, Spelling {"register/thread", "register/thread"},
    Spelling {"Kbyte/block", "kB/block"}, Spelling {"byte/block", "bytes/block"}};

struct Suffix
{
    const char16_t* text;
    const char* unit;
};

/// Ends of keys, the longer before the shorter that it ends with.
constexpr std::array suffixes {Suffix {u"tokens_per_second", "tok/s"}, Suffix {u"tokens_per_sec", "tok/s"},
    Suffix {u"tokens_per_s", "tok/s"}, Suffix {u"tok_per_s", "tok/s"}, Suffix {u"tokens_s", "tok/s"},
    Suffix {u"tok_s", "tok/s"}, Suffix {u"tokens_sec", "tok/s"}, Suffix {u"tps", "tok/s"},
    Suffix {u"requests_per_second", "req/s"}, Suffix {u"ms_per_token", "ms/token"},
    Suffix {u"bytes_per_second", "bytes/s"}, Suffix {u"_mb_s", "MB/s"}, Suffix {u"_gb_s", "GB/s"},
    Suffix {u"mb_per_second", "MB/s"}, Suffix {u"_per_second", "1/s"}, Suffix {u"_ns", "ns"},
    Suffix {u"nanoseconds", "ns"}, Suffix {u"_us", "us"}, Suffix {u"microseconds", "us"},
    Suffix {u"_ms", "ms"}, Suffix {u"milliseconds", "ms"}, Suffix {u"_msec", "ms"}, Suffix {u"_s", "s"},
    Suffix {u"_sec", "s"}, Suffix {u"_secs", "s"}, Suffix {u"_seconds", "s"}, Suffix {u"_minutes", "min"},
    Suffix {u"_hours", "h"}, Suffix {u"_bytes", "bytes"}, Suffix {u"_kb", "kB"}, Suffix {u"_mb", "MB"},
    Suffix {u"_gb", "GB"}, Suffix {u"_kib", "KiB"}, Suffix {u"_mib", "MiB"}, Suffix {u"_gib", "GiB"},
    Suffix {u"_percent", "%"}, Suffix {u"_pct", "%"}, Suffix {u"_percentage", "%"}, Suffix {u"%", "%"},
    Suffix {u"_khz", "kHz"}, Suffix {u"_mhz", "MHz"}, Suffix {u"_ghz", "GHz"}, Suffix {u"_hz", "Hz"},
    Suffix {u"_watts", "W"}, Suffix {u"_joules", "J"}, Suffix {u"_w", "W"}};

/// Words inside keys: `mean_tokens_s_overall`, `eval_s_mean`.
constexpr std::array inner {Suffix {u"tokens_per_second", "tok/s"}, Suffix {u"tokens_s_", "tok/s"},
    Suffix {u"_ms_", "ms"}, Suffix {u"_s_", "s"}, Suffix {u"_mb_", "MB"}, Suffix {u"percent", "%"}};

/// `meanTimeMs` and `Tokens per Second` as `mean_time_ms`, `tokens_per_second`.
QString snakeCased(const QString& text)
{
    QString snake;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (c.isUpper() && at > 0 && text.at(at - 1).isLower())
            snake += u'_';
        snake += c == u' ' || c == u'-' || c == u'/' || c == u'.' ? QChar(u'_') : c.toLower();
    }
    return snake;
}

bool containsAny(const QString& text, std::initializer_list<const char16_t*> words)
{
    return std::ranges::any_of(words, [&](const char16_t* word) { return text.contains(QStringView(word)); });
}

/// `latency_ratio`, `Duration relative to A`: whether A stands above or below the line, and so which end is
/// the better one, the key does not say. A speedup does: it is the old time over the new one.
bool isRatioToSomething(const QString& leaf)
{
    static const QSet<QString> words {QStringLiteral("ratio"), QStringLiteral("relative"),
        QStringLiteral("rel"), QStringLiteral("normalized"), QStringLiteral("normalised"),
        QStringLiteral("vs"), QStringLiteral("versus")};
    const QStringList parts = leaf.split(u'_');
    return !leaf.contains(u"speedup")
        && std::ranges::any_of(parts, [](const QString& part) { return words.contains(part); });
}

QString because(const QString& what)
{
    return QCoreApplication::translate("corpus", "the key names it: %1").arg(what);
}

} // namespace

std::string_view knownUnit(std::string_view text)
{
    const auto found = std::ranges::find(spellings, text, &Spelling::first);
    return found == spellings.end() ? std::string_view {} : found->second;
}

QString leafOf(const QString& key)
{
    QStringView leaf(key);
    if (const qsizetype dot = leaf.lastIndexOf(u'.'); dot >= 0 && dot + 1 < leaf.size())
        leaf = leaf.sliced(dot + 1);
    while (leaf.endsWith(u"[]"))
        leaf.chop(2);
    return snakeCased((leaf.isEmpty() ? QStringView(key) : leaf).toString());
}

UnitGuess unitOfKey(const QString& key)
{
    static const QRegularExpression bracket(QStringLiteral("[(\\[]\\s*([^()\\[\\]]{1,24}?)\\s*[)\\]]\\s*$"));
    if (const auto match = bracket.match(key); match.hasMatch()) {
        const QByteArray written = match.captured(1).toUtf8();
        const std::string_view unit = knownUnit({written.constData(), size_t(written.size())});
        if (!unit.empty())
            return {QString::fromUtf8(unit.data(), qsizetype(unit.size())), because(match.captured(0))};
    }
    const QString leaf = leafOf(key);
    const QByteArray whole = key.section(u'.', -1).toUtf8();
    if (const std::string_view unit = knownUnit({whole.constData(), size_t(whole.size())}); unit.size() > 1)
        return {QString::fromUtf8(unit.data(), qsizetype(unit.size())), because(key)};
    for (const Suffix& suffix : suffixes) {
        if (leaf.endsWith(QStringView(suffix.text)))
            return {QString::fromLatin1(suffix.unit), because(QStringView(suffix.text).toString())};
    }
    for (const Suffix& word : inner) {
        if (leaf.contains(QStringView(word.text)))
            return {QString::fromLatin1(word.unit), because(QStringView(word.text).toString())};
    }
    return {};
}

bool isSetting(const QString& key)
{
    static const QSet<QString> names {QStringLiteral("num_gpu"), QStringLiteral("num_ctx"),
        QStringLiteral("temperature"), QStringLiteral("top_p"), QStringLiteral("top_k"),
        QStringLiteral("min_p"), QStringLiteral("repeat_penalty"), QStringLiteral("seed"),
        QStringLiteral("num_predict"), QStringLiteral("num_thread"), QStringLiteral("batch_size"),
        QStringLiteral("n_batch"), QStringLiteral("n_ubatch"), QStringLiteral("n_threads"),
        QStringLiteral("n_gpu_layers"), QStringLiteral("concurrency"), QStringLiteral("threads"),
        QStringLiteral("seq_len"), QStringLiteral("embed_dim"), QStringLiteral("num_heads"),
        QStringLiteral("num_layers"), QStringLiteral("warmup_runs"), QStringLiteral("runs"),
        QStringLiteral("samples"), QStringLiteral("max_tokens"), QStringLiteral("context"),
        QStringLiteral("hidden_dim"), QStringLiteral("input_dim")};
    return names.contains(leafOf(key));
}

Direction directionOf(const QString& key, const QString& unit)
{
    const QString leaf = leafOf(key);
    if (isRatioToSomething(leaf))
        return Direction::Unknown;
    if (isSetting(key)
        || containsAny(leaf, {u"timestamp", u"stdev", u"std_", u"_std", u"_sd", u"count", u"_id"}))
        return Direction::Unknown;
    if (unit.endsWith(u"/s")
        || containsAny(leaf, {u"throughput", u"speedup", u"accuracy", u"success_rate", u"f1", u"bleu"}))
        return Direction::HigherIsBetter;
    if (containsAny(leaf,
            {u"latency", u"ttft", u"tpot", u"duration", u"loss", u"perplexity", u"error_rate", u"_time",
                u"time_"}))
        return Direction::LowerIsBetter;
    static const QSet<QString> times {QStringLiteral("ns"), QStringLiteral("us"), QStringLiteral("ms"),
        QStringLiteral("s"), QStringLiteral("ms/token")};
    return times.contains(unit) ? Direction::LowerIsBetter : Direction::Unknown;
}

double importanceOf(const QString& key, const QString& unit)
{
    const QString leaf = leafOf(key);
    if (containsAny(leaf, {u"timestamp", u"_attribute_", u"index", u"driver", u"version"}) || leaf == u"id"
        || leaf.endsWith(u"_id"))
        return 0.02;
    if (isSetting(key))
        return 0.15;
    const bool spread = containsAny(leaf, {u"std", u"_sd", u"stdev"});
    if (containsAny(leaf, {u"throughput", u"tok_s", u"tokens_s", u"per_second", u"ttft"}) || unit == u"tok/s")
        return spread ? 0.6 : 1.0;
    if (containsAny(leaf, {u"latency", u"tpot", u"speedup", u"p50", u"p95", u"p99", u"accuracy"}))
        return spread ? 0.5 : 0.9;
    if (containsAny(leaf, {u"duration", u"time", u"eval_s", u"load_s", u"compile"}))
        return spread ? 0.4 : 0.8;
    if (containsAny(leaf, {u"memory", u"mem_", u"vram", u"size", u"loss", u"tokens", u"power"}))
        return 0.6;
    return unit.isEmpty() ? 0.25 : 0.5;
}

} // namespace benchglass::corpus
