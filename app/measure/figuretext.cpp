#include "measure/figuretext.h"

#include "base/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace benchglass::measure {

namespace {

constexpr double shortLatencyMs = 10;

/// More digits than the estimate deserves would look like a measurement.
QString estimatedText(double value)
{
    constexpr int digits = 3;
    if (!std::isfinite(value) || !(value > 0))
        return base::fixedText(value, 0);
    const int decimals = std::min(digits - 1 - int(std::floor(std::log10(value))), 6);
    const double step = std::pow(10.0, -decimals);
    return base::fixedText(std::round(value / step) * step, std::max(0, decimals));
}

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
    if (!rate)
        return base::absentText();
    const QString mark = estimateMark(metrics);
    return mark.isEmpty() ? base::fixedText(*rate, 2) : mark + estimatedText(*rate);
}

QString rateText(const CallMetrics& metrics, Flags flags)
{
    if (flags.testFlag(Flag::NoModel) && metrics.decodeRatePerSecond)
        return QCoreApplication::translate("benchglass::measure", "n/a");
    return rateText(metrics);
}

QString tokensText(const CallMetrics& metrics)
{
    return metrics.outputTokens ? estimateMark(metrics) + base::countText(*metrics.outputTokens)
                                : base::absentText();
}

} // namespace benchglass::measure
