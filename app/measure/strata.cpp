#include "measure/evidence.h"

namespace benchglass::measure {

namespace {

/// Somebody else had it loaded with another context, and the server does not hold one model twice.
bool wasReloaded(const Evidence& evidence)
{
    return evidence.contextBefore && evidence.effectiveContext && !evidence.otherCallUnderWay
        && *evidence.contextBefore != *evidence.effectiveContext;
}

} // namespace

bool isColdStart(const Trace& trace, const Evidence& evidence)
{
    if (evidence.residentBefore == false)
        return true;
    if (wasReloaded(evidence))
        return true;
    // A small model is loaded anew in less than a second, and it was resident with the options before.
    if (evidence.reloadScheduled == true)
        return true;
    // A resident model is loaded anew when its options change, so a long load outweighs residence.
    return trace.server.loadNs.value_or(0) > coldLoadNs && !evidence.otherCallUnderWay;
}

std::optional<bool> isPrefixReused(const Trace& trace, const Evidence& evidence)
{
    if (const auto cached = trace.server.cachedPromptTokens) {
        const double prompt = trace.server.promptTokens.value_or(0);
        return *cached > 0 && *cached > sharedHeadRatio * prompt;
    }
    if (evidence.nonceSent == true)
        return false;
    if (isColdStart(trace, evidence))
        return false; // The cache went with the model.
    if (evidence.samePromptBefore == true || evidence.sentPrefixRatio.value_or(0) > sharedHeadRatio)
        return true;
    return std::nullopt;
}

Stratum stratumOf(const Trace& trace, const Evidence& evidence)
{
    if (isColdStart(trace, evidence))
        return Stratum::Cold;
    if (isPrefixReused(trace, evidence).value_or(false))
        return Stratum::Cached;
    const qint64 loadNs = trace.server.loadNs.value_or(-1);
    const bool quickLoad = loadNs >= 0 && loadNs <= coldLoadNs;
    if (evidence.residentBefore == true || quickLoad)
        return Stratum::Warm;
    return Stratum::Unknown;
}

} // namespace benchglass::measure
