// 64 streams of 1000 tokens a second each out of a second process: is anything lost, how long are the
// window's frames, and what does a million tokens cost in memory.
//
//   bench_streams [--seconds N] [--streams N] [--rate N]

#include "base/clock.h"
#include "bench/repaintingwindow.h"
#include "bench/secondprocess.h"
#include "engine/http/httpgeneration.h"
#include "engine/ollama/ollamalines.h"
#include "measure/summary.h"

#include <QApplication>
#include <QEventLoop>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

#include <unistd.h>

using namespace benchglass;

namespace {

int valueOf(const char* option, int otherwise)
{
    const QStringList arguments = QApplication::arguments();
    const qsizetype at = arguments.indexOf(QLatin1String(option));
    return at > 0 ? arguments.value(at + 1).toInt() : otherwise;
}

double residentMb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no /proc");
    return file.readAll().split(' ').value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

/// One stream, and what came of it.
struct Stream
{
    std::unique_ptr<engine::HttpGeneration> generation;
    qint64 shown = 0; ///< Chunks that came in batches, while it ran.
    QString last;
    engine::Outcome outcome;
};

struct Load
{
    std::vector<Stream> streams;
    int ended = 0;
};

void start(Load& load, int count, const QUrl& url, QEventLoop& loop)
{
    const auto threads = std::make_shared<engine::StreamThread>();
    load.streams.resize(static_cast<std::size_t>(count));
    for (Stream& stream : load.streams) {
        engine::StreamRequest request;
        request.url = url;
        request.body = "{}";
        stream.generation = std::make_unique<engine::HttpGeneration>(
            threads, request, std::make_unique<engine::OllamaLines>(url));
        QObject::connect(stream.generation.get(), &engine::Generation::chunksArrived, &loop,
            [&stream](const QList<measure::Chunk>& chunks) {
                stream.shown += chunks.size();
                stream.last = chunks.last().text;
            });
        QObject::connect(stream.generation.get(), &engine::Generation::finished, &loop,
            [&load, &stream, &loop](const engine::Outcome& outcome) {
                stream.outcome = outcome;
                if (++load.ended == static_cast<int>(load.streams.size()))
                    loop.quit();
            });
    }
}

/// @return how many chunks came, of both ways
std::pair<qint64, qint64> received(const Load& load)
{
    qint64 shown = 0;
    qint64 kept = 0;
    for (const Stream& stream : load.streams) {
        if (stream.outcome.error)
            std::printf("  %s\n", qPrintable(stream.outcome.error->message));
        shown += stream.shown;
        kept += stream.outcome.trace.chunks.size();
    }
    return {shown, kept};
}

void printStamps(const Load& load)
{
    std::vector<double> delaysUs;
    qint64 bundled = 0;
    for (const Stream& stream : load.streams) {
        const measure::Trace& trace = stream.outcome.trace;
        for (const measure::Chunk& chunk : trace.chunks) {
            delaysUs.push_back(
                static_cast<double>(trace.t0MonotonicNs + chunk.arrivalNs - chunk.text.toLongLong()) / 1e3);
            bundled += chunk.bundled ? 1 : 0;
        }
    }
    if (delaysUs.empty())
        return;
    std::ranges::sort(delaysUs);
    std::printf("  stamps: p50 %.1f us, p99 %.1f us, max %.1f us; %.1f %% of the chunks bundled\n",
        measure::percentileOf(delaysUs, 0.5), measure::percentileOf(delaysUs, 0.99), delaysUs.back(),
        100 * static_cast<double>(bundled) / static_cast<double>(delaysUs.size()));
}

} // namespace

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    if (const auto code = tests::SecondProcess::served(QApplication::arguments()))
        return *code;
    const int seconds = valueOf("--seconds", 10);
    const int count = valueOf("--streams", 64);
    const int rate = valueOf("--rate", 1000);
    const qint64 wanted = qint64 {count} * rate * seconds;

    constexpr int frameMs = 16;
    tests::RepaintingWindow window(frameMs);
    const tests::SecondProcess server({rate * seconds, static_cast<double>(rate)});
    const double beforeMb = residentMb();
    const qint64 startNs = base::monotonicNs();
    Load load;
    QEventLoop loop;
    QTimer showing;
    QObject::connect(&showing, &QTimer::timeout, &window, [&] {
        QStringList lines;
        for (const Stream& stream : load.streams)
            lines.append(QStringLiteral("%1: %2").arg(stream.shown).arg(stream.last));
        window.setLines(lines);
    });
    showing.start(frameMs);
    start(load, count, server.url(), loop);
    loop.exec();
    const double tookS = static_cast<double>(base::monotonicNs() - startNs) / 1e9;
    const double grownMb = residentMb() - beforeMb;

    const auto [shown, kept] = received(load);
    std::vector<double> frames = window.frameTimesMs();
    std::ranges::sort(frames);
    const double frameP99Ms = measure::percentileOf(frames, 0.99);
    std::printf("%d streams, %d chunks/s each, %d s (took %.1f s)\n", count, rate, seconds, tookS);
    std::printf("  %lld of %lld chunks kept, %lld shown while they came (nothing lost: %s)\n",
        static_cast<long long>(kept), static_cast<long long>(wanted), static_cast<long long>(shown),
        kept == wanted && shown == wanted ? "met" : "NOT met");
    std::printf("  window: %zu frames, p50 %.1f ms, p99 %.1f ms, max %.1f ms (p99 at most 33: %s)\n",
        frames.size(), measure::percentileOf(frames, 0.5), frameP99Ms, frames.back(),
        frameP99Ms <= 33 ? "met" : "NOT met");
    std::printf("  memory: %.1f MB more, %.1f MB per million tokens\n", grownMb,
        grownMb * 1e6 / static_cast<double>(qMax<qint64>(1, kept)));
    printStamps(load);
    return kept == wanted && shown == wanted ? 0 : 1;
}
