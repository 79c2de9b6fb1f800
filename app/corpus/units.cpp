#include "corpus/units.h"

#include <QSet>

#include <algorithm>
#include <initializer_list>

namespace benchglass::corpus {

namespace {

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

} // namespace

QString leafOf(const QString& key)
{
    QStringView leaf(key);
    if (const qsizetype dot = leaf.lastIndexOf(u'.'); dot >= 0 && dot + 1 < leaf.size())
        leaf = leaf.sliced(dot + 1);
    while (leaf.endsWith(u"[]"))
        leaf.chop(2);
    return snakeCased((leaf.isEmpty() ? QStringView(key) : leaf).toString());
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
