// 64 agents at once, each answered with 1000 tokens a second by a second process, in the real window: engine,
// stream thread, runner, journal, library, session, text and charts. Is anything lost, how long are the
// window's frames, and what does a million tokens cost in memory.
//
//   bench_streams [--seconds N] [--agents N] [--rate N] [--picture FILE.png]
//
// Half of the time each agent writes its analysis, half its report. Before that one agent does the same
// alone, for a moment. The window stands on the Run page on the offscreen platform: what it paints it paints,
// but into memory.

#include "base/background.h"
#include "base/clock.h"
#include "bench/agentserver.h"
#include "bench/framewatch.h"
#include "bench/secondprocess.h"
#include "mainwindow/mainwindow.h"
#include "measure/summary.h"
#include "pages/runpage.h"
#include "theme/theme.h"
#include "widgets/streamview.h"
#include "workbench/workbench.h"

#include <QEventLoop>
#include <QFile>
#include <QHash>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

#include <unistd.h>

using namespace benchglass;

namespace {

namespace agentserver = tests::agentserver;

QString textOf(const char* option)
{
    const QStringList arguments = QCoreApplication::arguments();
    const qsizetype at = arguments.indexOf(QLatin1String(option));
    return at > 0 ? arguments.value(at + 1) : QString();
}

int valueOf(const char* option, int otherwise)
{
    const QString text = textOf(option);
    return text.isEmpty() ? otherwise : text.toInt();
}

double residentMb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no /proc");
    return file.readAll().split(' ').value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

void waitUntil(const char* what, const std::function<bool()>& isSo)
{
    const qint64 startNs = base::monotonicNs();
    constexpr qint64 patienceNs = 30'000'000'000;
    while (!isSo()) {
        if (base::monotonicNs() - startNs > patienceNs)
            qFatal("waited in vain: %s", what);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 50);
    }
}

/// The real window on a library of its own.
struct Desk
{
    QTemporaryDir folder;
    theme::Theme theme;
    workbench::Workbench workbench {folder.filePath(QStringLiteral("library.sqlite"))};
    mainwindow::MainWindow window {&workbench, &theme};

    Desk(const QUrl& server, int agents)
    {
        const QString corpus = folder.filePath(QStringLiteral("corpus"));
        QDir().mkpath(corpus);
        QFile csv(corpus + QStringLiteral("/speed.csv"));
        if (!csv.open(QIODevice::WriteOnly) || csv.write("model,tokens_per_second\nalpha,100\nbeta,50\n") < 0)
            qFatal("no place for a corpus");
        csv.close();
        theme.setMode(theme::Theme::Mode::Light);
        window.resize(1440, 900);
        window.show();
        window.openFolder(corpus);
        pages::RunPage* page = window.runPage();
        waitUntil("the folder", [page] { return page->hasFolder(); });
        window.goTo(mainwindow::MainWindow::RunPageId);
        page->strip()->setEngine(QStringLiteral("ollama"), server.toString(), {});
        waitUntil("the model", [page] { return !page->strip()->model().isEmpty(); });
        window.findChild<QSpinBox*>(QStringLiteral("agentsSpin"))->setValue(agents);
    }
};

/// What came, at each place that it has to come to.
struct Counts
{
    qint64 sent = 0;     ///< By the server.
    qint64 received = 0; ///< In the calls of the session.
    qint64 kept = 0;     ///< In the library.
    qint64 charactersReceived = 0;
    qint64 charactersShown = 0; ///< Handed to the cards while they came.

    bool isNothingLost() const
    {
        return sent > 0 && received == sent && kept == sent && charactersShown == charactersReceived;
    }
};

qint64 chunksOf(const experiment::Experiment& experiment)
{
    qint64 chunks = 0;
    for (const experiment::Call& call : experiment.calls)
        chunks += call.trace.chunks.size();
    return chunks;
}

qint64 chunksInLibrary(workbench::Workbench& workbench, const QString& id)
{
    using Loaded = std::shared_ptr<const experiment::Experiment>;
    std::optional<qint64> chunks;
    QObject context;
    base::whenDone(workbench.load(id), &context, [&chunks](const base::Result<Loaded>& loaded) {
        if (!loaded)
            qFatal("%s", qPrintable(loaded.error().message));
        chunks = chunksOf(**loaded);
    });
    waitUntil("the library", [&chunks] { return chunks.has_value(); });
    return *chunks;
}

/// A disk that is busy with other things may still be writing.
qint64 chunksInLibraryAtLast(workbench::Workbench& workbench, const QString& id, qint64 wanted)
{
    constexpr int patience = 20;
    qint64 chunks = chunksInLibrary(workbench, id);
    for (int i = 0; i < patience && chunks < wanted; ++i) {
        QThread::sleep(1);
        chunks = chunksInLibrary(workbench, id);
    }
    return chunks;
}

QString line(std::vector<double> values)
{
    std::ranges::sort(values);
    if (values.empty())
        return QStringLiteral("none");
    const auto at = [&values](double ratio) {
        return QString::number(measure::percentileOf(values, ratio), 'f', 1);
    };
    return QStringLiteral("p50 %1, p99 %2, max %3 ms (%4)")
        .arg(at(0.5), at(0.99), at(1))
        .arg(qint64(values.size()));
}

void printFrames(const tests::FrameWatch& watch)
{
    std::vector<double> frames = watch.frameTimesMs();
    std::ranges::sort(frames);
    const double p99Ms = measure::percentileOf(frames, 0.99);
    std::printf("  frame time, 60 Hz tick to end of paint: %s, p99 at most 33: %s\n",
        qPrintable(line(watch.frameTimesMs())), p99Ms <= 33 ? "met" : "NOT met");
    std::printf("  end of paint to end of the next:        %s\n", qPrintable(line(watch.intervalsMs())));
    std::printf("  painting itself:                        %s\n", qPrintable(line(watch.paintTimesMs())));
    std::printf("  longest single event of the window's thread: %.1f ms\n", watch.longestEventMs());
}

void printStamps(const experiment::Experiment& experiment)
{
    std::vector<double> delaysUs;
    qint64 bundled = 0;
    for (const experiment::Call& call : experiment.calls) {
        for (const measure::Chunk& chunk : call.trace.chunks) {
            const qint64 arrivedUs = (call.trace.t0MonotonicNs + chunk.arrivalNs) / 1000;
            const qint64 sentUs = chunk.text.trimmed().toLongLong();
            const qint64 period = agentserver::stampPeriodUs;
            // The two clocks are converted: a chunk may seem to have come a little before it was sent.
            const qint64 delayUs = (arrivedUs - sentUs + period + period / 2) % period - period / 2;
            delaysUs.push_back(static_cast<double>(delayUs));
            bundled += chunk.bundled ? 1 : 0;
        }
    }
    std::ranges::sort(delaysUs);
    std::printf("  stamps: p50 %.0f us, p99 %.0f us, max %.0f us after the send; %.1f %% bundled\n",
        measure::percentileOf(delaysUs, 0.5), measure::percentileOf(delaysUs, 0.99), delaysUs.back(),
        100 * static_cast<double>(bundled) / static_cast<double>(delaysUs.size()));
}

void printMemory(double beforeMb, double peakMb, double afterMb, qint64 chunks)
{
    const double millions = static_cast<double>(chunks) / 1e6;
    std::printf("  memory: %.0f MB before, %.0f MB at most, %.0f MB with the run open; a million tokens cost "
                "%.0f MB at most, %.0f MB then\n",
        beforeMb, peakMb, afterMb, (peakMb - beforeMb) / millions, (afterMb - beforeMb) / millions);
}

} // namespace

int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true);
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    tests::FrameWatch application(argc, argv);
    if (const auto code = agentserver::served(QCoreApplication::arguments()))
        return *code;
    const int seconds = valueOf("--seconds", 60);
    const int agents = valueOf("--agents", 64);
    const int rate = valueOf("--rate", 1000);
    tests::SecondProcess server(agentserver::argumentsFor({rate, rate * seconds / 2, rate / 5}));
    Desk desk(server.url(), agents);

    Counts counts;
    models::RunSession* session = desk.window.session();
    QObject::connect(session, &models::RunSession::textArrived, session,
        [&counts](int, measure::ChunkKind, const QString& text) { counts.charactersShown += text.size(); });
    const double beforeMb = residentMb();
    double peakMb = 0;
    QTimer sampling;
    QObject::connect(&sampling, &QTimer::timeout, session, [&] { peakMb = std::max(peakMb, residentMb()); });
    sampling.start(100);
    QTimer::singleShot(seconds * 800, session, [&desk] {
        if (const QString picture = textOf("--picture"); !picture.isEmpty())
            desk.window.grab().save(picture);
    });
    QEventLoop loop;
    QObject::connect(session, &models::RunSession::finished, &loop, &QEventLoop::quit);
    const qint64 startNs = base::monotonicNs();
    application.begin(&desk.window);
    desk.window.findChild<QPushButton*>(QStringLiteral("runButton"))->click();
    loop.exec();
    application.end();
    const double tookS = static_cast<double>(base::monotonicNs() - startNs) / 1e9;
    const double afterMb = residentMb();

    const experiment::Experiment& done = session->experiment();
    counts.received = chunksOf(done);
    for (const experiment::Call& call : done.calls)
        counts.charactersReceived += call.text().size();
    counts.kept = chunksInLibraryAtLast(desk.workbench, done.id, counts.received);
    counts.sent = server.finish().trimmed().toLongLong();
    std::printf("%d agents at once, %d chunks/s each, %d s (the whole run: %.1f s, %s)\n", agents, rate,
        seconds, tookS, qPrintable(experiment::experimentStateName(done.state)));
    std::printf("  %lld chunks sent, %lld received, %lld in the library; %lld of %lld characters shown as "
                "they came (nothing lost: %s)\n",
        static_cast<long long>(counts.sent), static_cast<long long>(counts.received),
        static_cast<long long>(counts.kept), static_cast<long long>(counts.charactersShown),
        static_cast<long long>(counts.charactersReceived), counts.isNothingLost() ? "met" : "NOT met");
    printFrames(application);
    printMemory(beforeMb, peakMb, afterMb, counts.received);
    printStamps(done);
    return counts.isNothingLost() ? 0 : 1;
}
