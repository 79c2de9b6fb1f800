#include "measure/clockagreement.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QVersionNumber>

#include <cmath>
#include <vector>

namespace benchglass::measure {

namespace {

/// No server spends more of its time on choosing tokens than this, by the models it was seen with.
constexpr double mostSamplingRatio = 0.10;

bool leavesSamplingOut(const QString& product, const QString& version)
{
    if (product.compare(u"Ollama", Qt::CaseInsensitive) != 0)
        return false;
    const QVersionNumber number = QVersionNumber::fromString(version);
    return !number.isNull() && number >= QVersionNumber(0, 12, 5) && number < QVersionNumber(0, 25);
}

double decodeNs(const CallMetrics& metrics)
{
    return (metrics.outputTokens.value_or(1) - 1) * 1e9 / *metrics.decodeRatePerSecond;
}

ClockVerdict verdictOf(double differenceRatio, const QString& product, const QString& version)
{
    if (std::abs(differenceRatio) <= agreedRatio)
        return ClockVerdict::Agree;
    const bool isExplained = differenceRatio < 0 && differenceRatio >= -mostSamplingRatio;
    return isExplained && leavesSamplingOut(product, version) ? ClockVerdict::SamplingLeftOut
                                                              : ClockVerdict::Differ;
}

QString words(const char* text)
{
    return QCoreApplication::translate("Clocks", text);
}

} // namespace

ClockAgreement clockAgreementOf(
    std::span<const MeasuredCall> calls, const QString& product, const QString& version)
{
    ClockAgreement agreement;
    std::vector<double> differences;
    for (const MeasuredCall& call : calls) {
        const auto& server = call.metrics.serverDecodeRatePerSecond;
        if (!server || !(*server > 0) || exclusionOf(Metric::DecodeRate, call, OnCpu::Count))
            continue;
        if (decodeNs(call.metrics) < leastDecodeNs)
            ++agreement.tooShort;
        else
            differences.push_back(*call.metrics.decodeRatePerSecond / *server - 1);
    }
    agreement.calls = static_cast<int>(differences.size());
    agreement.differenceRatio = summaryOf(differences).median;
    if (agreement.differenceRatio)
        agreement.verdict = verdictOf(*agreement.differenceRatio, product, version);
    return agreement;
}

QString clockAgreementSentence(const ClockAgreement& agreement)
{
    if (!agreement.differenceRatio)
        return {};
    const double percent = *agreement.differenceRatio * 100;
    const QString difference = (percent < 0 ? QStringLiteral("-%1 %") : QStringLiteral("+%1 %"))
                                   .arg(base::fixedText(std::abs(percent), 2));
    const QString text = QCoreApplication::translate("Clocks",
        "The client's decode rate differs from the server's by %1 (median of %n call(s)).", nullptr,
        agreement.calls)
                             .arg(difference);
    switch (agreement.verdict) {
    case ClockVerdict::Agree:
        return text + u' '
            + words(QT_TRANSLATE_NOOP("Clocks", "They agree: each counts the same steps by its own clock."));
    case ClockVerdict::SamplingLeftOut:
        return text + u' '
            + words(QT_TRANSLATE_NOOP("Clocks",
                "This version of the server does not count the choosing of each token as decoding, so its "
                "own rate is too high; the client's counts all of it."));
    case ClockVerdict::Differ:
        return text + u' '
            + words(QT_TRANSLATE_NOOP("Clocks",
                "That is more than 0.5 %: something on the way holds text back, or one of the two counts "
                "otherwise. Compare rates of one clock only."));
    case ClockVerdict::NotCompared: break;
    }
    return {};
}

} // namespace benchglass::measure
