#pragma once

#include "cli/command.h"
#include "engine/selftest/selftest.h"

#include <memory>

namespace benchglass::cli {

/// `selftest`: what the program itself adds to a measurement, here and now.
class SelfTestCommand : public Command
{
    Q_OBJECT

public:
    void declare(QCommandLineParser& parser) const override;
    base::Result<void> start(const QCommandLineParser& parser, const FigureMaker& figures) override;

private:
    std::unique_ptr<engine::SelfTestRun> m_run;
};

} // namespace benchglass::cli
