#include "cli/selftestcommand.h"

#include "base/format.h"
#include "cli/output.h"
#include "experiment/json.h"

#include <QImage>
#include <QPainter>

#include <cmath>

namespace benchglass::cli {

namespace {

/// About as much as a window of charts paints in a frame.
void paintFrame()
{
    static QImage frame(1280, 800, QImage::Format_ARGB32_Premultiplied);
    static int turn = 0;
    frame.fill(Qt::white);
    QPainter painter(&frame);
    painter.setRenderHint(QPainter::Antialiasing);
    ++turn;
    constexpr int lines = 1500;
    for (int i = 0; i < lines; ++i) {
        const double x = 1280.0 * i / lines;
        painter.drawLine(QPointF(x, 400 + 300 * std::sin((i + turn) / 40.0)),
            QPointF(x + 20, 400 + 300 * std::cos(i / 30.0)));
    }
}

QJsonObject jsonOf(const engine::SelfTest& test)
{
    return {{QStringLiteral("idle"), experiment::toJson(test.idle)},
        {QStringLiteral("streams"), experiment::toJson(test.streams)},
        {QStringLiteral("painting"),
            test.busy ? QJsonValue(experiment::toJson(*test.busy)) : QJsonValue(QJsonValue::Null)},
        {QStringLiteral("ndjsonChunksPerSecond"), test.ndjsonChunksPerSecond},
        {QStringLiteral("sseChunksPerSecond"), test.sseChunksPerSecond}};
}

QStringList rowOf(const QString& what, const measure::ClientFloor& floor)
{
    const auto us = [](qint64 ns) {
        return base::fixedText(static_cast<double>(ns) / 1000, 1);
    };
    return {what, us(floor.p50Ns), us(floor.p99Ns), us(floor.maxNs), measure::stampSourceName(floor.source),
        base::countText(floor.chunks), floor.eventLoopP99Ns ? us(*floor.eventLoopP99Ns) : base::absentText()};
}

QString textOf(const engine::SelfTest& test)
{
    QList<QStringList> rows {
        rowOf(SelfTestCommand::tr("one stream"), test.idle),
        rowOf(SelfTestCommand::tr("32 streams, 50 chunks/s each"), test.streams),
    };
    if (test.busy)
        rows.append(rowOf(SelfTestCommand::tr("one stream, while painting"), *test.busy));
    return tableText({SelfTestCommand::tr("delay of stamps (µs)"), SelfTestCommand::tr("p50"),
                         SelfTestCommand::tr("p99"), SelfTestCommand::tr("max"), SelfTestCommand::tr("by"),
                         SelfTestCommand::tr("chunks"), SelfTestCommand::tr("event loop p99")},
               rows, {false, true, true, true, false, true, true})
        + SelfTestCommand::tr("\nChunks into records on one core: NDJSON %1/s, SSE %2/s\n")
              .arg(base::countText(std::llround(test.ndjsonChunksPerSecond)),
                  base::countText(std::llround(test.sseChunksPerSecond)));
}

} // namespace

void SelfTestCommand::declare(QCommandLineParser& parser) const
{
    parser.addOption({QStringLiteral("json"), tr("Print JSON.")});
}

base::Result<void> SelfTestCommand::start(const QCommandLineParser& parser, const FigureMaker&)
{
    if (!parser.positionalArguments().isEmpty())
        return base::failure(base::ErrorCode::Usage, tr("selftest takes no arguments."));
    const bool wantsJson = parser.isSet(QStringLiteral("json"));
    m_run = std::make_unique<engine::SelfTestRun>();
    connect(m_run.get(), &engine::SelfTestRun::finished, this,
        [this, wantsJson](const base::Result<engine::SelfTest>& test) {
            if (!test) {
                fail(test.error());
                return;
            }
            if (wantsJson)
                print(jsonOf(*test));
            else
                print(textOf(*test));
            Q_EMIT finished(Done);
        });
    m_run->start(&paintFrame);
    return {};
}

} // namespace benchglass::cli
