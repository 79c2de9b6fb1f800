#include "charts/ratechart.h"
#include "pages/replaybar.h"
#include "pages/runreplay.h"
#include "store/library.h"
#include "ui/mainwindow/desk.h"
#include "widgets/timelineslider.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace benchglass;
using measure::ChunkKind;

namespace {

constexpr qint64 ms = 1'000'000;
constexpr int thoughts = 10;
constexpr int chunks = 120;
constexpr int lateChunk = 60;
constexpr qint64 lateMs = 600 + (chunks - 1) * 20 + 1500; ///< When the last one came.

/// Chunk n reads `wn `. The first after 600 ms, then one every 20 ms, ten of them thought; a silence of
/// 1.5 s before chunk 60.
measure::Trace spoken()
{
    measure::Trace trace;
    trace.t0MonotonicNs = 5'000'000'000;
    for (int i = 0; i < chunks; ++i) {
        measure::Chunk chunk;
        chunk.arrivalNs = (600 + i * 20 + (i >= lateChunk ? 1480 : 0)) * ms;
        chunk.readId = i;
        chunk.kind = i < thoughts ? ChunkKind::Thinking : ChunkKind::Content;
        chunk.text = QStringLiteral("w%1 ").arg(i);
        trace.chunks.append(chunk);
    }
    trace.endMarkerNs = lateMs * ms;
    return trace;
}

experiment::Call call(int ordinal, measure::Stage stage, const measure::Trace& trace)
{
    experiment::Call made;
    made.ordinal = ordinal;
    made.arm = QStringLiteral("Baseline");
    made.run = 1;
    made.stage = stage;
    made.finished = true;
    made.stratum = measure::Stratum::Warm;
    made.trace = trace;
    made.metrics.ttftNs = 600e6;
    made.metrics.outputTokens = chunks;
    return made;
}

/// A warm-up, an analysis with a silence, and a report without one.
experiment::Experiment stored()
{
    experiment::Experiment made;
    made.id = QStringLiteral("abcdefghij");
    made.spec.engine = QStringLiteral("ollama");
    made.spec.model = QStringLiteral("tiny");
    made.spec.arms = {{QStringLiteral("Baseline"), {}, {}}};
    made.state = experiment::ExperimentState::Finished;
    made.createdUtc = QDateTime(QDate(2026, 3, 4), QTime(5, 6), Qt::UTC);
    made.finishedUtc = made.createdUtc.addSecs(20);
    measure::Trace even = spoken();
    for (qsizetype i = lateChunk; i < even.chunks.size(); ++i)
        even.chunks[i].arrivalNs -= 1480 * ms;
    made.calls = {call(0, measure::Stage::Analysis, even), call(1, measure::Stage::Analysis, spoken()),
        call(2, measure::Stage::Report, even)};
    made.calls[0].warmup = true;
    return made;
}

/// The window on a library that holds @p experiment.
struct ReplayDesk
{
    Desk desk;
    pages::RunReplay* replay = desk.window.runPage()->replay();
    charts::RateChart* rate = desk.find<charts::RateChart>("rateChart");

    explicit ReplayDesk(const experiment::Experiment& experiment = stored())
    {
        desk.window.resize(1440, 900);
        auto library = store::Library::open(desk.workbench.libraryPath());
        if (!library || !(*library)->save(experiment))
            qFatal("the library takes nothing");
        desk.window.runsPage()->refresh();
    }

    /// As a user would: choose it in Runs, press Replay.
    void playFromRuns()
    {
        desk.window.goTo(mainwindow::MainWindow::RunsPageId);
        auto* runs = desk.find<QAbstractItemView>("runsTable");
        QTRY_COMPARE_WITH_TIMEOUT(runs->model()->rowCount(), 1, 20'000);
        runs->setCurrentIndex(runs->model()->index(0, 0));
        desk.click("replayButton");
        QTRY_VERIFY_WITH_TIMEOUT(replay->isActive(), 20'000);
    }

    /// The same, paused at its beginning.
    void openFromRuns()
    {
        playFromRuns();
        replay->player()->pause();
        replay->player()->seek(0);
        QTRY_VERIFY_WITH_TIMEOUT(rate->placeOf(1.0), 20'000);
    }

    void clickChart(double seconds)
    {
        const auto place = rate->placeOf(seconds);
        QVERIFY(place);
        QTest::mouseClick(rate, Qt::LeftButton, {}, place->toPoint());
    }

    QString thought() { return desk.find<widgets::StreamView>("thinkingView")->streamText(); }
    QString marked()
    {
        return desk.find<widgets::StreamView>("thinkingView")->markedText()
            + desk.find<widgets::StreamView>("streamView")->markedText();
    }
    QString position() { return desk.find<QLabel>("replayPosition")->text(); }
    bool isShown() { return replay->bar()->isVisible(); }
};

} // namespace

/// Stored calls played again in the real window.
class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void playsACallOfTheLibrary();
    void isNoMeasurement();
    void aClickOnASilenceLandsOnTheTokenThatEndedIt();
    void aClickWithoutReplayBeginsOne();
    void keys();
    void buttonsAndSlider();
    void theCallListBeginsAndEndsIt();
    void endsWithTheWholeText();
    void aRunIsNotGivenUpForIt();
    void aNewRunEndsIt();
    void nothingToPlay();
    void aLongCallIsWrittenPieceByPiece();
};

void TestReplay::playsACallOfTheLibrary()
{
    ReplayDesk r;
    r.playFromRuns();
    QCOMPARE(r.desk.window.page(), mainwindow::MainWindow::RunPageId);
    QCOMPARE(r.replay->ordinal(), 1); // the first that is no warm-up
    QVERIFY(r.replay->player()->isPlaying());
    QVERIFY(r.isShown());
    auto* speed = r.desk.find<QComboBox>("replaySpeed");
    QCOMPARE(speed->currentData().toDouble(), 1.0);
    speed->setCurrentIndex(speed->findData(64.0));
    QTRY_VERIFY_WITH_TIMEOUT(!r.replay->player()->isPlaying(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(r.replay->isTextComplete(), 20'000);
    const measure::Trace trace = spoken();
    QCOMPARE(r.desk.text(), trace.text(ChunkKind::Content));
    QCOMPARE(r.thought(), trace.text(ChunkKind::Thinking));
    QVERIFY(r.position().startsWith(QStringLiteral("4.48 s of 4.48 s")));
    QVERIFY(r.position().endsWith(QStringLiteral("chunk 120 of 120")));
    QCOMPARE(r.desk.find<QWidget>("replaySlider")->accessibleDescription(), r.position());
    QVERIFY(r.desk.find<QLabel>("doneText")->text().contains(QStringLiteral("abcdefghij")));
}

/// Played or not, the library holds what was measured, and nothing else.
void TestReplay::isNoMeasurement()
{
    ReplayDesk r;
    r.playFromRuns();
    auto* speed = r.desk.find<QComboBox>("replaySpeed");
    speed->setCurrentIndex(speed->count() - 1);
    QTRY_VERIFY_WITH_TIMEOUT(r.replay->player()->isAtEnd(), 20'000);
    QVERIFY(!r.desk.workbench.isRunning());
    const auto library = store::Library::open(r.desk.workbench.libraryPath());
    QVERIFY(library);
    const auto listed = (*library)->list({});
    QVERIFY(listed);
    QCOMPARE(listed->size(), 1);
    const auto kept = (*library)->load(QStringLiteral("abcdefghij"));
    QVERIFY(kept);
    QCOMPARE(kept->calls, stored().calls);
    QCOMPARE(r.desk.window.session()->experiment().calls, stored().calls);
}

void TestReplay::aClickOnASilenceLandsOnTheTokenThatEndedIt()
{
    ReplayDesk r;
    r.openFromRuns();
    QVERIFY(r.rate->playback());
    QCOMPARE(r.rate->playback()->gapsS.size(), 1); // the chart shows the silence
    r.replay->player()->play();
    r.clickChart(2.5); // between 1.78 and 3.28 s
    QVERIFY(!r.replay->player()->isPlaying());
    QCOMPARE(r.replay->player()->count(), lateChunk + 1);
    QCOMPARE(r.replay->player()->positionNs(), spoken().chunks.at(lateChunk).arrivalNs);
    QTRY_COMPARE(r.marked(), QStringLiteral("w60 "));
    QVERIFY(r.desk.text().endsWith(QStringLiteral("w59 w60 ")));
    QVERIFY(r.position().contains(QStringLiteral("chunk 61 of 120")));
    QCOMPARE(r.rate->playback()->atS, 3.28);
    auto* view = r.desk.find<widgets::StreamView>("streamView");
    QVERIFY(view->isFollowing()); // the end, with the token, is in view

    r.clickChart(1.0); // back, where chunks are dense: the nearest
    const qsizetype count = r.replay->player()->count();
    const QList<measure::Chunk> all = spoken().chunks;
    QVERIFY(std::abs(all.at(count - 1).arrivalNs - 1000 * ms) <= 30 * ms); // a pixel is a few milliseconds
    QTRY_COMPARE(r.marked(), all.at(count - 1).text);
    QVERIFY(r.desk.text().endsWith(all.at(count - 1).text));

    r.desk.find<QPushButton>("thinkingButton")->setChecked(false);
    r.clickChart(0.1); // before anything came: the first, which was thought, and is unfolded
    QTRY_COMPARE(r.marked(), QStringLiteral("w0 "));
    QVERIFY(r.desk.find<QPlainTextEdit>("thinkingView")->isVisible());
    QVERIFY(r.desk.text().isEmpty());
}

void TestReplay::aClickWithoutReplayBeginsOne()
{
    ReplayDesk r;
    r.openFromRuns();
    QTest::mouseClick(r.desk.find<QToolButton>("replayCloseButton"), Qt::LeftButton);
    QVERIFY(!r.replay->isActive());
    QVERIFY(!r.rate->playback());
    r.clickChart(4.3); // only the analysis lasted so long
    QTRY_VERIFY(r.replay->isActive());
    QCOMPARE(r.replay->ordinal(), 1);
    QVERIFY(!r.replay->player()->isPlaying());
    const qsizetype count = r.replay->player()->count();
    QVERIFY(count > lateChunk);
    QTRY_COMPARE(r.marked(), spoken().chunks.at(count - 1).text);
}

void TestReplay::keys()
{
    ReplayDesk r;
    r.openFromRuns();
    engine::Replay* player = r.replay->player();
    QWidget* slider = r.desk.find<QWidget>("replaySlider");
    QVERIFY(slider->hasFocus());
    QTest::keyClick(slider, Qt::Key_Right);
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(player->count(), 2);
    QTRY_COMPARE(r.marked(), QStringLiteral("w1 "));
    QTest::keyClick(slider, Qt::Key_Left);
    QCOMPARE(player->count(), 1);
    QTRY_COMPARE(r.marked(), QStringLiteral("w0 "));
    QTest::keyClick(slider, Qt::Key_End);
    QVERIFY(player->isAtEnd());
    QTRY_COMPARE(r.marked(), QStringLiteral("w119 "));
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(player->count(), 0);
    QTRY_VERIFY(r.desk.text().isEmpty() && r.thought().isEmpty());
    QTest::keyClick(slider, Qt::Key_Space);
    QVERIFY(player->isPlaying());
    QTest::keyClick(slider, Qt::Key_Space);
    QVERIFY(!player->isPlaying());
    for (const char* name : {"replaySlider", "replayBackButton", "replayPlayButton", "replayForwardButton",
             "replayCloseButton", "replaySpeed"})
        QVERIFY2(!r.desk.find<QWidget>(name)->accessibleName().isEmpty(), name);
    QCOMPARE(slider->accessibleDescription(), r.position());
}

void TestReplay::buttonsAndSlider()
{
    ReplayDesk r;
    r.openFromRuns();
    engine::Replay* player = r.replay->player();
    QTest::mouseClick(r.desk.find<QToolButton>("replayForwardButton"), Qt::LeftButton);
    QCOMPARE(player->count(), 1);
    QTest::mouseClick(r.desk.find<QToolButton>("replayBackButton"), Qt::LeftButton);
    QCOMPARE(player->count(), 0);
    auto* slider = r.desk.find<widgets::TimelineSlider>("replaySlider");
    const QPoint inTheSilence(static_cast<int>(slider->xOf(2500 * ms)), slider->height() / 2);
    QTest::mouseClick(slider, Qt::LeftButton, {}, inTheSilence);
    QCOMPARE(player->count(), lateChunk); // a time is a time: the late one has not come yet
    QVERIFY(std::abs(player->positionNs() - 2500 * ms) < 20 * ms);
    QTRY_COMPARE(r.marked(), QStringLiteral("w59 "));
    QTest::mouseClick(r.desk.find<QToolButton>("replayPlayButton"), Qt::LeftButton);
    QVERIFY(player->isPlaying());
    QTRY_VERIFY_WITH_TIMEOUT(player->count() > lateChunk, 60'000);
    QVERIFY(slider->positionNs() >= 3270 * ms);
}

void TestReplay::theCallListBeginsAndEndsIt()
{
    ReplayDesk r;
    r.openFromRuns();
    auto* calls = r.desk.find<QAbstractItemView>("callsTable");
    QCOMPARE(calls->model()->rowCount(), 3);
    calls->setCurrentIndex(calls->model()->index(2, 0)); // its text is read
    QVERIFY(!r.replay->isActive());
    QVERIFY(!r.isShown());
    QVERIFY(r.desk.text().endsWith(QStringLiteral("w119 ")));
    QVERIFY(r.marked().isEmpty());
    r.desk.click("replayCallButton");
    QTRY_COMPARE(r.replay->ordinal(), 2);
    QVERIFY(r.isShown());
    r.replay->player()->pause();
    r.replay->player()->seekToChunk(3);
    QTRY_COMPARE(r.marked(), QStringLiteral("w3 "));

    const QPoint first = calls->visualRect(calls->model()->index(0, 0)).center();
    QTest::mouseClick(calls->viewport(), Qt::LeftButton, {}, first);
    QTest::mouseDClick(calls->viewport(), Qt::LeftButton, {}, first);
    QTRY_COMPARE(r.replay->ordinal(), 0); // a warm-up, too: it was measured
    QCOMPARE(r.rate->playback()->line, -1);
}

void TestReplay::endsWithTheWholeText()
{
    ReplayDesk r;
    r.openFromRuns();
    QTest::mouseClick(r.desk.find<QToolButton>("replayCloseButton"), Qt::LeftButton);
    QVERIFY(!r.isShown());
    QCOMPARE(r.desk.text(), spoken().text(ChunkKind::Content));
    r.replay->player()->seek(700 * ms); // who is let go writes no more
    QCOMPARE(r.desk.text(), spoken().text(ChunkKind::Content));
}

void TestReplay::aRunIsNotGivenUpForIt()
{
    ReplayDesk r;
    r.desk.window.openSample();
    QTRY_VERIFY_WITH_TIMEOUT(r.desk.window.runPage()->hasFolder(), 30'000);
    r.desk.window.runPage()->options()->setPace(20);
    r.desk.click("runButton");
    QTRY_VERIFY_WITH_TIMEOUT(r.desk.window.session()->isRunning() && !r.desk.text().isEmpty(), 30'000);
    const QString id = r.desk.window.session()->experiment().id;
    r.desk.window.runPage()->replayStored(QStringLiteral("abcdefghij"), QStringLiteral("Baseline"));
    QTRY_VERIFY_WITH_TIMEOUT(r.desk.window.runPage()->errorStrip()->isVisible(), 20'000);
    QVERIFY(!r.replay->isActive());
    QCOMPARE(r.desk.window.session()->experiment().id, id);
    r.desk.workbench.stopNow();
    QTRY_VERIFY_WITH_TIMEOUT(!r.desk.window.session()->isRunning(), 20'000);
}

void TestReplay::aNewRunEndsIt()
{
    ReplayDesk r;
    r.openFromRuns();
    r.desk.window.openSample();
    QTRY_VERIFY_WITH_TIMEOUT(r.desk.window.runPage()->hasFolder(), 30'000);
    r.desk.click("runButton");
    QVERIFY(!r.replay->isActive());
    QVERIFY(!r.isShown());
    QVERIFY(!r.rate->playback());
    QTRY_VERIFY_WITH_TIMEOUT(!r.desk.window.session()->isRunning(), 60'000);
    QVERIFY(!r.desk.text().contains(QStringLiteral("w0")));
}

void TestReplay::nothingToPlay()
{
    experiment::Experiment empty = stored();
    for (experiment::Call& made : empty.calls)
        made.trace.chunks.clear();
    ReplayDesk r(empty);
    r.desk.window.goTo(mainwindow::MainWindow::RunPageId);
    r.desk.window.runPage()->replayStored(empty.id, QStringLiteral("Baseline"));
    QTRY_VERIFY_WITH_TIMEOUT(r.desk.window.runPage()->errorStrip()->isVisible(), 20'000);
    QVERIFY(!r.replay->isActive());
    r.replay->play(7); // no such call
    QVERIFY(!r.isShown());
}

void TestReplay::aLongCallIsWrittenPieceByPiece()
{
    constexpr int many = 200'000;
    experiment::Experiment large = stored();
    QList<measure::Chunk>& text = large.calls[1].trace.chunks;
    text.clear();
    for (int i = 0; i < many; ++i) {
        measure::Chunk chunk;
        chunk.arrivalNs = (600 + i) * ms;
        chunk.readId = i;
        chunk.text = i % 12 == 11 ? QStringLiteral("word\n") : QStringLiteral("word ");
        text.append(chunk);
    }
    large.calls[1].trace.endMarkerNs.reset();
    ReplayDesk r(large);
    r.openFromRuns();
    r.replay->player()->seekToChunk(many - 1);
    QVERIFY(!r.replay->isTextComplete()); // the window goes on meanwhile
    QVERIFY(r.desk.text().size() < 100'000);
    QTRY_VERIFY_WITH_TIMEOUT(r.replay->isTextComplete(), 60'000);
    QCOMPARE(r.desk.text().size(), many * 5);
    QCOMPARE(r.marked(), text.last().text);
    r.replay->player()->seekToChunk(many / 2);
    QTRY_VERIFY_WITH_TIMEOUT(r.replay->isTextComplete(), 60'000);
    QCOMPARE(r.desk.text().size(), (many / 2 + 1) * 5);
    QCOMPARE(r.marked(), text.at(many / 2).text);
}

QTEST_MAIN(TestReplay)
#include "tst_replay.moc"
