#include "corpus/units.h"

#include <QCoreApplication>
#include <QStringBuilder>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace benchglass::corpus {

namespace {

struct Ending
{
    QStringView words; ///< Whole words, with `_` between them.
    const char* unit;
};

/// Ends of keys, the longer before the shorter that it ends with.
constexpr std::array endings {Ending {u"tokens_per_second", "tok/s"}, Ending {u"tokens_per_sec", "tok/s"},
    Ending {u"tokens_per_s", "tok/s"}, Ending {u"token_per_second", "tok/s"},
    Ending {u"tok_per_sec", "tok/s"}, Ending {u"tok_per_s", "tok/s"}, Ending {u"toks_per_s", "tok/s"},
    Ending {u"tokens_sec", "tok/s"}, Ending {u"tokens_s", "tok/s"}, Ending {u"token_s", "tok/s"},
    Ending {u"toks_s", "tok/s"}, Ending {u"tok_s", "tok/s"}, Ending {u"tps", "tok/s"},
    Ending {u"tokens_per_minute", "tok/min"}, Ending {u"tokens_per_min", "tok/min"},
    Ending {u"requests_per_second", "req/s"}, Ending {u"requests_per_sec", "req/s"},
    Ending {u"req_per_sec", "req/s"}, Ending {u"req_per_s", "req/s"}, Ending {u"requests_s", "req/s"},
    Ending {u"req_s", "req/s"}, Ending {u"requests_per_minute", "req/min"},
    Ending {u"iterations_per_second", "it/s"}, Ending {u"it_per_s", "it/s"},
    Ending {u"seconds_per_iteration", "s/it"}, Ending {u"s_per_it", "s/it"},
    Ending {u"us_per_token", "us/token"}, Ending {u"ms_per_token", "ms/token"},
    Ending {u"ms_per_tok", "ms/token"}, Ending {u"milliseconds_per_token", "ms/token"},
    Ending {u"ms_token", "ms/token"}, Ending {u"seconds_per_token", "s/token"},
    Ending {u"s_per_token", "s/token"}, Ending {u"s_token", "s/token"},
    Ending {u"joules_per_token", "J/token"}, Ending {u"j_per_token", "J/token"},
    Ending {u"j_token", "J/token"}, Ending {u"tokens_per_joule", "tok/J"}, Ending {u"tok_j", "tok/J"},
    Ending {u"bytes_per_second", "bytes/s"}, Ending {u"bytes_per_sec", "bytes/s"},
    Ending {u"bytes_s", "bytes/s"}, Ending {u"kb_s", "kB/s"}, Ending {u"mb_per_second", "MB/s"},
    Ending {u"mb_per_sec", "MB/s"}, Ending {u"mb_per_s", "MB/s"}, Ending {u"mb_s", "MB/s"},
    Ending {u"gb_per_second", "GB/s"}, Ending {u"gb_per_sec", "GB/s"}, Ending {u"gb_per_s", "GB/s"},
    Ending {u"gb_s", "GB/s"}, Ending {u"tb_s", "TB/s"}, Ending {u"kib_s", "KiB/s"},
    Ending {u"mib_s", "MiB/s"}, Ending {u"gib_s", "GiB/s"}, Ending {u"mbit_s", "Mbit/s"},
    Ending {u"gbit_s", "Gbit/s"}, Ending {u"per_second", "1/s"}, Ending {u"per_sec", "1/s"},
    Ending {u"percentage", "%"}, Ending {u"perc", "%"}, Ending {u"speedup", "x"}, Ending {u"kwh", "kWh"},
    Ending {u"degc", "\u00b0C"}};

/// Last words that are a known unit in this spelling, and nothing else in a key.
constexpr std::array<QStringView, 62> plainWords {u"ns", u"nsec", u"nanosecond", u"nanoseconds", u"us",
    u"usec", u"microsecond", u"microseconds", u"ms", u"msec", u"msecs", u"millis", u"millisecond",
    u"milliseconds", u"sec", u"secs", u"seconds", u"mins", u"minutes", u"hrs", u"hours", u"byte", u"bytes",
    u"kb", u"mb", u"gb", u"tb", u"kib", u"mib", u"gib", u"tib", u"kbit", u"mbit", u"gbit", u"bits",
    u"percent", u"pct", u"ratio", u"fraction", u"hz", u"khz", u"mhz", u"ghz", u"watt", u"watts", u"joule",
    u"joules", u"wh", u"celsius", u"gflops", u"tflops", u"mflops", u"megabytes", u"gigabytes", u"\u00b5s",
    u"\u03bcs", u"%", u"tokens/s", u"tok/s", u"req/s", u"mb/s", u"gb/s"};

/// What stands behind a unit in `eval_s_mean` and `latency_ms_p95`: the unit is still the value's.
bool isStatistic(QStringView word)
{
    constexpr std::array<QStringView, 26> statistics {u"mean", u"median", u"avg", u"average", u"min", u"max",
        u"std", u"stdev", u"stddev", u"sd", u"total", u"sum", u"overall", u"first", u"last", u"p", u"mad",
        u"iqr", u"low", u"high", u"best", u"worst", u"peak", u"delta", u"diff", u"baseline"};
    if (std::ranges::find(statistics, word) != statistics.end())
        return true;
    return word.size() > 1 && word.front() == u'p'
        && std::ranges::all_of(word.sliced(1), [](QChar c) { return c.isDigit(); });
}

/// `latency_ms_count`, `ttft_s_var`: no longer in the unit that is named.
bool leavesTheUnit(QStringView word)
{
    constexpr std::array<QStringView, 17> words {u"count", u"n", u"num", u"var", u"variance", u"cv", u"skew",
        u"skewness", u"kurtosis", u"rank", u"index", u"idx", u"id", u"samples", u"errors", u"hash",
        u"version"};
    return std::ranges::find(words, word) != words.end();
}

bool isOneOf(QStringView word, std::initializer_list<QStringView> words)
{
    return std::ranges::find(words, word) != words.end();
}

bool isOfTime(QStringView word)
{
    return isOneOf(word,
        {u"time", u"latency", u"duration", u"elapsed", u"wall", u"runtime", u"uptime", u"ttft", u"tpot",
            u"itl", u"delay", u"wait", u"timeout", u"interval", u"age"});
}

QString because(const QString& what)
{
    return QCoreApplication::translate("corpus", "the key names it: %1").arg(what);
}

UnitGuess guess(std::string_view unit, const QString& what)
{
    if (unit.empty())
        return {};
    return {QString::fromUtf8(unit.data(), qsizetype(unit.size())), because(what)};
}

std::string_view unitSpelled(QStringView text)
{
    const QByteArray bytes = text.toUtf8();
    return knownUnit({bytes.constData(), size_t(bytes.size())});
}

/// The words of a key in lower case: `meanTimeMs` is mean, time, ms.
QStringList wordsOf(QStringView key)
{
    QStringList words;
    QString word;
    const auto close = [&] {
        if (!word.isEmpty())
            words.append(word);
        word.clear();
    };
    for (qsizetype at = 0; at < key.size(); ++at) {
        const QChar c = key.at(at);
        if (c.isUpper() && at > 0 && key.at(at - 1).isLower())
            close();
        if (c.isLetterOrNumber() || c == u'%' || c == u'\u00b5')
            word += c.toLower();
        else
            close();
    }
    close();
    return words;
}

/// `Mean (ms)`, `size [MB]`, `Latency (ms) p95`.
UnitGuess unitInBrackets(QStringView key)
{
    constexpr qsizetype longest = 24;
    for (qsizetype end = key.size() - 1; end > 0; --end) {
        const QChar close = key.at(end);
        if (close != u')' && close != u']')
            continue;
        const qsizetype start = key.lastIndexOf(close == u')' ? u'(' : u'[', end - 1);
        if (start < 0 || end - start > longest)
            continue;
        QStringView inside = key.sliced(start + 1, end - start - 1).trimmed();
        if (inside.startsWith(u"in ", Qt::CaseInsensitive))
            inside = inside.sliced(3).trimmed();
        std::string_view unit = unitSpelled(inside);
        if (unit.empty() && inside.size() > 2)
            unit = unitSpelled(inside.toString().toLower());
        const QStringList before = wordsOf(key.first(start));
        const QStringView last = before.isEmpty() ? QStringView() : QStringView(before.last());
        const bool isGlued = start > 0 && key.at(start - 1).isLetter();
        // `model(s)` is a plural, `Latency (min)` the least, and `Parameters (B)` are billions.
        const bool isPlural = inside == u"s" && isGlued && !isOfTime(last);
        const bool isLeast =
            inside == u"min" && !isOneOf(last, {u"time", u"duration", u"elapsed", u"runtime", u"uptime"});
        const bool isBillions = inside == u"B" && std::ranges::any_of(before, [](const QString& word) {
            return word.startsWith(u"param") || word == u"model" || word == u"tokens" || word == u"weights";
        });
        const bool isThing = isOneOf(inside, {u"pass", u"block", u"thread", u"warp", u"SM"});
        if (!unit.empty() && !isPlural && !isLeast && !isBillions && !isThing)
            return guess(unit, key.sliced(start, end - start + 1).toString());
        end = start;
    }
    return {};
}

/// One letter is a unit where the words before it leave no doubt.
std::string_view unitOfLetter(QStringView letter, const QStringList& before)
{
    if (before.isEmpty())
        return {};
    const auto has = [&](std::initializer_list<QStringView> words) {
        return std::ranges::any_of(before, [&](const QString& word) { return isOneOf(word, words); });
    };
    // A size, a variant or a count named s: Q4_K_S, model_s.
    if (letter == u"s")
        return before.last().size() > 1
                && !isOneOf(before.last(),
                    {u"model", u"variant", u"size", u"class", u"type", u"name", u"version", u"tier", u"num",
                        u"count", u"id", u"group", u"set", u"config", u"category", u"label"})
            ? "s"
            : "";
    if (letter == u"h")
        return isOfTime(before.last()) ? "h" : "";
    if (letter == u"w")
        return has({u"power", u"watt", u"draw", u"tdp", u"consumption"}) ? "W" : "";
    if (letter == u"j")
        return has({u"energy", u"consumption"}) ? "J" : "";
    if (letter == u"c")
        return has({u"temp", u"temperature"})
                && has({u"gpu", u"cpu", u"die", u"core", u"hotspot", u"memory", u"junction", u"device",
                    u"board", u"sensor"})
            ? "\u00b0C"
            : "";
    return {};
}

/// Words that end as a country or a language: `price_us`, `en_us`.
bool isCountry(QStringView word, const QStringList& before)
{
    return word == u"us"
        && (before.isEmpty()
            || isOneOf(
                before.last(), {u"en", u"region", u"country", u"price", u"locale", u"about", u"contact"}));
}

/// The unit that the last of @p words names.
UnitGuess unitAtEnd(const QStringList& words)
{
    const QString joined = u'_' % words.join(u'_');
    for (const Ending& ending : endings) {
        const qsizetype gap = joined.size() - ending.words.size() - 1;
        if (gap >= 0 && joined.at(gap) == u'_' && joined.endsWith(ending.words))
            return guess(ending.unit, ending.words.toString());
    }
    const QString& last = words.last();
    const QStringList before = words.first(words.size() - 1);
    const bool isPlain = std::ranges::find(plainWords, QStringView(last)) != plainWords.end();
    if (isPlain && !isCountry(last, before))
        return guess(unitSpelled(last), before.isEmpty() ? last : QString(u'_' % last));
    if (last.endsWith(u'%'))
        return guess("%", QStringLiteral("%"));
    if (last.size() == 1)
        return guess(unitOfLetter(last, before), u'_' + last);
    return {};
}

/// The same with another word behind, where only what cannot be a word counts.
UnitGuess unitInside(const QStringList& words)
{
    const bool isShort = words.last().size() < 3 && words.last() != u"%";
    const bool isDoubtful = words.last() == u"us" || (isShort && words.size() == 1);
    return words.last().size() == 1 || isDoubtful ? UnitGuess() : unitAtEnd(words);
}

/// A key that is nothing but a unit, or ends in one with the capitals that tell MB from Mbit.
UnitGuess unitAsWritten(QStringView leaf)
{
    constexpr std::array<QStringView, 11> things {
        u"min", u"us", u"pass", u"block", u"thread", u"warp", u"SM", u"x", u"hour", u"minute", u"second"};
    if (std::ranges::find(things, leaf) != things.end())
        return {};
    if (const std::string_view whole = unitSpelled(leaf); whole.size() > 1)
        return guess(whole, leaf.toString());
    const qsizetype joint =
        std::max({leaf.lastIndexOf(u'_'), leaf.lastIndexOf(u' '), leaf.lastIndexOf(u'-')});
    const QStringView tail = leaf.sliced(joint + 1);
    const bool isTelling = tail.size() > 2
        && (tail.contains(u'/')
            || std::any_of(tail.begin(), tail.end(), [](QChar c) { return c.isUpper(); }));
    return joint > 0 && isTelling ? guess(unitSpelled(tail), leaf.sliced(joint).toString()) : UnitGuess();
}

} // namespace

UnitGuess unitOfKey(const QString& key)
{
    if (UnitGuess found = unitInBrackets(key); !found.unit.isEmpty())
        return found;
    QStringView leaf(key);
    while (leaf.endsWith(u"[]"))
        leaf.chop(2);
    if (const qsizetype dot = leaf.lastIndexOf(u'.'); dot >= 0 && dot + 1 < leaf.size())
        leaf = leaf.sliced(dot + 1);
    // What is in brackets is no unit, or it would have been found.
    if (leaf.endsWith(u"(s)"))
        leaf.chop(3);
    if (UnitGuess found = unitAsWritten(leaf); !found.unit.isEmpty())
        return found;
    QStringList words = wordsOf(leaf);
    bool isAtEnd = true;
    while (!words.isEmpty() && !leavesTheUnit(words.last())) {
        if (UnitGuess found = isAtEnd ? unitAtEnd(words) : unitInside(words); !found.unit.isEmpty())
            return found;
        if (!isStatistic(words.last())) {
            // One other word may follow: bytes_sent, latency_ms_warm. Not in bytes_per_request.
            if (!isAtEnd || words.contains(QStringLiteral("per")))
                return {};
            isAtEnd = false;
        }
        words.removeLast();
    }
    return {};
}

} // namespace benchglass::corpus
