#pragma once

#include "measure/call.h"

#include <optional>

namespace benchglass::measure {

/// A load longer than this is a cold start where nothing else explains it.
inline constexpr qint64 coldLoadNs = 1'000'000'000;

/// The share of a prompt up to which reused tokens are only the head that every prompt of a chat
/// template has in common, and no reuse of a prefix.
inline constexpr double sharedHeadRatio = 0.05;

/// The model was not in memory when the request came, as far as the evidence goes.
bool isColdStart(const Trace& trace, const Evidence& evidence);

/// Whether the prefix of the prompt was reused; nothing where neither server nor schedule tells.
std::optional<bool> isPrefixReused(const Trace& trace, const Evidence& evidence);

/// The end marker came later than the first text: the time in which the client saw tokens come.
/// Absent without both, and when nothing lies between.
std::optional<double> clientDecodeNs(const Trace& trace);

/// The value as a double; absent when negative.
std::optional<double> notNegative(std::optional<qint64> value);

} // namespace benchglass::measure
