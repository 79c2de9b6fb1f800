#include "cli/replaycommand.h"

#include "base/format.h"
#include "cli/output.h"

#include <algorithm>

namespace benchglass::cli {

namespace {

constexpr int tickMs = 5;

} // namespace

void ReplayCommand::declare(QCommandLineParser& parser) const
{
    parser.addPositionalArgument(QStringLiteral("ID"), tr("ID, ID/arm or ID/arm/run."));
    parser.addOption({QStringLiteral("stage"), tr("Which call of the run: analysis or report."),
        QStringLiteral("STAGE"), QStringLiteral("report")});
    parser.addOption({QStringLiteral("speed"), tr("Times the original, or max."), QStringLiteral("N"),
        QStringLiteral("1")});
    parser.addOption({QStringLiteral("thinking"), tr("Print what was thought, too.")});
}

base::Result<void> ReplayCommand::prepare(const QCommandLineParser& parser)
{
    const QString stageText = parser.value(QStringLiteral("stage"));
    const auto stage = measure::stageFromName(stageText);
    if (!stage || *stage == measure::Stage::Ingest) {
        return base::failure(
            base::ErrorCode::Usage, tr("--stage takes analysis or report, not “%1”.").arg(stageText));
    }
    m_stage = *stage;
    const QString speedText = parser.value(QStringLiteral("speed"));
    bool isNumber = false;
    const double speed = speedText.toDouble(&isNumber);
    if (speedText == u"max") {
        m_replay.setSpeed({});
    } else if (isNumber && speed >= engine::Replay::slowest && speed <= engine::Replay::fastest) {
        m_replay.setSpeed(speed);
    } else {
        return base::failure(base::ErrorCode::Usage,
            tr("--speed takes a number from %1 to %2, or max, not “%3”.")
                .arg(base::significantText(engine::Replay::slowest),
                    base::significantText(engine::Replay::fastest), speedText));
    }
    m_withThinking = parser.isSet(QStringLiteral("thinking"));
    return {};
}

void ReplayCommand::loaded(const Loaded& experiment, const Target& target)
{
    const auto isMeant = [&](const experiment::Call& call) {
        return !call.warmup && call.finished && call.agent == 0 && call.stage == m_stage
            && (target.arm.isEmpty() || call.arm == target.arm)
            && (target.run == 0 || call.run == target.run);
    };
    const auto call = std::ranges::find_if(experiment->calls, isMeant);
    if (call == experiment->calls.end()) {
        fail({base::ErrorCode::NotFound,
            tr("There is no finished call of the stage “%1”.").arg(measure::stageName(m_stage)),
            experiment->id, base::Remedy::None});
        return;
    }
    printNote(tr("%1/%2/%3, %4: %5 chunk(s) in %6, as they came then.", nullptr,
        static_cast<int>(call->trace.chunks.size()))
                  .arg(experiment->id, call->arm, QString::number(call->run), measure::stageName(m_stage),
                      base::countText(call->trace.chunks.size()),
                      base::durationText(engine::Timeline(call->trace).durationNs())));
    connect(&m_replay, &engine::Replay::passed, this, &ReplayCommand::write);
    connect(&m_replay, &engine::Replay::ended, this, [this] {
        print(QStringLiteral("\n"));
        Q_EMIT finished(Done);
    });
    m_replay.load(call->trace);
    m_replay.setTickMs(tickMs);
    m_replay.play();
}

void ReplayCommand::write(qsizetype from, qsizetype to)
{
    QString text;
    for (qsizetype i = from; i < to; ++i) {
        const measure::SplitText chunk = m_replay.timeline().textOf(i, i + 1);
        if (m_withThinking && !chunk.thought.isEmpty()) {
            m_isInThought = true;
            text += chunk.thought;
        }
        if (chunk.answer.isEmpty())
            continue;
        if (std::exchange(m_isInThought, false))
            text += QStringLiteral("\n\n");
        text += chunk.answer;
    }
    print(text);
}

} // namespace benchglass::cli
