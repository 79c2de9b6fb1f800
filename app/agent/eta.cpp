#include "agent/eta.h"

#include "base/format.h"
#include "measure/median.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace benchglass::agent {

namespace {

constexpr qsizetype mostRemembered = 64;
constexpr qint64 leastGraceNs = 500'000'000;

/// What is known of the stratum before the call: the same question is asked of earlier calls, so that a
/// server that tells more afterwards changes nothing.
measure::Stratum expectedStratum(const experiment::Call& call)
{
    return measure::stratumOf(measure::Trace(), call.evidence);
}

/// The part of a call that an activity is about; empty for those that are no part of one.
QString partOf(Activity activity)
{
    switch (activity) {
    case Activity::WarmUp: return QStringLiteral("all");
    case Activity::Connecting: return QStringLiteral("connect");
    case Activity::Waiting:
    case Activity::Loading: return QStringLiteral("wait");
    case Activity::Queued: return QStringLiteral("queue");
    case Activity::Prefill: return QStringLiteral("prefill");
    case Activity::Thinking: return QStringLiteral("thinking");
    case Activity::Writing: return QStringLiteral("writing");
    case Activity::Preflight:
    case Activity::Ingest:
    case Activity::Cooldown:
    case Activity::Done: break;
    }
    return {};
}

QString optionsText(const experiment::Spec& spec, const QString& armName)
{
    for (const experiment::Arm& arm : spec.arms) {
        if (arm.name == armName)
            return QString::fromUtf8(QJsonDocument(arm.options).toJson(QJsonDocument::Compact)) + arm.think;
    }
    return {};
}

/// Where the call is sent, and with how many others at once.
QString placeOf(const experiment::Spec& spec, const experiment::Call& call)
{
    const int endpoint = experiment::endpointOf(spec, call.agent);
    const QString url = endpoint > 0 ? spec.moreUrls.value(endpoint - 1) : spec.url;
    return QString::number(call.isConcurrent() ? spec.agents : 1) + u' ' + url;
}

QString kindOf(const experiment::Spec& spec, const experiment::Call& call)
{
    const QStringList parts {spec.engine, placeOf(spec, call), spec.model, QString::number(int(spec.prompts)),
        QString::number(spec.pacedTokensPerSecond.value_or(0)), QString::number(spec.outputTokensLimit),
        optionsText(spec, call.arm), measure::stageName(call.stage), QString::number(int(call.warmup)),
        measure::stratumName(expectedStratum(call))};
    return parts.join(QChar(u'\0'));
}

QString keyOf(const QString& kind, const QString& part)
{
    return kind + QChar(u'\0') + part;
}

/// It went as it should, and as it was to be expected.
bool isTelling(const experiment::Call& call)
{
    using measure::CallState;
    using measure::Stratum;
    const bool isExpected = (call.stratum == Stratum::Cold) == (expectedStratum(call) == Stratum::Cold);
    const bool isWhole = call.state == CallState::Ok || call.state == CallState::Length;
    return call.finished && isWhole && isExpected && !call.trace.suspended;
}

std::optional<qint64> wholeNs(const measure::Anatomy& anatomy)
{
    if (!anatomy.waitNs)
        return std::nullopt;
    double sum = double(*anatomy.waitNs);
    for (const measure::AnatomyPart* part : {&anatomy.thinking, &anatomy.writing, &anatomy.unsplit})
        sum += double(part->ns.value_or(0));
    return sum < 9e18 ? std::optional(qint64(sum)) : std::nullopt;
}

/// As exact as a guess deserves: whole seconds from 10 s on.
QString aboutText(qint64 ns)
{
    constexpr qint64 second = 1'000'000'000;
    if (ns >= 10 * second && ns < 60 * second)
        return QStringLiteral("%1 s").arg((ns + second / 2) / second);
    if (ns < second)
        return base::durationText((ns + 5'000'000) / 10'000'000 * 10'000'000);
    return base::durationText(ns);
}

} // namespace

bool Eta::isExceededBy(qint64 elapsedNs) const
{
    return elapsedNs - usualNs > std::max(leastGraceNs, usualNs / 10);
}

void EtaBook::learn(const experiment::Spec& spec, const experiment::Call& call)
{
    if (!isTelling(call))
        return;
    const measure::Anatomy anatomy = call.anatomy();
    const QString kind = kindOf(spec, call);
    const auto take = [&](Activity activity, std::optional<qint64> ns) {
        if (!ns)
            return;
        QList<qint64>& times = m_times[keyOf(kind, partOf(activity))];
        times.append(*ns);
        if (times.size() > mostRemembered)
            times.removeFirst();
    };
    take(Activity::WarmUp, wholeNs(anatomy));
    take(Activity::Connecting, anatomy.connect.ns);
    take(Activity::Waiting, anatomy.ttftNs);
    take(Activity::Queued, anatomy.queue.ns);
    take(Activity::Prefill, anatomy.prefill.ns);
    take(Activity::Thinking, anatomy.thinking.ns);
    take(Activity::Writing, anatomy.writing.ns);
}

void EtaBook::learn(const experiment::Experiment& experiment)
{
    for (const experiment::Call& call : experiment.calls)
        learn(experiment.spec, call);
}

std::optional<Eta> EtaBook::etaOf(
    Activity activity, const experiment::Spec& spec, const experiment::Call& underWay) const
{
    const QString part = partOf(activity);
    if (part.isEmpty())
        return std::nullopt;
    const auto times = m_times.constFind(keyOf(kindOf(spec, underWay), part));
    if (times == m_times.constEnd())
        return std::nullopt;
    return Eta {measure::medianOf({times->begin(), times->end()}), int(times->size())};
}

QString etaText(const Eta& eta, qint64 elapsedNs)
{
    const QString usual = QCoreApplication::translate(
        "benchglass::agent", "about %1, from %n earlier call(s)", nullptr, eta.calls)
                              .arg(aboutText(eta.usualNs));
    if (!eta.isExceededBy(elapsedNs))
        return usual;
    return QCoreApplication::translate("benchglass::agent", "longer than usual: %1").arg(usual);
}

} // namespace benchglass::agent
