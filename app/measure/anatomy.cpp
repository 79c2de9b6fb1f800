#include "measure/anatomy.h"

#include "measure/thinking.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace benchglass::measure {

namespace {

constexpr double toleranceRatio = 0.01;
constexpr double leastToleranceNs = 1e6; ///< Some servers give whole milliseconds.
constexpr double largestNs = 9e18;       ///< What qint64 holds.

std::optional<qint64> wholeNs(std::optional<double> ns)
{
    if (!ns || !std::isfinite(*ns) || *ns < 0 || *ns > largestNs)
        return std::nullopt;
    return qint64(*ns);
}

std::optional<qint64> notBelowZero(std::optional<qint64> ns)
{
    return ns && *ns >= 0 ? ns : std::nullopt;
}

double mostWithin(qint64 waitNs)
{
    return double(waitNs) + std::max(leastToleranceNs, double(waitNs) * toleranceRatio);
}

std::optional<qint64> endNs(const Trace& trace, std::optional<qint64> leastNs)
{
    std::optional<qint64> end = notBelowZero(trace.endMarkerNs);
    if (!end)
        end = notBelowZero(trace.closedNs);
    if (!end && !trace.chunks.isEmpty())
        end = notBelowZero(trace.chunks.last().arrivalNs);
    if (!end || !leastNs)
        return end ? end : leastNs;
    return std::max(*end, *leastNs);
}

/// What of the wait the server told, before anybody asked whether it can be.
struct Told
{
    AnatomyPart queue;
    AnatomyPart load;
    AnatomyPart prefill;

    std::array<AnatomyPart*, 3> inOrder() { return {&queue, &load, &prefill}; }
};

AnatomyPart toldPart(std::optional<qint64> ns, PartSource source = PartSource::Server)
{
    return ns ? AnatomyPart {ns, source} : AnatomyPart {};
}

/// Headers that came when the server began with the request. Others send them with the first token.
bool doHeadersMeanBegun(const Trace& trace)
{
    const ServerFigures& server = trace.server;
    return !trace.prefill.isEmpty() || (server.promptEvalNs && !server.loadNs && !server.totalNs);
}

/// From where the server began to read the prompt, as it told on the way, to the end of the wait.
std::optional<qint64> prefillByProgress(const Trace& trace, qint64 waitNs)
{
    if (trace.prefill.isEmpty())
        return std::nullopt;
    const PrefillProgress& first = trace.prefill.first();
    const qint64 elapsedNs = first.elapsedNs.value_or(0);
    if (first.arrivalNs < 0 || first.arrivalNs > waitNs || elapsedNs < 0)
        return std::nullopt;
    const qint64 fromNs = elapsedNs > first.arrivalNs ? 0 : first.arrivalNs - elapsedNs;
    return waitNs - fromNs;
}

Told toldBy(const Trace& trace, const CallMetrics& metrics, qint64 waitNs)
{
    const ServerFigures& server = trace.server;
    Told told;
    told.queue = toldPart(server.queueNs);
    if (!server.queueNs && doHeadersMeanBegun(trace))
        told.queue = toldPart(trace.headersNs, PartSource::Headers);
    told.load = toldPart(server.loadNs ? server.loadNs : wholeNs(metrics.loadNs));
    told.prefill = toldPart(server.promptEvalNs ? server.promptEvalNs : wholeNs(metrics.prefillNs));
    if (told.prefill.ns)
        return told;
    if (const auto ns = prefillByProgress(trace, waitNs)) {
        told.prefill = {ns, PartSource::Progress};
        // It began to read after its headers: both ends of the wait's rest are known.
        if (told.queue.source == PartSource::Headers && *told.queue.ns > waitNs - *ns)
            told.queue.ns = waitNs - *ns;
    }
    return told;
}

/// vLLM tells its queue and its time to the first token, which contains it.
void addPrefillByDifference(const ServerFigures& server, double mostNs, Told& told, AnatomyFaults& faults)
{
    if (told.prefill.ns || told.load.ns || !told.queue.ns || !server.ttftNs)
        return;
    if (*server.ttftNs < 0) {
        faults |= AnatomyFault::Negative;
    } else if (double(*server.ttftNs) > mostNs) {
        faults |= AnatomyFault::BeyondWait;
    } else if (*server.ttftNs < *told.queue.ns) {
        faults |= AnatomyFault::SumBeyondWait;
        told.queue = {};
    } else {
        told.prefill = {*server.ttftNs - *told.queue.ns, PartSource::Difference};
    }
}

void dropImpossible(Told& told, double mostNs, AnatomyFaults& faults)
{
    for (AnatomyPart* part : told.inOrder()) {
        if (!part->ns || (*part->ns >= 0 && double(*part->ns) <= mostNs))
            continue;
        faults |= *part->ns < 0 ? AnatomyFault::Negative : AnatomyFault::BeyondWait;
        *part = {};
    }
}

double sumNs(Told& told)
{
    double sum = 0;
    for (const AnatomyPart* part : told.inOrder())
        sum += double(part->ns.value_or(0));
    return sum;
}

void dropContradicting(Told& told, double mostNs, AnatomyFaults& faults)
{
    if (sumNs(told) <= mostNs)
        return;
    // A proxy that holds the reply back holds its headers back, too: then they say nothing of the server.
    if (told.queue.source == PartSource::Headers) {
        told.queue = {};
        if (sumNs(told) <= mostNs)
            return;
    }
    faults |= AnatomyFault::SumBeyondWait;
    told = {};
}

void divideWait(Anatomy& anatomy, const Trace& trace, const CallMetrics& metrics)
{
    const qint64 waitNs = *anatomy.waitNs;
    const double mostNs = mostWithin(waitNs);
    Told told = toldBy(trace, metrics, waitNs);
    dropImpossible(told, mostNs, anatomy.faults);
    addPrefillByDifference(trace.server, mostNs, told, anatomy.faults);
    dropContradicting(told, mostNs, anatomy.faults);
    qint64 leftNs = waitNs;
    for (AnatomyPart* part : told.inOrder()) {
        if (!part->ns)
            continue;
        part->ns = std::min(*part->ns, leftNs);
        leftNs -= *part->ns;
    }
    anatomy.queue = told.queue;
    anatomy.load = told.load;
    anatomy.prefill = told.prefill;
    anatomy.untold = {leftNs, PartSource::Difference};
    anatomy.loadHoldsQueue = told.load.ns && !told.queue.ns;
}

/// The first text that is no answer in words, but one all the same.
std::optional<qint64> firstToolNs(const Trace& trace)
{
    for (const Chunk& chunk : trace.chunks) {
        if (chunk.kind == ChunkKind::Tool && !chunk.text.isEmpty())
            return notBelowZero(chunk.arrivalNs);
    }
    return std::nullopt;
}

bool hasThought(const Trace& trace)
{
    return std::ranges::any_of(trace.chunks,
        [](const Chunk& chunk) { return chunk.kind == ChunkKind::Thinking && !chunk.text.isEmpty(); });
}

/// Text came, but no answer: is all of it thought?
bool isAllThought(const Trace& trace)
{
    const QString content = trace.text(ChunkKind::Content);
    if (content.isEmpty())
        return hasThought(trace);
    const InlineThinking inlined = inlineThinkingOf(content);
    // Who closes what was never opened leaves nobody to say where the answer began.
    return inlined.isUnsplit && !content.contains(QStringLiteral("</think>"));
}

void divideText(Anatomy& anatomy, const Trace& trace, const CallMetrics& metrics)
{
    const qint64 firstNs = *anatomy.ttftNs;
    const qint64 lastNs = endNs(trace, firstNs).value_or(firstNs);
    std::optional<qint64> answerNs = wholeNs(metrics.ttfoNs);
    bool thought = metrics.thinkingNs.has_value();
    if (!answerNs) {
        answerNs = firstToolNs(trace);
        thought = answerNs && hasThought(trace);
    }
    if (answerNs) {
        const qint64 fromNs = thought ? std::clamp(*answerNs, firstNs, lastNs) : firstNs;
        if (thought)
            anatomy.thinking = {fromNs - firstNs, PartSource::Client};
        anatomy.writing = {lastNs - fromNs, PartSource::Client};
    } else if (isAllThought(trace)) {
        anatomy.thinking = {lastNs - firstNs, PartSource::Client};
    } else {
        anatomy.unsplit = {lastNs - firstNs, PartSource::Client};
    }
}

} // namespace

Anatomy anatomyOf(const Trace& trace, const CallMetrics& metrics)
{
    Anatomy anatomy;
    anatomy.connect = toldPart(wholeNs(metrics.connectNs), PartSource::Client);
    anatomy.ttftNs = wholeNs(metrics.ttftNs);
    anatomy.waitNs = anatomy.ttftNs ? anatomy.ttftNs : endNs(trace, std::nullopt);
    if (anatomy.waitNs)
        divideWait(anatomy, trace, metrics);
    if (anatomy.ttftNs)
        divideText(anatomy, trace, metrics);
    return anatomy;
}

QString partSourceName(PartSource source)
{
    switch (source) {
    case PartSource::None: return {};
    case PartSource::Server: return QStringLiteral("server");
    case PartSource::Client: return QStringLiteral("client");
    case PartSource::Headers: return QStringLiteral("headers");
    case PartSource::Progress: return QStringLiteral("progress");
    case PartSource::Difference: return QStringLiteral("difference");
    }
    return {};
}

QStringList anatomyFaultNames(AnatomyFaults faults)
{
    QStringList names;
    if (faults.testFlag(AnatomyFault::Negative))
        names += QStringLiteral("negative");
    if (faults.testFlag(AnatomyFault::BeyondWait))
        names += QStringLiteral("beyond-wait");
    if (faults.testFlag(AnatomyFault::SumBeyondWait))
        names += QStringLiteral("sum-beyond-wait");
    return names;
}

} // namespace benchglass::measure
