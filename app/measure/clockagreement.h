#pragma once

#include "measure/summary.h"

#include <QString>

#include <optional>
#include <span>

namespace benchglass::measure {

/// What the difference between the two clocks of a decode rate comes from.
enum class ClockVerdict {
    NotCompared,     ///< No call gave both rates and wrote long enough.
    Agree,           ///< Within agreedRatio: neither side holds text back or counts otherwise.
    SamplingLeftOut, ///< The server's version does not count its choosing of tokens as decoding.
    Differ,          ///< Nothing known explains it.
};

/// How far client and server agree on the decode rate. Both count the same N - 1 steps, so near one another
/// they agree within half a per cent: each checks the other.
struct ClockAgreement
{
    int calls = 0;                         ///< Compared.
    int tooShort = 0;                      ///< With both rates, and less than leastDecodeNs of text.
    std::optional<double> differenceRatio; ///< Client's / server's - 1: the median of the calls.
    ClockVerdict verdict = ClockVerdict::NotCompared;

    friend bool operator==(const ClockAgreement&, const ClockAgreement&) = default;
};

inline constexpr double agreedRatio = 0.005;
/// Servers send their first chunk up to about half a millisecond late: of less text than this, that alone
/// would be more than agreedRatio.
inline constexpr double leastDecodeNs = 1e8;

/// @param calls   finished; those that the decode rate's statistics leave out are left out here
/// @param product as the server calls itself, and its @p version. Ollama 0.12.5 to 0.24 leave the choosing
///                of each token out of eval_duration, so that their rate is higher.
/// Pure; any thread.
ClockAgreement clockAgreementOf(
    std::span<const MeasuredCall> calls, const QString& product, const QString& version);

/// For people; empty where nothing was compared.
QString clockAgreementSentence(const ClockAgreement& agreement);

} // namespace benchglass::measure
