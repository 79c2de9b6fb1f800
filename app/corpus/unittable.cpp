#include "corpus/units.h"

#include <algorithm>
#include <array>
#include <utility>

namespace benchglass::corpus {

namespace {

/// Units of one family convert into each other by a factor.
enum class Family {
    Time,
    TokenRate,
    TimePerToken,
    RequestRate,
    IterationRate,
    TimePerIteration,
    Data,
    DataRate,
    DataPerBlock,
    Power,
    Energy,
    Share,
    Frequency,
    Operations,
    Alone ///< With itself only.
};

/// A unit as a fraction of its family's base. Both numbers are exact, so that a factor is rounded once.
struct Unit
{
    std::string_view name;
    Family family = Family::Alone;
    double numerator = 1;
    double denominator = 1;
};

constexpr double ki = 1024;

constexpr std::array units {Unit {"ns", Family::Time, 1, 1e9}, Unit {"us", Family::Time, 1, 1e6},
    Unit {"ms", Family::Time, 1, 1e3}, Unit {"s", Family::Time}, Unit {"min", Family::Time, 60},
    Unit {"h", Family::Time, 3600}, Unit {"tok/s", Family::TokenRate},
    Unit {"tok/min", Family::TokenRate, 1, 60}, Unit {"us/token", Family::TimePerToken, 1, 1e6},
    Unit {"ms/token", Family::TimePerToken, 1, 1e3}, Unit {"s/token", Family::TimePerToken},
    Unit {"req/s", Family::RequestRate}, Unit {"req/min", Family::RequestRate, 1, 60},
    Unit {"it/s", Family::IterationRate}, Unit {"s/it", Family::TimePerIteration}, Unit {"1/s"},
    Unit {"bit", Family::Data, 1, 8}, Unit {"kbit", Family::Data, 125}, Unit {"Mbit", Family::Data, 125e3},
    Unit {"Gbit", Family::Data, 125e6}, Unit {"bytes", Family::Data}, Unit {"kB", Family::Data, 1e3},
    Unit {"MB", Family::Data, 1e6}, Unit {"GB", Family::Data, 1e9}, Unit {"TB", Family::Data, 1e12},
    Unit {"KiB", Family::Data, ki}, Unit {"MiB", Family::Data, ki* ki},
    Unit {"GiB", Family::Data, ki* ki* ki}, Unit {"TiB", Family::Data, ki* ki* ki* ki},
    Unit {"bit/s", Family::DataRate, 1, 8}, Unit {"kbit/s", Family::DataRate, 125},
    Unit {"Mbit/s", Family::DataRate, 125e3}, Unit {"Gbit/s", Family::DataRate, 125e6},
    Unit {"bytes/s", Family::DataRate}, Unit {"kB/s", Family::DataRate, 1e3},
    Unit {"MB/s", Family::DataRate, 1e6}, Unit {"GB/s", Family::DataRate, 1e9},
    Unit {"TB/s", Family::DataRate, 1e12}, Unit {"KiB/s", Family::DataRate, ki},
    Unit {"MiB/s", Family::DataRate, ki* ki}, Unit {"GiB/s", Family::DataRate, ki* ki* ki},
    Unit {"bytes/block", Family::DataPerBlock}, Unit {"kB/block", Family::DataPerBlock, 1e3},
    Unit {"mW", Family::Power, 1, 1e3}, Unit {"W", Family::Power}, Unit {"kW", Family::Power, 1e3},
    Unit {"mJ", Family::Energy, 1, 1e3}, Unit {"J", Family::Energy}, Unit {"kJ", Family::Energy, 1e3},
    Unit {"Wh", Family::Energy, 3600}, Unit {"kWh", Family::Energy, 3.6e6}, Unit {"J/token"}, Unit {"tok/J"},
    Unit {"%", Family::Share, 1, 100}, Unit {"ratio", Family::Share}, Unit {"Hz", Family::Frequency},
    Unit {"kHz", Family::Frequency, 1e3}, Unit {"MHz", Family::Frequency, 1e6},
    Unit {"GHz", Family::Frequency, 1e9}, Unit {"FLOPS", Family::Operations},
    Unit {"MFLOPS", Family::Operations, 1e6}, Unit {"GFLOPS", Family::Operations, 1e9},
    Unit {"TFLOPS", Family::Operations, 1e12}, Unit {"PFLOPS", Family::Operations, 1e15}, Unit {"\u00b0C"},
    Unit {"x"}, Unit {"tokens"}, Unit {"block"}, Unit {"thread"}, Unit {"warp"}, Unit {"pass"}, Unit {"SM"},
    Unit {"register/thread"}};

using Spelling = std::pair<std::string_view, std::string_view>;

/// Other spellings. No single letter that could as well stand for thousands, millions or a name.
constexpr std::array otherSpellings {Spelling {"nsec", "ns"}, Spelling {"nanoseconds", "ns"},
    Spelling {"nanosecond", "ns"}, Spelling {"\u00b5s", "us"}, Spelling {"\u03bcs", "us"},
    Spelling {"usec", "us"}, Spelling {"microseconds", "us"}, Spelling {"microsecond", "us"},
    Spelling {"msec", "ms"}, Spelling {"msecs", "ms"}, Spelling {"millis", "ms"},
    Spelling {"milliseconds", "ms"}, Spelling {"millisecond", "ms"}, Spelling {"sec", "s"},
    Spelling {"secs", "s"}, Spelling {"seconds", "s"}, Spelling {"second", "s"}, Spelling {"mins", "min"},
    Spelling {"minutes", "min"}, Spelling {"minute", "min"}, Spelling {"hrs", "h"}, Spelling {"hours", "h"},
    Spelling {"hour", "h"}, Spelling {"percent", "%"}, Spelling {"pct", "%"}, Spelling {"fraction", "ratio"},
    Spelling {"tokens/s", "tok/s"}, Spelling {"token/s", "tok/s"}, Spelling {"toks/s", "tok/s"},
    Spelling {"tok/sec", "tok/s"}, Spelling {"tokens/sec", "tok/s"}, Spelling {"tokens/second", "tok/s"},
    Spelling {"t/s", "tok/s"}, Spelling {"tps", "tok/s"}, Spelling {"tokens per second", "tok/s"},
    Spelling {"tokens per sec", "tok/s"}, Spelling {"tokens/min", "tok/min"},
    Spelling {"tokens/minute", "tok/min"}, Spelling {"tokens per minute", "tok/min"},
    Spelling {"requests/s", "req/s"}, Spelling {"reqs/s", "req/s"}, Spelling {"requests/sec", "req/s"},
    Spelling {"req/sec", "req/s"}, Spelling {"requests per second", "req/s"},
    Spelling {"requests/min", "req/min"}, Spelling {"iter/s", "it/s"}, Spelling {"iterations/s", "it/s"},
    Spelling {"ms/tok", "ms/token"}, Spelling {"us/tok", "us/token"}, Spelling {"s/tok", "s/token"},
    Spelling {"ms per token", "ms/token"}, Spelling {"s/iter", "s/it"}, Spelling {"Byte", "bytes"},
    Spelling {"byte", "bytes"}, Spelling {"B", "bytes"}, Spelling {"KB", "kB"}, Spelling {"kb", "kB"},
    Spelling {"Kbyte", "kB"}, Spelling {"mb", "MB"}, Spelling {"Mbyte", "MB"}, Spelling {"megabytes", "MB"},
    Spelling {"gb", "GB"}, Spelling {"Gbyte", "GB"}, Spelling {"gigabytes", "GB"}, Spelling {"tb", "TB"},
    Spelling {"Tbyte", "TB"}, Spelling {"kib", "KiB"}, Spelling {"kiB", "KiB"}, Spelling {"mib", "MiB"},
    Spelling {"gib", "GiB"}, Spelling {"tib", "TiB"}, Spelling {"bits", "bit"}, Spelling {"bps", "bit/s"},
    Spelling {"kbps", "kbit/s"}, Spelling {"Kbps", "kbit/s"}, Spelling {"Mbps", "Mbit/s"},
    Spelling {"Gbps", "Gbit/s"}, Spelling {"B/s", "bytes/s"}, Spelling {"byte/s", "bytes/s"},
    Spelling {"KB/s", "kB/s"}, Spelling {"MBps", "MB/s"}, Spelling {"MB/sec", "MB/s"},
    Spelling {"GBps", "GB/s"}, Spelling {"GB/sec", "GB/s"}, Spelling {"Gbyte/s", "GB/s"},
    Spelling {"Mbyte/s", "MB/s"}, Spelling {"Kbyte/block", "kB/block"},
    Spelling {"byte/block", "bytes/block"}, Spelling {"watt", "W"}, Spelling {"watts", "W"},
    Spelling {"joule", "J"}, Spelling {"joules", "J"}, Spelling {"J/tok", "J/token"},
    Spelling {"tokens/J", "tok/J"}, Spelling {"hz", "Hz"}, Spelling {"khz", "kHz"}, Spelling {"mhz", "MHz"},
    Spelling {"Mhz", "MHz"}, Spelling {"ghz", "GHz"}, Spelling {"Ghz", "GHz"}, Spelling {"degC", "\u00b0C"},
    Spelling {"celsius", "\u00b0C"}, Spelling {"\u2103", "\u00b0C"}, Spelling {"\u00d7", "x"},
    Spelling {"GFLOP/s", "GFLOPS"}, Spelling {"TFLOP/s", "TFLOPS"}, Spelling {"gflops", "GFLOPS"},
    Spelling {"tflops", "TFLOPS"}, Spelling {"mflops", "MFLOPS"}};

/// All spellings, sorted: every text cell of every table is looked up here.
constexpr auto spellings = [] {
    std::array<Spelling, units.size() + otherSpellings.size()> all;
    for (std::size_t at = 0; at < units.size(); ++at)
        all[at] = {units[at].name, units[at].name};
    std::ranges::copy(otherSpellings, all.begin() + units.size());
    std::ranges::sort(all, {}, &Spelling::first);
    return all;
}();

constexpr std::size_t longestSpelling =
    std::ranges::max_element(spellings, {}, [](const Spelling& s) { return s.first.size(); })->first.size();

static_assert(std::ranges::adjacent_find(spellings, {}, &Spelling::first) == spellings.end());

const Unit* unitNamed(QStringView text)
{
    const QByteArray bytes = text.trimmed().toUtf8();
    const std::string_view name = knownUnit({bytes.constData(), size_t(bytes.size())});
    const auto found = std::ranges::find(units, name, &Unit::name);
    return found == units.end() ? nullptr : &*found;
}

} // namespace

std::string_view knownUnit(std::string_view text)
{
    if (text.empty() || text.size() > longestSpelling)
        return {};
    const auto found = std::ranges::lower_bound(spellings, text, {}, &Spelling::first);
    return found != spellings.end() && found->first == text ? found->second : std::string_view {};
}

std::optional<double> conversionFactor(QStringView from, QStringView to)
{
    const Unit* const one = unitNamed(from);
    const Unit* const other = unitNamed(to);
    if (!one || !other || one->family != other->family || (one->family == Family::Alone && one != other))
        return {};
    if (one == other)
        return 1;
    return one->numerator * other->denominator / (one->denominator * other->numerator);
}

bool areConvertible(QStringView one, QStringView other)
{
    return conversionFactor(one, other).has_value();
}

bool areReciprocal(QStringView one, QStringView other)
{
    const Unit* const first = unitNamed(one);
    const Unit* const second = unitNamed(other);
    if (!first || !second)
        return false;
    constexpr std::array pairs {std::pair {Family::TokenRate, Family::TimePerToken},
        std::pair {Family::IterationRate, Family::TimePerIteration}};
    const bool isPair = std::ranges::any_of(pairs, [&](const auto& pair) {
        return (first->family == pair.first && second->family == pair.second)
            || (first->family == pair.second && second->family == pair.first);
    });
    const auto isPerEnergy = [](const Unit* a, const Unit* b) {
        return a->name == "J/token" && b->name == "tok/J";
    };
    return isPair || isPerEnergy(first, second) || isPerEnergy(second, first);
}

} // namespace benchglass::corpus
