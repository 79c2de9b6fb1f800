#pragma once

#include "cli/librarycommands.h"
#include "engine/replay/replay.h"

namespace benchglass::cli {

/// `replay ID[/arm[/run]]`: the text of one measured call on standard output, as it came then. Nothing is
/// measured by it, and nothing stored.
class ReplayCommand : public TargetCommand
{
    Q_OBJECT

public:
    void declare(QCommandLineParser& parser) const override;

protected:
    base::Result<void> prepare(const QCommandLineParser& parser) override;
    void loaded(const Loaded& experiment, const Target& target) override;

private:
    void write(qsizetype from, qsizetype to);

    engine::Replay m_replay;
    measure::Stage m_stage = measure::Stage::Report;
    bool m_withThinking = false;
    bool m_isInThought = false; ///< What was written last was thought.
};

} // namespace benchglass::cli
