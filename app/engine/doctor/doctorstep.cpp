#include "engine/doctor/doctorstep.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QStringList>

namespace benchglass::engine {

namespace {

QString localised(const char* text)
{
    return QCoreApplication::translate("Doctor", text);
}

/// Untranslated, stable: for programs.
QString remedyName(base::Remedy remedy)
{
    using base::Remedy;
    switch (remedy) {
    case Remedy::None: break;
    case Remedy::ChooseFolder: return QStringLiteral("choose-folder");
    case Remedy::OpenSample: return QStringLiteral("open-sample");
    case Remedy::StartServer: return QStringLiteral("start-server");
    case Remedy::ChangeAddress: return QStringLiteral("change-address");
    case Remedy::PullModel: return QStringLiteral("pull-model");
    case Remedy::ChooseModel: return QStringLiteral("choose-model");
    case Remedy::ChooseOtherPlace: return QStringLiteral("choose-other-place");
    case Remedy::LowerContext: return QStringLiteral("lower-context");
    case Remedy::Retry: return QStringLiteral("retry");
    case Remedy::UpdateProgram: return QStringLiteral("update-program");
    }
    return {};
}

QJsonObject errorJson(const base::Error& error)
{
    const QString remedy = remedyName(error.remedy);
    return {{QStringLiteral("code"), base::errorCodeName(error.code)},
        {QStringLiteral("message"), error.message}, {QStringLiteral("origin"), error.origin},
        {QStringLiteral("remedy"), remedy.isEmpty() ? QJsonValue() : QJsonValue(remedy)}};
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
