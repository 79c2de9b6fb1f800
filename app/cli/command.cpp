#include "cli/command.h"

#include "cli/output.h"

#include <QCoreApplication>

#include <algorithm>

namespace benchglass::cli {

Command::~Command() = default;

ExitCode exitCodeOf(const base::Error& error)
{
    using base::ErrorCode;
    switch (error.code) {
    case ErrorCode::FolderMissing:
    case ErrorCode::FolderUnreadable:
    case ErrorCode::CorpusEmpty: return CorpusUnreadable;
    case ErrorCode::Unreachable:
    case ErrorCode::NotTheServer:
    case ErrorCode::ModelMissing: return EngineUnreachable;
    case ErrorCode::StoreCorrupt:
    case ErrorCode::StoreTooNew:
    case ErrorCode::StoreUnusable: return StoreFailed;
    case ErrorCode::NotFound:
    case ErrorCode::Usage: return Usage;
    case ErrorCode::Malformed:
    case ErrorCode::ServerRefused:
    case ErrorCode::StreamBroken:
    case ErrorCode::Timeout:
    case ErrorCode::Cancelled:
    case ErrorCode::WriteFailed: return FinishedWithFailures;
    }
    return FinishedWithFailures;
}

void Command::fail(const base::Error& error)
{
    fail(error, exitCodeOf(error));
}

void Command::fail(const base::Error& error, ExitCode code)
{
    printError(error);
    Q_EMIT finished(code);
}

workbench::Workbench& Command::bench(const QCommandLineParser& parser)
{
    if (!m_workbench)
        m_workbench = std::make_unique<workbench::Workbench>(parser.value(QStringLiteral("store")));
    return *m_workbench;
}

void Command::printWarnings()
{
    Q_ASSERT(m_workbench);
    connect(m_workbench.get(), &workbench::Workbench::warned, this, [this](const base::Error& warning) {
        m_storeFailed = m_storeFailed || exitCodeOf(warning) == StoreFailed;
        printError(warning);
    });
}

base::Result<Target> targetFromText(const QString& text)
{
    const auto parts = text.split(u'/');
    bool isNumber = true;
    Target target {parts.value(0), parts.value(1), 0};
    if (parts.size() == 3)
        target.run = parts[2].toInt(&isNumber);
    if (target.id.isEmpty() || parts.size() > 3 || !isNumber || target.run < 0) {
        return base::failure(base::ErrorCode::Usage,
            QCoreApplication::translate("Command", "“%1” is no ID, ID/arm or ID/arm/run.").arg(text));
    }
    return target;
}

base::Result<void> checkTarget(const Target& target, const experiment::Experiment& experiment)
{
    if (target.arm.isEmpty())
        return {};
    const bool hasArm = std::ranges::any_of(
        experiment.spec.arms, [&](const experiment::Arm& arm) { return arm.name == target.arm; });
    const bool hasRun = target.run == 0
        || std::ranges::any_of(experiment.calls,
            [&](const experiment::Call& call) { return call.arm == target.arm && call.run == target.run; });
    if (hasArm && hasRun)
        return {};
    QStringList names;
    for (const auto& arm : experiment.spec.arms)
        names.append(arm.name);
    return base::failure(base::ErrorCode::NotFound,
        hasArm ? QCoreApplication::translate("Command", "%1 has no run %2.")
                     .arg(target.arm, QString::number(target.run))
               : QCoreApplication::translate("Command", "%1 has no arm “%2”; it has %3.")
                     .arg(experiment.id, target.arm, names.join(u", "_qs)));
}

} // namespace benchglass::cli
