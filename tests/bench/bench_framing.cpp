// How many streamed chunks one core turns from bytes in memory into records, in both protocols; and beside it
// how many the journal writes in a second.
//
//   bench_framing [--quick]

#include "engine/selftest/framingrate.h"
#include "measure/summary.h"
#include "store/library.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace benchglass;

namespace {

constexpr double wantedPerSecond = 1'000'000;
constexpr qint64 roundNs = 500'000'000;

double median(int rounds, const std::function<double()>& measure)
{
    std::vector<double> values(static_cast<std::size_t>(rounds));
    std::ranges::generate(values, measure);
    std::ranges::sort(values);
    return measure::percentileOf(values, 0.5);
}

/// Batches as a fast stream brings them, committed together as the writer does.
double journalledPerSecond()
{
    constexpr int batches = 500;
    constexpr int perBatch = 200;
    const QTemporaryDir folder;
    const auto library = store::Library::open(folder.filePath(QStringLiteral("library.sqlite")));
    if (!library)
        qFatal("%s", qPrintable(library.error().message));
    experiment::Experiment running;
    running.id = QStringLiteral("bench00000");
    running.spec.folder = QStringLiteral("/");
    running.spec.arms = {experiment::Arm {QStringLiteral("Baseline"), {}, {}}};
    running.createdUtc = QDateTime::currentDateTimeUtc();
    experiment::Call call;
    call.arm = QStringLiteral("Baseline");
    call.run = 1;
    QList<measure::Chunk> chunks(perBatch);
    for (int i = 0; i < perBatch; ++i) {
        chunks[i].arrivalNs = qint64 {i} * 1'000'000 + i % 977;
        chunks[i].readId = i;
        chunks[i].text = QStringLiteral(" word%1").arg(i % 1000);
    }
    if (!(*library)->beginExperiment(running) || !(*library)->startCall(running.id, call))
        qFatal("the library failed");
    QElapsedTimer clock;
    clock.start();
    const auto written = (*library)->inTransaction([&]() -> base::Result<void> {
        for (int i = 0; i < batches; ++i) {
            if (auto appended = (*library)->appendChunks(running.id, 0, chunks); !appended)
                return appended;
        }
        return {};
    });
    if (!written)
        qFatal("%s", qPrintable(written.error().message));
    return batches * perBatch * 1e9 / static_cast<double>(clock.nsecsElapsed());
}

void print(const char* what, double perSecond)
{
    std::printf("%-36s %12.0f chunks/s", what, perSecond);
}

void printGated(const char* what, double perSecond)
{
    print(what, perSecond);
    std::printf("  (at least 1 000 000: %s)\n", perSecond >= wantedPerSecond ? "met" : "NOT met");
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const int rounds = QCoreApplication::arguments().contains(QStringLiteral("--quick")) ? 3 : 9;
    printGated("NDJSON into records", median(rounds, [] { return engine::ndjsonChunksPerSecond(roundNs); }));
    printGated("SSE into records", median(rounds, [] { return engine::sseChunksPerSecond(roundNs); }));
    print("the journal, batches of 200", median(rounds, journalledPerSecond));
    std::printf("\n");
}
