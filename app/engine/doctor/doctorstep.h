#pragma once

#include "base/error.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>

namespace benchglass::engine {

/// What is looked at, in this order.
enum class DoctorStage { Dns, Tcp, Tls, Http, Identity, Model, Test };

enum class DoctorState { Pending, Running, Ok, Failed, Skipped };

/// Something that a step found out.
struct Finding
{
    QString name;     ///< Untranslated, for programs: `tlsVersion`.
    QJsonValue value; ///< For programs.
    QString text;     ///< Translated, harmless, for people: `TLS 1.3`.

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// One step of a Doctor.
struct DoctorStep
{
    DoctorStage stage = DoctorStage::Dns;
    DoctorState state = DoctorState::Pending;
    std::optional<qint64> durationNs; ///< Only of steps that ended Ok or Failed.
    QList<Finding> findings;          ///< Of a skipped step: why.
    QList<base::Error> warnings;      ///< Worth knowing, nothing failed.
    std::optional<base::Error> error; ///< With the one action that helps; set when Failed.

    friend bool operator==(const DoctorStep&, const DoctorStep&) = default;
};

QString doctorStageName(DoctorStage stage); ///< `dns`, `tcp`, `tls`, `http`, `identity`, `model`, `test`
QString doctorStageText(DoctorStage stage); ///< For people: "Name look-up".
QString doctorStateName(DoctorState state); ///< `pending`, `running`, `ok`, `failed`, `skipped`
QString doctorStateText(DoctorState state);
/// The same, and "not needed" for what was skipped although nothing failed before it.
QString doctorStateText(const DoctorStep& step);

/// All of them, in their order, before the first begins.
QList<DoctorStep> pendingSteps();
/// The first failed, so that the others were skipped.
QList<DoctorStep> failedSteps(const base::Error& error);
/// Of the step that failed; nothing if none did.
std::optional<base::Error> firstError(const QList<DoctorStep>& steps);
/// Why a step is skipped after one that failed.
Finding skippedForFailure();
/// Was it skipped because there is nothing to look at?
bool isNotNeeded(const DoctorStep& step);

/// `0.42 ms` where base::durationText() would say `0 ms`, else the same.
QString doctorDurationText(qint64 ns);

/// What was found, in one line for people: the error's sentence where it failed.
QString doctorStepText(const DoctorStep& step);

/// `{"name", "state", "durationNs", "found": {..}, "warnings": [..], "error": {..}|null}`
QJsonObject toJson(const DoctorStep& step);

} // namespace benchglass::engine
