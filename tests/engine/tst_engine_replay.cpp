#include "engine/replay/replay.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace benchglass;
using engine::Gap;
using engine::Replay;
using engine::SplitLength;
using engine::Timeline;
using measure::ChunkKind;
using measure::SplitText;

namespace {

constexpr qint64 ms = 1'000'000;

measure::Chunk chunk(qint64 atMs, const QString& text, ChunkKind kind = ChunkKind::Content)
{
    measure::Chunk made;
    made.arrivalNs = atMs * ms;
    made.kind = kind;
    made.text = text;
    return made;
}

measure::Trace traceOf(const QList<qint64>& atMs, std::optional<qint64> endMs = {})
{
    measure::Trace trace;
    for (qsizetype i = 0; i < atMs.size(); ++i)
        trace.chunks.append(chunk(atMs.at(i), QString::number(i) + u' '));
    if (endMs)
        trace.endMarkerNs = *endMs * ms;
    return trace;
}

/// A chunk every 10 ms from 100 ms on, with a gap of 300 ms before chunk 20 and one of 100 ms before
/// chunk 40.
measure::Trace withGaps()
{
    QList<qint64> atMs;
    qint64 at = 90;
    for (int i = 0; i < 60; ++i) {
        at += i == 20 ? 300 : i == 40 ? 100 : 10;
        atMs.append(at);
    }
    return traceOf(atMs, at + 5);
}

/// A player on a clock that goes when it is told to.
struct Played
{
    qint64 nowNs = 77;
    Replay replay {[this] {
        return nowNs;
    }};
    QList<qsizetype> order; ///< Each chunk as it was passed.

    explicit Played(const measure::Trace& trace)
    {
        QObject::connect(&replay, &Replay::passed, &replay, [this](qsizetype from, qsizetype to) {
            for (qsizetype i = from; i < to; ++i)
                order.append(i);
        });
        replay.load(trace);
    }

    void wait(qint64 duration)
    {
        nowNs += duration;
        replay.advance();
    }
};

QList<qsizetype> upTo(qsizetype count)
{
    QList<qsizetype> all;
    for (qsizetype i = 0; i < count; ++i)
        all.append(i);
    return all;
}

} // namespace

Q_DECLARE_METATYPE(measure::Trace)

/// Stored calls played again, on a clock of the test's own.
class TestEngineReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAtATime_data();
    void countsAtATime();
    void endsWhereTheCallEnded_data();
    void endsWhereTheCallEnded();
    void longGaps();
    void aPlaceMeansAChunk_data();
    void aPlaceMeansAChunk();
    void textsStandApart();
    void tokensWhereEachIsKnown();
    void slices();
    void seeksAmongAMillionChunks();
    void strangeStamps();

    void everyChunkOnceAndInOrder_data();
    void everyChunkOnceAndInOrder();
    void keepsTheOriginalStamps();
    void playsByTheClock();
    void pauses();
    void changesSpeedWhileItPlays();
    void steps();
    void stepsThroughEqualStamps();
    void seeks();
    void endsOnce();
    void beginsAgainAtTheEnd();
    void nothingToPlay_data();
    void nothingToPlay();
    void playsByItself();
    void takesAnotherCall();
    void mayGoWhileItTells();
};

void TestEngineReplay::countsAtATime_data()
{
    QTest::addColumn<QList<qint64>>("atMs");
    QTest::addColumn<qint64>("whenMs");
    QTest::addColumn<qsizetype>("count");
    const QList<qint64> some {10, 20, 30};
    QTest::newRow("no chunks") << QList<qint64> {} << qint64(5) << qsizetype(0);
    QTest::newRow("before the first") << some << qint64(9) << qsizetype(0);
    QTest::newRow("as it arrives") << some << qint64(20) << qsizetype(2);
    QTest::newRow("between two") << some << qint64(25) << qsizetype(2);
    QTest::newRow("after the last") << some << qint64(99) << qsizetype(3);
    QTest::newRow("before the call") << some << qint64(-4) << qsizetype(0);
    QTest::newRow("one stamp for several")
        << QList<qint64> {10, 20, 20, 20, 30} << qint64(20) << qsizetype(4);
    QTest::newRow("one chunk") << QList<qint64> {10} << qint64(10) << qsizetype(1);
}

void TestEngineReplay::countsAtATime()
{
    QFETCH(QList<qint64>, atMs);
    QFETCH(qint64, whenMs);
    QFETCH(qsizetype, count);
    QCOMPARE(Timeline(traceOf(atMs)).countAt(whenMs * ms), count);
}

void TestEngineReplay::endsWhereTheCallEnded_data()
{
    QTest::addColumn<measure::Trace>("trace");
    QTest::addColumn<qint64>("durationMs");
    const measure::Trace ended = traceOf({10, 20}, 25);
    measure::Trace kept = ended;
    kept.closedNs = 900 * ms;
    measure::Trace cut = traceOf({10, 20});
    cut.closedNs = 60 * ms;
    QTest::newRow("end marker") << ended << qint64(25);
    QTest::newRow("a connection that stays open") << kept << qint64(25);
    QTest::newRow("cut: the drop") << cut << qint64(60);
    QTest::newRow("cut: nothing known") << traceOf({10, 20}) << qint64(20);
    QTest::newRow("a marker before the last chunk") << traceOf({10, 20}, 15) << qint64(20);
    QTest::newRow("empty") << measure::Trace {} << qint64(0);
}

void TestEngineReplay::endsWhereTheCallEnded()
{
    QFETCH(measure::Trace, trace);
    QFETCH(qint64, durationMs);
    QCOMPARE(Timeline(trace).durationNs(), durationMs * ms);
}

void TestEngineReplay::longGaps()
{
    const Timeline timeline(withGaps());
    QCOMPARE(timeline.longGaps(), (QList<Gap> {{290 * ms, 590 * ms, 20}, {780 * ms, 880 * ms, 40}}));
    QVERIFY(!timeline.longGapAt(290 * ms));
    QVERIFY(!timeline.longGapAt(590 * ms));
    QCOMPARE(timeline.longGapAt(400 * ms)->chunk, 20);
    QVERIFY(!timeline.longGapAt(50 * ms)); // the wait before the first chunk

    QVERIFY(Timeline(traceOf({0, 1, 2, 3, 20})).longGaps().isEmpty());   // short, if long for this call
    QVERIFY(Timeline(traceOf({0, 100, 200, 700})).longGaps().isEmpty()); // five times, not more
    QCOMPARE(Timeline(traceOf({0, 100, 200, 701})).longGaps().size(), 1);
    // What came in one read is no gap, and does not make the others long.
    QVERIFY(Timeline(traceOf({0, 0, 0, 0, 50, 50, 50, 100, 100, 150})).longGaps().isEmpty());

    QList<qint64> many {0};
    for (int i = 0; i < 1000; ++i)
        many.append(many.last() + (i % 2 == 0 ? 1 : i == 501 ? 9000 : 100));
    for (int i = 0; i < 2000; ++i)
        many.append(many.last() + 1);
    const Timeline stuttering(traceOf(many));
    QCOMPARE(stuttering.longGaps().size(), 100); // the longest is among them
    QVERIFY(std::ranges::any_of(stuttering.longGaps(), [](const Gap& gap) { return gap.chunk == 502; }));
}

void TestEngineReplay::aPlaceMeansAChunk_data()
{
    QTest::addColumn<qint64>("whenMs");
    QTest::addColumn<qsizetype>("chunk");
    QTest::newRow("before the first") << qint64(3) << qsizetype(0);
    QTest::newRow("at a chunk") << qint64(150) << qsizetype(5);
    QTest::newRow("nearer to the one before") << qint64(154) << qsizetype(5);
    QTest::newRow("nearer to the next") << qint64(156) << qsizetype(6);
    QTest::newRow("early in a gap: what was waited for") << qint64(291) << qsizetype(20);
    QTest::newRow("late in a gap") << qint64(580) << qsizetype(20);
    QTest::newRow("where the gap ends") << qint64(590) << qsizetype(20);
    QTest::newRow("after the last") << qint64(9000) << qsizetype(59);
}

void TestEngineReplay::aPlaceMeansAChunk()
{
    QFETCH(qint64, whenMs);
    QFETCH(qsizetype, chunk);
    QCOMPARE(Timeline(withGaps()).chunkNear(whenMs * ms), chunk);
}

void TestEngineReplay::textsStandApart()
{
    measure::Trace trace;
    trace.chunks = {chunk(1, QStringLiteral("Hm"), ChunkKind::Thinking), chunk(2, QStringLiteral("Yes")),
        chunk(3, {}, ChunkKind::Content), chunk(4, QStringLiteral("or"), ChunkKind::Thinking),
        chunk(5, QStringLiteral("{}"), ChunkKind::Tool)};
    const Timeline timeline(trace);
    QVERIFY(timeline.hasThought());
    QCOMPARE(timeline.textOf(0, 5), (SplitText {QStringLiteral("Hm\n\nor"), QStringLiteral("Yes{}")}));
    QCOMPARE(timeline.textOf(3, 4), (SplitText {QStringLiteral("\n\nor"), {}}));
    for (qsizetype count = 0; count <= 5; ++count) {
        const SplitText text = timeline.textOf(0, count);
        QCOMPARE(timeline.lengthAfter(count), (SplitLength {text.thought.size(), text.answer.size()}));
    }
    QCOMPARE(*timeline.firstTextNs(), 1 * ms);
    QVERIFY(!Timeline(traceOf({1, 2})).hasThought());

    trace.chunks = {chunk(1, QStringLiteral("<think>Hm</thi")), chunk(2, QStringLiteral("nk> Yes")),
        chunk(3, QStringLiteral("."))};
    const Timeline unsplit(trace);
    QVERIFY(unsplit.hasThought());
    QCOMPARE(unsplit.textOf(0, 1), (SplitText {QStringLiteral("Hm"), {}}));
    QCOMPARE(unsplit.textOf(1, 3), (SplitText {{}, QStringLiteral("Yes.")}));

    trace.chunks = {chunk(1, {}), chunk(7, QStringLiteral("a"))};
    QCOMPARE(*Timeline(trace).firstTextNs(), 7 * ms); // an empty chunk is no first token
    trace.chunks = {chunk(1, {})};
    QVERIFY(!Timeline(trace).firstTextNs());
}

void TestEngineReplay::tokensWhereEachIsKnown()
{
    measure::Trace trace = traceOf({1, 2, 3});
    QVERIFY(!Timeline(trace).tokensAfter(2));
    trace.chunks[0].tokens = 1;
    trace.chunks[1].tokens = 3;
    QVERIFY(!Timeline(trace).tokensAfter(1)); // also of the part that is known: it has no whole
    trace.chunks[2].text.clear();
    const Timeline known(trace);
    QCOMPARE(*known.tokensAfter(0), 0);
    QCOMPARE(*known.tokensAfter(1), 1);
    QCOMPARE(*known.tokensAfter(3), 4);
    QVERIFY(!Timeline().tokensAfter(0));
}

void TestEngineReplay::slices()
{
    const Timeline timeline(traceOf({1, 2, 3, 4, 5, 6})); // two characters each
    QCOMPARE(timeline.sliceEnd(0, 6, 4), 2);
    QCOMPARE(timeline.sliceEnd(2, 6, 5), 4);
    QCOMPARE(timeline.sliceEnd(0, 6, 1), 1); // one chunk at least, or it never ends
    QCOMPARE(timeline.sliceEnd(0, 3, 100), 3);
    QCOMPARE(timeline.sliceEnd(6, 6, 4), 6);
}

void TestEngineReplay::seeksAmongAMillionChunks()
{
    constexpr qsizetype count = 1'000'000;
    measure::Trace trace;
    trace.chunks.reserve(count);
    for (qsizetype i = 0; i < count; ++i)
        trace.chunks.append(chunk(i / 2 * 3, QStringLiteral("x"))); // two share a stamp
    Played played(trace);
    // A walk along the chunks for each of these would take an hour.
    for (qint64 i = 0; i < 200'000; ++i) {
        const qint64 pair = (i * 7919) % (count / 2);
        played.replay.blockSignals(true);
        played.replay.seek(pair * 3 * ms + 1);
        QCOMPARE(played.replay.count(), (pair + 1) * 2);
        QCOMPARE(played.replay.timeline().lengthAfter(played.replay.count()).answer, (pair + 1) * 2);
    }
    QCOMPARE(played.replay.timeline().sliceEnd(10, count, 1000), 1010);
}

/// A foreign file may say anything.
void TestEngineReplay::strangeStamps()
{
    const Timeline back(traceOf({50, 20, 60, -5}));
    QCOMPARE(back.countAt(49 * ms), 0);
    QCOMPARE(back.countAt(50 * ms), 2); // came with the one before
    QCOMPARE(back.countAt(60 * ms), 4);
    QCOMPARE(back.chunk(1).arrivalNs, 20 * ms); // untouched
    QCOMPARE(back.arrivalNs(1), 50 * ms);

    measure::Trace far = traceOf({0, 1, 2, 3});
    far.chunks[3].arrivalNs = std::numeric_limits<qint64>::max();
    Played played(far);
    QCOMPARE(played.replay.timeline().longGaps().size(), 1);
    played.replay.setSpeed(64);
    played.replay.play();
    played.wait(1000 * ms);
    QCOMPARE(played.order, upTo(3));
    played.replay.seek(std::numeric_limits<qint64>::max());
    QCOMPARE(played.order, upTo(4));
    played.replay.seek(std::numeric_limits<qint64>::min());
    QCOMPARE(played.replay.count(), 1); // the one that came at once
}

void TestEngineReplay::everyChunkOnceAndInOrder_data()
{
    QTest::addColumn<measure::Trace>("trace");
    QTest::addColumn<std::optional<double>>("speed");
    const QList<std::pair<const char*, measure::Trace>> traces {{"a call with gaps", withGaps()},
        {"bundles", traceOf({5, 5, 5, 20, 20, 20, 20, 31, 31}, 31)}, {"one stamp", traceOf({7, 7, 7})},
        {"one chunk", traceOf({40}, 50)}, {"cut", traceOf({10, 20, 400})}};
    const QList<std::optional<double>> speeds {0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, std::nullopt};
    for (const auto& [name, trace] : traces)
        for (const std::optional<double>& speed : speeds)
            QTest::addRow("%s, %s", name, speed ? qPrintable(QString::number(*speed)) : "as fast as possible")
                << trace << speed;
}

void TestEngineReplay::everyChunkOnceAndInOrder()
{
    QFETCH(measure::Trace, trace);
    QFETCH(std::optional<double>, speed);
    Played played(trace);
    QSignalSpy ended(&played.replay, &Replay::ended);
    played.replay.setSpeed(speed);
    played.replay.play();
    for (int turn = 0; turn < 100'000 && ended.isEmpty(); ++turn) {
        played.wait(1 * ms);
        // What has arrived is what was measured to have arrived by now.
        if (speed && ended.isEmpty())
            QCOMPARE(played.replay.count(),
                Timeline(trace).countAt(static_cast<qint64>((turn + 1) * ms * *speed)));
    }
    QCOMPARE(ended.count(), 1);
    QCOMPARE(played.order, upTo(trace.chunks.size()));
    QVERIFY(played.replay.isAtEnd());
    QVERIFY(!played.replay.isPlaying());
}

void TestEngineReplay::keepsTheOriginalStamps()
{
    measure::Trace trace = traceOf({10, 20, 20});
    trace.chunks[2].bundled = true;
    trace.chunks[1].source = measure::StampSource::Kernel;
    trace.chunks[1].tokens = 3;
    Played played(trace);
    played.replay.setSpeed(64);
    played.replay.play();
    played.wait(5000 * ms);
    QCOMPARE(played.order, upTo(3));
    for (const qsizetype i : std::as_const(played.order))
        QCOMPARE(played.replay.timeline().chunk(i), trace.chunks.at(i));
}

void TestEngineReplay::playsByTheClock()
{
    Played played(traceOf({100, 200, 300}, 350));
    played.replay.setSpeed(2);
    QSignalSpy moved(&played.replay, &Replay::moved);
    played.replay.play();
    played.wait(49 * ms);
    QCOMPARE(played.replay.positionNs(), 98 * ms);
    QCOMPARE(played.order, upTo(0));
    QCOMPARE(moved.count(), 1); // the time goes on where nothing arrives
    played.wait(1 * ms);
    QCOMPARE(played.order, upTo(1));
    played.wait(100 * ms);
    QCOMPARE(played.order, upTo(3));
    QCOMPARE(played.replay.positionNs(), 300 * ms);
    QVERIFY(played.replay.isPlaying());
    played.wait(25 * ms);
    QCOMPARE(played.replay.positionNs(), 350 * ms);
    QVERIFY(!played.replay.isPlaying());
}

void TestEngineReplay::pauses()
{
    Played played(traceOf({100, 200, 300}));
    QSignalSpy playing(&played.replay, &Replay::playingChanged);
    played.replay.play();
    played.wait(150 * ms);
    played.replay.pause();
    played.wait(10'000 * ms); // a pause takes no time of the call
    QCOMPARE(played.replay.positionNs(), 150 * ms);
    played.replay.play();
    played.wait(49 * ms);
    QCOMPARE(played.order, upTo(1));
    played.wait(1 * ms);
    QCOMPARE(played.order, upTo(2));
    QCOMPARE(playing.count(), 3);
}

void TestEngineReplay::changesSpeedWhileItPlays()
{
    Played played(traceOf({100, 200, 900}));
    played.replay.play();
    played.nowNs += 100 * ms;
    played.replay.setSpeed(0.25); // up to now it went at its own speed
    QCOMPARE(played.replay.positionNs(), 100 * ms);
    played.wait(200 * ms);
    QCOMPARE(played.replay.positionNs(), 150 * ms);
    played.replay.setSpeed(64);
    played.wait(1 * ms);
    QCOMPARE(played.order, upTo(2));
    QCOMPARE(played.replay.positionNs(), 214 * ms);
    played.replay.setSpeed(-3);
    QCOMPARE(*played.replay.speed(), Replay::slowest);
}

void TestEngineReplay::steps()
{
    Played played(traceOf({100, 200}, 250));
    Replay& replay = played.replay;
    replay.stepBack();
    QCOMPARE(replay.count(), 0);
    replay.play();
    replay.stepForward();
    QVERIFY(!replay.isPlaying());
    QCOMPARE(replay.positionNs(), 100 * ms);
    replay.stepForward();
    QCOMPARE(replay.positionNs(), 200 * ms);
    replay.stepForward(); // past the last one
    QCOMPARE(replay.positionNs(), 250 * ms);
    QVERIFY(replay.isAtEnd());
    replay.stepForward();
    QCOMPARE(played.order, upTo(2));
    QSignalSpy rewound(&replay, &Replay::rewound);
    replay.stepBack();
    QCOMPARE(replay.positionNs(), 100 * ms);
    replay.stepBack();
    QCOMPARE(replay.positionNs(), 0);
    replay.stepBack();
    QCOMPARE(rewound.count(), 2);
    QCOMPARE(rewound.last().first().toLongLong(), 0);
}

void TestEngineReplay::stepsThroughEqualStamps()
{
    Played played(traceOf({100, 100, 100, 200}));
    played.replay.stepForward();
    played.replay.stepForward();
    QCOMPARE(played.replay.count(), 2);
    QCOMPARE(played.replay.positionNs(), 100 * ms);
    played.replay.play(); // the rest of the bundle first, and nothing twice
    played.wait(0);
    QCOMPARE(played.order, upTo(3));
    played.replay.seekToChunk(1);
    QCOMPARE(played.replay.count(), 2);
    played.replay.stepForward();
    QCOMPARE(played.replay.count(), 3);
}

void TestEngineReplay::seeks()
{
    Played played(withGaps());
    Replay& replay = played.replay;
    QSignalSpy rewound(&replay, &Replay::rewound);
    replay.seek(400 * ms);
    QCOMPARE(played.order, upTo(20));
    QCOMPARE(replay.positionNs(), 400 * ms);
    replay.seek(100 * ms);
    QCOMPARE(rewound.count(), 1);
    QCOMPARE(rewound.first().first().toLongLong(), 1);
    replay.seekToChunk(20);
    QCOMPARE(replay.positionNs(), 590 * ms);
    QCOMPARE(replay.count(), 21);
    replay.seekToChunk(60); // there is none
    replay.seekToChunk(-1);
    QCOMPARE(replay.count(), 21);
    replay.play();
    played.wait(10 * ms);
    replay.seek(95 * ms);
    QVERIFY(replay.isPlaying());
    played.wait(5 * ms);
    QCOMPARE(replay.positionNs(), 100 * ms);
    QCOMPARE(replay.count(), 1);
}

void TestEngineReplay::endsOnce()
{
    Played played(traceOf({10}, 20));
    QSignalSpy ended(&played.replay, &Replay::ended);
    played.replay.play();
    played.wait(500 * ms);
    played.wait(500 * ms);
    QCOMPARE(ended.count(), 1);
    played.replay.seek(20 * ms); // gone there by hand
    QCOMPARE(ended.count(), 1);
}

void TestEngineReplay::beginsAgainAtTheEnd()
{
    Played played(traceOf({10, 20}));
    played.replay.seek(20 * ms);
    played.replay.play();
    QCOMPARE(played.replay.count(), 0);
    QCOMPARE(played.replay.positionNs(), 0);
    played.wait(20 * ms);
    QCOMPARE(played.order, upTo(2) + upTo(2));
}

void TestEngineReplay::nothingToPlay_data()
{
    QTest::addColumn<std::optional<double>>("speed");
    QTest::newRow("by its stamps") << std::optional(1.0);
    QTest::newRow("as fast as possible") << std::optional<double>();
}

void TestEngineReplay::nothingToPlay()
{
    QFETCH(std::optional<double>, speed);
    Played played(measure::Trace {});
    Replay& replay = played.replay;
    QSignalSpy ended(&replay, &Replay::ended);
    replay.setSpeed(speed);
    replay.stepForward();
    replay.stepBack();
    replay.seek(5 * ms);
    replay.seekToChunk(0);
    QCOMPARE(replay.positionNs(), 0);
    QCOMPARE(replay.timeline().chunkNear(5), -1);
    QCOMPARE(replay.timeline().lengthAfter(3), SplitLength {});
    replay.play();
    played.wait(1 * ms);
    QCOMPARE(ended.count(), 1);
    QVERIFY(played.order.isEmpty());
}

/// With the real clock and the event loop: nothing is asserted about how long it takes.
void TestEngineReplay::playsByItself()
{
    Replay replay;
    replay.load(traceOf({1, 5, 30, 60}, 70));
    QSignalSpy ended(&replay, &Replay::ended);
    replay.setTickMs(5);
    replay.play();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 60'000);
    QCOMPARE(replay.count(), 4);
}

void TestEngineReplay::takesAnotherCall()
{
    Played played(traceOf({10, 20}));
    played.replay.play();
    played.wait(15 * ms);
    played.replay.load(traceOf({1, 2, 3}));
    QVERIFY(!played.replay.isPlaying());
    QCOMPARE(played.replay.count(), 0);
    QCOMPARE(played.replay.timeline().size(), 3);
}

void TestEngineReplay::mayGoWhileItTells()
{
    auto* replay = new Replay;
    replay->load(traceOf({10, 20}));
    connect(replay, &Replay::passed, replay, [replay] { delete replay; });
    replay->seek(20 * ms);
    auto* other = new Replay;
    other->load(traceOf({0}));
    other->setSpeed({});
    other->play();
    connect(other, &Replay::moved, other, [other] { delete other; });
    other->advance();
}

QTEST_GUILESS_MAIN(TestEngineReplay)
#include "tst_engine_replay.moc"
