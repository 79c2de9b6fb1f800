#include "ui/shots/replayshots.h"

#include "charts/ratechart.h"
#include "pages/runpage.h"
#include "pages/runreplay.h"
#include "store/library.h"
#include "theme/theme.h"

#include <QTest>

#include <cmath>

using namespace benchglass;

namespace shots {

namespace {

const char* const thoughtWords =
    "The folder holds timings of two configurations. The medians differ by less than the spread of either, "
    "so I must not call one of them faster. Which values are cold starts? ";
const char* const answerWords =
    "# Speed of the two configurations\n\nThe median rate of the baseline is 112.4 tok/s [F12], that of the "
    "tuned configuration 115.1 tok/s [F13]. Both spread over more than 6 tok/s [F14], so the difference is "
    "within what repetition alone brings about.\n\n## What stands out\n\n- The first call of each arm waited "
    "for the model to be loaded: 4.9 s [F3] against 0.6 s [F4] later.\n- One answer paused for more than a "
    "second in the middle of a sentence; the server says nothing of a reason.\n- No value is missing.\n\n";

QStringList piecesOf(const char* words)
{
    QStringList pieces;
    for (const QString& word : QString::fromUtf8(words).split(u' '))
        pieces.append(word + u' ');
    return pieces;
}

/// A call as a server might have been measured, with two silences.
experiment::Call pictured(int ordinal, measure::Stage stage)
{
    experiment::Call call;
    call.ordinal = ordinal;
    call.arm = QStringLiteral("Baseline");
    call.run = 1;
    call.stage = stage;
    call.finished = true;
    call.stratum = measure::Stratum::Warm;
    double atMs = 640;
    const auto speak = [&](const char* words, measure::ChunkKind kind) {
        for (const QString& piece : piecesOf(words)) {
            const qsizetype n = call.trace.chunks.size();
            measure::Chunk chunk;
            chunk.arrivalNs = static_cast<qint64>(atMs * 1e6);
            chunk.readId = n;
            chunk.kind = kind;
            chunk.tokens = 1;
            chunk.text = piece;
            call.trace.chunks.append(chunk);
            atMs += 11 + 4 * std::sin(double(n) / 9);
            if (stage == measure::Stage::Analysis && (n == 150 || n == 260))
                atMs += n == 150 ? 1300 : 420;
        }
    };
    speak(thoughtWords, measure::ChunkKind::Thinking);
    for (int part = 0; part < 4; ++part)
        speak(answerWords, measure::ChunkKind::Content);
    call.trace.endMarkerNs = call.trace.chunks.last().arrivalNs;
    call.metrics.ttftNs = 640e6;
    call.metrics.e2elNs = double(*call.trace.endMarkerNs);
    call.metrics.outputTokens = static_cast<int>(call.trace.chunks.size());
    call.metrics.decodeRatePerSecond =
        1e9 * double(call.trace.chunks.size() - 1) / double(*call.trace.endMarkerNs - 640'000'000);
    return call;
}

experiment::Experiment picturedExperiment()
{
    experiment::Experiment made;
    made.id = QStringLiteral("replayed01");
    made.spec.engine = QStringLiteral("ollama");
    made.spec.model = QStringLiteral("gemma3:latest");
    made.spec.arms = {{QStringLiteral("Baseline"), {}, {}}};
    made.state = experiment::ExperimentState::Finished;
    made.createdUtc = QDateTime(QDate(2026, 3, 4), QTime(9, 15), Qt::UTC);
    made.finishedUtc = made.createdUtc.addSecs(20);
    made.calls = {pictured(0, measure::Stage::Analysis), pictured(1, measure::Stage::Report)};
    return made;
}

} // namespace

bool shootReplay(mainwindow::MainWindow* window, theme::Theme* theme, const QString& dsn,
    const Shutter& shutter, const Pause& pause)
{
    const auto library = store::Library::open(dsn);
    if (!library || !(*library)->save(picturedExperiment()))
        return false;
    window->goTo(mainwindow::MainWindow::RunPageId);
    pages::RunPage* page = window->runPage();
    page->replayStored(QStringLiteral("replayed01"), QStringLiteral("Baseline"));
    for (int turn = 0; turn < 100 && !page->replay()->isActive(); ++turn)
        pause(50);
    auto* rate = window->findChild<charts::RateChart*>(QStringLiteral("rateChart"));
    pause(400);
    const auto silence = rate->placeOf(3.0);
    if (!silence)
        return false;
    QTest::mouseClick(rate, Qt::LeftButton, {}, silence->toPoint());
    pause(400);
    bool isDone = true;
    const QSize size = window->size();
    for (const bool isDark : {false, true}) {
        theme->setMode(isDark ? theme::Theme::Mode::Dark : theme::Theme::Mode::Light);
        const QString suffix = isDark ? QStringLiteral("-dark") : QStringLiteral("-light");
        isDone = shutter(QStringLiteral("run-replay") + suffix) && isDone;
        window->resize(1100, 700);
        pause(400);
        isDone = shutter(QStringLiteral("run-replay") + suffix + QStringLiteral("-small")) && isDone;
        window->resize(size);
        pause(400);
    }
    theme->setMode(theme::Theme::Mode::Light);
    page->replay()->player()->seekToChunk(20); // of what was thought
    pause(400);
    isDone = shutter(QStringLiteral("run-replay-thought-light")) && isDone;
    page->replay()->stop();
    return isDone;
}

} // namespace shots
