#include "measure/figuretext.h"

#include "base/format.h"

#include <cmath>

namespace benchglass::measure {

namespace {

constexpr double shortLatencyMs = 10;

QString estimateMark(const CallMetrics& metrics)
{
    return metrics.tokenSource == TokenSource::Chunks ? QStringLiteral("~") : QString();
}

} // namespace

int decimalsOf(Metric metric, std::optional<double> typical)
{
    if (metric == Metric::OutputTokens)
        return 0;
    const bool isLatency = metricUnit(metric) == u"ms";
    return isLatency && typical && std::abs(*typical) < shortLatencyMs ? 3 : 2;
}

QString figureText(Metric metric, std::optional<double> value)
{
    return base::fixedText(value, decimalsOf(metric, value));
}

QString latencyText(std::optional<double> ns)
{
    return figureText(Metric::E2el, ns ? std::optional(*ns / 1e6) : std::nullopt);
}

QString rateText(const CallMetrics& metrics)
{
    const auto& rate = metrics.decodeRatePerSecond;
    return rate ? estimateMark(metrics) + base::fixedText(*rate, 2) : base::absentText();
}

QString tokensText(const CallMetrics& metrics)
{
    return metrics.outputTokens ? estimateMark(metrics) + base::countText(*metrics.outputTokens)
                                : base::absentText();
}

} // namespace benchglass::measure
