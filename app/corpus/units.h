#pragma once

#include <QString>

#include <optional>
#include <string_view>

namespace benchglass::corpus {

/// A unit and why it is believed.
struct UnitGuess
{
    QString unit;   ///< `ms`, `tok/s`, `%`... Empty when nothing tells.
    QString reason; ///< Translated. Empty with an empty unit.
};

/// The usual spelling of a unit that is written as @p text (`sec` is `s`), empty for anything else.
/// The view stays valid for ever.
std::string_view knownUnit(std::string_view text);

/// What a value in @p from is multiplied with to stand in @p to: 1000 from `s` to `ms`. Exact up to the one
/// rounding of a double. Nothing for units that no factor converts: of different kinds, reciprocal
/// (`ms/token` and `tok/s`), or unknown.
std::optional<double> conversionFactor(QStringView from, QStringView to);

/// Whether a factor converts them.
bool areConvertible(QStringView one, QStringView other);

/// `ms/token` and `tok/s`: one is the other upside down, and no factor converts them.
bool areReciprocal(QStringView one, QStringView other);

/// The unit that a key names: `ttft_ms`, `tokens_per_second`, `Mean (ms)`, `size [MB]`, `cpu_percent`. Whole
/// words only, and a single letter only where the words before it leave no doubt.
UnitGuess unitOfKey(const QString& key);

/// What a bigger value of such a series means to an analyst.
enum class Direction { Unknown, HigherIsBetter, LowerIsBetter };
Direction directionOf(const QString& key, const QString& unit);

/// How much such a key says about performance, 0..1: throughput and latency first, set-up values,
/// identifiers and time stamps last.
double importanceOf(const QString& key, const QString& unit);

/// `num_gpu`, `temperature`, `seed`...: a value somebody chose, not one that was measured.
bool isSetting(const QString& key);

/// The last part of a key in lower case: `ttft_s` of `results[].ttft_s`.
QString leafOf(const QString& key);

} // namespace benchglass::corpus
