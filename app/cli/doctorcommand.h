#pragma once

#include "cli/command.h"
#include "workbench/checkup.h"

namespace benchglass::cli {

/// `doctor`: why a server cannot be used, step by step, and what helps. Ends with 3 when something failed.
class DoctorCommand : public Command
{
    Q_OBJECT

public:
    DoctorCommand();
    ~DoctorCommand() override;

    void declare(QCommandLineParser& parser) const override;
    base::Result<void> start(const QCommandLineParser& parser, const FigureMaker& figures) override;

private:
    void showStep(const engine::DoctorStep& step) const;
    void examined();
    void showPull(const engine::PullProgress& progress);
    void pulled(const std::optional<base::Error>& failure);
    QJsonObject json() const;

    workbench::Secrets m_secrets;
    std::unique_ptr<workbench::Checkup> m_checkup;
    QString m_pullStatus; ///< The last that was told.
    bool m_json = false;
    bool m_mayPull = false;
};

} // namespace benchglass::cli
