#include "engine/doctor/doctorstep.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QStringList>

#include <algorithm>

namespace benchglass::engine {

namespace {

QString localised(const char* text)
{
    return QCoreApplication::translate("Doctor", text);
}

QJsonObject errorJson(const base::Error& error)
{
    return {{QStringLiteral("code"), base::errorCodeName(error.code)},
        {QStringLiteral("message"), error.message}, {QStringLiteral("origin"), error.origin},
        {QStringLiteral("remedy"),
            error.remedy == base::Remedy::None ? QJsonValue() : QJsonValue(base::remedyName(error.remedy))}};
}

} // namespace

QString doctorStageName(DoctorStage stage)
{
    switch (stage) {
    case DoctorStage::Dns: return QStringLiteral("dns");
    case DoctorStage::Tcp: return QStringLiteral("tcp");
    case DoctorStage::Tls: return QStringLiteral("tls");
    case DoctorStage::Http: return QStringLiteral("http");
    case DoctorStage::Identity: return QStringLiteral("identity");
    case DoctorStage::Model: return QStringLiteral("model");
    case DoctorStage::Test: return QStringLiteral("test");
    }
    return {};
}

QString doctorStageText(DoctorStage stage)
{
    switch (stage) {
    case DoctorStage::Dns: return localised(QT_TRANSLATE_NOOP("Doctor", "Name look-up"));
    case DoctorStage::Tcp: return localised(QT_TRANSLATE_NOOP("Doctor", "Connection"));
    case DoctorStage::Tls: return localised(QT_TRANSLATE_NOOP("Doctor", "Encryption"));
    case DoctorStage::Http: return localised(QT_TRANSLATE_NOOP("Doctor", "HTTP"));
    case DoctorStage::Identity: return localised(QT_TRANSLATE_NOOP("Doctor", "Server"));
    case DoctorStage::Model: return localised(QT_TRANSLATE_NOOP("Doctor", "Model"));
    case DoctorStage::Test: return localised(QT_TRANSLATE_NOOP("Doctor", "One token"));
    }
    return {};
}

QString doctorStateName(DoctorState state)
{
    switch (state) {
    case DoctorState::Pending: return QStringLiteral("pending");
    case DoctorState::Running: return QStringLiteral("running");
    case DoctorState::Ok: return QStringLiteral("ok");
    case DoctorState::Failed: return QStringLiteral("failed");
    case DoctorState::Skipped: return QStringLiteral("skipped");
    }
    return {};
}

QString doctorStateText(DoctorState state)
{
    switch (state) {
    case DoctorState::Pending: return localised(QT_TRANSLATE_NOOP("Doctor", "waiting"));
    case DoctorState::Running: return localised(QT_TRANSLATE_NOOP("Doctor", "running"));
    case DoctorState::Ok: return localised(QT_TRANSLATE_NOOP("Doctor", "ok"));
    case DoctorState::Failed: return localised(QT_TRANSLATE_NOOP("Doctor", "failed"));
    case DoctorState::Skipped: return localised(QT_TRANSLATE_NOOP("Doctor", "skipped"));
    }
    return {};
}

QString doctorStateText(const DoctorStep& step)
{
    return isNotNeeded(step) ? localised(QT_TRANSLATE_NOOP("Doctor", "not needed"))
                             : doctorStateText(step.state);
}

QList<DoctorStep> pendingSteps()
{
    QList<DoctorStep> steps;
    for (const auto stage : {DoctorStage::Dns, DoctorStage::Tcp, DoctorStage::Tls, DoctorStage::Http,
             DoctorStage::Identity, DoctorStage::Model, DoctorStage::Test}) {
        DoctorStep step;
        step.stage = stage;
        steps.append(step);
    }
    return steps;
}

QList<DoctorStep> failedSteps(const base::Error& error)
{
    QList<DoctorStep> steps = pendingSteps();
    for (DoctorStep& step : steps) {
        step.state = DoctorState::Skipped;
        step.findings = {skippedForFailure()};
    }
    steps.first().state = DoctorState::Failed;
    steps.first().findings.clear();
    steps.first().error = error;
    return steps;
}

std::optional<base::Error> firstError(const QList<DoctorStep>& steps)
{
    const auto failed = std::find_if(
        steps.cbegin(), steps.cend(), [](const DoctorStep& step) { return step.error.has_value(); });
    return failed == steps.cend() ? std::nullopt : failed->error;
}

bool isNotNeeded(const DoctorStep& step)
{
    return step.state == DoctorState::Skipped && !step.findings.contains(skippedForFailure());
}

Finding skippedForFailure()
{
    return {QStringLiteral("skippedBecause"), QStringLiteral("earlier-failure"),
        localised(QT_TRANSLATE_NOOP("Doctor", "because a step before it failed"))};
}

QString doctorDurationText(qint64 ns)
{
    constexpr qint64 coarseNs = 10'000'000;
    if (ns >= coarseNs)
        return base::durationText(ns);
    return base::msText(double(ns), 2) + QStringLiteral(" ms");
}

QString doctorStepText(const DoctorStep& step)
{
    if (step.error)
        return step.error->message;
    QStringList texts;
    for (const Finding& finding : step.findings)
        texts.append(finding.text);
    return texts.join(QStringLiteral(", "));
}

QJsonObject toJson(const DoctorStep& step)
{
    QJsonObject found;
    for (const Finding& finding : step.findings)
        found.insert(finding.name, finding.value);
    QJsonArray warnings;
    for (const base::Error& warning : step.warnings)
        warnings.append(errorJson(warning));
    return {{QStringLiteral("name"), doctorStageName(step.stage)},
        {QStringLiteral("state"), doctorStateName(step.state)},
        {QStringLiteral("durationNs"), step.durationNs ? QJsonValue(*step.durationNs) : QJsonValue()},
        {QStringLiteral("found"), found}, {QStringLiteral("warnings"), warnings},
        {QStringLiteral("error"), step.error ? QJsonValue(errorJson(*step.error)) : QJsonValue()}};
}

} // namespace benchglass::engine
